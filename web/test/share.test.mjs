// Everything that can be saved can be read again, and holds exactly what is shown.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const parse = (page, xml) => page.evaluate((text) => {
  const doc = new DOMParser().parseFromString(text, 'application/xml'), fault = doc.querySelector('parsererror');
  const count = (name) => doc.getElementsByTagName(name).length;
  return { fault: fault?.textContent, nodes: count('node'), edges: count('edge'), links: count('a'), paths: count('path'), declared: new Set([...doc.getElementsByTagName('attvalue')].map((v) => v.getAttribute('for'))).size };
}, xml);

export async function graphsHoldWhatIsShown(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  const { entities, ties } = await world.shown();
  for (const format of ['GEXF', 'GraphML']) {
    const { name, content } = await world.save(format), read = await parse(page, content);
    writeFileSync(fileURLToPath(new URL(`out/saved.${format.toLowerCase()}`, import.meta.url)), content);
    assert.equal(read.fault, undefined, `${name} is well-formed`);
    assert.deepEqual([read.nodes, read.edges], [entities, ties], name);
  }
  const { content } = await world.save('JSON'), json = JSON.parse(content);
  writeFileSync(fileURLToPath(new URL('out/saved.json', import.meta.url)), content);
  assert.deepEqual([json.nodes.length, json.edges.length], [entities, ties]);
  const keys = new Set(json.nodes.map((n) => n.key));
  assert.ok(json.edges.every((e) => keys.has(e.source) && keys.has(e.target)), 'every edge of the JSON has both ends');
  assert.ok(json.nodes.every((n) => Number.isFinite(n.attributes.x) && Number.isFinite(n.attributes.y)), 'every node of the JSON has a place');
}

export async function tablesHoldWhatIsShown(world) {
  await world.open();
  await world.find('AlphaBay');
  const { entities, ties } = await world.shown();
  const rows = (text) => text.trim().split('\r\n').length - 1;
  const of = async (words) => (await world.save(words)).content;
  assert.equal(rows(await of('Table of entities')), entities);
  assert.equal(rows(await of('Table of ties')), ties);
}

export async function picturesAreDrawn(world) {
  const page = await world.open();
  await world.find('AlphaBay');
  const { entities } = await world.shown(), svg = await world.save('SVG'), read = await parse(page, svg.content);
  assert.equal(read.fault, undefined);
  assert.ok(read.paths >= entities, `${read.paths} shapes for ${entities} entities`);
  assert.match(svg.content, /AlphaBay/);
  writeFileSync(fileURLToPath(new URL('out/saved.svg', import.meta.url)), svg.content);
  const png = await world.save('PNG', { bytes: true });
  assert.equal(png.content.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.content.length > 20_000, `${png.content.length} bytes of PNG`);
  writeFileSync(fileURLToPath(new URL('out/saved.png', import.meta.url)), png.content);
}

export async function thePageWithEvidenceOpensFromDisk(world) {
  await world.open();
  await world.find('AlphaBay');
  const { ties } = await world.shown(), { content } = await world.save('HTML');
  const file = new URL('out/saved.html', import.meta.url);
  writeFileSync(fileURLToPath(file), content);
  const context = await world.browser.newContext({ offline: true });
  world.contexts.push(context);
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && world.faults.push(`saved page: ${m.text()}`));
  await page.goto(file.href);
  assert.equal(await page.locator('script').count(), 0, 'the page has no script');
  assert.equal(await page.locator('h2:has-text("Ties") ~ section:has(blockquote)').count(), ties, 'every tie has its sentences');
  await page.locator('svg a:has(path)').first().click();
  assert.match(page.url(), /#[en]/);
  await page.screenshot({ path: fileURLToPath(new URL('out/saved-page.png', import.meta.url)) });
}
