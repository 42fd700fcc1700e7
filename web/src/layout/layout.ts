// Finds places for entities. New ones go beside what brought them and push each other apart; whatever has a place keeps it.
import { nameBox, radiusOf } from '../canvas/measure';
import type { Entity, Relation } from '../graph/entity';
import type { Place } from '../graph/view';
import { nodeSize, type LayoutAnswer, type LayoutPause, type LayoutRequest } from './message';

declare const LAYOUT_WORKER: string; // set by build/bundle.mjs

export interface Arrangement {
  entities: readonly Entity[];
  relations: readonly Relation[];
  /** Where things are now. NaN or missing: nowhere yet. */
  places: ReadonlyMap<string, Place>;
  /** Whether an entity may move although it has a place. */
  moves: (id: string) => boolean;
  /** Called with the places of a layout that is still moving. */
  report?: (places: Map<string, Place>) => void;
}

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, (answer: LayoutAnswer) => void>();

function theWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(LAYOUT_WORKER);
  worker.addEventListener('message', (event: MessageEvent<LayoutAnswer>) => waiting.get(event.data.id)?.(event.data));
  return worker;
}

/** Stops the layouts that are under way, or lets them go on. */
export function pauseLayout(pause: boolean): void {
  const message: LayoutPause = { pause };
  if (waiting.size > 0) theWorker().postMessage(message);
}

/** Returns a place for every entity. The same arrangement gives the same places. */
export function arrange(a: Arrangement): Promise<Map<string, Place>> {
  const ids = a.entities.map((e) => e.id);
  const start = startingPlaces(a);
  const nodes = new Float32Array(ids.length * nodeSize);
  let free = 0;
  a.entities.forEach((e, i) => {
    const at = start.get(e.id) as Place, box = nameBox(e.name), fixed = isPlaced(a.places.get(e.id)) && !a.moves(e.id);
    if (!fixed) free++;
    nodes.set([at.x, at.y, radiusOf(e), box.width / 2, box.height, fixed ? 1 : 0], i * nodeSize);
  });
  if (free === 0) return Promise.resolve(start);
  const index = new Map(ids.map((id, i) => [id, i]));
  const pairs = new Map<string, [number, number, number]>();
  for (const r of a.relations) {
    const from = index.get(r.from), to = index.get(r.to);
    if (from === undefined || to === undefined || from === to) continue;
    const key = from < to ? `${from} ${to}` : `${to} ${from}`, pair = pairs.get(key);
    if (pair) pair[2] += 0.3; // Several ties between the same two draw them together a little more.
    else pairs.set(key, [from, to, 1]);
  }
  const edges = Float32Array.from([...pairs.values()].flat());
  return new Promise((done) => {
    const id = ++lastId;
    const toPlaces = (positions: Float32Array) => new Map(ids.map((key, i) => [key, { x: Math.round(positions[i * 2]!), y: Math.round(positions[i * 2 + 1]!) }]));
    waiting.set(id, (answer) => {
      if (!answer.done) return a.report?.(toPlaces(answer.positions));
      waiting.delete(id);
      done(toPlaces(answer.positions));
    });
    const request: LayoutRequest = { id, nodes, edges, rounds: roundsFor(ids.length), upright: innerHeight > innerWidth, reportEvery: a.report ? 900 : 0 };
    theWorker().postMessage(request, [nodes.buffer, edges.buffer]);
  });
}

const roundsFor = (count: number) => (count > 2000 ? 120 : count > 600 ? 220 : 500);

export const isPlaced = (p: Place | undefined): p is Place => p !== undefined && !Number.isNaN(p.x) && !Number.isNaN(p.y);

const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Places to start from: beside a neighbour that has one, else on a spiral around the middle, in the order of the entities. */
export function startingPlaces(a: Pick<Arrangement, 'entities' | 'relations' | 'places'>): Map<string, Place> {
  const start = new Map<string, Place>();
  for (const e of a.entities) {
    const p = a.places.get(e.id);
    if (isPlaced(p)) start.set(e.id, p);
  }
  const neighbours = new Map<string, string[]>();
  const link = (from: string, to: string) => neighbours.get(from)?.push(to) ?? neighbours.set(from, [to]);
  for (const r of a.relations) {
    link(r.from, r.to);
    link(r.to, r.from);
  }
  const step = a.entities.length > 600 ? 24 : 42;
  const around = new Map<string, number>(); // how many were put around a place
  let onSpiral = start.size;
  for (const e of a.entities) {
    if (start.has(e.id)) continue;
    const beside = (neighbours.get(e.id) ?? []).find((id) => start.has(id));
    if (beside === undefined) {
      const n = onSpiral++;
      start.set(e.id, { x: step * Math.sqrt(n + 0.5) * Math.cos(n * goldenAngle), y: step * Math.sqrt(n + 0.5) * Math.sin(n * goldenAngle) });
      continue;
    }
    const from = start.get(beside) as Place, n = around.get(beside) ?? 0;
    around.set(beside, n + 1);
    const outwards = Math.atan2(from.y, from.x), turn = outwards + (n % 2 ? 1 : -1) * Math.ceil(n / 2) * 0.7;
    const away = 90 + 12 * Math.floor(n / 9);
    start.set(e.id, { x: from.x + away * Math.cos(turn), y: from.y + away * Math.sin(turn) });
  }
  return start;
}
