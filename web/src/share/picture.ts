// A picture of the view as SVG, with a legend and with what it does not show; and the same as PNG.
//
// It is drawn from the view and not from the canvas, so that it is as sharp as one likes and its words are words.
import { kindIndex, kindWords, tieWords } from '../api/ontology';
import { dashOf, laneOf } from '../canvas/drawing';
import { fontSize, lineHeight, radiusOf, widthOf } from '../canvas/measure';
import { placeNames, type Name } from '../canvas/names';
import { colourOf, outlinePath, shapeOf, type Theme } from '../canvas/palette';
import type { Spot } from '../canvas/projection';
import { standingOf } from '../graph/disputes';
import type { Entity, Relation, Standing } from '../graph/entity';
import { isPlaced } from '../layout/layout';
import type { Place } from '../graph/view';
import { attributes, escape } from './xml';

export interface Picture {
  entities: readonly Entity[];
  relations: readonly Relation[];
  places: ReadonlyMap<string, Place>;
  theme: Theme;
  /** The lines below the picture. */
  caption: readonly string[];
  /** Where an entity or a tie leads when it is clicked; empty for nowhere. */
  link: (item: Entity | Relation) => string;
}

const margin = 90, legendHeight = 26, captionHeight = 17;
const font = 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif';

/** Writes the picture as an SVG document. */
export function toSvg(p: Picture): { svg: string; width: number; height: number } {
  const at = p.entities.flatMap((e) => { const place = p.places.get(e.id); return isPlaced(place) ? [{ e, place }] : []; });
  const xs = at.map((a) => a.place.x), ys = at.map((a) => -a.place.y); // the layout counts upwards
  const left = Math.min(...xs, 0) - margin, top = Math.min(...ys, 0) - margin;
  const width = Math.max(...xs, 0) + margin - left, drawn = Math.max(...ys, 0) + margin - top;
  const kinds = [...new Set(p.entities.map((e) => e.kind))].sort((a, b) => kindIndex(a) - kindIndex(b));
  const perRow = Math.max(1, Math.floor(width / 130)), rows = Math.ceil((kinds.length + 3) / perRow);
  const height = drawn + rows * legendHeight + p.caption.length * captionHeight + 30;

  const spots = new Map(at.map(({ e, place }): [string, Spot] => [e.id, { id: e.id, x: place.x - left, y: -place.y - top, radius: radiusOf(e), color: colourOf(p.theme, kindIndex(e.kind)), shape: 0 }]));
  const important = [...at].sort((a, b) => b.e.independent - a.e.independent || b.e.degree - a.e.degree || (a.e.id < b.e.id ? -1 : 1));
  const names = placeNames(important.map(({ e }) => ({ spot: spots.get(e.id) as Spot, text: e.name, always: false })), spots.values(), (line) => line.length * 6.2, 2000);
  const lanes = laneOf(p.relations);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.round(width)} ${Math.round(height)}" font-family="${font}" font-size="${fontSize}">`,
    `<rect width="100%" height="100%" fill="${p.theme.paper}"/>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${p.theme.line}"/></marker></defs>`,
    '<g fill="none">', ...p.relations.map((r) => drawTie(r, spots, lanes.get(r.id) ?? 0, p)), '</g>',
    ...at.map(({ e }) => drawEntity(e, spots.get(e.id) as Spot, p)),
    `<g fill="${p.theme.ink}" stroke="${p.theme.paper}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">`, ...names.map(drawName), '</g>',
    drawLegend(kinds, drawn, perRow, p.theme),
    ...p.caption.map((line, i) => `<text x="20" y="${Math.round(drawn + rows * legendHeight + 22 + i * captionHeight)}" fill="${p.theme.quiet}">${escape(line)}</text>`),
    '</svg>',
  ].join('\n');
  return { svg, width: Math.round(width), height: Math.round(height) };
}

/** The stroke-dasharray of a standing. */
const dashes = (s: Standing) => (dashOf[s] ? `${dashOf[s] * 0.6} ${dashOf[s] * 0.4}` : undefined);

const r1 = (v: number) => Math.round(v * 10) / 10;

function linked(p: Picture, item: Entity | Relation, title: string, drawing: string): string {
  const href = p.link(item), inside = `<title>${escape(title)}</title>${drawing}`;
  return href ? `<a href="${escape(href)}">${inside}</a>` : `<g>${inside}</g>`;
}

function drawTie(r: Relation, spots: ReadonlyMap<string, Spot>, lane: number, p: Picture): string {
  const from = spots.get(r.from), to = spots.get(r.to);
  if (!from || !to || from === to) return '';
  const dx = to.x - from.x, dy = to.y - from.y, span = Math.hypot(dx, dy) || 1, ux = dx / span, uy = dy / span;
  const sx = uy * lane, sy = -ux * lane, tail = Math.min(from.radius + 1, span * 0.4), tip = Math.min(to.radius + 2, span * 0.4);
  const line = `<line${attributes({
    x1: r1(from.x + ux * tail + sx), y1: r1(from.y + uy * tail + sy), x2: r1(to.x - ux * tip + sx), y2: r1(to.y - uy * tip + sy),
    stroke: p.theme.line, 'stroke-width': r1(widthOf(r.independent)), 'stroke-dasharray': dashes(standingOf(r)), 'marker-end': 'url(#arrow)',
  })}/>`;
  const wide = p.link(r) ? line.replace(/stroke-width="[^"]*"/, 'stroke-width="9" stroke-opacity="0"').replace(/ (stroke-dasharray|marker-end)="[^"]*"/g, '') : ''; // to be hit by a pointer
  const name = (id: string) => p.entities.find((e) => e.id === id)?.name ?? id;
  return linked(p, r, `${name(r.from)} – ${tieWords(r.kind)} – ${name(r.to)}${r.alleged ? ' (only alleged)' : ''}${standingOf(r) === 'disputed' ? ' (disputed)' : ''}`, line + wide);
}

function drawEntity(e: Entity, s: Spot, p: Picture): string {
  const shape = `<path${attributes({ d: outlinePath(shapeOf(kindIndex(e.kind)), s.radius, r1(s.x), r1(s.y)), fill: s.color, 'fill-rule': 'evenodd', stroke: p.theme.rim, 'stroke-width': 1.5 })}/>`;
  return linked(p, e, e.name, shape);
}

function drawName(n: Name): string {
  const anchor = n.align === 'center' ? 'middle' : n.align === 'left' ? 'start' : 'end';
  return n.lines.map((line, i) => `<text x="${r1(n.x)}" y="${r1(n.y + i * lineHeight)}" text-anchor="${anchor}">${escape(line)}</text>`).join('');
}

function drawLegend(kinds: readonly string[], top: number, perRow: number, theme: Theme): string {
  const cell = (i: number) => ({ x: 28 + (i % perRow) * 130, y: top + 12 + Math.floor(i / perRow) * legendHeight });
  const signs = kinds.map((kind, i) => {
    const { x, y } = cell(i);
    return `<path d="${outlinePath(shapeOf(kindIndex(kind)), 6.5, x, y)}" fill="${colourOf(theme, kindIndex(kind))}" fill-rule="evenodd"/><text x="${x + 12}" y="${y + 4}" fill="${theme.ink}">${escape(kindWords(kind))}</text>`;
  });
  const lines = (['asserted', 'alleged', 'disputed'] as const).map((words, j) => {
    const { x, y } = cell(kinds.length + j);
    return `<line x1="${x - 8}" y1="${y}" x2="${x + 12}" y2="${y}" stroke="${theme.ink}" stroke-width="1.6"${attributes({ 'stroke-dasharray': dashes(words) })}/><text x="${x + 18}" y="${y + 4}" fill="${theme.ink}">${words}</text>`;
  });
  return [...signs, ...lines].join('');
}

const longestSide = 8000; // pixels; browsers refuse larger canvases

/** Turns an SVG document into a PNG file, twice as fine as the screen where that fits. */
export async function toPng(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height), scale = Math.min(2, longestSide / Math.max(width, height));
  image.src = URL.createObjectURL(new Blob([svg.replace('<svg ', `<svg width="${width}" height="${height}" `)], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no canvas to draw on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture is too large for this browser'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
