// Finds what is under the pointer, by arithmetic. Sigma would draw everything a second time for this, which halves the frames without a GPU.
import type { Spot, Tie } from './projection';

/** The entity nearest to a point within its radius, or within reach pixels of it; the smallest of several, since it is the harder to hit. */
export function nodeAt(spots: Iterable<Spot>, x: number, y: number, reach: number): string | null {
  let found: string | null = null, best = Infinity;
  for (const s of spots) {
    const distance = Math.hypot(s.x - x, s.y - y);
    if (distance > Math.max(s.radius + 2, reach)) continue;
    const score = distance + s.radius * 0.1;
    if (score < best) {
      best = score;
      found = s.id;
    }
  }
  return found;
}

/** The tie nearest to a point, within reach pixels of its line. */
export function tieAt(ties: Iterable<Tie>, x: number, y: number, reach: number): string | null {
  let found: string | null = null, best = reach;
  for (const t of ties) {
    const dx = t.x2 - t.x1, dy = t.y2 - t.y1, length = dx * dx + dy * dy;
    if (length === 0) continue;
    const along = ((x - t.x1) * dx + (y - t.y1) * dy) / length;
    if (along < 0 || along > 1) continue;
    const distance = Math.abs((x - t.x1) * dy - (y - t.y1) * dx) / Math.sqrt(length);
    if (distance < best) {
      best = distance;
      found = t.id;
    }
  }
  return found;
}
