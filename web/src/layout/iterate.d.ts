declare module 'graphology-layout-forceatlas2/iterate' {
  /** Moves every node by one step. The matrices hold ten numbers a node and three an edge, as helpers.js of the library lays them out. */
  export default function iterate(settings: Record<string, number | boolean>, nodes: Float32Array, edges: Float32Array): object;
}
