// The menu of an entity: what expanding it would bring, before it happens, and what else can be done with it.
import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../api/client';
import { ExpansionDocument } from '../api/generated';
import { spaced } from '../api/ontology';
import { collapse, expand, hide, pageSize, pin, read, select, showOnly } from '../graph/steps';
import { entity, relationsOf } from '../graph/known';
import { view } from '../graph/view';
import { Answer } from './Answer';
import { useAnswer } from './question';
import { menuOf } from './panels';

export interface Branch {
  edgeKind: string;
  direction: string;
  field: string;
  count: number;
}

/** How many ties an entity has, by kind and direction. */
export async function fetchBranches(id: string, end: AbortSignal): Promise<Branch[]> {
  const { node } = await ask(ExpansionDocument, { id }, end);
  return node && 'relationCounts' in node ? node.relationCounts : [];
}

/** How many of a branch are on the canvas. */
export const shownOf = (id: string, b: Branch): number => {
  const { places } = view.value;
  return relationsOf(id).filter((r) => r.kind === b.edgeKind && (b.direction === 'OUT' ? r.from : r.to) === id && places.has(b.direction === 'OUT' ? r.to : r.from)).length;
};

export function EntityMenu({ id, x, y }: { id: string; x: number; y: number }) {
  const menu = useRef<HTMLDivElement>(null);
  const [branches, again] = useAnswer(id, (end) => fetchBranches(id, end));
  const close = () => { menuOf.value = null; };
  useEffect(() => {
    const box = menu.current as HTMLDivElement;
    box.style.left = `${Math.max(6, Math.min(x, innerWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${Math.max(6, Math.min(y, innerHeight - box.offsetHeight - 8))}px`;
    if (branches.at === 'here') box.querySelector('button')?.focus();
  }, [x, y, branches.at]);
  useEffect(() => {
    const outside = (event: Event) => !menu.current?.contains(event.target as Node) && close();
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, []);
  const run = (work: () => unknown) => () => { close(); work(); };
  const e = entity(id), v = view.value;
  return (
    <div class="menu" ref={menu} role="group" aria-label={`Menu of ${e?.name ?? id}`} onKeyDown={(k) => arrowThrough(k, menu.current)}>
      <Answer state={branches} again={again} waiting="Counting …">
        {(list) => list.filter((b) => b.count > 0).length === 0 ? <p class="title">Tied to nothing</p> : <>
          <p class="title">Show what it is tied to</p>
          <button onClick={run(() => expand(id))}><span>The best attested {pageSize}</span></button>
          {list.map((b) => {
            const on = shownOf(id, b);
            return <button disabled={on >= b.count} onClick={run(() => expand(id, b.edgeKind, b.direction))}><span>{spaced(b.field)}</span><span class="count">{on} of {b.count}</span></button>;
          })}
        </>}
      </Answer>
      <hr />
      <button onClick={run(() => read({ what: 'entity', id }))}>Read about it</button>
      <button onClick={run(() => select(id, true))}>{v.selected.has(id) ? 'Take out of the selection' : 'Add to the selection'}</button>
      <button onClick={run(() => read({ what: 'paths', from: id, to: [...v.selected].find((s) => s !== id) ?? '', avoidHubs: false }))}>Find a path from here</button>
      <hr />
      <button onClick={run(() => collapse(id))}>Take away what hangs on it alone</button>
      <button onClick={run(() => pin([id]))}>{v.pins.has(id) ? 'Loosen' : 'Fasten to its place'}</button>
      <button onClick={run(() => hide([id]))}>Take off the canvas</button>
      <button onClick={run(() => showOnly([id], `show ${e?.name ?? 'it'} alone`))}>Show it alone</button>
    </div>
  );
}

/** Moves the focus between the buttons of a menu. */
export function arrowThrough(event: KeyboardEvent, menu: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !menu) return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')], at = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
