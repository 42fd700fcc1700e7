// What the explorer can do, and the keys for it.
import { useEffect, useRef } from 'preact/hooks';
import { helpOpen } from './panels';

const keys: [string[], string][] = [
  [['/'], 'Go to the search box'],
  [['Tab'], 'Go to the graph, the filter and the panel in turn'],
  [['←', '↑', '→', '↓'], 'In the graph: follow the tie that leads this way'],
  [['Enter'], 'Read the entity that is marked'],
  [['Space'], 'Select it, or take it out of the selection'],
  [['E'], 'Show what it is tied to; again for more'],
  [['C'], 'Take away what hangs on it alone'],
  [['P'], 'Fasten it to its place'],
  [['Delete'], 'Take it off the canvas'],
  [['N', 'Shift N'], 'Go through its ties; Enter reads the marked one'],
  [['+', '−', '0'], 'Nearer, farther, everything'],
  [['Ctrl Z', 'Ctrl Shift Z'], 'Undo, do again'],
  [['Esc'], 'Close what is open'],
];

export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null), open = helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={() => { helpOpen.value = false; }} aria-labelledby="help-title">
      <h2 id="help-title">How to look around</h2>
      <p>Click an entity to read about it, double-click it to see what it is tied to, click a tie for the sentences that say so. Right-click, or a long press, opens a menu.
        Hold Shift and drag to select several. Drag an entity to put it elsewhere.</p>
      <p class="quiet">A solid line is asserted, a dashed one only alleged, a dotted one disputed. The wider it is, the more independent articles say so. The address of the page always holds the whole view.</p>
      <br />
      <div class="keys">
        {keys.map(([names, what]) => [<div>{names.map((k, i) => <>{i > 0 && ' '}<kbd>{k}</kbd></>)}</div>, <div>{what}</div>])}
      </div>
      <br />
      <p class="quiet">Queries of your own can be written in <a href="/graphiql/">GraphiQL</a>.</p>
      <p class="done"><button class="solid" onClick={() => dialog.current?.close()}>Close</button></p>
    </dialog>
  );
}
