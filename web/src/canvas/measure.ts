// How large things are drawn, at the natural scale at which one unit of the layout is one pixel.
import type { Entity } from '../graph/entity';

export const fontSize = 12;
export const lineHeight = 14;
const perLetter = 7; // pixels, a little more than the mean, so that the layout is the same on every machine whatever its fonts
const lineLength = 20; // letters
const maxLines = 3;

/** The radius of an entity, in pixels: the more independent articles name it, the larger. */
export const radiusOf = (entity: Pick<Entity, 'independent'>): number => 4.5 + 2.3 * Math.sqrt(Math.min(entity.independent, 40));

/** A name in lines short enough to stand below a node. What does not fit ends in an ellipsis. */
export function nameLines(name: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of name.split(/\s+/)) {
    if (line && line.length + 1 + word.length > lineLength) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, maxLines).map((l) => (l.length > lineLength + 6 ? l.slice(0, lineLength + 5) + '…' : l));
  if (lines.length > maxLines) kept[maxLines - 1] += ' …';
  return kept;
}

/** The width and the height that the layout keeps free for a name, in pixels. */
export function nameBox(name: string): { width: number; height: number } {
  const lines = nameLines(name);
  return { width: Math.max(...lines.map((l) => l.length)) * perLetter, height: lines.length * lineHeight + 6 };
}

/** How many pixels wide a tie is drawn: the more independent articles state it, the wider. */
export const widthOf = (independent: number): number => 1.1 + 0.7 * Math.log2(Math.max(1, Math.min(independent, 32)));
