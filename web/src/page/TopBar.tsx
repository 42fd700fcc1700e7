// The bar at the top: the name, the search box, and what can be done.
import { redo, redoable, undo, undoable, adjust } from '../graph/history';
import { read } from '../graph/steps';
import { reading, view } from '../graph/view';
import { SearchBox } from '../find/SearchBox';
import { ShareMenu } from '../share/ShareMenu';
import { Icon, type IconName } from './Icon';
import { filterOpen, helpOpen } from './panels';

export function TopBar() {
  const table = view.value.mode === 'table';
  return (
    <header class="top">
      <h1><a href="/" title="Back to the first view"><img src="favicon.svg" alt="" /><span>onymous</span></a></h1>
      <SearchBox />
      <nav aria-label="Tools">
        <Tool icon="filter" label="Filter" expanded={filterOpen.value} onClick={() => { filterOpen.value = !filterOpen.value; }} />
        <Tool icon="path" label="Path" expanded={reading.value?.what === 'paths'} onClick={() => togglePaths()} />
        <Tool icon="add" label="Add" expanded={reading.value?.what === 'add'} onClick={() => read(reading.value?.what === 'add' ? null : { what: 'add' })} />
        <Tool icon="decide" label="Review" expanded={reading.value?.what === 'proposals'} onClick={() => read(reading.value?.what === 'proposals' ? null : { what: 'proposals' })} />
        <span class="gap" />
        <button class="icon" onClick={undo} disabled={!undoable.value} aria-label={undoable.value ? `Undo: ${undoable.value}` : 'Nothing to undo'} title={`Undo: ${undoable.value} (Ctrl-Z)`}><Icon name="undo" /></button>
        <button class="icon" onClick={redo} disabled={!redoable.value} aria-label={redoable.value ? `Do again: ${redoable.value}` : 'Nothing to do again'} title={`Do again: ${redoable.value} (Ctrl-Shift-Z)`}><Icon name="redo" /></button>
        <span class="gap" />
        <Tool icon={table ? 'graph' : 'table'} label={table ? 'Graph' : 'Table'} onClick={() => adjust({ mode: table ? 'graph' : 'table' })} />
        <ShareMenu />
        <button class="icon" aria-label="Help and keys" title="Help and keys (?)" onClick={() => { helpOpen.value = true; }}><Icon name="help" /></button>
      </nav>
    </header>
  );
}

function togglePaths(): void {
  if (reading.value?.what === 'paths') return read(null);
  const [from = '', to = ''] = view.value.selected;
  read({ what: 'paths', from, to, avoidHubs: false });
}

function Tool({ icon, label, expanded, onClick }: { icon: IconName; label: string; expanded?: boolean; onClick: () => void }) {
  return <button onClick={onClick} aria-expanded={expanded} title={label} aria-label={label}><Icon name={icon} left /><span class="word">{label}</span></button>;
}
