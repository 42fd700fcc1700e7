// What a person can do to the view. Each step that changes what is shown can be undone; each that needs the server says so while it waits and says
// what went wrong.
import { signal } from '@preact/signals';
import { fetchBetween, fetchDates, fetchEverything, fetchNeighbours, fetchOverview } from '../api/graph';
import { words } from '../api/client';
import { legend, readLegend, toldKinds } from '../api/ontology';
import { arrange, isPlaced } from '../layout/layout';
import { say } from '../page/message';
import { unplaced } from './address';
import { adjust, commit, start } from './history';
import { entity, forget, relationsAmong, relationsOf } from './known';
import { readDisputes } from './disputes';
import { forgetSources } from './sources';
import { emptyView, view, type Place, type Reading, type View } from './view';
import { otherEnd, type Entity } from './entity';

/** How many neighbours one expansion brings. */
export const pageSize = 25;

/** How many entities the first view shows, and how many "everything" does at most. */
const overviewSize = 60, everythingAtMost = 5000;

/** What is being waited for; empty if nothing. */
export const waitingFor = signal('');

/** Why the first view could not be had, for a page that has nothing else to show. */
export const startFault = signal('');

/** What did not fit into the last answer of the server. */
export const truncated = signal(false);

async function waiting<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
  waitingFor.value = what;
  try {
    return await work();
  } catch (fault) {
    say(words(fault), 'fault');
    return undefined;
  } finally {
    waitingFor.value = '';
  }
}

/** Opens the view of an address, or an overview if it names nothing. */
export async function open(from: View): Promise<void> {
  waitingFor.value = 'the graph';
  startFault.value = '';
  try {
    const ids = [...from.places.keys()];
    if (ids.length > 0) {
      const found = await fetchBetween(ids, new Set(ids));
      const kept = ids.filter((id) => found.has(id));
      truncated.value = false;
      if (kept.length < ids.length) say(`${ids.length - kept.length} of ${ids.length} entities of this address are no longer in the store.`);
      const places = await placed(kept, from.places, () => false);
      start({ ...from, places });
    } else {
      await openOverview(from);
    }
  } catch (fault) {
    startFault.value = words(fault);
    start(from);
  } finally {
    waitingFor.value = '';
  }
}

async function openOverview(asked: View, enter: (view: View) => void = start): Promise<void> {
  const from = { ...asked, overview: !asked.everything };
  const found = from.everything ? await fetchEverything(everythingAtMost) : { ids: await fetchOverview(toldKinds.value, overviewSize) };
  const ids = found.ids.filter((id) => !from.without.has(id));
  truncated.value = from.everything && found.ids.length < (legend.value?.stats.nodes ?? 0);
  // A large graph is drawn at once and moves into place while it can be looked at already; a small one is ready before anyone could see it move.
  const report = ids.length > 800 ? (places: Map<string, Place>) => enter({ ...from, places }) : undefined;
  if (report) {
    report(new Map(ids.map((id, i) => [id, spiral(i)])));
    waitingFor.value = 'a better layout';
  }
  const places = await placed(ids, new Map(), () => true, report && ((p) => moved(p)));
  if (report) moved(places);
  else enter({ ...from, places });
  if (from.everything) void fetchDates(ids).catch((fault) => say(words(fault), 'fault')); // only now, so that they do not hold up the drawing
}

const spiral = (n: number): Place => ({ x: Math.round(24 * Math.sqrt(n) * Math.cos(n * 2.399963)), y: Math.round(24 * Math.sqrt(n) * Math.sin(n * 2.399963)) });

/** Takes over the places of a layout that goes on in the background, unless the view has gone elsewhere meanwhile. */
function moved(places: ReadonlyMap<string, Place>): void {
  const now = view.value.places;
  if (now.size === places.size && [...now.keys()].every((id) => places.has(id))) view.value = { ...view.value, places };
}

async function placed(ids: Iterable<string>, at: ReadonlyMap<string, Place>, moves: (id: string) => boolean, report?: (p: Map<string, Place>) => void): Promise<Map<string, Place>> {
  const all = new Map([...ids].map((id) => [id, at.get(id) ?? unplaced]));
  const entities = [...all.keys()].map(entity).filter((e): e is Entity => e !== undefined);
  return arrange({ entities, relations: relationsAmong(all), places: all, moves, report });
}

/** Adds entities to the view, next to what they are tied to. Returns how many are new. */
export async function show(ids: readonly string[], did: string, change: Partial<View> = {}): Promise<number> {
  const added = ids.filter((id) => !view.value.places.has(id));
  if (added.length === 0) {
    adjust(change);
    return 0;
  }
  await waiting(did, async () => {
    const all = [...view.value.places.keys(), ...added];
    await fetchBetween(all, new Set(added));
    const places = await placed(all, view.value.places, () => false);
    commit(did, { places, ...change });
  });
  return added.length;
}

/** Shows these entities and nothing else. */
export async function showOnly(ids: readonly string[], did: string, change: Partial<View> = {}, layout: 'kept' | 'afresh' = 'kept'): Promise<void> {
  await waiting(did, async () => {
    const found = await fetchBetween(ids, new Set(ids));
    const known = layout === 'kept' ? view.value.places : new Map<string, Place>(), kept = ids.filter((id) => found.has(id));
    // Whoever is on the canvas already stays where he is; if nobody is, the layout starts afresh.
    const places = await placed(kept, new Map(kept.flatMap((id) => (known.has(id) ? [[id, known.get(id) as Place] as const] : []))), () => false);
    commit(did, { places, selected: new Set(), pins: new Set([...view.value.pins].filter((id) => places.has(id))), everything: false, ...change });
  });
}

const cursors = new Map<string, string>(); // where the next page of an expansion begins

/** Brings in a page of the neighbours of an entity, of one kind of tie and direction or of all. */
export async function expand(id: string, kind: string | null = null, direction: string | null = null): Promise<void> {
  const name = entity(id)?.name ?? 'it', key = `${id} ${kind} ${direction}`;
  await waiting(`what ${name} is tied to`, async () => {
    let after = cursors.get(key) ?? null, brought: string[] = [];
    // A page of which all is on the canvas already would look as if nothing had happened.
    for (let page = 0; page < 8 && brought.length === 0; page++) {
      const answer = await fetchNeighbours(id, kind, direction, pageSize, after);
      brought = answer.ids.filter((n) => !view.value.places.has(n));
      after = answer.next;
      if (after === null) break;
    }
    if (after) cursors.set(key, after);
    else cursors.delete(key);
    if (brought.length === 0) return say(`Everything that ${name} is tied to is on the canvas.`);
    await show([id, ...brought], `show ${brought.length} that ${name} is tied to`);
  });
}

/** How many neighbours come along with an entity that was asked for by name. */
const companions = 12, companionsAlone = 30;

/** Opens an entity that was searched for, with what it is most strongly tied to: beside what is on the canvas, or in place of the first view. */
export async function find(id: string, name: string): Promise<void> {
  const { places, overview } = view.value;
  if (!places.has(id) || overview) {
    await waiting(name, async () => {
      const { ids } = await fetchNeighbours(id, null, null, overview ? companionsAlone : companions, null), did = `find ${name}`;
      if (overview) await showOnly([id, ...ids], did, { reading: { what: 'entity', id }, selected: new Set([id]) }, 'afresh');
      else await show([id, ...ids], did);
    });
  }
  if (view.value.places.has(id)) read({ what: 'entity', id });
}

/** Opens an entity whose name stands in a text, and puts it on the canvas if it is not there. */
export async function goToEntity(id: string, name: string): Promise<void> {
  if (!view.value.places.has(id)) await show([id], `show ${name}`);
  if (view.value.places.has(id)) read({ what: 'entity', id });
}

/** Takes away what is tied to nothing on the canvas but this entity. */
export function collapse(id: string): void {
  const { places, pins, selected } = view.value;
  const leaves = relationsOf(id).map((r) => otherEnd(r, id)).filter((other) =>
    other !== id && places.has(other) && !pins.has(other) && relationsOf(other).every((r) => otherEnd(r, other) === id || !places.has(otherEnd(r, other))));
  for (const key of cursors.keys()) if (key.startsWith(id + ' ')) cursors.delete(key);
  if (leaves.length === 0) return say(`Nothing hangs on ${entity(id)?.name ?? 'it'} alone.`);
  const gone = new Set(leaves);
  commit(`take away ${gone.size} that hang on ${entity(id)?.name ?? 'it'} alone`, { places: less(places, gone), selected: new Set([...selected].filter((s) => !gone.has(s))) });
}

/** Takes entities off the canvas. */
export function hide(ids: Iterable<string>): void {
  const gone = new Set(ids), { places, selected, pins, reading, everything, without: before } = view.value;
  if (gone.size === 0) return;
  const name = gone.size === 1 ? entity([...gone][0] as string)?.name ?? 'it' : `${gone.size} entities`;
  commit(`take ${name} off the canvas`, {
    places: less(places, gone), selected: new Set([...selected].filter((s) => !gone.has(s))), pins: new Set([...pins].filter((s) => !gone.has(s))),
    reading: reading?.what === 'entity' && gone.has(reading.id) ? null : reading, without: everything ? new Set([...before, ...gone]) : before,
  });
}

const less = (places: ReadonlyMap<string, Place>, gone: ReadonlySet<string>) => new Map([...places].filter(([id]) => !gone.has(id)));

/** Empties the canvas. */
export const clear = () => commit('empty the canvas', { ...emptyView, filter: view.value.filter, mode: view.value.mode });

/** Fastens entities to their places, or loosens them. */
export function pin(ids: Iterable<string>): void {
  const list = [...ids], { pins } = view.value, loosen = list.every((id) => pins.has(id)), next = new Set(pins);
  for (const id of list) loosen ? next.delete(id) : next.add(id);
  commit(`${loosen ? 'loosen' : 'fasten'} ${list.length === 1 ? entity(list[0] as string)?.name ?? 'it' : `${list.length} entities`}`, { pins: next });
}

/** Puts entities elsewhere, as a hand dragged them. They stay there. */
export function put(places: ReadonlyMap<string, Place>): void {
  const next = new Map(view.value.places);
  for (const [id, p] of places) next.set(id, { x: Math.round(p.x), y: Math.round(p.y) });
  commit(`move ${places.size === 1 ? entity([...places.keys()][0] as string)?.name ?? 'it' : `${places.size} entities`}`, { places: next, pins: new Set([...view.value.pins, ...places.keys()]) });
}

/** Lays everything out anew, except what is pinned. */
export async function rearrange(): Promise<void> {
  await waiting('a new layout', async () => {
    const { places, pins } = view.value;
    const at = new Map([...places].map(([id, p]) => [id, pins.has(id) && isPlaced(p) ? p : unplaced]));
    commit('lay out anew', { places: await placed(places.keys(), at, (id) => !pins.has(id)) });
  });
}

/** Shows the whole store, up to a limit. */
export async function showEverything(): Promise<void> {
  await waiting('the whole store', () => openOverview({ ...view.value, everything: true, without: new Set(), selected: new Set(), pins: new Set() }, (all) => commit('show everything', all)));
}

/** Reads everything in the view anew, after the store has changed. successors tells which ids now answer with another. */
export async function reload(successors: Readonly<Record<string, string>> = {}): Promise<void> {
  const { places, pins, selected, reading, everything } = view.value, now = (id: string) => successors[id] ?? id;
  const at = new Map([...places].map(([id, p]) => [now(id), p]));
  forget();
  forgetSources();
  await Promise.all([readLegend(), readDisputes()]);
  const found = everything ? new Set((await fetchEverything(everythingAtMost)).ids) : await fetchBetween([...at.keys()], new Set(at.keys()));
  const kept = (ids: Iterable<string>) => new Set([...ids].map(now).filter((id) => found.has(id)));
  adjust({
    places: new Map([...at].filter(([id]) => found.has(id))), pins: kept(pins), selected: kept(selected),
    reading: reading && 'id' in reading ? { ...reading, id: now(reading.id) } : reading,
  });
}

/** Opens something in the reading panel. */
export function read(reading: Reading | null): void {
  const selected = reading?.what === 'entity' ? new Set([reading.id]) : reading?.what === 'relation' ? new Set<string>() : view.value.selected;
  adjust({ reading, selected });
}

/** Selects one entity alone, or adds it to what is selected, or takes it out. */
export function select(id: string, more: boolean): void {
  if (!more) return read({ what: 'entity', id });
  const selected = new Set(view.value.selected);
  if (!selected.delete(id)) selected.add(id);
  selectAll(selected);
}

export function selectAll(ids: Iterable<string>): void {
  const selected = new Set(ids);
  const only = selected.size === 1 ? ([...selected][0] as string) : null;
  adjust({ selected, reading: selected.size === 0 ? null : only ? { what: 'entity', id: only } : { what: 'selection' } });
}

/** Shows what the selected entities are all tied to. */
export async function showCommon(): Promise<void> {
  const ids = [...view.value.selected];
  await waiting('what they have in common', async () => {
    const sets = await Promise.all(ids.map((id) => fetchNeighbours(id, null, null, 500, null)));
    const common = sets.map((s) => new Set(s.ids)).reduce((a, b) => new Set([...a].filter((id) => b.has(id))));
    const names = ids.map((id) => entity(id)?.name ?? '').join(' and ');
    if (common.size === 0) return say(`Nothing is tied to ${names} alike.`);
    const added = await show([...common], `show what ${names} have in common`);
    say(added === 0 ? `What they have in common is on the canvas already: ${common.size}.` : `${common.size} in common, ${added} of them new.`);
    adjust({ selected: new Set([...ids, ...common]) });
  });
}
