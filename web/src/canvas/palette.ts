// The colours and shapes that tell kinds apart.
//
// The colours are those of Okabe and Ito, which people with the common kinds of colour blindness can tell apart, darkened or lightened where
// the background would swallow them. They are never the only sign: each kind has a shape of its own, so that a grey print still reads.
// Both follow the order of the ontology, which the server tells us; no kind is named here.

export const shapes = ['square', 'diamond', 'hexagon', 'triangle', 'circle', 'pentagon', 'drop', 'plus', 'ring', 'page'] as const;
export type Shape = (typeof shapes)[number];

export interface Theme {
  dark: boolean;
  paper: string; // behind everything on the canvas
  ink: string; // names
  quiet: string; // lesser text
  line: string; // ties
  lineAlleged: string;
  plainLine: string; // ties of a large graph: thin ink, so that where many run together looks denser
  accent: string; // what is selected
  rim: string; // outline of a shape
  kinds: readonly string[];
}

export const light: Theme = {
  dark: false, paper: '#fbfaf7', ink: '#22252b', quiet: '#5f6672', line: '#a9adb5', lineAlleged: '#a9adb5', plainLine: 'rgba(85,90,100,0.17)', accent: '#b3261e', rim: '#fbfaf7',
  kinds: ['#0072b2', '#d55e00', '#b4578f', '#e69f00', '#009e73', '#56b4e9', '#c9b400', '#4d5058', '#8d8078', '#7d8794'],
};

export const dark: Theme = {
  dark: true, paper: '#15171c', ink: '#e7e6e2', quiet: '#a2a8b3', line: '#565c68', lineAlleged: '#565c68', plainLine: 'rgba(190,200,215,0.14)', accent: '#ff8a7a', rim: '#15171c',
  kinds: ['#4aa3df', '#f0823a', '#d889b8', '#f2b632', '#2fc79b', '#8fd0f7', '#f0e442', '#c3c7cf', '#b5a69b', '#9aa5b4'],
};

/** The colour of the nth kind of the ontology. */
export const colourOf = (theme: Theme, index: number): string => theme.kinds[index % theme.kinds.length] as string;

/** The shape of the nth kind of the ontology. */
export const shapeOf = (index: number): Shape => shapes[index % shapes.length] as Shape;

const unit = (corners: number, turn: number): [number, number][] =>
  Array.from({ length: corners }, (_, i) => {
    const a = turn + (i * 2 * Math.PI) / corners;
    return [Math.cos(a), Math.sin(a)];
  });

/**
 * The outline of a shape of radius 1 around the origin, y downwards: what the legend, the picture exports and the pointer use. The canvas
 * draws the same outlines in its shader, see shapeProgram.ts.
 */
export const outline: Record<Shape, readonly (readonly [number, number])[]> = {
  square: [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]],
  diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  hexagon: unit(6, 0),
  triangle: [[0, -1.05], [1.05, 0.8], [-1.05, 0.8]],
  circle: unit(32, 0),
  pentagon: unit(5, -Math.PI / 2),
  drop: [[0, 1.05], [1.05, -0.8], [-1.05, -0.8]],
  plus: [[-0.38, -1], [0.38, -1], [0.38, -0.38], [1, -0.38], [1, 0.38], [0.38, 0.38], [0.38, 1], [-0.38, 1], [-0.38, 0.38], [-1, 0.38], [-1, -0.38], [-0.38, -0.38]],
  ring: unit(32, 0),
  page: [[-0.7, -0.95], [0.3, -0.95], [0.7, -0.5], [0.7, 0.95], [-0.7, 0.95]],
};

/** The outline as the d attribute of an SVG path, for a shape of the given radius around (x, y). The ring has a hole, by the even-odd rule. */
export function outlinePath(shape: Shape, radius: number, x = 0, y = 0): string {
  const round = (v: number) => Math.round(v * 100) / 100;
  const path = (r: number) => 'M' + outline[shape].map(([u, v]) => `${round(x + u * r)} ${round(y + v * r)}`).join('L') + 'Z';
  return shape === 'ring' ? path(radius) + path(radius * 0.5) : path(radius);
}
