// The message at the rim of the page.
import { closeMessage, message } from './message';

export function MessageLine() {
  const m = message.value;
  return (
    <div aria-live="polite" role="status">
      {m && (
        <div class={`message ${m.kind}`}>
          <span>{m.text}</span>
          {m.action && <button onClick={() => { closeMessage(); m.action?.run(); }}>{m.action.words}</button>}
          <button onClick={closeMessage}>Close</button>
        </div>
      )}
    </div>
  );
}
