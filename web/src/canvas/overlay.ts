// Draws what changes more often than the graph does: names, what is selected or under the pointer with its ties in a stronger ink, the words on
// those ties. Two plain canvases, one below the entities and one above them; nothing on the GPU has to be made anew for a hover.
import { tieWords } from '../api/ontology';
import { entity, relation } from '../graph/known';
import { standingOf } from '../graph/entity';
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
const wordsUpTo = 16;

/** Draws the ties that are emphasised. ties are those of the selected and hovered entities and the tie that is read. */
export function drawTies(c: CanvasRenderingContext2D, ties: readonly Tie[], e: Emphasis, theme: Theme): void {
  for (const t of ties) {
    const strong = t.id === e.readTie || t.id === e.hoveredTie;
    c.strokeStyle = c.fillStyle = strong ? theme.accent : theme.ink;
    c.globalAlpha = strong ? 1 : 0.7;
    c.lineWidth = Math.max(1.4, t.width) + (strong ? 1.2 : 0.2);
    c.setLineDash(t.dash > 0 ? [5.5, 3.5] : []);
    c.beginPath();
    c.moveTo(t.x1, t.y1);
    c.lineTo(t.x2, t.y2);
    c.stroke();
  }
  c.setLineDash([]);
  c.globalAlpha = 1;
  if (ties.length <= wordsUpTo) for (const t of ties) drawTieWords(c, t, theme);
  else for (const t of ties) if (t.id === e.readTie || t.id === e.hoveredTie) drawTieWords(c, t, theme);
}

function drawTieWords(c: CanvasRenderingContext2D, t: Tie, theme: Theme): void {
  const r = relation(t.id);
  if (!r) return;
  const words = tieWords(r.kind) + (standingOf(r) === 'alleged' ? ', alleged' : '');
  c.font = tieFont;
  const wide = c.measureText(words).width, span = Math.hypot(t.x2 - t.x1, t.y2 - t.y1);
  if (wide + 44 > span) return;
  let turn = Math.atan2(t.y2 - t.y1, t.x2 - t.x1), arrow = ' ›';
  if (Math.abs(turn) > Math.PI / 2) {
    turn += Math.PI; // never upside down
    arrow = '‹ ';
  }
  const text = arrow === '‹ ' ? arrow + words : words + arrow;
  c.save();
  c.translate((t.x1 + t.x2) / 2, (t.y1 + t.y2) / 2);
  c.rotate(turn);
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  haloed(c, text, 0, 0, theme.quiet, theme.paper);
  c.restore();
}

/** Draws rings around what is selected, pinned or under the pointer, and the names. */
export function drawNames(c: CanvasRenderingContext2D, spots: ReadonlyMap<string, Spot>, byImportance: readonly string[], e: Emphasis, theme: Theme, limit: number): Name[] {
  for (const id of e.selected) ring(c, spots.get(id), theme.accent, 3.5, 2.2);
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
  for (const id of e.selected) want(id, e.selected.size <= 12);
  for (const id of byImportance) want(id, false);
  const names = placeNames(wanted, spots.size <= 1500 ? spots.values() : [], (line) => measured(c, line), limit);
  for (const name of names) {
    const strong = name.id === e.hovered || name.id === e.focused || e.selected.has(name.id);
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
