// Every step can be undone and done again.
import { computed, signal } from '@preact/signals';
import { view, type View } from './view';

interface Step {
  /** What was done, for the tooltip of the button: "show 12 neighbours of AlphaBay". */
  did: string;
  before: View;
  after: View;
}

const limit = 200;
const past = signal<readonly Step[]>([]);
const future = signal<readonly Step[]>([]);

export const undoable = computed(() => past.value.at(-1)?.did ?? '');
export const redoable = computed(() => future.value.at(-1)?.did ?? '');

/** Told of every change of the view; "step" changes deserve an entry in the browser's own history. */
type Listener = (change: 'step' | 'detail') => void;
let listener: Listener = () => {};
export const onChange = (l: Listener) => { listener = l; };

/** Makes a change that can be undone. */
export function commit(did: string, change: Partial<View>): void {
  const before = view.value, after = { ...before, overview: false, ...change };
  past.value = [...past.value.slice(1 - limit), { did, before, after }];
  future.value = [];
  view.value = after;
  listener('step');
}

/** Makes a step of the adjustments since an earlier view, such as those of one drag of a slider. */
export function record(did: string, before: View): void {
  if (before === view.value) return;
  past.value = [...past.value.slice(1 - limit), { did, before, after: view.value }];
  future.value = [];
  listener('step');
}

/** Makes a change that is too small for the history: opening a panel, selecting, typing. */
export function adjust(change: Partial<View>): void {
  view.value = { ...view.value, ...change };
  listener('detail');
}

export function undo(): void {
  const step = past.value.at(-1);
  if (!step) return;
  past.value = past.value.slice(0, -1);
  future.value = [...future.value, step];
  view.value = step.before;
  listener('step');
}

export function redo(): void {
  const step = future.value.at(-1);
  if (!step) return;
  future.value = future.value.slice(0, -1);
  past.value = [...past.value, step];
  view.value = step.after;
  listener('step');
}

/** Replaces the view with one that came from an address, and begins a new history. */
export function start(from: View): void {
  past.value = [];
  future.value = [];
  view.value = from;
}

/** Replaces the view with one that the browser's own buttons went to. */
export function goTo(to: View): void {
  past.value = [...past.value.slice(1 - limit), { did: 'go to another view', before: view.value, after: to }];
  future.value = [];
  view.value = to;
}
