// The search box: suggests as one types, and says what it searched.
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../api/client';
import { adjust } from '../graph/history';
import { find as findEntity, read } from '../graph/steps';
import { view } from '../graph/view';
import { stage } from '../canvas/GraphCanvas';
import { Icon } from '../page/Icon';
import { KindSign } from '../page/KindSign';
import { find, type Group, type Hit } from './finding';

const pause = 120; // milliseconds after the last key

export function SearchBox() {
  const [text, setText] = useState(view.value.query), [groups, setGroups] = useState<Group[] | null>(null), [fault, setFault] = useState('');
  const [open, setOpen] = useState(false), [at, setAt] = useState(0), box = useRef<HTMLDivElement>(null), enterPending = useRef(false);
  const hits = (groups ?? []).flatMap((g) => g.hits);

  useEffect(() => { setText(view.value.query); }, [view.value.query]);

  useEffect(() => {
    const query = text.trim();
    setGroups(null);
    setFault('');
    setAt(0);
    if (query.length < 2 || !open) return;
    const control = new AbortController();
    const timer = setTimeout(() => find(query, control.signal).then(setGroups, (e) => !control.signal.aborted && setFault(words(e))), pause);
    return () => { clearTimeout(timer); control.abort(); };
  }, [text, open]);

  useEffect(() => { // Enter was pressed before the answer came
    if (groups && enterPending.current && hits[0]) choose(hits[0]);
    if (groups) enterPending.current = false;
  }, [groups]);

  useEffect(() => {
    const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, []);

  const choose = (hit: Hit) => {
    setOpen(false);
    setText(hit.name);
    adjust({ query: hit.name });
    if (hit.opens.what === 'entity') void findEntity(hit.opens.id, hit.name).then(() => stage.value?.fitIfOut(hit.opens.id));
    else read({ what: 'article', id: hit.opens.id, claim: hit.opens.claim });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && hits.length) {
      event.preventDefault();
      setAt((at + step + hits.length) % hits.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const hit = hits[at];
      if (hit && open) choose(hit);
      else { enterPending.current = true; setOpen(true); }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (open) setOpen(false);
      else setText('');
    }
  };

  const shows = open && text.trim().length >= 2;
  let index = -1;
  return (
    <div class="find" ref={box} role="search">
      <Icon name="search" />
      <input
        id="search" type="search" autocomplete="off" spellcheck={false} placeholder="Find a name, an alias, a word of a sentence" aria-label="Search"
        role="combobox" list={undefined} aria-expanded={shows} aria-controls="found" aria-autocomplete="list" aria-activedescendant={shows && hits.length ? `hit-${at}` : undefined}
        value={text} onInput={(e) => { setText(e.currentTarget.value); setOpen(true); }} onFocus={() => setOpen(true)} onKeyDown={onKeyDown}
      />
      <kbd class="key" aria-hidden="true">/</kbd>
      <div class="found" id="found" role="listbox" aria-label="What was found" hidden={!shows}>
        {shows && fault && <p role="alert">{fault}</p>}
        {shows && !fault && !groups && <p>Searching …</p>}
        {shows && groups?.length === 0 && <p>Nothing is called so, and no sentence says it.</p>}
        {shows && groups?.map((g) => (
          <div role="group" aria-label={`${g.title}, ${g.hits.length}`}>
            <div class="group" role="presentation"><span>{g.title}</span><span>{g.hits.length}</span></div>
            {g.hits.map((h) => {
              const i = ++index;
              return (
                <div class="option" role="option" id={`hit-${i}`} aria-selected={i === at} onPointerMove={() => setAt(i)} onClick={() => choose(h)}>
                  <KindSign kind={h.kind} />
                  <span><Matched text={h.name} query={text} /></span>
                  <small>{h.articles > 0 && `${h.articles} ${h.articles === 1 ? 'article' : 'articles'}`}</small>
                  {h.because && <span class="line"><Matched text={h.because} query={text} /></span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p class="hidden" aria-live="polite">{shows && groups ? `${hits.length} found` : ''}</p>
    </div>
  );
}

/** Text with the words that were typed in bold. */
function Matched({ text, query }: { text: string; query: string }) {
  const sought = query.trim().split(/\s+/).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return <>{text.split(new RegExp(`(${sought})`, 'gi')).map((part, i) => (i % 2 ? <b>{part}</b> : part))}</>;
}
