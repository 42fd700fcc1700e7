// Draws what changes more often than the graph does: names, what is selected or under the pointer with its ties in a stronger ink, the words on
// those ties. Two plain canvases, one below the entities and one above them; nothing on the GPU has to be made anew for a hover.
import { tieWords } from '../api/ontology';
import { entity, relation } from '../graph/known';
import { standingOf } from '../graph/disputes';
import { fontSize, lineHeight } from './measure';
import { placeNames, type Name, type Wanted } from './names';
import { outlinePath, shapes, type Theme } from './palette';
import type { Spot, Tie } from './projection';

export const font = `${fontSize}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
const tieFont = font.replace(`${fontSize}px`, `${fontSize - 1}px`);

export interface Emphasis {
  selected: ReadonlySet<string>;
  pins: ReadonlySet<string>;
  /** Under the pointer, or where the keyboard is. */
  hovered: string | null;
  focused: string | null;
  hoveredTie: string | null;
  readTie: string | null;
}

/** Above this many ties around what is selected they carry no words. */
const wordsUpTo = 30;

/** Draws the ties that are emphasised. ties are those of the selected and hovered entities and the tie that is read. */
export function drawTies(c: CanvasRenderingContext2D, ties: readonly Tie[], spots: ReadonlyMap<string, Spot>, names: readonly Name[], e: Emphasis, theme: Theme): void {
  for (const t of ties) {
    const strong = t.id === e.readTie || t.id === e.hoveredTie;
    c.strokeStyle = c.fillStyle = strong ? theme.accent : theme.ink;
    c.globalAlpha = strong ? 1 : 0.7;
    c.lineWidth = Math.max(1.4, t.width) + (strong ? 1.2 : 0.2);
    c.setLineDash(t.dash > 0 ? [t.dash * 0.6, t.dash * 0.4] : []);
    c.beginPath();
    c.moveTo(t.x1, t.y1);
    c.lineTo(t.x2, t.y2);
    c.stroke();
  }
  c.setLineDash([]);
  c.globalAlpha = 1;
  c.font = tieFont;
  const worded = ties.filter((t) => ties.length <= wordsUpTo || t.id === e.readTie || t.id === e.hoveredTie), written: { x: number; y: number }[] = [];
  for (const t of worded) {
    const words = wordsOf(t), x = (t.x1 + t.x2) / 2, y = (t.y1 + t.y2) / 2, wide = measured(c, words);
    // Words that would cover an entity, a name or other words tell less than their tie alone does.
    if (wide + 40 > Math.hypot(t.x2 - t.x1, t.y2 - t.y1) || written.some((w) => Math.abs(w.x - x) < 60 && Math.abs(w.y - y) < 16) || covers(t, wide, spots, names)) continue;
    drawTieWords(c, t, words, theme);
    written.push({ x, y });
  }
}

function wordsOf(t: Tie): string {
  const r = relation(t.id);
  return r ? tieWords(r.kind) + (standingOf(r) === 'asserted' ? '' : `, ${standingOf(r)}`) : '';
}

/** Whether words in the middle of a tie would lie over an entity or a name. */
function covers(t: Tie, wide: number, spots: ReadonlyMap<string, Spot>, names: readonly Name[]): boolean {
  const span = Math.hypot(t.x2 - t.x1, t.y2 - t.y1) || 1, ux = (t.x2 - t.x1) / span, uy = (t.y2 - t.y1) / span;
  for (const at of [-0.5, -0.25, 0, 0.25, 0.5]) {
    const x = (t.x1 + t.x2) / 2 + ux * wide * at, y = (t.y1 + t.y2) / 2 + uy * wide * at;
    if (names.some(({ box }) => x > box.left - 4 && x < box.right + 4 && y > box.top - 5 && y < box.bottom + 5)) return true;
    for (const s of spots.values()) if (s.id !== t.from && s.id !== t.to && Math.hypot(x - s.x, y - s.y) < s.radius + 8) return true;
  }
  return false;
}

/** Writes words along a tie, with an arrow that points to its second end. */
function drawTieWords(c: CanvasRenderingContext2D, t: Tie, words: string, theme: Theme): void {
  const turn = Math.atan2(t.y2 - t.y1, t.x2 - t.x1), upsideDown = Math.abs(turn) > Math.PI / 2;
  c.save();
  c.font = tieFont;
  c.translate((t.x1 + t.x2) / 2, (t.y1 + t.y2) / 2);
  c.rotate(upsideDown ? turn + Math.PI : turn);
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  haloed(c, upsideDown ? `‹ ${words}` : `${words} ›`, 0, 0, theme.quiet, theme.paper);
  c.restore();
}

/** Draws rings around what is selected, pinned or under the pointer, and the names. */
export function drawNames(c: CanvasRenderingContext2D, spots: ReadonlyMap<string, Spot>, byImportance: Iterable<string>, e: Emphasis, theme: Theme, limit: number): Name[] {
  const read = e.readTie ? relation(e.readTie) : undefined, ends = new Set(read ? [read.from, read.to] : []);
  for (const id of new Set([...e.selected, ...ends])) ring(c, spots.get(id), theme.accent, 3.5, 2.2);
  if (e.hovered) ring(c, spots.get(e.hovered), theme.ink, 3, 1.2);
  if (e.focused) ring(c, spots.get(e.focused), theme.accent, 6, 1.4, [3, 3]);
  for (const id of e.pins) pin(c, spots.get(id), theme);

  c.font = font;
  const wanted: Wanted[] = [], taken = new Set<string>();
  const want = (id: string | null, always: boolean) => {
    const spot = id === null ? undefined : spots.get(id), known = id === null ? undefined : entity(id);
    if (!spot || !known || taken.has(spot.id)) return;
    taken.add(spot.id);
    wanted.push({ spot, text: known.name, always });
  };
  want(e.hovered, true);
  want(e.focused, true);
  for (const id of ends) want(id, true);
  for (const id of e.selected) want(id, e.selected.size <= 12);
  for (const id of byImportance) want(id, false);
  const names = placeNames(wanted, spots.size <= 1500 ? spots.values() : [], (line) => measured(c, line), limit);
  for (const name of names) {
    const strong = name.id === e.hovered || name.id === e.focused || ends.has(name.id) || e.selected.has(name.id);
    c.font = strong ? `600 ${font}` : font;
    c.textAlign = name.align;
    c.textBaseline = 'alphabetic';
    name.lines.forEach((line, i) => haloed(c, line, name.x, name.y + i * lineHeight, theme.ink, theme.paper));
  }
  return names;
}

const widths = new Map<string, number>();

function measured(c: CanvasRenderingContext2D, line: string): number {
  let width = widths.get(line);
  if (width === undefined) {
    if (widths.size > 20_000) widths.clear();
    width = c.measureText(line).width;
    widths.set(line, width);
  }
  return width;
}

/** Text with a rim in the colour of the paper, so that a tie behind it does not cross it out. */
function haloed(c: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string, paper: string): void {
  c.lineJoin = 'round';
  c.lineWidth = 3.5;
  c.strokeStyle = paper;
  c.strokeText(text, x, y);
  c.fillStyle = ink;
  c.fillText(text, x, y);
}

function ring(c: CanvasRenderingContext2D, s: Spot | undefined, color: string, away: number, width: number, dash: number[] = []): void {
  if (!s) return;
  c.strokeStyle = color;
  c.lineWidth = width;
  c.setLineDash(dash);
  const shape = shapes[s.shape] ?? 'circle';
  if (shape === 'circle' || shape === 'ring') {
    c.beginPath();
    c.arc(s.x, s.y, s.radius + away, 0, 2 * Math.PI);
    c.stroke();
  } else {
    c.stroke(new Path2D(outlinePath(shape, s.radius + away * 1.25, s.x, s.y)));
  }
  c.setLineDash([]);
}

function pin(c: CanvasRenderingContext2D, s: Spot | undefined, theme: Theme): void {
  if (!s) return;
  c.fillStyle = theme.paper;
  c.strokeStyle = theme.ink;
  c.lineWidth = 1.2;
  c.beginPath();
  c.arc(s.x, s.y, Math.max(2, s.radius * 0.3), 0, 2 * Math.PI);
  c.fill();
  c.stroke();
}
