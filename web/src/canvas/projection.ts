// Where things are on the screen, in pixels from the top left of the canvas.
import type Sigma from 'sigma';
import type { Drawing, NodeAttributes, TieAttributes } from './drawing';

export interface Spot {
  id: string;
  x: number;
  y: number;
  radius: number;
  color: string;
  shape: number;
}

/** A tie as a straight line between its two ends, moved to its lane. */
export interface Tie {
  id: string;
  from: string;
  to: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  dash: number;
}

/** Half the width and height of the layout that the camera frames at a ratio of 1. */
export const frame = 1000;

/** The camera ratio at which one unit of the layout is one pixel. */
export const naturalRatio = (width: number, height: number): number => Math.min(width, height) / (2 * frame);

type Stage = Sigma<NodeAttributes, TieAttributes>;

/** The entities on the screen, with a margin of so many pixels around it. */
export function spots(stage: Stage, drawing: Drawing, margin = 60): Map<string, Spot> {
  const { width, height } = stage.getDimensions(), found = new Map<string, Spot>(), scale = stage.scaleSize(1);
  // The projection is a scaling and a shift, so two points tell it; asking sigma for each point costs ten times as much.
  const o = stage.graphToViewport({ x: 0, y: 0 }), u = stage.graphToViewport({ x: frame, y: frame });
  const ax = (u.x - o.x) / frame, ay = (u.y - o.y) / frame;
  drawing.forEachNode((id, a) => {
    const x = o.x + a.x * ax, y = o.y + a.y * ay;
    if (x < -margin || y < -margin || x > width + margin || y > height + margin) return;
    found.set(id, { id, x, y, radius: a.size * scale, color: a.color, shape: a.shape });
  });
  return found;
}

/** The ties on the screen; onlyOf limits them to those of some entities. */
export function ties(stage: Stage, drawing: Drawing, onlyOf?: Iterable<string>): Tie[] {
  const found: Tie[] = [], scale = stage.scaleSize(1), thin = Math.min(1.6, Math.max(0.6, scale));
  const o = stage.graphToViewport({ x: 0, y: 0 }), u = stage.graphToViewport({ x: frame, y: frame });
  const ax = (u.x - o.x) / frame, ay = (u.y - o.y) / frame;
  const add = (id: string, a: TieAttributes, from: string, to: string, f: NodeAttributes, t: NodeAttributes) => {
    const x1 = o.x + f.x * ax, y1 = o.y + f.y * ay, x2 = o.x + t.x * ax, y2 = o.y + t.y * ay;
    const span = Math.hypot(x2 - x1, y2 - y1) || 1, lane = a.type === 'tie' ? a.lane * thin : 0;
    // To the left of the line as the screen shows it; y grows downwards here and upwards on the GPU, hence the sign.
    const sx = ((y2 - y1) / span) * lane, sy = (-(x2 - x1) / span) * lane;
    found.push({ id, from, to, x1: x1 + sx, y1: y1 + sy, x2: x2 + sx, y2: y2 + sy, width: a.size * thin, dash: a.dash });
  };
  if (onlyOf) {
    const seen = new Set<string>();
    for (const id of onlyOf) {
      if (!drawing.hasNode(id)) continue;
      drawing.forEachEdge(id, (key, a, from, to, f, t) => {
        if (!seen.has(key)) add(key, a, from, to, f, t);
        seen.add(key);
      });
    }
  } else {
    drawing.forEachEdge(add);
  }
  return found;
}
