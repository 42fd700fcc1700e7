// Keeps the drawing in step with the view. What stays on the canvas never jumps: it glides from where it is to where the view has it, and what is
// new comes out of what brought it.
import { kindIndex } from '../api/ontology';
import type { Shown } from '../graph/shown';
import type { Place } from '../graph/view';
import { isPlaced } from '../layout/layout';
import { wantedCamera } from './camera';
import { draw, plainFrom, type Drawing } from './drawing';
import type { Theme } from './palette';
import { calm, type Stage } from './stage';

const glideTime = 260; // milliseconds
const glideUpTo = 800; // entities; more would stutter without a GPU

export class Follower {
  private shown: Shown | null = null;
  private theme: Theme | null = null;
  private standings: unknown = null;
  private frame = 0;
  private first = true;

  constructor(private readonly stage: Stage) {}

  end(): void {
    cancelAnimationFrame(this.frame);
  }

  follow(shown: Shown, places: ReadonlyMap<string, Place>, theme: Theme, standings: unknown): void {
    cancelAnimationFrame(this.frame);
    const renewed = this.shown !== null && !shown.entities.some((e) => this.stage.placeOf(e.id));
    if (theme !== this.theme) this.stage.setTheme(theme);
    const restyled = theme !== this.theme || (standings !== this.standings && shown.relations.length <= plainFrom); // plain lines have no dashes
    const same = !restyled && this.shown !== null && sameItems(this.shown, shown);
    const before = same ? null : this.entering(shown, places);
    this.theme = theme;
    this.standings = standings;
    this.shown = shown;
    if (before) {
      const drawing = draw(shown, before, theme);
      this.stage.show(drawing, importance(shown));
      this.ready(drawing);
    }
    this.glide(places);
    if (renewed) this.stage.fit(undefined, 'once'); // nothing that was there is left, so there is nothing to hold on to
    else if (before && this.stage.fitted && !this.first) this.stage.fitPlaces(shown.entities.map((e) => places.get(e.id)).filter(isPlaced));
  }

  /** Where everything begins: what is on the canvas where it is, what is new at a neighbour. */
  private entering(shown: Shown, places: ReadonlyMap<string, Place>): ReadonlyMap<string, Place> {
    const start = new Map<string, Place>();
    for (const e of shown.entities) {
      const at = this.stage.placeOf(e.id);
      if (at) start.set(e.id, at);
    }
    if (start.size === 0 || calm() || shown.entities.length > glideUpTo) return places;
    for (const r of shown.relations) {
      const from = start.get(r.from), to = start.get(r.to);
      if (from && !to) start.set(r.to, from);
      else if (to && !from) start.set(r.from, to);
    }
    for (const e of shown.entities) {
      const at = places.get(e.id);
      if (!start.has(e.id) && at) start.set(e.id, at);
    }
    return start;
  }

  /** Looks at the first drawing as its address says, or at all of it. */
  private ready(drawing: Drawing): void {
    if (!this.first || drawing.order === 0) return;
    this.first = false;
    if (wantedCamera.value) {
      this.stage.fitted = false;
      this.stage.go(wantedCamera.value, 'once');
    } else {
      this.stage.fit(undefined, 'once');
    }
    wantedCamera.value = null;
    // Two frames later it is on the screen; whoever drives the page from outside can wait for this.
    requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = String(Math.round(performance.now())); }));
  }

  private glide(places: ReadonlyMap<string, Place>): void {
    const moves: [string, Place, Place][] = [];
    for (const [id, to] of places) {
      const from = this.stage.placeOf(id);
      if (from && isPlaced(to) && (from.x !== to.x || from.y !== to.y)) moves.push([id, from, to]);
    }
    if (moves.length === 0) return;
    if (!this.stage.fitted) this.bringIntoSight(moves.map(([, , to]) => to), moves.map(([id]) => id));
    if (calm() || (this.shown?.entities.length ?? 0) > glideUpTo) {
      this.stage.move(places);
      if (this.stage.fitted) this.stage.fit(undefined, 'once');
      return;
    }
    const begun = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, Math.max(0, (now - begun) / glideTime)), eased = 1 - (1 - t) ** 3;
      this.stage.move(new Map(moves.map(([id, a, b]) => [id, { x: a.x + (b.x - a.x) * eased, y: a.y + (b.y - a.y) * eased }])));
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  /** Steps back if something new would lie outside the screen. */
  private bringIntoSight(targets: readonly Place[], ids: readonly string[]): void {
    const { width, height } = this.stage.sigma.getDimensions();
    const out = targets.some((p) => {
      const v = this.stage.sigma.graphToViewport(p);
      return v.x < 10 || v.y < 10 || v.x > width - 10 || v.y > height - 30;
    });
    if (!out || ids.length > glideUpTo) return;
    const camera = this.stage.cameraForPlaces([...(this.shown?.entities ?? [])].map((e) => targets[ids.indexOf(e.id)] ?? this.stage.placeOf(e.id)).filter((p): p is Place => p !== null && p !== undefined));
    if (camera) this.stage.go({ ...camera, ratio: Math.max(camera.ratio, this.stage.camera.ratio) });
  }
}

function sameItems(a: Shown, b: Shown): boolean {
  return a.entities.length === b.entities.length && a.relations.length === b.relations.length
    && a.entities.every((e, i) => e === b.entities[i]) && a.relations.every((r, i) => r === b.relations[i]);
}

/** The ids in the order in which their names deserve room: the most told of first, then by the order of the ontology, so that it never wavers. */
function importance(shown: Shown): string[] {
  return [...shown.entities].sort((a, b) => b.independent - a.independent || b.degree - a.degree || kindIndex(a.kind) - kindIndex(b.kind) || (a.id < b.id ? -1 : 1)).map((e) => e.id);
}
