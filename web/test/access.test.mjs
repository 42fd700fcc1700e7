// For everyone: rules of axe-core, keyboard alone, phones, less motion.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true }); // axe is not part of the page
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')}`);
}

const states = {
  start: async () => {},
  entity: (world) => world.find('AlphaBay'),
  tie: async (world) => {
    await world.find('AlphaBay');
    await world.page.locator('.relations .say').first().click();
    await world.page.locator('.claim').first().waitFor();
  },
  article: async (world) => {
    await world.find('AlphaBay');
    await world.page.locator('.reading .source .plain').first().click();
    await world.page.locator('.article-text').waitFor();
  },
  table: async (world) => { await world.page.getByRole('button', { name: 'Table', exact: true }).click(); },
  add: async (world) => { await world.page.getByRole('button', { name: 'Add', exact: true }).click(); },
  review: async (world) => {
    await world.page.getByRole('button', { name: 'Review', exact: true }).click();
    await world.page.getByText('Decided so far').waitFor();
  },
  share: async (world) => { await world.page.getByRole('button', { name: 'Share', exact: true }).click(); },
  found: async (world) => {
    await world.page.fill('#search', 'al');
    await world.page.locator('#found [role=option]').first().waitFor();
  },
  help: async (world) => { await world.page.getByRole('button', { name: 'Help and keys' }).click(); },
};

const looksRight = (scheme, width) => async (world) => {
  const wrong = [];
  for (const [name, reach] of Object.entries(states)) {
    const page = await world.open('', { scheme, width, height: width < 500 ? 844 : 800 });
    await reach(world);
    await page.waitForTimeout(250);
    await world.picture(`${name}-${scheme}-${width < 500 ? 'phone' : 'wide'}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wrong.push(`${name} is ${over} pixels too wide`);
    wrong.push(...(await findings(page)).map((f) => `${name}: ${f}`));
    await page.context().close();
  }
  assert.deepEqual(wrong, []);
};

export const lightOnAScreen = looksRight('light', 1280);
export const darkOnAScreen = looksRight('dark', 1280);
export const lightOnAPhone = looksRight('light', 390);
export const darkOnAPhone = looksRight('dark', 390);

export async function theKeyboardIsEnough(world) {
  const page = await world.open();
  const reach = async (name, what, most = 60) => {
    for (let i = 0; i < most; i++) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector), what)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await page.keyboard.press('/');
  await page.keyboard.type('alphabay');
  await page.locator('#found [role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.locator('.reading h2', { hasText: 'AlphaBay' }).waitFor();
  await page.keyboard.press('Escape');
  await reach('the graph', '#graph');
  await page.keyboard.press('ArrowUp');
  const first = await page.locator('#walked').innerText();
  assert.match(first, /named in \d+ article/, 'the entity is described');
  await page.keyboard.press('n');
  assert.match(await page.locator('#walked').innerText(), /Said by \d+ article/, 'its tie is described');
  await page.keyboard.press('Enter');
  await page.locator('.claim').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.facts, .relations').first().waitFor();
  const before = await world.shown();
  await page.keyboard.press('Delete');
  assert.equal((await world.shown()).entities, before.entities - 1);
  await page.keyboard.press('Control+z');
  assert.equal((await world.shown()).entities, before.entities);
  await reach('the reading panel', '.reading *');
}

export async function everyStepOfTheFocusIsSeen(world) {
  const page = await world.open();
  const unseen = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const what = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const s = getComputedStyle(e);
      return s.outlineStyle === 'none' && s.boxShadow === 'none' ? e.outerHTML.slice(0, 80) : null;
    });
    if (what) unseen.push(what);
  }
  assert.deepEqual(unseen, []);
}
