// What the mouse and the finger do to the graph.
import { signal } from '@preact/signals';
import { expand, put, read, select, selectAll } from '../graph/steps';
import { selected, view, type Place } from '../graph/view';
import { menuOf } from '../page/panels';
import type { Stage } from './stage';

interface Hovering {
  entity: string | null;
  tie: string | null;
  x: number;
  y: number;
}

const nothing: Hovering = { entity: null, tie: null, x: 0, y: 0 };

/** What is under the pointer. */
export const hovering = signal<Hovering>(nothing);

export interface Lasso {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The rectangle that is being drawn around a selection. */
export const lasso = signal<Lasso | null>(null);

const dragFrom = 4; // pixels; less is a click with an unsteady hand
const longPress = 550; // milliseconds

type Original = { original: MouseEvent | TouchEvent; x: number; y: number };
const isTouch = (e: Original) => 'touches' in e.original;
const holdsShift = (e: Original) => e.original.shiftKey || e.original.ctrlKey || e.original.metaKey;

/** Listens to the stage until the returned function is called. */
export function listen(stage: Stage, container: HTMLElement): () => void {
  const { sigma } = stage;
  let drag: { ids: string[]; from: Map<string, Place>; x: number; y: number; moved: boolean } | null = null;
  let corner: { x: number; y: number } | null = null;
  let press: ReturnType<typeof setTimeout> | undefined, dragged = false;

  sigma.on('clickNode', ({ node, event }) => {
    if (!dragged) select(node, holdsShift(event));
  });
  sigma.on('clickStage', ({ event }) => {
    if (dragged) return;
    const tie = stage.tieAt(event.x, event.y, isTouch(event));
    if (tie) read({ what: 'relation', id: tie });
    else if (!holdsShift(event) && selected.value.size > 0) selectAll([]);
  });
  sigma.on('doubleClickNode', ({ node, event }) => {
    event.preventSigmaDefault();
    if (!dragged) void expand(node); // a click and then a drag is no double click, however quick
  });
  sigma.on('doubleClickStage', ({ event }) => event.preventSigmaDefault());
  sigma.on('rightClickNode', ({ node, event }) => {
    event.original.preventDefault();
    openMenu(container, node, event.x, event.y);
  });
  sigma.on('downNode', ({ node, event }) => {
    event.preventSigmaDefault(); // the camera stays
    const ids = selected.value.has(node) ? [...selected.value] : [node];
    const from = new Map(ids.flatMap((id) => { const p = stage.placeOf(id); return p ? [[id, p] as const] : []; }));
    drag = { ids, from, x: event.x, y: event.y, moved: false };
    dragged = false;
    clearTimeout(press);
    if (isTouch(event)) press = setTimeout(() => drag && !drag.moved && openMenu(container, node, event.x, event.y), longPress);
  });
  sigma.on('downStage', ({ event }) => {
    dragged = false;
    if (!holdsShift(event)) return;
    event.preventSigmaDefault();
    corner = { x: event.x, y: event.y };
  });
  sigma.on('moveBody', ({ event }) => {
    if (drag) {
      event.preventSigmaDefault();
      if (!drag.moved && Math.hypot(event.x - drag.x, event.y - drag.y) < dragFrom) return;
      drag.moved = dragged = true;
      stage.move(carried(stage, drag, event));
    } else if (corner) {
      event.preventSigmaDefault();
      dragged = true;
      lasso.value = { left: Math.min(corner.x, event.x), right: Math.max(corner.x, event.x), top: Math.min(corner.y, event.y), bottom: Math.max(corner.y, event.y) };
    } else if (!isTouch(event)) {
      hover(stage, container, event);
    }
  });
  const up = ({ event }: { event: Original }) => {
    clearTimeout(press);
    if (drag?.moved) put(carried(stage, drag, event));
    if (corner && lasso.value) selectAll([...selected.value, ...within(stage, lasso.value)]);
    drag = null;
    corner = null;
    lasso.value = null;
  };
  sigma.on('upNode', up);
  sigma.on('upStage', up);
  sigma.on('leaveStage', () => { hovering.value = nothing; });
  const leave = () => { hovering.value = nothing; };
  container.addEventListener('mouseleave', leave);
  return () => {
    clearTimeout(press);
    container.removeEventListener('mouseleave', leave);
    sigma.removeAllListeners();
  };
}

function carried(stage: Stage, drag: { from: ReadonlyMap<string, Place>; x: number; y: number }, to: { x: number; y: number }): Map<string, Place> {
  const a = stage.sigma.viewportToGraph(drag), b = stage.sigma.viewportToGraph(to);
  return new Map([...drag.from].map(([id, p]) => [id, { x: p.x + b.x - a.x, y: p.y + b.y - a.y }]));
}

const within = (stage: Stage, l: Lasso): string[] =>
  [...stage.spots().values()].filter((s) => s.x >= l.left && s.x <= l.right && s.y >= l.top && s.y <= l.bottom).map((s) => s.id);

function hover(stage: Stage, container: HTMLElement, event: Original): void {
  const inside = event.original.target instanceof Node && container.contains(event.original.target);
  const entity = inside ? stage.nodeAt(event.x, event.y) : null;
  const tie = inside && !entity && view.value.places.size < 3000 ? stage.tieAt(event.x, event.y) : null;
  const before = hovering.value;
  if (entity === before.entity && tie === before.tie && !tie && !entity) return;
  hovering.value = entity || tie ? { entity, tie, x: event.x, y: event.y } : nothing;
}

function openMenu(container: HTMLElement, id: string, x: number, y: number): void {
  const box = container.getBoundingClientRect();
  hovering.value = nothing;
  menuOf.value = { id, x: box.left + x, y: box.top + y };
}
