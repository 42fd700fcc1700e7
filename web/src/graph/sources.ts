// When the articles behind each relation were published and taken in, as far as that was asked for.
import { knownVersion } from './known';
import type { PartialDate } from './entity';
import type { DateSort } from './view';

interface Source {
  date: PartialDate | null;
  loadedAt: string;
}

const asked = new Set<string>();
const byRelation = new Map<string, readonly Source[]>();

export const sourcesKnown = (id: string): boolean => asked.has(id);

/** Files the articles of relations among the given entities. */
export function learnSources(ids: Iterable<string>, relations: Iterable<{ id: string; articles: readonly Source[] }>): void {
  for (const id of ids) asked.add(id);
  for (const r of relations) byRelation.set(r.id, r.articles);
  knownVersion.value++;
}

/** The days on which articles that state a relation were published or taken in, the earliest first. */
export function sourcesOf(relation: string, by: DateSort): PartialDate[] {
  const days = (byRelation.get(relation) ?? []).flatMap((s): PartialDate[] => {
    if (by === 'published') return s.date ? [s.date] : [];
    const day = s.loadedAt.slice(0, 10);
    return [{ text: day, from: day, to: day }];
  });
  return days.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

const byArticle = new Map<string, { title: string; relations: ReadonlySet<string> }>();

/** Files which relations an article states. */
export function learnArticle(id: string, title: string, relations: Iterable<string>): void {
  byArticle.set(id, { title, relations: new Set(relations) });
  knownVersion.value++;
}

/** What is known of an article: its title, and the relations that it states. */
export const articleSays = (id: string) => byArticle.get(id);

export function forgetSources(): void {
  byArticle.clear();
  asked.clear();
  byRelation.clear();
}
