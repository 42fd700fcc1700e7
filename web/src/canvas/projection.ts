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

/** Maps places of the layout to pixels. */
export class Projection {
  readonly width: number;
  readonly height: number;
  private readonly scale: number;
  private readonly x0: number;
  private readonly y0: number;
  private readonly ax: number;
  private readonly ay: number;

  constructor(stage: Stage) {
    ({ width: this.width, height: this.height } = stage.getDimensions());
    this.scale = stage.scaleSize(1);
    // The projection is a scaling and a shift, so two points tell it; asking sigma for each point costs ten times as much.
    const o = stage.graphToViewport({ x: 0, y: 0 }), u = stage.graphToViewport({ x: frame, y: frame });
    this.x0 = o.x;
    this.y0 = o.y;
    this.ax = (u.x - o.x) / frame;
    this.ay = (u.y - o.y) / frame;
  }

  x = (a: { x: number }): number => this.x0 + a.x * this.ax;
  y = (a: { y: number }): number => this.y0 + a.y * this.ay;

  spot(id: string, a: NodeAttributes): Spot {
    return { id, x: this.x(a), y: this.y(a), radius: a.size * this.scale, color: a.color, shape: a.shape };
  }

  /** Whether a spot is on the screen, with a margin for its name. */
  shows(s: Spot): boolean {
    return s.x > -60 && s.y > -60 && s.x < this.width + 60 && s.y < this.height + 60;
  }
}

/** The entities, wherever they are. */
export function spots(stage: Stage, drawing: Drawing, which: 'all' | 'on screen'): Map<string, Spot> {
  const projection = new Projection(stage), found = new Map<string, Spot>();
  drawing.forEachNode((id, a) => {
    const s = projection.spot(id, a);
    if (which === 'all' || projection.shows(s)) found.set(id, s);
  });
  return found;
}

/** The ties on the screen; onlyOf limits them to those of some entities. */
export function ties(stage: Stage, drawing: Drawing, onlyOf?: Iterable<string>): Tie[] {
  const found: Tie[] = [], thin = Math.min(1.6, Math.max(0.6, stage.scaleSize(1))), p = new Projection(stage);
  const add = (id: string, a: TieAttributes, from: string, to: string, f: NodeAttributes, t: NodeAttributes) => {
    const x1 = p.x(f), y1 = p.y(f), x2 = p.x(t), y2 = p.y(t);
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
