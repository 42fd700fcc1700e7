// Finding, reading, walking: what a person does first.
import assert from 'node:assert/strict';

export async function theFirstViewShowsTheStore(world) {
  await world.open();
  const { entities, ties } = await world.shown();
  assert.ok(entities >= 20 && ties >= 20, `${entities} entities and ${ties} ties, want a graph worth looking at`);
}

export async function aNameOpensWithItsSentences(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  const tie = page.getByRole('button', { name: /say so: AlphaBay, administrators, Alexandre Cazes/ });
  await tie.click();
  const marked = page.locator('.claim mark.from, .claim mark.to');
  await marked.first().waitFor();
  const words = await marked.allInnerTexts();
  assert.ok(words.some((w) => /Cazes/.test(w)) && words.some((w) => /AlphaBay/.test(w)), `marked are ${words.join(', ')}, want both ends`);
  await page.locator('.claim details summary').first().click();
  assert.match(await page.locator('.claim details').first().innerText(), /Rule \S+/);
}

export async function anAliasAndAMisspellingFindTheName(world) {
  const page = await world.open();
  await page.fill('#search', 'Cazes');
  await page.locator('#found [role=option]', { hasText: 'Alexandre Cazes' }).first().waitFor();
  await page.fill('#search', 'Alfabay');
  await page.locator('#found [role=option]', { hasText: 'AlphaBay' }).first().waitFor();
}

export async function wordsOfASentenceFindIt(world) {
  const page = await world.open();
  await page.fill('#search', 'fentanyl');
  const hit = page.locator('#found [role=group]', { hasText: /sentences|articles that hold/ }).locator('[role=option]').first();
  await hit.click();
  await page.locator('.article-text').waitFor();
}

export async function nothingFoundIsSaid(world) {
  const page = await world.open();
  await page.fill('#search', 'zzqqxxyy');
  await page.getByText('Nothing is called so').waitFor();
}

export async function expandingCanBeUndone(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  await page.getByRole('button', { name: /Alexandre Cazes/ }).first().click();
  const before = await world.shown();
  await page.getByRole('button', { name: 'Expand', exact: true }).click();
  await page.waitForFunction((n) => !document.querySelector('.status').innerText.replaceAll('\n', '').startsWith(`${n} `), before.entities);
  const after = await world.shown();
  assert.ok(after.entities > before.entities, `${after.entities} after expanding ${before.entities}`);
  await page.locator('#graph').focus();
  await page.keyboard.press('Control+z');
  await page.waitForFunction((n) => document.querySelector('.status').innerText.replaceAll('\n', '').startsWith(`${n} `), before.entities);
}

export async function theMenuPreviewsAnExpansion(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  await page.locator('#graph').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('m');
  await page.locator('.menu .count').first().waitFor();
  assert.match(await page.locator('.menu .count').first().innerText(), /^\d+ of \d+$/);
}

export async function theSharedAddressOpensTheSameView(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  await page.waitForTimeout(500); // the address is written a little after the view
  const address = page.url(), text = (p) => p.evaluate(() => document.body.innerText.replace(/\s+/g, ' '));
  const first = await text(page);
  const second = await world.open(new URL(address).hash);
  await second.locator('.reading h2', { hasText: 'AlphaBay' }).waitFor();
  await second.waitForTimeout(500);
  assert.equal(await text(second), first);
  assert.equal(second.url(), address);
}

export async function anEntityOfTheTextOpens(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  await page.locator('.reading .source .plain').first().click();
  await page.locator('.article-text .mention').first().click();
  await page.locator('.reading .actions').waitFor();
}

export async function aNonsenseAddressStillOpens(world) {
  const page = await world.open('#show=nope.n1&at=%%%&sel=x&read=entity:%00&since=soon&cam=a_b_c', { ready: false });
  await page.locator('.status').waitFor();
}
