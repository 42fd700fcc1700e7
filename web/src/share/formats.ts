// Exactly what is shown, in the formats that other programs read: GEXF for Gephi, GraphML for yEd, networkx and igraph, CSV for sheets, JSON.
import { kindIndex, kindWord } from '../api/ontology';
import { radiusOf } from '../canvas/measure';
import { colourOf, light } from '../canvas/palette';
import type { Entity, Relation } from '../graph/entity';
import { isPlaced } from '../layout/layout';
import type { Place } from '../graph/view';
import { attributes, escape } from './xml';

export interface Graph {
  entities: readonly Entity[];
  relations: readonly Relation[];
  places: ReadonlyMap<string, Place>;
  /** What is missing and where the view is, in words. */
  caption: readonly string[];
}

type Value = string | number | boolean;

interface Column<T> {
  name: string;
  type: 'string' | 'integer' | 'boolean';
  value: (row: T) => Value;
}

const string = <T>(name: string, value: (row: T) => string): Column<T> => ({ name, type: 'string', value });
const integer = <T>(name: string, value: (row: T) => number): Column<T> => ({ name, type: 'integer', value });

const entityColumns: Column<Entity>[] = [
  string('kind', (e) => kindWord(e.kind)),
  string('aliases', (e) => e.aliases.join('; ')),
  string('date', (e) => e.dates[0]?.text ?? ''),
  { name: 'unnamed', type: 'boolean', value: (e) => e.unnamed },
  integer('articles', (e) => e.articles),
  integer('independent', (e) => e.independent),
  integer('degree', (e) => e.degree),
];

const relationColumns: Column<Relation>[] = [
  string('kind', (r) => r.kind),
  string('role', (r) => r.role ?? ''),
  string('outcome', (r) => r.outcome ?? ''),
  string('title', (r) => r.title ?? ''),
  string('date', (r) => r.date?.text ?? ''),
  { name: 'alleged', type: 'boolean', value: (r) => r.alleged },
  integer('articles', (r) => r.articles),
  integer('independent', (r) => r.independent),
  integer('claims', (r) => r.claims),
];

const placeOf = (g: Graph, id: string): Place => {
  const p = g.places.get(id);
  return isPlaced(p) ? p : { x: 0, y: 0 };
};

/** GEXF 1.3, with places, colours and sizes. */
export function toGexf(g: Graph): string {
  const declare = <T>(of: 'node' | 'edge', columns: Column<T>[]) =>
    `<attributes class="${of}">${columns.map((c, i) => `<attribute id="${i}" title="${c.name}" type="${c.type}"/>`).join('')}</attributes>`;
  const values = <T>(columns: Column<T>[], row: T) => `<attvalues>${columns.map((c, i) => `<attvalue${attributes({ for: i, value: String(c.value(row)) })}/>`).join('')}</attvalues>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<meta><creator>onymous</creator><description>${escape(g.caption.join(' '))}</description></meta>`,
    '<graph defaultedgetype="directed" mode="static">',
    declare('node', entityColumns), declare('edge', relationColumns),
    '<nodes>',
    ...g.entities.map((e) => {
      const { x, y } = placeOf(g, e.id), hex = parseInt(colourOf(light, kindIndex(e.kind)).slice(1), 16);
      return `<node${attributes({ id: e.id, label: e.name })}>${values(entityColumns, e)}<viz:color${attributes({ r: hex >> 16, g: (hex >> 8) & 255, b: hex & 255 })}/><viz:position${attributes({ x, y, z: 0 })}/><viz:size${attributes({ value: radiusOf(e).toFixed(2) })}/></node>`;
    }),
    '</nodes>', '<edges>',
    ...g.relations.map((r) => `<edge${attributes({ id: r.id, source: r.from, target: r.to, label: r.kind, weight: r.independent })}>${values(relationColumns, r)}</edge>`),
    '</edges>', '</graph>', '</gexf>', '',
  ].join('\n');
}

/** GraphML 1.0. */
export function toGraphml(g: Graph): string {
  const type = { string: 'string', integer: 'int', boolean: 'boolean' };
  const places: Column<Entity>[] = [string('label', (e) => e.name), ...entityColumns];
  const declare = <T>(of: 'node' | 'edge', columns: Column<T>[]) => columns.map((c) => `<key id="${of}.${c.name}" for="${of}" attr.name="${c.name}" attr.type="${type[c.type]}"/>`);
  const data = <T>(of: string, columns: Column<T>[], row: T) => columns.map((c) => `<data key="${of}.${c.name}">${escape(String(c.value(row)))}</data>`).join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...declare('node', places), '<key id="node.x" for="node" attr.name="x" attr.type="double"/>', '<key id="node.y" for="node" attr.name="y" attr.type="double"/>',
    ...declare('edge', relationColumns), '<key id="graph.description" for="graph" attr.name="description" attr.type="string"/>',
    '<graph edgedefault="directed">', `<data key="graph.description">${escape(g.caption.join(' '))}</data>`,
    ...g.entities.map((e) => {
      const { x, y } = placeOf(g, e.id);
      return `<node id="${escape(e.id)}">${data('node', places, e)}<data key="node.x">${x}</data><data key="node.y">${y}</data></node>`;
    }),
    ...g.relations.map((r) => `<edge${attributes({ id: r.id, source: r.from, target: r.to })}>${data('edge', relationColumns, r)}</edge>`),
    '</graph>', '</graphml>', '',
  ].join('\n');
}

/** A field of CSV. One that begins like a formula gets an apostrophe: sheets would otherwise compute what an article's author wrote. */
function field(value: Value): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lines = (rows: Value[][]): string => rows.map((row) => row.map(field).join(',') + '\r\n').join('');

/** CSV by RFC 4180: one file of the entities, one of the ties. */
export function toCsv(g: Graph): { entities: string; relations: string } {
  const name = (id: string) => g.entities.find((e) => e.id === id)?.name ?? id;
  return {
    entities: lines([['id', 'name', ...entityColumns.map((c) => c.name)], ...g.entities.map((e) => [e.id, e.name, ...entityColumns.map((c) => c.value(e))])]),
    relations: lines([['id', 'from', 'from name', 'to', 'to name', ...relationColumns.map((c) => c.name)], ...g.relations.map((r) => [r.id, r.from, name(r.from), r.to, name(r.to), ...relationColumns.map((c) => c.value(r))])]),
  };
}

/** JSON as graphology and sigma import it. */
export function toJson(g: Graph): string {
  const row = <T>(columns: Column<T>[], of: T) => Object.fromEntries(columns.map((c) => [c.name, c.value(of)]));
  return JSON.stringify({
    attributes: { description: g.caption.join(' ') },
    options: { type: 'directed', multi: true, allowSelfLoops: true },
    nodes: g.entities.map((e) => ({ key: e.id, attributes: { label: e.name, ...placeOf(g, e.id), size: radiusOf(e), color: colourOf(light, kindIndex(e.kind)), ...row(entityColumns, e) } })),
    edges: g.relations.map((r) => ({ key: r.id, source: r.from, target: r.to, attributes: { label: r.kind, ...row(relationColumns, r) } })),
  }, null, 1) + '\n';
}
