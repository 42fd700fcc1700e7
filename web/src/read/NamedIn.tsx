// The articles that name an entity, each with the names that it uses: why several names are one entity.
import { useState } from 'preact/hooks';
import { ask } from '../api/client';
import { NamedInDocument } from '../api/generated';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { SourceLine, type Source } from './ClaimCard';

interface Naming extends Source {
  names: string[];
}

interface Page {
  articles: Naming[];
  total: number;
  next: string | null;
}

const perPage = 10;

async function fetchNaming(id: string, after: string | null, end?: AbortSignal): Promise<Page> {
  const { node } = await ask(NamedInDocument, { id, first: perPage, after: after ?? undefined }, end);
  if (!node || !('relations' in node)) return { articles: [], total: 0, next: null };
  const { nodes, totalCount, pageInfo } = node.relations;
  return {
    total: totalCount,
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    articles: nodes.flatMap((n) => ('named' in n ? [{ ...n, names: n.named.filter((m) => m.entity.id === id).flatMap((m) => [m.name, ...m.aliases]) }] : [])),
  };
}

export function NamedIn({ id }: { id: string }) {
  const [state, again] = useAnswer(`articles of ${id}`, (end) => fetchNaming(id, null, end)), [more, setMore] = useState<Page | null>(null);
  return (
    <Answer state={state} again={again} waiting="Reading the articles …">
      {(page) => {
        const all = [...page.articles, ...(more?.articles ?? [])], next = more ? more.next : page.next;
        if (all.length === 0) return null;
        return (
          <>
            <h3>Named in <span class="count">{page.total}</span></h3>
            <ul class="says">
              {all.map((a) => <li><SourceLine source={a} /><div class="small quiet">as {[...new Set(a.names)].join(', ')}</div></li>)}
            </ul>
            {next && <button class="plain small" onClick={() => void fetchNaming(id, next).then((p) => setMore({ ...p, articles: [...(more?.articles ?? []), ...p.articles] }))}>List more of {page.total - all.length}</button>}
          </>
        );
      }}
    </Answer>
  );
}
