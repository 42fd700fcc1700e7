// Gives each export to a tool that we did not write and prints what that tool found, as JSON.
//
// usage: node read.mjs DIRECTORY
//
// DIRECTORY holds x.gexf, x.graphml, x.cytoscape, x.graphology, x.nt, x.ttl, x.jsonld and x.ftm. What a tool does not take is printed under "errors".
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import cytoscape from 'cytoscape';
import N3 from 'n3';
import jsonld from 'jsonld';
import followthemoney from '@alephdata/followthemoney';

const file = name => readFileSync(join(process.argv[2], 'x.' + name), 'utf8');
const found = {}, errors = [];

async function read(name, how) {
  try {
    found[name] = await how(file(name));
  } catch (error) {
    errors.push(`${name}: ${String(error.message ?? error).slice(0, 500)}`);
  }
}

// shape is what the Go side compares with the store.
function shape(g) {
  const kinds = {};
  g.forEachNode((_, a) => { kinds[a.kind] = (kinds[a.kind] ?? 0) + 1; });
  return {
    nodes: g.order, edges: g.size, kinds, undirected: g.filterEdges((e, a, s, t, sa, ta, undirected) => undirected).length,
    nodeValues: g.reduceNodes((n, _, a) => n + Object.values(a).filter(v => v !== '' && v !== undefined).length, 0),
    edgeValues: g.reduceEdges((n, _, a) => n + Object.values(a).filter(v => v !== '' && v !== undefined).length, 0),
  };
}

await read('gexf', text => shape(gexf.parse(Graph, text, { allowUndeclaredAttributes: false })));
await read('graphml', text => shape(graphml.parse(Graph, text)));
await read('graphology', text => shape(Graph.from(JSON.parse(text))));
await read('cytoscape', text => {
  const cy = cytoscape({ headless: true, elements: JSON.parse(text).elements });
  const edge = cy.edges()[0];
  return { nodes: cy.nodes().length, edges: cy.edges().length, path: cy.elements().aStar({ root: edge.source(), goal: edge.target(), directed: true }).found };
});

// RDF: the three formats must be the same dataset, by its canonical form.
const datasets = {};
const parse = (text, format) => new N3.Parser({ format, baseIRI: 'http://relative.invalid/' }).parse(text);
const canonical = async quads => {
  const writer = new N3.Writer({ format: 'N-Quads' });
  writer.addQuads(quads);
  const text = await new Promise((resolve, reject) => writer.end((error, result) => (error ? reject(error) : resolve(result))));
  return text.split('\n').filter(Boolean).sort().join('\n'); // without blank nodes the sorted lines are the canonical form
};
const inspect = async (name, quads) => {
  if (quads.some(q => q.subject.value.includes('relative.invalid') || q.object.value.includes('relative.invalid'))) throw new Error('a relative IRI');
  if (quads.some(q => q.subject.termType === 'BlankNode' || q.object.termType === 'BlankNode')) throw new Error('a blank node');
  datasets[name] = await canonical(quads);
  const ofType = type => quads.filter(q => q.predicate.value.endsWith('#type') && q.object.value === 'urn:onymous:ns:' + type).length;
  return { triples: new Set(datasets[name].split('\n')).size, claims: ofType('Claim'), articles: ofType('Article') };
};
await read('nt', async text => inspect('nt', parse(text, 'N-Triples')));
await read('ttl', async text => inspect('ttl', parse(text, 'Turtle')));
await read('jsonld', async text => {
  const documentLoader = url => { throw new Error('the context is not inside: ' + url); };
  return inspect('jsonld', parse(await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads', documentLoader, safe: true }), 'N-Quads'));
});
for (const name of ['ttl', 'jsonld']) {
  if (datasets[name] === undefined || datasets[name] === datasets.nt) continue;
  const [a, b] = [new Set(datasets.nt.split('\n')), new Set(datasets[name].split('\n'))];
  errors.push(`${name}: not the triples of nt: only nt has ${[...a].find(x => !b.has(x))}; only ${name} has ${[...b].find(x => !a.has(x))}`);
}

// FollowTheMoney: every schema and property must be the model's, and every entity that is referred to must be there and in range.
await read('ftm', text => {
  const { Model, defaultModel } = followthemoney;
  const model = new Model(defaultModel), entities = new Map(), schemata = {}, wrong = new Set();
  for (const line of text.split('\n').filter(Boolean)) {
    const entity = JSON.parse(line);
    if (entities.has(entity.id)) wrong.add(`${entity.id} is there twice`);
    entities.set(entity.id, entity);
    schemata[entity.schema] = (schemata[entity.schema] ?? 0) + 1;
  }
  for (const entity of entities.values()) {
    const schema = model.getSchema(entity.schema);
    if (schema.abstract) wrong.add(`${entity.schema} is abstract`);
    for (const name of schema.required) if (!entity.properties[name]?.length) wrong.add(`${entity.schema} without ${name}`);
    for (const [name, values] of Object.entries(entity.properties)) {
      let property;
      try { property = schema.getProperty(name); } catch { wrong.add(`${entity.schema} has no property ${name}`); continue; }
      if (property.stub) wrong.add(`${entity.schema}.${name} is a stub`);
      for (const value of values) {
        if (typeof value !== 'string') wrong.add(`${entity.schema}.${name} is no text`);
        if (property.type.name === 'date' && !/^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) wrong.add(`${entity.schema}.${name} is ${value}`);
        if (property.type.name === 'topic' && !property.type.values.has(value)) wrong.add(`${entity.schema}.${name}: no topic ${value}`);
        if (property.type.name !== 'entity') continue;
        const other = entities.get(value);
        if (!other) wrong.add(`${entity.schema}.${name}: there is no ${value}`);
        else if (property.range && !model.getSchema(other.schema).isA(property.range)) wrong.add(`${entity.schema}.${name} wants ${property.range}, not ${other.schema}`);
      }
    }
    model.getEntity(entity);
  }
  errors.push(...[...wrong].map(w => 'ftm: ' + w));
  return schemata;
});

console.log(JSON.stringify({ ...found, errors }, null, 1));
