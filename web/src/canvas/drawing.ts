// Turns what is shown into the graph that sigma draws.
import { MultiDirectedGraph } from 'graphology';
import { kindIndex } from '../api/ontology';
import { standingOf } from '../graph/disputes';
import type { Relation, Standing } from '../graph/entity';
import type { Shown } from '../graph/shown';
import type { Place } from '../graph/view';
import { isPlaced } from '../layout/layout';
import { radiusOf, widthOf } from './measure';
import { colourOf, shapeOf, shapes, type Theme } from './palette';

/** Above this many ties they are drawn as plain lines, and hidden while the view moves. */
export const plainFrom = 1500;

/** The length of a dash with its gap, in pixels; 0 is a solid line. */
export const dashOf: Record<Standing, number> = { asserted: 0, alleged: 9, disputed: 4 };

const laneWidth = 4; // pixels between ties of the same two entities

export interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  color: string;
  shape: number;
  type: 'shape';
}

export interface TieAttributes {
  size: number;
  color: string;
  lane: number;
  dash: number;
  type: 'tie' | 'line';
}

export type Drawing = MultiDirectedGraph<NodeAttributes, TieAttributes>;

/** Makes the drawing of what is shown. Entities without a place yet are left out, and so are their ties. */
export function draw(shown: Shown, places: ReadonlyMap<string, Place>, theme: Theme): Drawing {
  const drawing: Drawing = new MultiDirectedGraph();
  for (const e of shown.entities) {
    const at = places.get(e.id);
    if (!isPlaced(at)) continue;
    const index = kindIndex(e.kind);
    drawing.addNode(e.id, { x: at.x, y: at.y, size: radiusOf(e), color: colourOf(theme, index), shape: shapes.indexOf(shapeOf(index)), type: 'shape' });
  }
  const plain = shown.relations.length > plainFrom, lanes = laneOf(shown.relations);
  for (const r of shown.relations) {
    if (r.from === r.to || !drawing.hasNode(r.from) || !drawing.hasNode(r.to)) continue;
    drawing.addEdgeWithKey(r.id, r.from, r.to, {
      size: widthOf(r.independent), color: plain ? theme.plainLine : r.alleged ? theme.lineAlleged : theme.line,
      lane: lanes.get(r.id) as number, dash: dashOf[standingOf(r)], type: plain ? 'line' : 'tie',
    });
  }
  return drawing;
}

/** How far each tie stands to the left of the straight line between its ends, as seen from its first end. */
export function laneOf(relations: readonly Relation[]): Map<string, number> {
  const bundles = new Map<string, Relation[]>();
  for (const r of relations) {
    const key = r.from < r.to ? `${r.from} ${r.to}` : `${r.to} ${r.from}`, bundle = bundles.get(key);
    if (bundle) bundle.push(r);
    else bundles.set(key, [r]);
  }
  const lanes = new Map<string, number>();
  for (const bundle of bundles.values()) {
    bundle.forEach((r, i) => lanes.set(r.id, (i - (bundle.length - 1) / 2) * laneWidth * (r.from < r.to ? 1 : -1)));
  }
  return lanes;
}
