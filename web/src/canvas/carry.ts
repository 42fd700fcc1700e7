// Panning a large graph. Without a GPU a drawing of thousands of shapes takes longer than a frame, so between two drawings the layers are carried
// along with the pointer, as maps do with their tiles. What comes in at the rim is drawn a moment later.
import type Sigma from 'sigma';

/** A drawing is at most so old while its layers are carried, in milliseconds. */
const drawEvery = 250;

type Camera = ReturnType<ReturnType<Sigma['getCamera']>['getState']>;

export class Carrier {
  private readonly draw: () => void;
  private drawn: Camera | null = null;
  private drawnAt = 0;
  private next: ReturnType<typeof setTimeout> | undefined;

  /** Takes over the drawing of sigma; many says whether the graph is one to carry. */
  constructor(private readonly sigma: Sigma<any, any>, private readonly many: () => boolean) {
    const own = sigma as unknown as { render: () => void; renderFrame: number | null };
    this.draw = own.render.bind(sigma);
    own.render = () => {
      if (!this.carries()) return this.drawAnew();
      if (own.renderFrame) cancelAnimationFrame(own.renderFrame);
      own.renderFrame = null;
    };
  }

  end(): void {
    clearTimeout(this.next);
  }

  private drawAnew(): void {
    clearTimeout(this.next);
    this.next = undefined;
    this.place(0, 0);
    this.draw();
    this.drawn = this.sigma.getCamera().getState();
    this.drawnAt = performance.now();
  }

  /** Moves the layers to where the camera looks, if that is all that has changed for sure and the drawing is fresh. */
  private carries(): boolean {
    const camera = this.sigma.getCamera().getState(), { drawn } = this, age = performance.now() - this.drawnAt;
    if (!drawn || !this.many() || camera.ratio !== drawn.ratio || camera.angle !== drawn.angle || (camera.x === drawn.x && camera.y === drawn.y) || age > drawEvery) return false;
    const middle = { x: 0.5, y: 0.5 }, was = this.sigma.framedGraphToViewport(middle, { cameraState: drawn }), is = this.sigma.framedGraphToViewport(middle, { cameraState: camera });
    this.place(is.x - was.x, is.y - was.y);
    this.next ??= setTimeout(() => this.drawAnew(), drawEvery - age);
    return true;
  }

  private place(x: number, y: number): void {
    // The layer that listens to the pointer stays: its place is where positions are measured from.
    for (const [name, layer] of Object.entries(this.sigma.getCanvases())) if (name !== 'mouse') layer.style.transform = x || y ? `translate(${x}px, ${y}px)` : '';
  }
}
