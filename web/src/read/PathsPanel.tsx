// The ways between two entities, each to be read as prose: one sentence of an article for every hop.
import { useState } from 'preact/hooks';
import { ask } from '../api/client';
import { SuggestDocument } from '../api/generated';
import { fetchPaths, type FoundPath } from '../api/graph';
import { tieWords, tieWordsBack } from '../api/ontology';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { KindSign } from '../page/KindSign';
import { plural } from '../page/phrase';
import { adjust } from '../graph/history';
import { entity } from '../graph/known';
import { read, show, showOnly } from '../graph/steps';
import { ClaimCard } from './ClaimCard';
import { PanelHead } from './ReadingPanel';

interface Props {
  from: string;
  to: string;
  avoidHubs: boolean;
}

export function PathsPanel({ from, to, avoidHubs }: Props) {
  const set = (part: Partial<Props>) => adjust({ reading: { what: 'paths', from, to, avoidHubs, ...part } });
  return (
    <>
      <PanelHead kicker="Path" title="How are they connected?" />
      <div class="fields">
        <EndField label="From" id={from} onChoose={(id) => set({ from: id })} />
        <EndField label="To" id={to} onChoose={(id) => set({ to: id })} />
        <label class="small"><span><input type="checkbox" checked={avoidHubs} onChange={(e) => set({ avoidHubs: e.currentTarget.checked })} /> Not by way of hubs, such as countries</span></label>
      </div>
      {from && to && from !== to && <Ways from={from} to={to} avoidHubs={avoidHubs} />}
      {from !== '' && from === to && <p class="quiet">Both ends are the same.</p>}
    </>
  );
}

function Ways({ from, to, avoidHubs }: Props) {
  const [state, again] = useAnswer(`paths ${from} ${to} ${avoidHubs}`, async (end) => {
    const found = await fetchPaths(from, to, avoidHubs, end);
    // Of ways of one length, the one that most independent articles state comes first: a chain is as strong as its weakest tie.
    const weakest = (p: FoundPath) => Math.min(...p.edges.map((e) => e.independentArticles));
    return { ...found, paths: [...found.paths].sort((a, b) => a.length - b.length || weakest(b) - weakest(a)) };
  });
  return (
    <Answer state={state} again={again} waiting="Looking for ways …">
      {({ paths, complete }) => paths.length === 0
        ? <p>No way of six ties or fewer leads from one to the other{avoidHubs && ' without a hub'}.</p>
        : <>
          <p class="small quiet">{plural(paths.length, 'way')}{!complete && '; the search ended at its limit, there may be more'}</p>
          <div class="actions">
            <button onClick={() => void showOnly([...new Set(paths.flatMap((p) => p.nodes.map((n) => n.id)))], 'show all ways alone', { reading: { what: 'paths', from, to, avoidHubs } })}>Show these alone</button>
          </div>
          {paths.map((p, i) => <Way path={p} first={i === 0} />)}
        </>}
    </Answer>
  );
}

function Way({ path, first }: { path: FoundPath; first: boolean }) {
  const ids = path.nodes.map((n) => n.id);
  return (
    <section class="path" aria-label={`A way of ${path.length}`}>
      {path.nodes.map((n, i) => {
        const e = path.edges[i], forward = e?.fromId === n.id;
        return (
          <>
            <div class="stop"><KindSign kind={n.kind} /><button class="plain" onClick={() => read({ what: 'entity', id: n.id })}>{n.name}</button></div>
            {e && (
              <div class="hop">
                <button class="plain" onClick={() => read({ what: 'relation', id: e.id })}>{forward ? tieWords(e.kind) : tieWordsBack(e.kind)}</button>{e.alleged && <> <span class="badge alleged">only alleged</span></>}
                {first ? e.claims.map((c) => <ClaimCard claim={c} />) : e.claims.map((c) => <p class="quote">{c.evidence[0]?.quote}</p>)}
              </div>
            )}
          </>
        );
      })}
      <div class="actions"><button onClick={() => void show(ids, `show a way of ${path.length}`, { selected: new Set(ids) })}>Show on the canvas</button></div>
    </section>
  );
}

/** A field that completes names. */
function EndField({ label, id, onChoose }: { label: string; id: string; onChoose: (id: string) => void }) {
  const [text, setText] = useState<string | null>(null), list = `ends-${label}`;
  const [state] = useAnswer(`suggest ${text ?? ''}`, async (end) => (text && text.length > 1 ? (await ask(SuggestDocument, { text, first: 8 }, end)).suggest : []));
  const offered = state.at === 'here' ? state.data : [];
  const type = (value: string) => {
    setText(value);
    const exact = offered.find((s) => s.node.name === value);
    if (exact) {
      onChoose(exact.node.id);
      setText(null);
    }
  };
  const shownName = text ?? entity(id)?.name ?? (id ? '…' : '');
  return (
    <label>
      <span>{label}</span>
      <input type="text" list={list} value={shownName} placeholder="A name" autocomplete="off" onInput={(e) => type(e.currentTarget.value)}
        onKeyDown={(e) => { const best = offered[0]; if (e.key === 'Enter' && best) { onChoose(best.node.id); setText(null); } }} />
      <datalist id={list}>{offered.map((s) => <option value={s.node.name} />)}</datalist>
    </label>
  );
}
