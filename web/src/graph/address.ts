// The view as an address. It stands after the #, which browsers keep to themselves: a shared view tells the server nothing until it is opened.
import { emptyView, noFilter, type DateSort, type Filter, type Place, type Reading, type View } from './view';

/** Above this many entities the address names the recipe and not each place. */
const namedUpTo = 600;

/** The view as the part of an address after the #. */
export function toAddress(view: View): string {
  const p = new URLSearchParams();
  if (view.everything) p.set('all', '1');
  if (view.everything && view.without.size) p.set('without', [...view.without].join('.'));
  if (view.query) p.set('q', view.query);
  if (!view.everything && view.places.size > 0 && view.places.size <= namedUpTo) {
    p.set('show', [...view.places.keys()].join('.'));
    p.set('at', packPlaces(view.places.values()));
  }
  if (view.pins.size) p.set('pin', [...view.pins].join('.'));
  if (view.selected.size) p.set('sel', [...view.selected].join('.'));
  writeFilter(p, view.filter);
  if (view.reading) p.set('read', writeReading(view.reading));
  if (view.mode === 'table') p.set('as', 'table');
  return p.toString();
}

/** Reads what toAddress wrote. Anything that cannot be read is left at its default: an address may come from anywhere. */
export function fromAddress(hash: string): View {
  const p = new URLSearchParams(hash.replace(/^#/, ''));
  const ids = split(p.get('show')), at = unpackPlaces(p.get('at') ?? '');
  const view: View = {
    ...emptyView,
    places: new Map(ids.map((id, i) => [id, at[i] ?? unplaced])),
    pins: new Set(split(p.get('pin'))),
    selected: new Set(split(p.get('sel'))),
    filter: readFilter(p),
    reading: readReading(p.get('read')),
    query: p.get('q') ?? '',
    mode: p.get('as') === 'table' ? 'table' : 'graph',
    everything: p.get('all') === '1',
    without: new Set(split(p.get('without'))),
  };
  return view;
}

/** Where an entity is before the layout has found it a place. */
export const unplaced: Place = { x: NaN, y: NaN };

const split = (list: string | null) => (list ? list.split('.').filter(Boolean).slice(0, 5000) : []);

function writeFilter(p: URLSearchParams, f: Filter): void {
  if (f.kindsOff.size) p.set('kinds', '-' + [...f.kindsOff].sort().join('.'));
  if (f.tiesOff.size) p.set('ties', '-' + [...f.tiesOff].sort().join('.'));
  if (f.standing !== 'any') p.set('standing', f.standing);
  if (f.minArticles > 1) p.set('min', String(f.minArticles));
  if (f.article) p.set('article', f.article);
  if (f.by !== 'happened') p.set('by', f.by);
  if (f.since) p.set('since', f.since);
  if (f.until) p.set('until', f.until);
}

function readFilter(p: URLSearchParams): Filter {
  const standing = p.get('standing'), by = p.get('by');
  const day = (name: string) => { const d = p.get(name) ?? ''; return /^\d{4}(-\d\d){0,2}$/.test(d) ? d : ''; };
  return {
    ...noFilter,
    kindsOff: new Set(split((p.get('kinds') ?? '').replace(/^-/, ''))),
    tiesOff: new Set(split((p.get('ties') ?? '').replace(/^-/, ''))),
    standing: standing === 'asserted' || standing === 'alleged' || standing === 'disputed' ? standing : 'any',
    minArticles: Math.min(99, Math.max(1, Math.floor(Number(p.get('min'))) || 1)),
    article: p.get('article') ?? '',
    by: by === 'published' || by === 'loaded' ? (by as DateSort) : 'happened',
    since: day('since'),
    until: day('until'),
  };
}

function writeReading(r: Reading): string {
  switch (r.what) {
    case 'entity': case 'relation': return `${r.what}:${r.id}`;
    case 'article': return r.claim ? `article:${r.id}:${r.claim}` : `article:${r.id}`;
    case 'paths': return `paths:${r.from}:${r.to}${r.avoidHubs ? ':nohubs' : ''}`;
    default: return r.what;
  }
}

function readReading(text: string | null): Reading | null {
  const [what, id = '', more = '', last = ''] = (text ?? '').split(':');
  switch (what) {
    case 'entity': case 'relation': return id ? { what, id } : null;
    case 'article': return id ? { what, id, ...(more ? { claim: more } : {}) } : null;
    case 'paths': return { what, from: id, to: more, avoidHubs: last === 'nohubs' };
    case 'selection': case 'proposals': case 'add': return { what };
    default: return null;
  }
}

// A place is two signed 16-bit numbers of pixels, 32767 standing for none, in the URL's alphabet of base 64.

function packPlaces(places: Iterable<Place>): string {
  const numbers = [...places].flatMap(({ x, y }) => [x, y]).map((v) => (Number.isNaN(v) ? 32767 : Math.max(-32768, Math.min(32766, Math.round(v)))));
  const bytes = new Uint8Array(Int16Array.from(numbers).buffer);
  let binary = '';
  for (const b of bytes) binary += String.fromCharCode(b);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function unpackPlaces(packed: string): Place[] {
  let binary: string;
  try {
    binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return []; // cut off or made up: the layout places everything anew
  }
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  const numbers = new Int16Array(bytes.buffer, 0, bytes.length >> 1);
  const places: Place[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const x = numbers[i] as number, y = numbers[i + 1] as number;
    places.push(x === 32767 || y === 32767 ? unplaced : { x, y });
  }
  return places;
}
