// What waits for a decision, one pair at a time with what speaks for either side, and the decisions made so far.
import { useState } from 'preact/hooks';
import { ask, setToken, token } from '../api/client';
import { JudgementsDocument, ProposalsDocument, type ProposalsQuery, type SideFragment } from '../api/generated';
import { factWords, kindWord, spaced, valueWords } from '../api/ontology';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { KindSign } from '../page/KindSign';
import { plural } from '../page/phrase';
import { EntityLink } from '../read/EntityLink';
import { PanelHead } from '../read/ReadingPanel';
import { decisions, distinguish, merge, undoJudgement } from './judging';

type Proposal = ProposalsQuery['duplicates']['nodes'][number];

export function ReviewPanel() {
  return (
    <>
      <PanelHead kicker="Review" title="Are these one?" />
      <Proposals />
      <Log />
      <Token />
    </>
  );
}

function Proposals() {
  const [skipped, setSkipped] = useState(0);
  const [state, again] = useAnswer(`proposals ${decisions.value}`, async (end) => (await ask(ProposalsDocument, { first: 50 }, end)).duplicates.nodes);
  return (
    <Answer state={state} again={again} waiting="Looking for pairs …">
      {(all) => {
        const at = all.length ? skipped % all.length : 0, proposal = all[at];
        if (!proposal) return <p>Nothing waits for a decision: no two entities look like one.</p>;
        return (
          <>
            <p class="small quiet">{at + 1} of {plural(all.length, 'pair')}</p>
            <Pair proposal={proposal} onSkip={() => setSkipped(skipped + 1)} />
          </>
        );
      }}
    </Answer>
  );
}

function Pair({ proposal: p, onSkip }: { proposal: Proposal; onSkip: () => void }) {
  return (
    <div class="pair">
      <p class="whole">{p.explanation} <span class="quiet">({Math.round(p.score * 100)} of 100)</span></p>
      <Side side={p.first} />
      <Side side={p.second} />
      <p class="whole actions">
        <button class="solid" onClick={() => void merge([p.first.id, p.second.id], p.explanation)}>One and the same</button>
        <button class="solid" onClick={() => void distinguish([p.first.id, p.second.id], '')}>Two, not one</button>
        <button class="solid" onClick={onSkip}>Leave it open</button>
      </p>
    </div>
  );
}

function Side({ side: s }: { side: SideFragment }) {
  return (
    <div>
      <p class="kicker"><KindSign kind={s.kind} /> {kindWord(s.kind)}</p>
      <h3><EntityLink entity={s} /></h3>
      {s.aliases.length > 0 && <p class="small quiet">also {s.aliases.join(', ')}</p>}
      <p class="small quiet">{plural(s.articles, 'article')}, {plural(s.degree, 'tie')}</p>
      <ul class="says small">
        {s.facts.map((f) => <li>{factWords(f.key)}: {f.display}</li>)}
        {s.relations.edges.map((e) => <li>{spaced(e.field)} {e.node.name}<div class="quiet">{e.relation.claims[0]?.evidence[0]?.quote}</div></li>)}
      </ul>
    </div>
  );
}

/** The decisions, the newest first. */
function Log() {
  const [state, again] = useAnswer(`judgements ${decisions.value}`, async (end) => (await ask(JudgementsDocument, { first: 30 }, end)).judgements.nodes);
  return (
    <>
      <h3>Decided so far</h3>
      <Answer state={state} again={again}>
        {(list) => list.length === 0 ? <p class="quiet">Nothing yet.</p> : (
          <ul class="says">
            {list.map((j) => (
              <li>
                <span>{valueWords(j.kind)}: {[j.entity?.name ?? j.claim?.subject.name, j.other?.name ?? j.claim?.object?.name ?? j.name].filter(Boolean).join(' and ')}</span>
                <div class="small quiet">{new Date(j.at).toLocaleString('en-GB')}{j.by && ` by ${j.by}`}{j.note && `: ${j.note}`}</div>
                {j.undone ? <span class="badge">taken back</span> : <button class="plain small" onClick={() => void undoJudgement(j.id)}>Take it back</button>}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </>
  );
}

function Token() {
  const [text, setText] = useState('');
  return (
    <>
      <h3>Editor’s token</h3>
      {token.value
        ? <p>A token is in use until this tab is closed. <button class="plain" onClick={() => setToken('')}>Forget it</button></p>
        : (
          <form class="fields" onSubmit={(event) => { event.preventDefault(); setToken(text); setText(''); }}>
            <label><span class="small quiet">A server that is reachable from elsewhere takes decisions only from editors.</span>
              <input type="password" autocomplete="off" value={text} onInput={(e) => setText(e.currentTarget.value)} aria-label="Editor’s token" /></label>
            <p><button class="solid" disabled={text.trim() === ''}>Use it</button></p>
          </form>
        )}
    </>
  );
}
