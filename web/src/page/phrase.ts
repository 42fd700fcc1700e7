// Sentences about what is shown: for tooltips, for the panels and for those who listen instead of looking.
import { factWords, kindWord, legend, tieWords, valueWords } from '../api/ontology';
import { entity, relationsOf } from '../graph/known';
import { disputed } from '../graph/disputes';
import { members } from '../graph/view';
import { otherEnd, type Relation } from '../graph/entity';
import { readable } from '../graph/dates';

export const plural = (n: number, one: string, many = one + 's'): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** AlphaBay, Marketplace, named in 5 articles. 12 ties, 8 of them shown. */
export function describeEntity(id: string): string {
  const e = entity(id);
  if (!e) return '';
  const on = relationsOf(id).filter((r) => members.value.has(otherEnd(r, id))).length;
  return `${e.name}, ${kindWord(e.kind).toLowerCase()}, named in ${plural(e.articles, 'article')}. ${plural(e.degree, 'tie')}, ${on} of them shown.`;
}

/** What qualifies a relation: its role, outcome, date, whether it is only alleged. */
export function qualities(r: Pick<Relation, 'role' | 'outcome' | 'title' | 'date' | 'alleged'> & { id?: string }): string[] {
  return [
    ...(r.role ? [valueWords(r.role)] : []), ...(r.outcome ? [valueWords(r.outcome)] : []), ...(r.title ? [r.title] : []),
    ...(r.date ? [readable(r.date.text)] : []), ...(r.alleged ? ['only alleged'] : []), ...(r.id && disputed.value.has(r.id) ? ['disputed'] : []),
  ];
}

/** Alexandre Cazes administered AlphaBay (founder, only alleged). 3 articles say so. */
export function tieSentence(r: Relation | undefined): string {
  if (!r) return '';
  const about = qualities(r), from = entity(r.from)?.name ?? '', to = entity(r.to)?.name ?? '';
  const sources = r.independent === r.articles ? plural(r.articles, 'article') : `${plural(r.articles, 'article')}, ${r.independent} of them independent`;
  return `${from} → ${tieWords(r.kind)} → ${to}${about.length ? ` (${about.join(', ')})` : ''}. Said by ${sources}.`;
}

/** What a fact is called, with a capital. */
export const factTitle = (key: string): string => {
  const words = factWords(key);
  return words[0]?.toUpperCase() + words.slice(1);
};

/** The title and the advice of an empty canvas. */
export function emptyWords(): [string, string] {
  if (members.value.size > 0) return ['The filter hides everything', 'Loosen it in the panel on the left, or in the line below.'];
  if (legend.value && legend.value.stats.articles === 0) return ['Nothing has been loaded yet', 'Drop an article here under “Add” to see what it says, or load a folder with the command “onymous load”.'];
  return ['An empty canvas', 'Search for a name, an alias or a word of a sentence, and what is found comes here. The key / goes to the search box.'];
}
