// Turns what is typed into what was found: names and aliases while typing, near spellings, sentences and articles when asked for more.
import { ask } from '../api/client';
import { SearchDocument, SuggestDocument } from '../api/generated';
import { kindIndex, kindWords } from '../api/ontology';

export interface Hit {
  /** What choosing it opens. */
  opens: { what: 'entity' | 'article'; id: string; claim?: string };
  kind: string;
  name: string;
  /** The alias, sentence or passage that fits, where it is not the name. */
  because: string;
  articles: number;
}

export interface Group {
  title: string;
  hits: Hit[];
}

interface NodeHit { id: string; kind: string; name: string; articles: number }

/** Finds names that begin like the text or are spelled like it, then sentences and articles that hold its words. */
export async function find(text: string, end: AbortSignal): Promise<Group[]> {
  const [suggested, searched] = await Promise.all([
    ask(SuggestDocument, { text, first: 12 }, end),
    ask(SearchDocument, { text, first: 12 }, end),
  ]);
  const named = new Map<string, Hit>();
  const add = (n: NodeHit, matched: string) => {
    if (!named.has(n.id)) named.set(n.id, { opens: { what: 'entity', id: n.id }, kind: n.kind, name: n.name, because: matched === n.name ? '' : matched, articles: n.articles });
  };
  for (const s of suggested.suggest) add(s.node as NodeHit, s.matched);
  const sentences: Hit[] = [], passages: Hit[] = [];
  for (const e of searched.search.edges) {
    const n = e.node as NodeHit;
    if (e.field === 'NAME') add(n, e.matched);
    else if (e.field === 'QUOTE' && e.claim) sentences.push({ opens: { what: 'article', id: e.claim.article.id, claim: e.claim.id }, kind: n.kind, name: n.name, because: e.matched, articles: 0 });
    else passages.push({ opens: { what: 'article', id: n.id }, kind: n.kind, name: n.name, because: e.matched, articles: 0 });
  }
  return [...byKind([...named.values()]), ...titled('sentences', unique(sentences)), ...titled('articles that hold the words', unique(passages))];
}

const titled = (title: string, hits: Hit[]): Group[] => (hits.length ? [{ title, hits }] : []);

/** Several claims may rest on one sentence. */
const unique = (hits: Hit[]): Hit[] => [...new Map(hits.map((h) => [h.opens.id + h.because, h])).values()];

/** The group of the best hit first, the others in the order of the ontology. */
function byKind(hits: Hit[]): Group[] {
  const groups = new Map<string, Hit[]>();
  for (const h of hits) groups.set(h.kind, [...(groups.get(h.kind) ?? []), h]);
  const best = hits[0]?.kind;
  return [...groups].sort(([a], [b]) => Number(b === best) - Number(a === best) || kindIndex(a) - kindIndex(b)).map(([kind, of]) => ({ title: kindWords(kind), hits: of }));
}
