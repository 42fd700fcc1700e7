// The dates that the timeline counts. Three are kept apart: when something happened, when an article about it was published, and when the
// article was taken in, which together answer what was known when.
import { computed, effect, signal } from '@preact/signals';
import { ask, words } from '../api/client';
import { SourcesDocument } from '../api/generated';
import { questions } from '../api/graph';
import { monthOf } from '../graph/dates';
import type { PartialDate } from '../graph/entity';
import { named, select, shown, type Shown } from '../graph/shown';
import { learnSources, sourcesKnown, sourcesOf } from '../graph/sources';
import { filter, members } from '../graph/view';
import { say } from '../page/message';

export interface Histogram {
  /** Months since the year 0. */
  first: number;
  last: number;
  /** Months in one bar. */
  step: number;
  bars: number[];
  undated: number;
}

export const loadingSources = signal(false);

// Publication and loading dates stand with the articles of each relation; they are fetched when somebody asks for them.
effect(() => {
  if (filter.value.by === 'happened') return;
  const missing = [...members.value].filter((id) => !sourcesKnown(id));
  if (missing.length > 0 && !loadingSources.peek()) void fetchSources([...members.value], new Set(missing));
});

async function fetchSources(ids: string[], added: ReadonlySet<string>): Promise<void> {
  loadingSources.value = true;
  try {
    for (const part of questions(ids, added)) {
      const { subgraph } = await ask(SourcesDocument, { ids: part });
      learnSources(part, subgraph.edges.map((e) => ({ id: e.id, articles: e.claims.map((c) => c.article) })));
    }
  } catch (fault) {
    say(words(fault), 'fault');
  } finally {
    loadingSources.value = false;
  }
}

/** Counts what the view holds by month, before the range of the filter is applied, so that the bars do not move under the brush. */
export const histogram = computed<Histogram | null>(() => {
  const f = filter.value, all = f.since || f.until ? select(named.value, { ...f, since: '', until: '' }) : shown.value;
  return count(f.by === 'happened' ? happened(all) : published(all));
});

/** One entry for every entity and relation; entities that have no date of their own and never could are left out. */
function happened(s: Shown): (PartialDate | null)[] {
  const datable = new Set(s.entities.filter((e) => e.dates.length > 0).map((e) => e.kind));
  return [
    ...s.entities.filter((e) => datable.has(e.kind)).flatMap((e): (PartialDate | null)[] => (e.dates.length > 0 ? [...e.dates] : [null])),
    ...s.relations.flatMap((r) => (r.date ? [r.date] : [])),
  ];
}

const published = (s: Shown): (PartialDate | null)[] => s.relations.flatMap((r): (PartialDate | null)[] => {
  const dates = sourcesOf(r.id, filter.value.by);
  return dates.length > 0 ? [dates[0] as PartialDate] : [null];
});

/** Counts dates in bars of one month, a quarter or a year, whichever makes at most 90 of them. */
export function count(dates: readonly (PartialDate | null)[]): Histogram | null {
  const known = dates.filter((d) => d !== null), undated = dates.length - known.length;
  if (known.length === 0) return null;
  let first = Infinity, last = -Infinity;
  for (const d of known) {
    first = Math.min(first, monthOf(d.from));
    last = Math.max(last, monthOf(d.to));
  }
  const span = last - first + 1, step = span <= 90 ? 1 : span <= 270 ? 3 : 12;
  first -= first % step;
  const bars = new Array<number>(Math.floor((last - first) / step) + 1).fill(0);
  for (const d of known) {
    // A year counts once, in its middle, and not twelve times.
    const middle = (monthOf(d.from) + monthOf(d.to)) >> 1;
    bars[Math.floor((middle - first) / step)]! += 1;
  }
  return { first, last: first + bars.length * step - 1, step, bars, undated };
}
