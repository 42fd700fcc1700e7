// Moves nodes apart until neither they nor the names below them cover each other.
import { nodeSize } from './message';

const gap = 10; // pixels between two boxes

/** Pushes overlapping boxes apart, along the axis that takes less, at most rounds times. Nodes that are fixed stay. */
export function spread(nodes: Float32Array, rounds: number): void {
  const count = nodes.length / nodeSize;
  const order = Array.from({ length: count }, (_, i) => i);
  for (let round = 0; round < rounds; round++) {
    // By their left edges, so that only neighbours in this order need to be compared.
    order.sort((a, b) => left(nodes, a) - left(nodes, b) || a - b);
    let moved = false;
    for (let i = 0; i < count; i++) {
      const a = order[i]!, right = left(nodes, a) + 2 * halfWidth(nodes, a) + gap;
      for (let j = i + 1; j < count && left(nodes, order[j]!) < right; j++) {
        if (separate(nodes, a, order[j]!)) moved = true;
      }
    }
    if (!moved) return;
  }
}

const halfWidth = (nodes: Float32Array, n: number) => Math.max(nodes[n * nodeSize + 2]!, nodes[n * nodeSize + 3]!);
const left = (nodes: Float32Array, n: number) => nodes[n * nodeSize]! - halfWidth(nodes, n);

// The box of a node reaches from the top of its shape to the bottom of its name. y grows upwards here, as it does on the canvas.
const top = (nodes: Float32Array, n: number) => nodes[n * nodeSize + 1]! + nodes[n * nodeSize + 2]!;
const bottom = (nodes: Float32Array, n: number) => nodes[n * nodeSize + 1]! - nodes[n * nodeSize + 2]! - nodes[n * nodeSize + 4]!;

function separate(nodes: Float32Array, a: number, b: number): boolean {
  const freeA = nodes[a * nodeSize + 5] === 0, freeB = nodes[b * nodeSize + 5] === 0;
  if (!freeA && !freeB) return false;
  const dx = nodes[b * nodeSize]! - nodes[a * nodeSize]!;
  const overX = halfWidth(nodes, a) + halfWidth(nodes, b) + gap - Math.abs(dx);
  const overY = Math.min(top(nodes, a), top(nodes, b)) - Math.max(bottom(nodes, a), bottom(nodes, b)) + gap;
  if (overX <= 0 || overY <= 0) return false;
  const shareA = !freeA ? 0 : freeB ? 0.5 : 1;
  // Names are wide and low, so a push up or down is nearly always the shorter way; favouring it keeps the picture from being drawn out sideways.
  if (overX * 0.7 < overY) {
    const way = dx > 0 || (dx === 0 && a < b) ? 1 : -1;
    nodes[a * nodeSize]! -= way * overX * shareA;
    nodes[b * nodeSize]! += way * overX * (1 - shareA);
  } else {
    const dy = nodes[b * nodeSize + 1]! - nodes[a * nodeSize + 1]!;
    const way = dy > 0 || (dy === 0 && a < b) ? 1 : -1;
    nodes[a * nodeSize + 1]! -= way * overY * shareA;
    nodes[b * nodeSize + 1]! += way * overY * (1 - shareA);
  }
  return true;
}
