// Hears from the server when somebody else changes the store, and offers to read the view anew. It never does so by itself: what one is looking at
// must not change under one's eyes.
import { token } from '../api/client';
import { ChangesDocument, type ChangesSubscription } from '../api/generated';
import { readLegend } from '../api/ontology';
import { say } from '../page/message';
import { plural } from '../page/phrase';
import { reload } from './steps';

const ownTime = 4000, againAfter = 15_000; // milliseconds
let ownUntil = 0;

/** Told that a change is our own, which is read anyway. */
export function ownChange(): void {
  ownUntil = performance.now() + ownTime;
}

/** Listens until the page is closed. A server that cannot be heard is tried again later, and nobody is bothered with it. */
export async function watch(): Promise<never> {
  for (;;) {
    try {
      await listen();
    } catch {
      // The server has gone or hears no subscriptions; questions to it say so themselves.
    }
    await new Promise((done) => setTimeout(done, againAfter));
  }
}

async function listen(): Promise<void> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...(token.value ? { Authorization: `Bearer ${token.value}` } : {}) },
    body: JSON.stringify({ query: ChangesDocument.toString() }),
  });
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) hear(event);
  }
}

/** Reads one event of the stream: lines of "event: next" and "data: …". */
function hear(event: string): void {
  const data = event.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('\n');
  if (!/^event: ?next$/m.test(event) || !data) return;
  const update = (JSON.parse(data) as { data?: ChangesSubscription | null }).data?.changes;
  if (!update || performance.now() < ownUntil || (update.entityIds.length === 0 && update.articleIds.length === 0)) return;
  void readLegend().catch(() => {}); // the numbers below the graph
  const what = update.articleIds.length > 0 ? plural(update.articleIds.length, 'article') : plural(update.entityIds.length, 'entity', 'entities');
  say(`The store has changed: ${what}.`, 'note', { words: 'Read the view anew', run: () => void reload() });
}
