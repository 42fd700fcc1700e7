// What stands in place of an answer that has not come, or will not.
import type { ComponentChildren } from 'preact';
import type { State } from './question';

interface Props<T> {
  state: State<T>;
  again: () => void;
  waiting?: string;
  children: (data: T) => ComponentChildren;
}

export function Answer<T>({ state, again, waiting = 'Reading …', children }: Props<T>) {
  switch (state.at) {
    case 'waiting': return <p class="loading" role="status">{waiting}</p>;
    case 'fault': return <div class="fault-box" role="alert">{state.fault} <button class="plain" onClick={again}>Try again</button></div>;
    case 'here': return <>{children(state.data)}</>;
  }
}
