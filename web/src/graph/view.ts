// The view: everything that a person has chosen, as one value that never changes in place. The address is the view written down, undo is a list of
// views, and what is drawn follows from the view and from what is known.
import { computed, signal } from '@preact/signals';
import type { Standing } from './entity';

export interface Place {
  x: number;
  y: number;
}

/** What the reading panel shows. */
export type Reading =
  | { what: 'entity'; id: string }
  | { what: 'relation'; id: string }
  | { what: 'article'; id: string; claim?: string }
  | { what: 'paths'; from: string; to: string; avoidHubs: boolean }
  | { what: 'selection' }
  | { what: 'proposals' }
  | { what: 'add' };

export type DateSort = 'happened' | 'published' | 'loaded';

export interface Filter {
  /** Kinds of entities and of relations that are not shown. */
  kindsOff: ReadonlySet<string>;
  tiesOff: ReadonlySet<string>;
  standing: 'any' | Standing;
  /** Only relations that at least so many independent articles state. */
  minArticles: number;
  /** Only what this article says; empty: whatever any says. */
  article: string;
  by: DateSort;
  /** Days in ISO 8601; empty: open. */
  since: string;
  until: string;
}

export interface View {
  places: ReadonlyMap<string, Place>;
  pins: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  filter: Filter;
  reading: Reading | null;
  /** The words in the search box that the view came from. */
  query: string;
  mode: 'graph' | 'table';
  /** The whole store, up to the limit of the server, rather than single entities. */
  everything: boolean;
  /** What was taken off the canvas while everything was on it. */
  without: ReadonlySet<string>;
  /** The first view, of which nobody has chosen anything yet. What is searched for then takes its place. */
  overview: boolean;
}

export const noFilter: Filter = {
  kindsOff: new Set(), tiesOff: new Set(), standing: 'any', minArticles: 1, article: '', by: 'happened', since: '', until: '',
};

export const emptyView: View = {
  places: new Map(), pins: new Set(), selected: new Set(), filter: noFilter, reading: null, query: '', mode: 'graph', everything: false, without: new Set(), overview: false,
};

/** What is being looked at. Change it with the functions of steps.ts, which keep the history. */
export const view = signal<View>(emptyView);

export const places = computed(() => view.value.places);

let lastMembers: ReadonlySet<string> = new Set();

/** The ids in the view. The same set as long as they are the same, so that a layout on its way does not filter the graph anew at every step. */
export const members = computed<ReadonlySet<string>>(() => {
  const now = places.value;
  if (now.size !== lastMembers.size || ![...now.keys()].every((id) => lastMembers.has(id))) lastMembers = new Set(now.keys());
  return lastMembers;
});
export const filter = computed(() => view.value.filter);
export const reading = computed(() => view.value.reading);
export const selected = computed(() => view.value.selected);

export const filterIsOn = computed(() => {
  const f = filter.value;
  return f.kindsOff.size > 0 || f.tiesOff.size > 0 || f.standing !== 'any' || f.minArticles > 1 || f.article !== '' || f.since !== '' || f.until !== '';
});
