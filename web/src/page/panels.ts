// Which parts of the page are open. They belong to this screen and not to the view, so they are not in the address.
import { signal } from '@preact/signals';

export const filterOpen = signal(!matchMedia('(max-width: 900px)').matches);
export const timelineOpen = signal(!matchMedia('(max-width: 760px), (max-height: 620px)').matches);
export const helpOpen = signal(false);

/** The entity whose menu is open, and where. */
export const menuOf = signal<{ id: string; x: number; y: number } | null>(null);
