// An entity, to be read: what it is called, what is said of it, what it is tied to, which articles name it.
import { ask } from '../api/client';
import { ReadEntityDocument, type ReadEntityQuery } from '../api/generated';
import { kindWord } from '../api/ontology';
import { EditEntity } from '../decide/EditEntity';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { KindSign } from '../page/KindSign';
import { plural } from '../page/phrase';
import { collapse, expand, hide, pin, read, show } from '../graph/steps';
import { view } from '../graph/view';
import { Contradictions } from './Contradictions';
import { Facts } from './Facts';
import { NamedIn } from './NamedIn';
import { PanelHead } from './ReadingPanel';
import { Relations } from './Relations';

export type EntityToRead = Extract<NonNullable<ReadEntityQuery['node']>, { relationCounts: unknown }>;

async function fetchEntity(id: string, end: AbortSignal): Promise<EntityToRead | null> {
  const { node } = await ask(ReadEntityDocument, { id }, end);
  return node && 'relationCounts' in node ? node : null;
}

export function EntityPanel({ id }: { id: string }) {
  const [state, again] = useAnswer(`entity ${id}`, (end) => fetchEntity(id, end));
  return (
    <Answer state={state} again={again}>
      {(e) => e ? <ReadEntity entity={e} again={again} /> : <><PanelHead title="No such entity" /><p>Nothing in the store has this id.</p></>}
    </Answer>
  );
}

function ReadEntity({ entity: e, again }: { entity: EntityToRead; again: () => void }) {
  const on = view.value.places.has(e.id), isArticle = e.__typename === 'Article';
  return (
    <>
      <PanelHead kicker={<><KindSign kind={e.kind} />{kindWord(e.kind)}{e.unnamed && ', not named by any article'}</>} title={e.name}>
        {e.aliases.length > 0 && <p class="aliases">also {e.aliases.join(', ')}</p>}
        <div class="actions">
          {on ? <>
            <button onClick={() => void expand(e.id)}>Expand</button>
            <button onClick={() => collapse(e.id)}>Collapse</button>
            <button onClick={() => pin([e.id])} aria-pressed={view.value.pins.has(e.id)}>{view.value.pins.has(e.id) ? 'Loosen' : 'Fasten'}</button>
            <button onClick={() => hide([e.id])}>Hide</button>
          </> : <button onClick={() => void show([e.id], `show ${e.name}`)}>Show on the canvas</button>}
          <button onClick={() => read({ what: 'paths', from: e.id, to: '', avoidHubs: false })}>Path to …</button>
          {isArticle && <button onClick={() => read({ what: 'article', id: e.id })}>Read the text</button>}
        </div>
      </PanelHead>
      <p class="small quiet">Named in {plural(e.articles, 'article')}{e.independentArticles < e.articles ? `, ${e.independentArticles} of them independent` : ''}. {plural(e.degree, 'tie')}.</p>
      <Contradictions id={e.id} />
      {e.facts.length > 0 && <Facts facts={e.facts} />}
      <Relations id={e.id} name={e.name} counts={e.relationCounts} />
      <NamedIn id={e.id} />
      <EditEntity id={e.id} name={e.name} onDone={again} />
    </>
  );
}
