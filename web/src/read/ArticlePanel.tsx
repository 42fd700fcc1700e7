// An article: its text with everything marked that it names and says, and the graph that it alone makes.
import { useEffect, useRef, useState } from 'preact/hooks';
import { factWords, kindIndex, tieWords } from '../api/ontology';
import { colourOf } from '../canvas/palette';
import { readable } from '../graph/dates';
import { goToEntity, read, showOnly } from '../graph/steps';
import { noFilter } from '../graph/view';
import { RetractArticle } from '../decide/RetractArticle';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { plural, qualities } from '../page/phrase';
import { theme } from '../page/theme';
import { fetchArticle, type ArticleToRead } from './article';
import { safeUrl } from './ClaimCard';
import { pieces, type Range } from './marked';
import { PanelHead } from './ReadingPanel';

type Claim = ArticleToRead['claims'][number];
type Marking = { entity: { id: string; kind: string; name: string } } | { claim: Claim };

export function ArticlePanel({ id, claim }: { id: string; claim?: string }) {
  const [state, again] = useAnswer(`article ${id}`, (end) => fetchArticle(id, end));
  return (
    <Answer state={state} again={again}>
      {(a) => a ? <ReadArticle article={a} claim={claim} /> : <><PanelHead title="No such article" /><p>It was retracted, or never loaded.</p></>}
    </Answer>
  );
}

function ReadArticle({ article: a, claim }: { article: ArticleToRead; claim?: string }) {
  const [chosen, setChosen] = useState<string | null>(claim ?? null), text = useRef<HTMLDivElement>(null);
  useEffect(() => { text.current?.querySelector('.on')?.scrollIntoView({ block: 'center' }); }, [chosen]);
  const own = [...new Set(a.named.map((m) => m.entity.id))];
  return (
    <>
      <PanelHead kicker="Article" title={a.title || 'Untitled article'}>
        <p class="quiet">{[a.publisher, a.date && readable(a.date.text)].filter(Boolean).join(', ')} {safeUrl(a.url) && <a href={safeUrl(a.url)} target="_blank" rel="noopener noreferrer">where it was published ↗</a>}</p>
        <div class="actions">
          <button onClick={() => void showOnly(own, `show the graph that “${a.title}” makes`, { reading: { what: 'article', id: a.id }, filter: { ...noFilter, article: a.id } }, 'afresh')} disabled={own.length === 0}>Show the graph that it makes</button>
        </div>
      </PanelHead>
      <p class="small quiet">Names {plural(own.length, 'entity', 'entities')}, makes {plural(a.claimCount, 'claim')}. Taken in {readable(a.loadedAt.slice(0, 10))}.</p>
      <div ref={text}><MarkedText article={a} chosen={chosen} onChoose={setChosen} /></div>
      <h3>What it says <span class="count">{a.claimCount}</span></h3>
      <ul class="says">{a.claims.map((c) => <Says claim={c} chosen={c.id === chosen} onChoose={() => setChosen(c.id === chosen ? null : c.id)} />)}</ul>
      <RetractArticle id={a.id} />
    </>
  );
}

function MarkedText({ article: a, chosen, onChoose }: { article: ArticleToRead; chosen: string | null; onChoose: (id: string) => void }) {
  const ranges: Range<Marking>[] = [
    ...a.named.flatMap((m) => m.spans.map((s) => ({ start: s.startUtf16, end: s.endUtf16, mark: { entity: m.entity } }))),
    ...a.claims.flatMap((c) => c.evidence.map((e) => ({ start: e.startUtf16, end: e.endUtf16, mark: { claim: c } }))),
  ];
  return (
    <div class="article-text">
      {pieces(a.text, ranges).map((p) => {
        const named = p.marks.find((m) => 'entity' in m), claims = p.marks.flatMap((m) => ('claim' in m ? [m.claim] : []));
        const state = claims.some((c) => c.id === chosen) ? 'stated on' : claims.length > 0 ? 'stated' : undefined;
        if (named && 'entity' in named) return <span class={state}><Mention entity={named.entity} text={p.text} /></span>;
        return state ? <span class={state} onClick={() => claims[0] && onChoose(claims[0].id)} title={claims.map(sentenceOf).join('\n')}>{p.text}</span> : p.text;
      })}
    </div>
  );
}

function Mention({ entity, text }: { entity: { id: string; kind: string; name: string }; text: string }) {
  const go = () => void goToEntity(entity.id, entity.name);
  // No button: it would not break over lines as the text around it does.
  return (
    <span class="mention" role="button" tabIndex={0} style={{ borderColor: colourOf(theme.value, kindIndex(entity.kind)) }} title={entity.name}
      onClick={go} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); go(); } }}>{text}</span>
  );
}

/** What a claim says, in words: Alexandre Cazes administered AlphaBay. */
function sentenceOf(c: Claim): string {
  const about = qualities(c.date ? { ...c, date: { text: c.date.text, from: c.date.text, to: c.date.text } } : { ...c, date: null });
  const tail = about.length ? ` (${about.join(', ')})` : '';
  return c.edgeKind && c.object ? `${c.subject.name} ${tieWords(c.edgeKind)} ${c.object.name}${tail}` : `${c.subject.name}: ${factWords(c.factKey ?? '')} ${c.value ?? ''}${tail}`;
}

function Says({ claim: c, chosen, onChoose }: { claim: Claim; chosen: boolean; onChoose: () => void }) {
  return (
    <li>
      <button class="plain" aria-pressed={chosen} onClick={onChoose}>{sentenceOf(c)}</button>
      {c.rejected && <> <span class="badge rejected">rejected</span></>}
      {c.relation && <> <button class="plain small" onClick={() => read({ what: 'relation', id: (c.relation as { id: string }).id })}>all sources</button></>}
    </li>
  );
}
