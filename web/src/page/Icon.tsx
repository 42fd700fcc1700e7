// The line drawings on buttons.
const drawings = {
  undo: 'M8 5 4 9l4 4M4 9h9a5 5 0 0 1 0 10h-3',
  redo: 'm16 5 4 4-4 4M20 9h-9a5 5 0 0 0 0 10h3',
  filter: 'M4 6h16M7 12h10M10 18h4',
  table: 'M4 5h16v14H4zM4 10h16M4 15h16M10 5v14',
  graph: 'M6 18a2 2 0 1 0 .01 0M18 18a2 2 0 1 0 .01 0M12 4a2 2 0 1 0 .01 0M11 8l-4 9M13 8l4 9M8.5 19.5h7',
  share: 'M12 15V4m0 0L8 8m4-4 4 4M5 12v7h14v-7',
  add: 'M12 5v14M5 12h14',
  path: 'M5 19a2 2 0 1 0 .01 0M19 5a2 2 0 1 0 .01 0M7 19h7a4 4 0 0 0 0-8h-4a3.5 3.5 0 0 1 0-7h7',
  decide: 'M12 4v16M5 8h14M5 8l-2.5 6h5zM19 8l-2.5 6h5zM8 20h8',
  help: 'M9.5 9a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.8M12 17v.01',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 6v12M6 12h12',
  minus: 'M6 12h12',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  layout: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4',
  search: 'M10.5 4a6.5 6.5 0 1 0 .01 0M15.5 15.5 20 20',
  all: 'M12 3a9 9 0 1 0 .01 0M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name, left = false }: { name: IconName; left?: boolean }) {
  return <svg viewBox="0 0 24 24" aria-hidden="true" class={left ? 'icon-left' : undefined}><path d={drawings[name]} /></svg>;
}
