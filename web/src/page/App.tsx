// The whole page.
import { useEffect } from 'preact/hooks';
import { GraphCanvas } from '../canvas/GraphCanvas';
import { FilterPanel } from '../filter/FilterPanel';
import { Timeline } from '../filter/Timeline';
import { EntityMenu } from './EntityMenu';
import { HelpDialog } from './HelpDialog';
import { MessageLine } from './MessageLine';
import { ReadingPanel } from '../read/ReadingPanel';
import { StatusLine } from './StatusLine';
import { Tables } from '../table/Tables';
import { TopBar } from './TopBar';
import { filterOpen, menuOf, timelineOpen } from './panels';
import { onKey } from './keys';
import { view } from '../graph/view';

export function App() {
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div class="page">
      <TopBar />
      {filterOpen.value ? <FilterPanel /> : <span />}
      <main class="middle" aria-label={view.value.mode === 'table' ? 'Table' : 'Graph'}>
        {view.value.mode === 'table' ? <Tables /> : <GraphCanvas />}
        {timelineOpen.value ? <Timeline /> : <span />}
        <StatusLine />
      </main>
      <ReadingPanel />
      {menuOf.value && <EntityMenu key={menuOf.value.id} {...menuOf.value} />}
      <MessageLine />
      <HelpDialog />
    </div>
  );
}
