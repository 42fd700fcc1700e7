// The sign of a kind: its shape in its colour, as on the canvas.
import { kindIndex, kindWord } from '../api/ontology';
import { colourOf, outlinePath, shapeOf } from '../canvas/palette';
import { theme } from './theme';

/** The sign alone; the words stand beside it wherever it is used. */
export function KindSign({ kind, size = 14 }: { kind: string; size?: number }) {
  const index = kindIndex(kind);
  return (
    <svg width={size} height={size} viewBox="-1.25 -1.25 2.5 2.5" aria-hidden="true" class="sign">
      <path d={outlinePath(shapeOf(index), 1)} fill={colourOf(theme.value, index)} fill-rule="evenodd" />
    </svg>
  );
}

/** The sign and the word. */
export function KindWord({ kind }: { kind: string }) {
  return <span class="kind-word"><KindSign kind={kind} />{kindWord(kind)}</span>;
}
