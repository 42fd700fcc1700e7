// Keys that work anywhere on the page. Those inside the graph are in canvas/walk.ts.
import { redo, undo } from '../graph/history';
import { read } from '../graph/steps';
import { reading } from '../graph/view';
import { helpOpen, menuOf } from './panels';

export function onKey(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z' && !typing) {
    event.preventDefault();
    return event.shiftKey ? redo() : undo();
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y' && !typing) {
    event.preventDefault();
    return redo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    if (menuOf.value) menuOf.value = null;
    else if (!typing && reading.value) read(null);
    return;
  }
  if (typing) return;
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById('search')?.focus();
  } else if (event.key === '?') {
    helpOpen.value = true;
  }
}
