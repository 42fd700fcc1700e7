// ForceAtlas2, as graphology implements it, on plain arrays.
//
// There is no chance in it: the same start gives the same end, which is what lets one address open the same picture for everyone.
import iterate from 'graphology-layout-forceatlas2/iterate';
import { edgeSize, nodeSize } from './message';

const perNode = 10, perEdge = 3; // numbers in the matrices of the library, see its helpers.js

/** Above this many nodes forces are summed by region, which is less exact and much quicker. */
const exactUpTo = 600;

/** The forces between the nodes of one graph. */
export class Forces {
  private readonly nodeMatrix: Float32Array;
  private readonly edgeMatrix: Float32Array;
  private readonly settings;

  constructor(private readonly nodes: Float32Array, edges: Float32Array) {
    const count = nodes.length / nodeSize, edgeCount = edges.length / edgeSize;
    this.nodeMatrix = new Float32Array(count * perNode);
    this.edgeMatrix = new Float32Array(edgeCount * perEdge);
    for (let n = 0; n < count; n++) {
      this.nodeMatrix.set([nodes[n * nodeSize]!, nodes[n * nodeSize + 1]!, 0, 0, 0, 0, 1, 1, nodes[n * nodeSize + 2]!, nodes[n * nodeSize + 5]!], n * perNode);
    }
    for (let e = 0; e < edgeCount; e++) {
      const from = edges[e * edgeSize]! * perNode, to = edges[e * edgeSize + 1]! * perNode, weight = edges[e * edgeSize + 2]!;
      this.nodeMatrix[from + 6]! += weight;
      this.nodeMatrix[to + 6]! += weight;
      this.edgeMatrix.set([from, to, weight], e * perEdge);
    }
    this.settings = {
      linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 1, strongGravityMode: false,
      // Two leaves that share one tie come to rest 2·√scalingRatio apart: room for a name.
      scalingRatio: count > exactUpTo ? 120 : 560, gravity: count > exactUpTo ? 110 : 240, slowDown: 1 + Math.log(count + 1) / 2,
      barnesHutOptimize: count > exactUpTo, barnesHutTheta: 0.8,
    };
  }

  /** Moves every node that is free by one step. */
  step(): void {
    iterate(this.settings, this.nodeMatrix, this.edgeMatrix);
  }

  /** Copies the positions back into the array that the constructor was given. */
  write(): void {
    for (let n = 0; n < this.nodes.length / nodeSize; n++) {
      this.nodes[n * nodeSize] = this.nodeMatrix[n * perNode]!;
      this.nodes[n * nodeSize + 1] = this.nodeMatrix[n * perNode + 1]!;
    }
  }
}
