// What has come from the server so far, whether it is on the canvas or not. Nothing is thrown away: showing an entity again costs no request.
import { signal } from '@preact/signals';
import type { Entity, PartialDate, Relation } from './entity';

const entities = new Map<string, Entity>();
const relations = new Map<string, Relation>();
const byEntity = new Map<string, Set<string>>();

/** Counts the changes, for computations that read the maps. */
export const knownVersion = signal(0);

export const entity = (id: string): Entity | undefined => entities.get(id);
export const relation = (id: string): Relation | undefined => relations.get(id);

/** The known relations of an entity. */
export function relationsOf(id: string): Relation[] {
  return [...(byEntity.get(id) ?? [])].map((key) => relations.get(key) as Relation);
}

/** The known relations whose two ends are both in the set, in a fixed order. */
export function relationsAmong(ids: { has(id: string): boolean; keys(): Iterable<string> }): Relation[] {
  const among: Relation[] = [];
  for (const id of ids.keys()) {
    for (const key of byEntity.get(id) ?? []) {
      const r = relations.get(key) as Relation;
      if (r.from === id && ids.has(r.to)) among.push(r);
    }
  }
  return among;
}

/** Takes in what an answer brought. Newer answers replace older ones. */
export function learn(newEntities: Iterable<Entity>, newRelations: Iterable<Relation> = []): void {
  for (const e of newEntities) entities.set(e.id, e);
  for (const r of newRelations) {
    relations.set(r.id, r);
    for (const end of [r.from, r.to]) {
      const keys = byEntity.get(end);
      if (keys) keys.add(r.id);
      else byEntity.set(end, new Set([r.id]));
    }
  }
  knownVersion.value++;
}

/** Adds dates to entities in place: who draws them need not begin anew for it. */
export function learnDates(dates: ReadonlyMap<string, readonly PartialDate[]>): void {
  for (const [id, of] of dates) {
    const e = entities.get(id);
    if (e) e.dates = of;
  }
  knownVersion.value++;
}

/** Forgets everything, after a judgement or a load has changed the store. */
export function forget(): void {
  entities.clear();
  relations.clear();
  byEntity.clear();
  knownVersion.value++;
}
