// Makes up a graph as the file that `onymous load --extracted` reads. Nothing in it is chance: the same numbers come from the same seed.

/** JSON Lines of articles that name so many entities and state so many ties. */
export function largeArticles(entities, ties) {
  let seed = 20171105;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const kinds = ['Agency', 'Operation', 'Marketplace', 'Service', 'Person', 'Organization', 'Place', 'Technology'];
  const rules = { // which kind of tie leads from which kind to which
    Agency: [['PARTICIPATED_IN', 'Operation']], Operation: [['TARGETED', 'Marketplace'], ['TARGETED', 'Service']],
    Marketplace: [['RUNS_ON', 'Technology'], ['LOCATED_IN', 'Place']], Service: [['RUNS_ON', 'Technology'], ['LOCATED_IN', 'Place']],
    Person: [['ADMINISTERED', 'Marketplace'], ['ARRESTED_IN', 'Place'], ['ARRESTED_DURING', 'Operation'], ['WORKS_FOR', 'Agency'], ['LIVED_IN', 'Place']],
    Organization: [['LOCATED_IN', 'Place']], Place: [['PARTICIPATED_IN', 'Operation']], Technology: [],
  };
  const all = Array.from({ length: entities }, (_, i) => ({ index: i, kind: kinds[i % kinds.length], name: `${syllables(i)} ${kinds[i % kinds.length]} ${i}` }));
  // Entities of one cluster know each other; a few ties lead elsewhere, and a few entities are known to everyone.
  const clusters = Math.ceil(entities / 100), of = (kind, cluster) => {
    const k = kinds.indexOf(kind), perKind = Math.floor(entities / kinds.length), inCluster = Math.ceil(perKind / clusters);
    const pick = random() < 0.08 ? Math.floor(random() * 20) : random() < 0.85 ? cluster * inCluster + Math.floor(random() * inCluster) : Math.floor(random() * perKind);
    return all[Math.min(perKind - 1, pick) * kinds.length + k];
  };
  const edges = [], seen = new Set();
  while (edges.length < ties) {
    const from = all[Math.floor(random() * entities)], options = rules[from.kind];
    if (options.length === 0) continue;
    const [kind, target] = options[Math.floor(random() * options.length)], to = of(target, Math.floor(Math.floor(from.index / kinds.length) / Math.ceil(entities / kinds.length / clusters)));
    const key = `${from.index} ${kind} ${to.index}`;
    if (from === to || seen.has(key)) continue;
    seen.add(key);
    edges.push({ from, kind, to });
  }
  for (const e of all) if (!edges.some((x) => x.from === e || x.to === e)) edges.push({ from: e.kind === 'Technology' ? all[2] : e, kind: e.kind === 'Technology' ? 'RUNS_ON' : rules[e.kind][0][0], to: e.kind === 'Technology' ? e : of(rules[e.kind][0][1], 0) });
  const perArticle = 50, lines = [];
  for (let i = 0; i < edges.length; i += perArticle) lines.push(article(i / perArticle, edges.slice(i, i + perArticle)));
  return lines.join('\n') + '\n';
}

function article(number, edges) {
  let text = '';
  const nodes = new Map(), written = [];
  for (const { from, kind, to } of edges) {
    const start = text.length;
    for (const [e, after] of [[from, ' and '], [to, ' are tied.']]) {
      const node = nodes.get(e) ?? nodes.set(e, { id: `n${nodes.size}`, kind: e.kind, name: e.name, aliases: [], spans: [] }).get(e);
      node.spans.push([text.length, text.length + e.name.length]);
      text += e.name + after;
    }
    written.push({ from: nodes.get(from).id, kind, to: nodes.get(to).id, alleged: number % 7 === 0, evidence: [{ start, end: text.length, quote: text.slice(start) }], rule: 'made.up' });
    text += ' ';
  }
  const day = `20${String(10 + (number % 15)).padStart(2, '0')}-${String(1 + (number % 12)).padStart(2, '0')}-15`;
  return JSON.stringify({ article: { path: `large/${number}.txt`, title: `Made up, number ${number}`, date: day, publisher: 'Nobody', text }, nodes: [...nodes.values()], edges: written, facts: [] });
}

function syllables(n) {
  const parts = ['ba', 'do', 'ki', 'lu', 'me', 'no', 'ra', 'si', 'ta', 'vu'];
  const word = parts[n % 10] + parts[Math.floor(n / 10) % 10] + parts[Math.floor(n / 100) % 10];
  return word[0].toUpperCase() + word.slice(1);
}
