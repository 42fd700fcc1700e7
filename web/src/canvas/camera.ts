// Where the camera came to rest. It belongs to the address and not to the history: looking elsewhere is nothing to undo.
import { signal } from '@preact/signals';
import type { Camera } from './stage';

/** Null until someone has moved it. */
export const camera = signal<Camera | null>(null);

/** The camera that an address asks for, taken by the first drawing. */
export const wantedCamera = signal<Camera | null>(null);

const digits = (v: number) => String(Math.round(v * 1e4) / 1e4);

export const cameraText = (c: Camera): string => [c.x, c.y, c.ratio].map(digits).join('_');

export function readCamera(text: string | null): Camera | null {
  const [x, y, ratio] = (text ?? '').split('_').map(Number);
  return [x, y, ratio].every((v) => Number.isFinite(v)) && (ratio as number) > 0 ? { x: x as number, y: y as number, ratio: ratio as number } : null;
}
