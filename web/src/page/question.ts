// Asks the server for what a component shows, and tells how far that is.
import { useEffect, useState } from 'preact/hooks';
import { words } from '../api/client';

export type State<T> = { at: 'waiting' } | { at: 'fault'; fault: string } | { at: 'here'; data: T };

/** Runs the question whenever the key changes, and gives up the one before. again asks once more. */
export function useAnswer<T>(key: string, question: (end: AbortSignal) => Promise<T>): [State<T>, () => void] {
  const [state, setState] = useState<State<T> & { key?: string }>({ at: 'waiting' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    setState((before) => (before.key === key ? before : { at: 'waiting' })); // asking again keeps what is there until the new answer is
    question(control.signal).then(
      (data) => !control.signal.aborted && setState({ at: 'here', data, key }),
      (fault) => !control.signal.aborted && setState({ at: 'fault', fault: words(fault), key }),
    );
    return () => control.abort();
  }, [key, turn]);
  return [state.key === key ? state : { at: 'waiting' }, () => setTurn((t) => t + 1)];
}
