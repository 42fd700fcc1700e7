// Renaming an entity, and splitting one that is two.
import { useState } from 'preact/hooks';
import { ask } from '../api/client';
import { NamedInDocument } from '../api/generated';
import { Answer } from '../page/Answer';
import { useAnswer } from '../page/question';
import { rename, split } from './judging';

export function EditEntity({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="small" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>Correct it</summary>
      {open && <><Rename id={id} name={name} onDone={onDone} /><Split id={id} name={name} onDone={onDone} /></>}
    </details>
  );
}

function Rename({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const [text, setText] = useState(name);
  const submit = (event: Event) => {
    event.preventDefault();
    void rename(id, text.trim(), '').then((done) => done && onDone());
  };
  return (
    <form class="fields" onSubmit={submit}>
      <label><span>Its name; the old one stays as an alias</span><input type="text" value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
      <p><button class="solid" disabled={text.trim() === '' || text.trim() === name}>Rename</button></p>
    </form>
  );
}

function Split({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [state, again] = useAnswer(`split ${id}`, async (end) => {
    const { node } = await ask(NamedInDocument, { id, first: 100 }, end);
    return node && 'relations' in node ? node.relations.nodes.flatMap((n) => ('title' in n ? [n] : [])) : [];
  });
  return (
    <Answer state={state} again={again}>
      {(articles) => articles.length < 2 ? null : (
        <form class="fields" onSubmit={(event) => { event.preventDefault(); void split(id, [...chosen], '').then((done) => done && onDone()); }}>
          <p>Two that are not one: choose the articles that speak of another {name}.</p>
          {articles.map((a) => (
            <label class="row-label"><span><input type="checkbox" checked={chosen.has(a.id)} onChange={() => setChosen(toggled(chosen, a.id))} /> {a.title}</span></label>
          ))}
          <p><button class="solid" disabled={chosen.size === 0 || chosen.size === articles.length}>Split</button></p>
        </form>
      )}
    </Answer>
  );
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
