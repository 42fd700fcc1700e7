// Decisions of an editor, and adding articles: these change the store, so they run on one of their own.
import assert from 'node:assert/strict';

export async function mergingCanBeTakenBack(world) {
  if (!world.own) return 'left out: the store is not ours';
  const page = await world.open(world.own ? `#token=${world.token}` : '');
  await world.find('Wall Street Market');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByLabel('Select Wall Street Market', { exact: true }).uncheck();
  const row = (kind) => page.locator('.tables section').first().locator('tbody tr', { hasText: kind });
  const people = row('Person'), names = await people.locator('.choice button').allInnerTexts();
  assert.ok(names.length >= 2, `${names.length} people to merge, want two`);
  await people.nth(0).locator('input').check();
  await people.nth(1).locator('input').check();
  const total = async () => Number((/of ([\d,]+) entities/.exec((await world.shown()).text.replace(/\s+/g, ' ')) ?? [])[1].replaceAll(',', ''));
  const before = await total();
  await page.getByText('They are one and the same').click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.locator('.message', { hasText: 'Merged' }).waitFor();
  assert.equal(await total(), before - 1);
  await page.getByRole('button', { name: 'Take it back' }).first().click();
  await page.locator('.message', { hasText: 'Taken back' }).waitFor();
  assert.equal(await total(), before);
}

export async function aProposedPairIsKeptApart(world) {
  if (!world.own) return 'left out: the store is not ours';
  const page = await world.open(`#token=${world.token}`);
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  const count = page.locator('.reading p', { hasText: /^1 of \d+ pairs?$/ });
  await count.waitFor();
  const pairs = async () => Number(/of (\d+)/.exec(await count.innerText())[1]), before = await pairs();
  assert.ok(before >= 2, `${before} pairs, want two`);
  await page.getByRole('button', { name: 'Two, not one' }).click();
  await page.locator('.message', { hasText: 'Kept apart' }).waitFor();
  await page.getByText(`1 of ${before - 1} pair`).waitFor();
  await page.getByRole('button', { name: 'Take it back' }).first().click();
  await page.locator('.message', { hasText: 'Taken back' }).waitFor();
  await page.getByText(`1 of ${before} pair`).waitFor();
}

export async function aRejectedClaimNoLongerCounts(world) {
  if (!world.own) return 'left out: the store is not ours';
  const page = await world.open(world.own ? `#token=${world.token}` : '');
  await world.find('AlphaBay');
  await page.locator('.relations .say').first().click();
  await page.locator('.claim details summary').first().click();
  await page.getByRole('button', { name: 'The article does not say so' }).first().click();
  await page.locator('.message', { hasText: 'Rejected' }).waitFor();
  await page.getByRole('button', { name: 'Take it back' }).first().click();
  await page.locator('.message', { hasText: 'Taken back' }).waitFor();
}

export async function anArticleIsReadBeforeItIsStored(world) {
  const page = await world.open(world.own ? `#token=${world.token}` : '');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.fields textarea').fill('The FBI arrested Mortimer Quill in Vienna on 3 March 2021. Quill ran the marketplace Gloomgate, which Europol shut down.');
  await page.getByLabel('Title').fill('Gloomgate closes');
  await page.getByRole('button', { name: 'See what it says' }).click();
  await page.getByRole('heading', { name: /^It says/ }).waitFor();
  await world.picture('added');
  if (!world.own) return 'stored nothing: the store is not ours';
  assert.doesNotMatch(page.url(), /token/, 'the token is not shared with the view');
  await page.getByRole('button', { name: 'Add to the store' }).click();
  await page.locator('.message', { hasText: '1 article stored' }).waitFor();
  await page.locator('.article-text').waitFor();
  await page.getByText('Retract this article').click();
  await page.getByRole('button', { name: 'Retract it', exact: true }).click();
  await page.locator('.message', { hasText: 'Retracted' }).waitFor();
}
