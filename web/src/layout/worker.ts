// The layout, away from the thread that draws and listens.
import { Forces } from './forces';
import { nodeSize, type LayoutAnswer, type LayoutPause, type LayoutRequest } from './message';
import { spread } from './spread';

/** Above this many nodes most names are not drawn, and there is nothing to keep free for them. */
const namedUpTo = 700;

/** How long it works before it listens again, in milliseconds: a small layout must not wait for a large one to end. */
const shift = 40;

let paused = false;

addEventListener('message', (event: MessageEvent<LayoutRequest | LayoutPause>) => {
  if ('pause' in event.data) paused = event.data.pause;
  else void layOut(event.data);
});

async function layOut({ id, nodes, edges, rounds, upright, reportEvery }: LayoutRequest): Promise<void> {
  const forces = new Forces(nodes, edges);
  let reported = performance.now(), begun = reported;
  for (let round = 0; round < rounds; round++) {
    forces.step();
    if (performance.now() - begun > shift) {
      if (reportEvery > 0 && performance.now() - reported > reportEvery) {
        forces.write();
        answer(id, nodes, false);
        reported = performance.now();
      }
      do await breath(); while (paused);
      begun = performance.now();
    }
  }
  forces.write();
  if (allFree(nodes)) turn(nodes, upright);
  if (nodes.length / nodeSize <= namedUpTo) spread(nodes, 200);
  answer(id, nodes, true);
}

/** Lets messages in. */
const breath = () => new Promise<void>((done) => setTimeout(done, paused ? 30 : 0));

const allFree = (nodes: Float32Array) => nodes.every((v, i) => i % nodeSize !== 5 || v === 0);

/** How much a layout is drawn out along its longer side: no screen is square. */
const stretch = 1.3;

/** Turns the layout around its middle until its longer side lies along that of the screen, and stretches it. */
function turn(nodes: Float32Array, upright: boolean): void {
  const count = nodes.length / nodeSize;
  let mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
  for (let n = 0; n < count; n++) {
    mx += nodes[n * nodeSize]! / count;
    my += nodes[n * nodeSize + 1]! / count;
  }
  for (let n = 0; n < count; n++) {
    const x = nodes[n * nodeSize]! - mx, y = nodes[n * nodeSize + 1]! - my;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy) + (upright ? Math.PI / 2 : 0), cos = Math.cos(angle), sin = Math.sin(angle);
  for (let n = 0; n < count; n++) {
    const x = nodes[n * nodeSize]! - mx, y = nodes[n * nodeSize + 1]! - my;
    nodes[n * nodeSize] = (x * cos - y * sin) * (upright ? 1 : stretch);
    nodes[n * nodeSize + 1] = (x * sin + y * cos) * (upright ? stretch : 1);
  }
}

function answer(id: number, nodes: Float32Array, done: boolean): void {
  const positions = new Float32Array((nodes.length / nodeSize) * 2);
  for (let n = 0; n < positions.length / 2; n++) {
    positions[n * 2] = nodes[n * nodeSize]!;
    positions[n * 2 + 1] = nodes[n * nodeSize + 1]!;
  }
  const message: LayoutAnswer = { id, positions, done };
  postMessage(message, { transfer: [positions.buffer] });
}
