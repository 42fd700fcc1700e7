// What needs no browser: text cut into marked pieces, addresses there and back, dates, the layout, what is written into files.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

globalThis.sessionStorage ??= { getItem: () => null, setItem() {}, removeItem() {} }; // where the page keeps an editor's token

/** Imports a module of src. */
async function load(path) {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL(`../src/${path}`, import.meta.url))], bundle: true, format: 'esm', write: false, platform: 'node', jsx: 'automatic', jsxImportSource: 'preact' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

export async function piecesCoverTheText() {
  const { pieces, paragraphAround, findWithin } = await load('read/marked.ts');
  const text = 'Zürich: 🙂 Cazes ran AlphaBay.\nNext.';
  const at = (word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });
  const cut = pieces(text, [{ ...at('Cazes ran AlphaBay.'), mark: 'sentence' }, { ...at('Cazes'), mark: 'from' }, { ...at('AlphaBay'), mark: 'to' }, { start: 3, end: 3, mark: 'empty' }, { start: 900, end: 950, mark: 'beyond' }]);
  assert.equal(cut.map((p) => p.text).join(''), text);
  assert.deepEqual(cut.filter((p) => p.marks.length).map((p) => [p.text, p.marks]), [['Cazes', ['sentence', 'from']], [' ran ', ['sentence']], ['AlphaBay', ['sentence', 'to']], ['.', ['sentence']]]);
  const around = paragraphAround(text, text.indexOf('ran'), text.indexOf('ran') + 3);
  assert.equal(text.slice(around.start, around.end), 'Zürich: 🙂 Cazes ran AlphaBay.');
  assert.equal(findWithin(text, 'RAN', 0, text.length).start, text.indexOf('ran'));
}

export async function anAddressComesBackAsTheView() {
  const { toAddress, fromAddress } = await load('graph/address.ts');
  const view = {
    ...fromAddress(''), places: new Map([['n1', { x: -12, y: 900 }], ['n2', { x: 32000, y: -32000 }], ['n3', { x: 0, y: 0 }]]), pins: new Set(['n2']), selected: new Set(['n1', 'n3']),
    filter: { kindsOff: new Set(['PLACE']), tiesOff: new Set(['SELLS', 'ACCEPTS']), standing: 'disputed', minArticles: 3, article: 'n9', by: 'published', since: '2013-10', until: '2017' },
    reading: { what: 'paths', from: 'n1', to: 'n2', avoidHubs: true }, query: 'a&b=c#d', mode: 'table',
  };
  const back = fromAddress(`#${toAddress(view)}`);
  assert.deepEqual(back, { ...view, filter: { ...view.filter, tiesOff: new Set(['ACCEPTS', 'SELLS']) } });
  for (const reading of [{ what: 'entity', id: 'n1' }, { what: 'relation', id: 'e1.2.3' }, { what: 'article', id: 'n5', claim: 'c5.7' }, { what: 'selection' }, null]) {
    assert.deepEqual(fromAddress(toAddress({ ...view, reading })).reading, reading);
  }
}

export async function aBrokenAddressIsAnEmptyOne() {
  const { fromAddress } = await load('graph/address.ts');
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let i = 0; i < 2000; i++) {
    const noise = Array.from({ length: 60 }, () => 'show=at&cam.%_-:#0n9é\u0000'[Math.floor(random() * 24)]).join('');
    const view = fromAddress(noise); // must not throw
    assert.ok([...view.places.values()].every((p) => typeof p.x === 'number'), noise);
  }
}

export async function partialDatesOverlapWhatTheyMayBe() {
  const { overlaps, lastDay, readable } = await load('graph/dates.ts');
  const july = { text: '2017-07', from: '2017-07-01', to: '2017-07-31' };
  for (const [since, until, want] of [['', '', true], ['2017-07-15', '', true], ['2017-08', '', false], ['', '2017-06', false], ['', '2017', true], ['2018', '', false], ['2017-07-31', '2017-07-31', true]]) {
    assert.equal(overlaps(july, since, until), want, `${since} to ${until}`);
  }
  assert.equal(lastDay('2016-02'), '2016-02-29');
  assert.deepEqual(['2017-07-05', '2017-07', '2017'].map(readable), ['5 July 2017', 'July 2017', '2017']);
}

export async function barsCountEveryDateOnce() {
  const { count } = await load('filter/times.ts');
  const day = (d) => ({ text: d, from: d, to: d }), year = { text: '2014', from: '2014-01-01', to: '2014-12-31' };
  const h = count([day('2013-10-02'), day('2013-10-20'), year, null, day('2017-07-05')]);
  assert.equal(h.bars.reduce((a, b) => a + b, 0), 4);
  assert.equal(h.undated, 1);
  assert.equal(count([null]), null);
  assert.ok(count([day('1900-01-01'), day('2020-01-01')]).bars.length <= 130);
}

export async function theLayoutIsTheSameEachTimeAndCoversNothing() {
  const { Forces } = await load('layout/forces.ts'), { spread } = await load('layout/spread.ts');
  const size = 6, count = 40;
  const lay = () => {
    const nodes = new Float32Array(count * size);
    for (let n = 0; n < count; n++) nodes.set([40 * Math.cos(n), 40 * Math.sin(n), 8, 40, 17, n === 0 ? 1 : 0], n * size);
    const edges = Float32Array.from(Array.from({ length: count - 1 }, (_, i) => [Math.floor(i / 3), i + 1, 1]).flat());
    const forces = new Forces(nodes, edges);
    for (let i = 0; i < 200; i++) forces.step();
    forces.write();
    spread(nodes, 300);
    return nodes;
  };
  const a = lay(), b = lay();
  assert.deepEqual([...a], [...b]);
  assert.deepEqual([a[0], a[1]], [40, 0], 'what is fixed has not moved');
  const covered = [];
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) {
    const wide = Math.abs(a[i * size] - a[j * size]) < 80 - 0.01, dy = a[i * size + 1] - a[j * size + 1];
    if (wide && (dy >= 0 ? dy < 8 + 17 + 8 - 0.01 : -dy < 8 + 17 + 8 - 0.01)) covered.push([i, j]);
  }
  assert.deepEqual(covered, []);
}

export async function everyPairWithANewEntityIsAsked() {
  const { questions } = await load('api/graph.ts');
  const ids = Array.from({ length: 1300 }, (_, i) => `n${i}`), added = new Set(['n3', 'n700']);
  const asked = questions(ids, added);
  assert.ok(asked.every((q) => q.length <= 500));
  for (const one of added) for (const other of ids) assert.ok(asked.some((q) => q.includes(one) && q.includes(other)), `${one} and ${other}`);
  assert.deepEqual(questions([], new Set()), []);
}

export async function filesCarryNoMarkupAndNoFormulas() {
  const { toCsv, toGexf } = await load('share/formats.ts');
  const evil = '<script>"x"&\u0000\ud800', entity = { id: 'n1', kind: 'PERSON', name: '=HYPERLINK("x")', aliases: [evil, 'a,b'], unnamed: false, articles: 1, independent: 1, degree: 1, dates: [] };
  const graph = { entities: [entity], relations: [], places: new Map([['n1', { x: 1, y: 2 }]]), caption: [evil] };
  const csv = toCsv(graph).entities.split('\r\n')[1];
  assert.ok(csv.startsWith(`n1,"'=HYPERLINK(""x"")"`), csv);
  const gexf = toGexf(graph);
  assert.ok(!gexf.includes('<script') && !/[\u0000\ud800]/.test(gexf), gexf);
}

export async function theHeadOfAnArticleIsTakenOff() {
  const { withHead } = await load('add/files.ts');
  assert.deepEqual(withHead('Title: A: b\r\nDate: 2017-07-20\r\n\r\nText: not a head.\n', 'x.txt'), { title: 'A: b', date: '2017-07-20', publisher: '', url: '', text: 'Text: not a head.' });
  assert.equal(withHead('No head.', 'x.md').title, 'x');
}
