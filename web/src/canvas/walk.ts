// The keyboard inside the graph: arrows follow ties, letters do what the menu does.
import { signal } from '@preact/signals';
import { collapse, expand, hide, pin, read, select } from '../graph/steps';
import { relation } from '../graph/known';
import { selected } from '../graph/view';
import { menuOf } from '../page/panels';
import type { Spot, Tie } from './projection';
import type { Stage } from './stage';

/** Where the keyboard is: at an entity, and at one of its ties if N went there. */
export const walker = signal<{ entity: string | null; tie: string | null }>({ entity: null, tie: null });

const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Does what a key asks for; keys that mean nothing here are left to the page. */
export function walk(event: KeyboardEvent, stage: Stage): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = ways[event.key], { entity: at, tie } = walker.value;
  if (way) {
    const spots = everywhere(stage), next = at && spots.has(at) ? towards(spots, stage.ties(), at, way) : firstOf(spots);
    if (next) goTo(stage, next);
  } else if (event.key === '+' || event.key === '=') {
    stage.zoom(1 / 1.5);
  } else if (event.key === '-') {
    stage.zoom(1.5);
  } else if (event.key === '0') {
    stage.fit();
  } else if (at === null || !act(event, stage, at, tie)) {
    return;
  }
  event.preventDefault();
}

function act(event: KeyboardEvent, stage: Stage, at: string, tie: string | null): boolean {
  switch (event.key) {
    case 'Enter': tie ? read({ what: 'relation', id: tie }) : read({ what: 'entity', id: at }); return true;
    case ' ': select(at, true); return true;
    case 'e': case 'E': void expand(at); return true;
    case 'c': case 'C': collapse(at); return true;
    case 'p': case 'P': pin(selected.value.has(at) ? selected.value : [at]); return true;
    case 'n': case 'N': nextTie(stage, at, event.shiftKey ? -1 : 1); return true;
    case 'Delete': case 'Backspace':
      hide(selected.value.has(at) ? selected.value : [at]);
      walker.value = { entity: null, tie: null };
      return true;
    case 'ContextMenu': case 'm': case 'M': {
      const s = stage.spots().get(at), box = stage.sigma.getContainer().getBoundingClientRect();
      menuOf.value = { id: at, x: box.left + (s?.x ?? 0), y: box.top + (s?.y ?? 0) };
      return true;
    }
    default: return false;
  }
}

/** Every entity with its place on the screen, also those outside it. */
const everywhere = (stage: Stage): Map<string, Spot> => stage.allSpots();

/** The entity to begin with: the selected one, else the one nearest to the middle. */
function firstOf(spots: ReadonlyMap<string, Spot>): string | null {
  const [chosen] = selected.value;
  if (chosen && spots.has(chosen)) return chosen;
  let sx = 0, sy = 0;
  for (const s of spots.values()) {
    sx += s.x;
    sy += s.y;
  }
  return nearest([...spots.values()], (s) => Math.hypot(s.x - sx / spots.size, s.y - sy / spots.size));
}

/** The entity in that direction: one that is tied to this one if there is any, else simply the next. */
export function towards(spots: ReadonlyMap<string, Spot>, ties: readonly Tie[], at: string, [wx, wy]: [number, number]): string | null {
  const here = spots.get(at) as Spot;
  const score = (s: Spot): number => {
    const dx = s.x - here.x, dy = s.y - here.y, distance = Math.hypot(dx, dy), cos = distance === 0 ? -1 : (dx * wx + dy * wy) / distance;
    return cos < 0.45 ? Infinity : distance * (2 - cos) ** 2; // within about 63° of the arrow, and rather straight than near
  };
  const tied = new Set(ties.flatMap((t) => (t.from === at ? [t.to] : t.to === at ? [t.from] : [])));
  tied.delete(at);
  return nearest([...tied].map((id) => spots.get(id)).filter((s): s is Spot => s !== undefined), score) ?? nearest([...spots.values()].filter((s) => s.id !== at), score);
}

function nearest(spots: readonly Spot[], score: (s: Spot) => number): string | null {
  let found: string | null = null, best = Infinity;
  for (const s of spots) {
    const v = score(s);
    if (v < best) {
      best = v;
      found = s.id;
    }
  }
  return found;
}

function goTo(stage: Stage, id: string): void {
  walker.value = { entity: id, tie: null };
  const { width, height } = stage.sigma.getDimensions(), s = stage.allSpots().get(id);
  if (s && (s.x < 40 || s.y < 40 || s.x > width - 40 || s.y > height - 60)) stage.centre(id);
}

/** Marks the next tie of an entity, clockwise. */
function nextTie(stage: Stage, at: string, step: number): void {
  const around = stage.ties().filter((t) => t.from === at || t.to === at).sort((a, b) => angle(a, at) - angle(b, at) || (a.id < b.id ? -1 : 1));
  if (around.length === 0) return;
  const now = around.findIndex((t) => t.id === walker.value.tie);
  const next = around[(now + step + around.length) % around.length] as Tie;
  if (relation(next.id)) walker.value = { entity: at, tie: next.id };
}

const angle = (t: Tie, at: string): number => (t.from === at ? Math.atan2(t.y2 - t.y1, t.x2 - t.x1) : Math.atan2(t.y1 - t.y2, t.x1 - t.x2));
