// Short messages at the rim of the page, which assistive technology reads out too.
import { signal } from '@preact/signals';

export interface Message {
  text: string;
  kind: 'note' | 'fault';
  /** Something that can be done about it at once, such as taking it back. */
  action?: { words: string; run: () => void };
}

export const message = signal<Message | null>(null);

const noteTime = 6000, actionTime = 15_000; // milliseconds
let gone: ReturnType<typeof setTimeout> | undefined;

/** Shows a message for a while; faults stay until they are closed. */
export function say(text: string, kind: Message['kind'] = 'note', action?: Message['action']): void {
  clearTimeout(gone);
  message.value = { text, kind, action };
  if (kind === 'note') gone = setTimeout(() => { message.value = null; }, action ? actionTime : noteTime);
}

export function closeMessage(): void {
  clearTimeout(gone);
  message.value = null;
}
