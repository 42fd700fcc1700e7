// What the page and the layout worker say to each other. One unit is one pixel at the natural scale of the view.

export interface LayoutRequest {
  id: number;
  /** x, y, radius, half the width of the name, its height, 1 if it must not move: six numbers a node. */
  nodes: Float32Array;
  /** index of one end, index of the other, weight: three numbers an edge. */
  edges: Float32Array;
  rounds: number;
  /** Whether the canvas is higher than wide. */
  upright: boolean;
  /** Milliseconds between reports of a layout that is still moving; 0 for none. */
  reportEvery: number;
}

/** Stops all layouts while somebody moves the view, so that the drawing has the machine to itself, or lets them go on. */
export interface LayoutPause {
  pause: boolean;
}

export interface LayoutAnswer {
  id: number;
  /** x, y of each node. */
  positions: Float32Array;
  done: boolean;
}

export const nodeSize = 6;
export const edgeSize = 3;
