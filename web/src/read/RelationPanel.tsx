// A tie, to be read: what it says, how well it stands, and every sentence that says so.
import { useState } from 'preact/hooks';
import { ask } from '../api/client';
import { ReadRelationDocument, type ReadRelationQuery } from '../api/generated';
import { tieMeaning, tieWords } from '../api/ontology';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { KindSign } from '../page/KindSign';
import { plural, qualities } from '../page/phrase';
import { disputed } from '../graph/disputes';
import { show } from '../graph/steps';
import { view } from '../graph/view';
import { ClaimCard, type Mark } from './ClaimCard';
import { EntityLink } from './EntityLink';
import type { Range } from './marked';
import { PanelHead } from './ReadingPanel';

type Relation = Extract<NonNullable<ReadRelationQuery['node']>, { __typename: 'Relation' }>;
type Claim = Relation['claims'][number];

const perPage = 12;

async function fetchRelation(id: string, after: string | undefined, end?: AbortSignal): Promise<Relation | null> {
  const { node } = await ask(ReadRelationDocument, { id, first: perPage, after }, end);
  return node?.__typename === 'Relation' ? node : null;
}

export function RelationPanel({ id }: { id: string }) {
  const [state, again] = useAnswer(`relation ${id}`, (end) => fetchRelation(id, undefined, end));
  return (
    <Answer state={state} again={again}>
      {(r) => r ? <ReadRelation relation={r} again={again} /> : <><PanelHead title="No such tie" /><p>It is no longer in the store: the articles that said so were retracted, or an editor rejected what they say.</p></>}
    </Answer>
  );
}

function ReadRelation({ relation: r, again }: { relation: Relation; again: () => void }) {
  const [more, setMore] = useState<Claim[]>([]), claims = [...r.claims, ...more];
  const about = qualities({ ...r, id: undefined, alleged: false }), absent = [r.from.id, r.to.id].filter((id) => !view.value.places.has(id));
  return (
    <>
      <PanelHead kicker="Tie" title={tieWords(r.kind)[0]?.toUpperCase() + tieWords(r.kind).slice(1)}>
        <p class="statement">
          <KindSign kind={r.from.kind} /> <EntityLink entity={r.from} /> <span class="words">{tieWords(r.kind)}</span> <KindSign kind={r.to.kind} /> <EntityLink entity={r.to} />
        </p>
      </PanelHead>
      <p class="quiet">{tieMeaning(r.kind)}</p>
      <p class="badges">
        {about.map((a) => <span class="badge">{a}</span>)}
        {r.alleged && <span class="badge alleged">only alleged</span>}
        {disputed.value.has(r.id) && <span class="badge alleged">disputed: other articles say otherwise</span>}
        <span>{plural(r.claimCount, 'claim')} in {plural(r.articles, 'article')}{r.independentArticles < r.articles && `, of which ${r.independentArticles} are independent of each other`}</span>
      </p>
      {absent.length > 0 && <p class="solid-line"><button class="solid" onClick={() => void show([r.from.id, r.to.id], 'show both ends of a tie')}>Show on the canvas</button></p>}
      <div class="key-line" aria-hidden="true"><span><mark class="from">{r.from.name}</mark></span><span><mark class="to">{r.to.name}</mark></span><span><mark class="trigger">what says so</mark></span></div>
      {claims.map((c) => (
        <ClaimCard claim={c} text={c.article.text} ends={endsOf(c, r)} about={<Details claim={c} />} onJudged={again} />
      ))}
      {claims.length < r.claimCount && claims.length > 0 && (
        <p><button class="solid" onClick={() => void fetchRelation(r.id, claims.at(-1)?.id).then((next) => setMore([...more, ...(next?.claims ?? [])]))}>Show {Math.min(perPage, r.claimCount - claims.length)} more</button></p>
      )}
    </>
  );
}

function Details({ claim }: { claim: Claim }) {
  const about = qualities({ ...claim, alleged: false });
  return about.length > 0 ? <span>{about.join(', ')}</span> : null;
}

/** Where the article names the two ends. */
function endsOf(claim: Claim, r: Relation): Range<Mark>[] {
  return claim.article.named.flatMap((m) => {
    const mark: Mark | null = m.entity.id === r.from.id ? 'from' : m.entity.id === r.to.id ? 'to' : null;
    return mark ? m.spans.map((s) => ({ start: s.startUtf16, end: s.endUtf16, mark })) : [];
  });
}
