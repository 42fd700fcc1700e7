// The layout, away from the thread that draws and listens.
import { Forces } from './forces';
import { nodeSize, type LayoutAnswer, type LayoutRequest } from './message';
import { spread } from './spread';

/** Above this many nodes most names are not drawn, and there is nothing to keep free for them. */
const namedUpTo = 700;

addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  const { id, nodes, edges, rounds, reportEvery } = event.data;
  const forces = new Forces(nodes, edges);
  let reported = performance.now();
  for (let round = 0; round < rounds; round++) {
    forces.step();
    if (reportEvery > 0 && performance.now() - reported > reportEvery) {
      forces.write();
      answer(id, nodes, false);
      reported = performance.now();
    }
  }
  forces.write();
  if (nodes.length / nodeSize <= namedUpTo) spread(nodes, 200);
  answer(id, nodes, true);
});

function answer(id: number, nodes: Float32Array, done: boolean): void {
  const positions = new Float32Array((nodes.length / nodeSize) * 2);
  for (let n = 0; n < positions.length / 2; n++) {
    positions[n * 2] = nodes[n * nodeSize]!;
    positions[n * 2 + 1] = nodes[n * nodeSize + 1]!;
  }
  const message: LayoutAnswer = { id, positions, done };
  postMessage(message, { transfer: [positions.buffer] });
}
