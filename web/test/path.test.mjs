// How two entities are connected.
import assert from 'node:assert/strict';

export async function aPathReadsAsProse(world) {
  const page = await world.open();
  await page.getByRole('button', { name: 'Path', exact: true }).click();
  for (const [field, name] of [['From', 'Ross'], ['To', 'Silk Road 2.0']]) {
    const input = page.locator(`input[list="ends-${field}"]`);
    await input.fill(name);
    await page.locator(`#ends-${field} option`).first().waitFor({ state: 'attached' });
    await input.press('Enter');
  }
  await page.locator('.path').first().waitFor();
  const hops = page.locator('.path').first().locator('.hop');
  assert.ok((await hops.count()) >= 1);
  for (const hop of await hops.all()) assert.ok((await hop.locator('blockquote').innerText()).length > 10, 'each hop has its sentence');
  await page.locator('.path').first().getByRole('button', { name: 'Show on the canvas' }).click();
  await page.waitForURL(/read=paths/);
  await world.picture('path');
}
