// Owns sigma: the camera, the layers, and the redrawing of what lies on top. It knows no view and no server; GraphCanvas.tsx feeds it.
import Sigma from 'sigma';
import { Carrier } from './carry';
import type { Drawing, NodeAttributes, TieAttributes } from './drawing';
import { MultiDirectedGraph } from 'graphology';
import { LineProgram } from './lineProgram';
import { drawNames, drawTies, type Emphasis } from './overlay';
import type { Theme } from './palette';
import { nodeAt, tieAt } from './pick';
import { frame, naturalRatio, Projection, spots, ties, type Spot, type Tie } from './projection';
import { shapeProgram } from './shapeProgram';
import { TieProgram } from './tieProgram';

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

const noEmphasis: Emphasis = { selected: new Set(), pins: new Set(), hovered: null, focused: null, hoveredTie: null, readTie: null };

/** Above this many ties they are hidden while the view moves. */
const hiddenFrom = 3000;

/** Above this many entities only the most important are looked at for a name. */
const manyFrom = 1500;

/** Pixels around a thin line or a small entity that still count as a hit; a finger needs more. */
const reach = { mouse: 7, touch: 16 };

export class Stage {
  readonly sigma: Sigma<NodeAttributes, TieAttributes>;
  private drawing: Drawing = new MultiDirectedGraph();
  private importance: string[] = [];
  private emphasis: Emphasis = noEmphasis;
  private onScreen: Map<string, Spot> | null = null;
  private linesOnScreen: Tie[] | null = null;
  /** Whether the camera shows everything because nobody has moved it; it then keeps doing so when the canvas is resized. */
  fitted = true;
  /** Called when the camera begins to move, and when it has come to rest; moved is true if somebody and not the page has moved it. */
  onMove: () => void = () => {};
  onRest: (moved: boolean) => void = () => {};
  private resting: ReturnType<typeof setTimeout> | undefined;
  private hidesTies = false;
  private readonly carrier: Carrier;
  private readonly resized: ResizeObserver;

  constructor(private readonly container: HTMLElement, private theme: Theme) {
    this.sigma = new Sigma<NodeAttributes, TieAttributes>(this.drawing, container, {
      nodeProgramClasses: { shape: shapeProgram(() => rgb(this.theme.rim)) as never },
      edgeProgramClasses: { tie: TieProgram as never, line: LineProgram as never },
      defaultNodeType: 'shape', defaultEdgeType: 'tie',
      renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: false, defaultDrawNodeHover: () => {},
      zoomToSizeRatioFunction: (ratio) => (ratio / this.natural()) ** 0.42, // shapes shrink less than distances, so that a large graph is no dust
      minCameraRatio: 0.02, maxCameraRatio: 40, zoomDuration: calm() ? 0 : 160, inertiaDuration: calm() ? 0 : 150, doubleClickZoomingRatio: 1,
      allowInvalidContainer: true, minEdgeThickness: 0,
    });
    // One fixed frame instead of the extent of the graph: adding an entity must not move the others.
    this.sigma.setCustomBBox({ x: [-frame, frame], y: [-frame, frame] });
    // Sigma asks this for every event; see pick.ts.
    (this.sigma as unknown as { getNodeAtPosition: (at: { x: number; y: number }) => string | null }).getNodeAtPosition = (at) => this.nodeAt(at.x, at.y);
    // Its layers for a hovered node stay empty here, and empty layers cost frames too where no GPU puts them together.
    (this.sigma as unknown as { renderHighlightedNodes: () => void }).renderHighlightedNodes = () => {};
    for (const layer of ['hovers', 'hoverNodes']) this.sigma.getCanvases()[layer]!.style.display = 'none';
    // Nor is there a picking pass, for which it would make a new texture for every frame.
    (this.sigma as unknown as { pickingLayers: Set<string> }).pickingLayers.clear();
    this.carrier = new Carrier(this.sigma, () => this.drawing.order > manyFrom);
    this.sigma.on('afterRender', () => this.drawOnTop());
    this.sigma.getCamera().on('updated', () => {
      if (this.resting === undefined) {
        this.onMove();
        if (this.hidesTies) this.sigma.getCanvases().edges!.style.visibility = 'hidden';
      }
      clearTimeout(this.resting);
      this.resting = setTimeout(() => {
        this.resting = undefined;
        this.sigma.getCanvases().edges!.style.visibility = '';
        this.onRest(!this.fitted);
      }, 400);
    });
    const taken = () => { this.fitted = false; };
    for (const event of ['wheel', 'mousedown', 'touchstart'] as const) container.addEventListener(event, taken, { passive: true, capture: true });
    this.resized = new ResizeObserver(() => {
      if (this.fitted) this.fit(undefined, 'once');
      this.sigma.scheduleRender();
    });
    this.resized.observe(container);
  }

  /** Ends drawing and releases the GPU. */
  kill(): void {
    this.resized.disconnect();
    this.carrier.end();
    clearTimeout(this.resting);
    this.sigma.kill();
  }

  private natural(): number {
    return naturalRatio(this.container.clientWidth || 1, this.container.clientHeight || 1);
  }

  /** Shows another graph. importance lists the ids whose names come first. */
  show(drawing: Drawing, importance: string[]): void {
    this.drawing = drawing;
    this.importance = importance;
    this.forgetScreen();
    if (this.hidesTies !== drawing.size > hiddenFrom) { // a setting that is set makes sigma read the whole graph anew
      this.hidesTies = drawing.size > hiddenFrom;
      this.sigma.setSetting('hideEdgesOnMove', this.hidesTies);
    }
    this.sigma.setGraph(drawing);
  }

  /** Moves entities of the drawing that is shown. */
  move(places: ReadonlyMap<string, { x: number; y: number }>): void {
    this.drawing.forEachNode((id, a) => {
      const p = places.get(id);
      if (!p) return;
      a.x = p.x;
      a.y = p.y;
    });
    // Sigma reads the places anew when it next draws. Its own event for this would look at every entity twice more.
    this.sigma.refresh({ partialGraph: {}, schedule: true });
  }

  /** The place of an entity in the drawing, which may be on its way to the place that the view has for it. */
  placeOf(id: string): { x: number; y: number } | null {
    return this.drawing.hasNode(id) ? { x: this.drawing.getNodeAttribute(id, 'x'), y: this.drawing.getNodeAttribute(id, 'y') } : null;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.sigma.scheduleRender();
  }

  emphasise(change: Partial<Emphasis>): void {
    this.emphasis = { ...this.emphasis, ...change };
    this.sigma.scheduleRender();
  }

  get emphasised(): Emphasis {
    return this.emphasis;
  }

  private forgetScreen(): void {
    this.onScreen = null;
    this.linesOnScreen = null;
  }

  /** The entities on the screen. */
  spots(): Map<string, Spot> {
    return (this.onScreen ??= spots(this.sigma, this.drawing, 'on screen'));
  }

  /** Every entity, wherever the camera looks. */
  allSpots(): Map<string, Spot> {
    return spots(this.sigma, this.drawing, 'all');
  }

  /** Moves the camera to an entity without changing how near it is. */
  centre(id: string): void {
    this.fitted = false;
    const p = this.placeOf(id);
    if (p) this.go({ x: 0.5 + p.x / (2 * frame), y: 0.5 + p.y / (2 * frame), ratio: this.camera.ratio });
  }

  /** Moves the camera to an entity if it is not on the screen. */
  fitIfOut(id: string): void {
    const s = this.allSpots().get(id), { width, height } = this.sigma.getDimensions();
    if (s && (s.x < 20 || s.y < 20 || s.x > width - 20 || s.y > height - 40)) this.centre(id);
  }

  /** All ties as lines on the screen. */
  ties(): Tie[] {
    return (this.linesOnScreen ??= ties(this.sigma, this.drawing));
  }

  nodeAt(x: number, y: number, touch = false): string | null {
    return nodeAt(this.spots().values(), x, y, touch ? reach.touch : reach.mouse);
  }

  tieAt(x: number, y: number, touch = false): string | null {
    return tieAt(this.ties(), x, y, touch ? reach.touch : reach.mouse);
  }

  private drawOnTop(): void {
    this.forgetScreen();
    const canvases = this.sigma.getCanvases(), below = canvases.edgeLabels?.getContext('2d'), above = canvases.labels?.getContext('2d');
    if (!below || !above) return;
    const { selected, hovered, focused, hoveredTie, readTie } = this.emphasis, { width, height } = this.sigma.getDimensions();
    below.clearRect(0, 0, width, height);
    above.clearRect(0, 0, width, height);
    const of = new Set([...selected, ...(hovered ? [hovered] : []), ...(focused ? [focused] : [])]);
    const strong = of.size > 0 && of.size <= 50 ? ties(this.sigma, this.drawing, of) : [];
    for (const id of [hoveredTie, readTie]) {
      if (!id || strong.some((t) => t.id === id) || !this.drawing.hasEdge(id)) continue;
      const [from] = this.drawing.extremities(id);
      strong.push(...ties(this.sigma, this.drawing, [from as string]).filter((t) => t.id === id));
    }
    const some = this.drawing.order > manyFrom ? this.mostImportant(of) : this.spots();
    const names = drawNames(above, some, this.importance, this.emphasis, this.theme, this.drawing.order > manyFrom ? 50 : 400);
    drawTies(below, strong, some, names, this.emphasis, this.theme);
    canvases.edgeLabels!.style.display = strong.length > 0 ? '' : 'none';
  }

  /** The first few hundred entities on the screen that deserve a name, and some others: all of them would cost more than drawing them. */
  private mostImportant(others: Iterable<string>): Map<string, Spot> {
    const projection = new Projection(this.sigma), found = new Map<string, Spot>();
    const take = (id: string) => {
      if (!this.drawing.hasNode(id)) return;
      const s = projection.spot(id, this.drawing.getNodeAttributes(id));
      if (projection.shows(s)) found.set(id, s);
    };
    for (const id of others) take(id);
    for (const id of this.importance) {
      if (found.size >= 120) break;
      take(id);
    }
    return found;
  }

  /** Moves the camera so that everything, or the given entities, can be seen. */
  fit(ids?: Iterable<string>, at: 'slowly' | 'once' = 'slowly'): void {
    const camera = this.cameraFor(ids);
    if (camera) this.go(camera, at);
    this.fitted = ids === undefined;
  }

  /** Moves the camera so that places can be seen to which entities are still on their way. */
  fitPlaces(places: readonly { x: number; y: number }[]): void {
    const camera = this.cameraForPlaces(places);
    if (camera) this.go(camera);
  }

  /** Moves the camera, at once for those who asked for less motion. */
  go(camera: Camera, at: 'slowly' | 'once' = 'slowly'): void {
    if (at === 'once' || calm()) this.sigma.getCamera().setState({ ...camera, angle: 0 });
    else void this.sigma.getCamera().animate({ ...camera, angle: 0 }, { duration: 300, easing: 'quadraticInOut' });
  }

  get camera(): Camera {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    return { x, y, ratio };
  }

  zoom(by: number): void {
    this.fitted = false;
    this.go({ ...this.camera, ratio: this.camera.ratio * by });
  }

  /** The camera that shows the given entities, or all; null if there are none. */
  cameraFor(ids: Iterable<string> = this.drawing.nodes()): Camera | null {
    return this.cameraForPlaces([...ids].map((id) => this.placeOf(id)).filter((p) => p !== null));
  }

  /** The camera that shows the given places; null if there are none or if the canvas has no size yet. */
  cameraForPlaces(places: readonly { x: number; y: number }[]): Camera | null {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (places.length === 0 || width === 0 || height === 0) return null;
    let left = Infinity, right = -Infinity, bottom = Infinity, top = -Infinity;
    for (const p of places) {
      left = Math.min(left, p.x);
      right = Math.max(right, p.x);
      bottom = Math.min(bottom, p.y);
      top = Math.max(top, p.y);
    }
    const margin = { x: Math.min(190, width * 0.3), y: Math.min(110, height * 0.24) }; // for the names at the rim
    const across = (right - left) / (width - margin.x), along = (top - bottom) / (height - margin.y);
    const scale = Math.max(across, along, 0.72); // layout units a pixel; never so near that three entities fill the screen
    return { x: 0.5 + (left + right) / 2 / (2 * frame), y: 0.5 + ((top + bottom) / 2 - 14) / (2 * frame), ratio: scale * this.natural() };
  }
}

/** Whether the system asks for less motion. */
export const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

function rgb(hex: string): [number, number, number] {
  const n = parseInt(hex.slice(1), 16);
  return [(n >> 16) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
}
