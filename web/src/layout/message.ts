// What the page and the layout worker say to each other. One unit is one pixel at the natural scale of the view.

export interface LayoutRequest {
  id: number;
  /** x, y, radius, half the width of the name, its height, 1 if it must not move: six numbers a node. */
  nodes: Float32Array;
  /** index of one end, index of the other, weight: three numbers an edge. */
  edges: Float32Array;
  rounds: number;
  /** Milliseconds between reports of a layout that is still moving; 0 for none. */
  reportEvery: number;
}

export interface LayoutAnswer {
  id: number;
  /** x, y of each node. */
  positions: Float32Array;
  done: boolean;
}

export const nodeSize = 6;
export const edgeSize = 3;
