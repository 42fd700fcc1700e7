// Decides which names are written and where, so that none covers another or an entity. The most important come first; one that finds no free
// place is left out until there is room for it.
import { lineHeight, nameLines } from './measure';
import type { Spot } from './projection';

export interface Name {
  id: string;
  lines: string[];
  /** The middle of the text, or its beginning or end, as align says; the baseline of the first line. */
  x: number;
  y: number;
  align: 'center' | 'left' | 'right';
  box: Box;
}

export interface Wanted {
  spot: Spot;
  text: string;
  /** Written even where it covers something. */
  always: boolean;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The boxes that are taken, in cells so that a look-up reads a few of them only. */
class Taken {
  private readonly cells = new Map<number, Box[]>();
  private static readonly cell = 64; // pixels

  add(box: Box): void {
    this.each(box, (key) => {
      const boxes = this.cells.get(key);
      if (boxes) boxes.push(box);
      else this.cells.set(key, [box]);
    });
  }

  covers(box: Box): boolean {
    let hit = false;
    this.each(box, (key) => {
      hit ||= (this.cells.get(key) ?? []).some((b) => b.left < box.right && box.left < b.right && b.top < box.bottom && box.top < b.bottom);
    });
    return hit;
  }

  private each(box: Box, visit: (key: number) => void): void {
    const { cell } = Taken;
    for (let x = Math.floor(box.left / cell); x <= Math.floor(box.right / cell); x++) {
      for (let y = Math.floor(box.top / cell); y <= Math.floor(box.bottom / cell); y++) visit(x * 4096 + y);
    }
  }
}

/** So many of the most important names rather cover a small entity than be missing. */
const insists = 16;

/** Places names, given the most important first. width measures a line of text in pixels. */
export function placeNames(wanted: readonly Wanted[], obstacles: Iterable<Spot>, width: (line: string) => number, limit: number): Name[] {
  const shapes = new Taken(), written = new Taken(), names: Name[] = [];
  for (const s of obstacles) shapes.add({ left: s.x - s.radius, right: s.x + s.radius, top: s.y - s.radius, bottom: s.y + s.radius });
  for (const [rank, { spot, text, always }] of wanted.entries()) {
    if (names.length >= limit && !always) continue;
    const lines = nameLines(text), wide = Math.max(...lines.map(width)), high = lines.length * lineHeight;
    const choices = candidates(spot, wide, high), legible = choices.filter((c) => !written.covers(c.box));
    const free = legible.find((c) => !shapes.covers(c.box)) ?? (rank < insists || always ? legible[0] : undefined) ?? (always ? choices[0] : undefined);
    if (!free) continue;
    written.add(free.box);
    names.push({ id: spot.id, lines, x: free.x, y: free.y, align: free.align, box: free.box });
  }
  return names;
}

const gap = 3;

function candidates(s: Spot, wide: number, high: number): { x: number; y: number; align: Name['align']; box: Box }[] {
  const boxAt = (left: number, top: number): Box => ({ left: left - 1, right: left + wide + 1, top, bottom: top + high });
  const ascent = lineHeight - 3;
  const below = s.y + s.radius + gap, above = s.y - s.radius - gap - high, right = s.x + s.radius + gap + 2, left = s.x - s.radius - gap - 2;
  return [
    { x: s.x, y: below + ascent, align: 'center', box: boxAt(s.x - wide / 2, below) },
    { x: right, y: s.y - high / 2 + ascent, align: 'left', box: boxAt(right, s.y - high / 2) },
    { x: left, y: s.y - high / 2 + ascent, align: 'right', box: boxAt(left - wide, s.y - high / 2) },
    { x: s.x, y: above + ascent, align: 'center', box: boxAt(s.x - wide / 2, above) },
  ];
}
