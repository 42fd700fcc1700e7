// Leaving out, and saying so.
import assert from 'node:assert/strict';

export async function aKindCanBeSwitchedOff(world) {
  const page = await world.open();
  const before = await world.shown(), kind = page.locator('.filter .kind').first(), of = Number(await kind.locator('.count').innerText());
  await kind.click();
  const after = await world.shown();
  assert.equal(after.entities, before.entities - of);
  assert.match(after.text, /hidden by the filter/);
  await page.locator('.status button', { hasText: 'Show' }).first().click();
  assert.equal((await world.shown()).entities, before.entities);
}

export async function theBrushFiltersByDate(world) {
  const page = await world.open();
  const before = await world.shown(), bars = await page.locator('.timeline .bars').boundingBox();
  await page.mouse.move(bars.x + bars.width * 0.3, bars.y + 15);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width * 0.45, bars.y + 15, { steps: 5 });
  await page.mouse.up();
  const after = await world.shown();
  assert.ok(after.entities < before.entities, `${after.entities} of ${before.entities} left`);
  await page.waitForTimeout(300);
  assert.match(page.url(), /since=\d{4}-\d\d&until=\d{4}-\d\d/);
  await world.picture('brushed');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  assert.equal((await world.shown()).entities, before.entities);
}

export async function theTimelineWorksByKeyboard(world) {
  const page = await world.open();
  const before = await world.shown(), handle = page.getByRole('slider', { name: 'Beginning of the time shown' });
  await handle.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
  const text = await handle.getAttribute('aria-valuetext');
  assert.match(text, /\d{4}/);
  assert.ok((await world.shown()).entities <= before.entities);
}

export async function publishedAndTakenInAreOtherDates(world) {
  const page = await world.open();
  await page.locator('.timeline select').selectOption('published');
  await page.locator('.timeline .bar').first().waitFor();
  const published = await page.locator('.timeline svg').getAttribute('aria-label');
  await page.locator('.timeline select').selectOption('loaded');
  await page.waitForFunction((before) => document.querySelector('.timeline svg')?.getAttribute('aria-label') !== before, published);
}

export async function onlyAllegedTiesCanBeShown(world) {
  const page = await world.open();
  const before = await world.shown();
  await page.getByLabel('Only alleged').check();
  const after = await world.shown();
  assert.ok(after.ties < before.ties, `${after.ties} of ${before.ties} ties left`);
}
