// The mouse on the canvas.
import assert from 'node:assert/strict';

/** Moves the mouse over the canvas until what is under it is described in words that fit, and stays there. */
async function hover(page, words) {
  const box = await page.locator('#graph').boundingBox();
  for (let y = box.y + 30; y < box.y + box.height - 30; y += 9) {
    for (let x = box.x + 30; x < box.x + box.width - 70; x += 9) {
      await page.mouse.move(x, y);
      const tip = page.locator('.tip');
      if ((await tip.count()) > 0 && words.test(await tip.innerText())) return { x, y, text: await tip.innerText() };
    }
  }
  throw new Error(`nothing on the canvas is described as ${words}`);
}

export async function aClickOnATieShowsItsSentences(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  const { x, y, text } = await hover(page, /→.*→/);
  await page.mouse.click(x, y);
  await page.locator('.claim').first().waitFor();
  const [from] = text.split(' → ');
  assert.match(await page.locator('.statement').innerText(), new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
}

export async function anEntityOpensExpandsAndMoves(world) {
  const page = await world.open('', { reducedMotion: 'reduce' });
  await world.find('AlphaBay');
  const person = await hover(page, /, person, named in/);
  await page.mouse.click(person.x, person.y);
  const name = person.text.split(', person')[0];
  await page.locator('.reading h2', { hasText: name }).waitFor();
  const address = page.url();
  await page.mouse.move(person.x, person.y);
  await page.mouse.down();
  await page.mouse.move(person.x + 60, person.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL((url) => url.href !== address && url.hash.includes('pin='));
  await page.getByRole('button', { name: `Undo: move ${name}` }).click();
  await page.waitForURL((url) => !url.hash.includes('pin='));
  const before = await world.shown();
  await page.mouse.dblclick(person.x, person.y);
  await page.waitForFunction((n) => !document.querySelector('.status').innerText.replaceAll('\n', '').startsWith(`${n} `), before.entities);
}

export async function theMenuOpensOnTheRightButton(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  const entity = await hover(page, /named in/);
  await page.mouse.click(entity.x, entity.y, { button: 'right' });
  await page.getByRole('button', { name: 'Take off the canvas' }).click();
  assert.match(await page.getByRole('button', { name: /^Undo: take/ }).getAttribute('aria-label'), /off the canvas/);
}

export async function aRectangleSelects(world) {
  const page = await world.open();
  const box = await page.locator('#graph').boundingBox();
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 80, box.y + box.height - 20, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.locator('.reading h2', { hasText: /^\d+ entities$/ }).waitFor();
}

export async function theBackButtonUndoes(world) {
  const page = await world.open();
  const before = await world.shown();
  await world.find('AlphaBay');
  await page.waitForTimeout(400);
  await page.goBack();
  await page.waitForFunction((n) => document.querySelector('.status').innerText.replaceAll('\n', '').startsWith(`${n} `), before.entities);
}
