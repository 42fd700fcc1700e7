// The panel on the right: whatever is being read.
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { AddPanel } from '../add/AddPanel';
import { ReviewPanel } from '../decide/ReviewPanel';
import { read } from '../graph/steps';
import { reading, type Reading } from '../graph/view';
import { Icon } from '../page/Icon';
import { ArticlePanel } from './ArticlePanel';
import { EntityPanel } from './EntityPanel';
import { PathsPanel } from './PathsPanel';
import { RelationPanel } from './RelationPanel';
import { SelectionPanel } from './SelectionPanel';

const keyOf = (r: Reading): string => ('id' in r ? `${r.what} ${r.id}` : r.what);

export function ReadingPanel() {
  const r = reading.value, panel = useRef<HTMLElement>(null), key = r ? keyOf(r) : '';
  useEffect(() => { panel.current?.scrollTo(0, 0); }, [key]);
  if (!r) return <span />;
  return (
    <aside class="reading" ref={panel} aria-label="Reading" tabIndex={-1} id="reading">
      <button class="icon close" aria-label="Close the panel" title="Close (Esc)" onClick={() => read(null)}><Icon name="close" /></button>
      <Content key={key} of={r} />
    </aside>
  );
}

function Content({ of }: { of: Reading }) {
  switch (of.what) {
    case 'entity': return <EntityPanel id={of.id} />;
    case 'relation': return <RelationPanel id={of.id} />;
    case 'article': return <ArticlePanel id={of.id} claim={of.claim} />;
    case 'paths': return <PathsPanel from={of.from} to={of.to} avoidHubs={of.avoidHubs} />;
    case 'selection': return <SelectionPanel />;
    case 'proposals': return <ReviewPanel />;
    case 'add': return <AddPanel />;
  }
}

/** The head of every panel: what it is about, and its title. */
export function PanelHead({ kicker, title, children }: { kicker?: ComponentChildren; title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header>
      {kicker && <p class="kicker">{kicker}</p>}
      <h2>{title}</h2>
      {children}
    </header>
  );
}
