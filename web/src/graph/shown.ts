// What is on the canvas and in the table: what the view names, less what its filter hides, with the numbers of what is missing.
import { computed } from '@preact/signals';
import { overlaps } from './dates';
import { standingOf } from './disputes';
import { entity, knownVersion, relationsAmong } from './known';
import type { Entity, PartialDate, Relation } from './entity';
import { articleSays, sourcesOf } from './sources';
import { filter, members, type DateSort, type Filter } from './view';

export interface Shown {
  entities: readonly Entity[];
  relations: readonly Relation[];
  /** Named by the view and hidden by its filter. */
  hiddenEntities: number;
  hiddenRelations: number;
  /** Ties of shown entities that lead to entities which are not in the view. */
  beyond: number;
}

/** When something is said to have happened, or when its articles were published or taken in. Articles state relations, so an entity has only the first. */
function datesOf(item: Entity | Relation, by: DateSort): readonly PartialDate[] {
  if (by === 'happened') return 'dates' in item ? item.dates : item.date ? [item.date] : [];
  return 'dates' in item ? [] : sourcesOf(item.id, by);
}

/** Everything that the view names, before the filter. */
export const named = computed(() => {
  knownVersion.value; // The maps of known.ts are no signals; this is what says that they changed.
  const entities: Entity[] = [];
  for (const id of members.value) {
    const e = entity(id);
    if (e) entities.push(e);
  }
  return { entities, ties: relationsAmong(members.value) };
});

export const shown = computed<Shown>(() => select(named.value, filter.value));

/** Applies a filter to entities and the ties between them. */
export function select({ entities: all, ties }: { entities: readonly Entity[]; ties: readonly Relation[] }, f: Filter): Shown {
  let entities = all.filter((e) => !f.kindsOff.has(e.kind) && inRange(datesOf(e, f.by), f));
  let ids = new Set(entities.map((e) => e.id));
  const relations = ties.filter((r) => ids.has(r.from) && ids.has(r.to) && relationFits(r, f));
  if (leavesOrphans(f)) {
    // Whoever has lost every tie to the filter would only be clutter: asked for 2017, nobody wants the dots of 2013.
    const tied = new Set(relations.flatMap((r) => [r.from, r.to])), wasTied = new Set(ties.flatMap((r) => [r.from, r.to]));
    entities = entities.filter((e) => tied.has(e.id) || !wasTied.has(e.id) || dated(e, f));
    ids = new Set(entities.map((e) => e.id));
  }
  const within = ties.filter((r) => r.from !== r.to).length * 2 + ties.filter((r) => r.from === r.to).length;
  const degrees = all.reduce((sum, e) => sum + e.degree, 0);
  return {
    entities, relations,
    hiddenEntities: all.length - entities.length,
    hiddenRelations: ties.length - relations.length,
    beyond: Math.max(0, degrees - within),
  };
}

function relationFits(r: Relation, f: Filter): boolean {
  return !f.tiesOff.has(r.kind) && (f.standing === 'any' || f.standing === standingOf(r)) && r.independent >= f.minArticles && (f.article === '' || articleSays(f.article)?.relations.has(r.id) === true) && inRange(datesOf(r, f.by), f);
}

/** Whatever has no date is in every range. */
function inRange(dates: readonly PartialDate[], f: Filter): boolean {
  return (f.since === '' && f.until === '') || dates.length === 0 || dates.some((d) => overlaps(d, f.since, f.until));
}

const leavesOrphans = (f: Filter) => f.tiesOff.size > 0 || f.article !== '' || f.standing !== 'any' || f.minArticles > 1 || f.since !== '' || f.until !== '';
const dated = (e: Entity, f: Filter) => (f.since !== '' || f.until !== '') && datesOf(e, f.by).length > 0;
