/** What a marker's name says. */
export interface MarkerSymbol {
  readonly shape: string;
  readonly open: boolean;
  /** A shape of strokes without an inside. */
  readonly thin: boolean;
}

/** "circle-open", "x-thin", "line-ns-open" in their parts. */
export function markerSymbol(name: string): MarkerSymbol {
  const open = name.endsWith("-open");
  const shape = open ? name.slice(0, -5) : name;
  return { shape, open, thin: shape.endsWith("-thin") || shape.startsWith("line-") };
}

/** What paths are made of: a canvas context, or a list that a test reads. */
export interface PathMaker {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  closePath(): void;
}

type Corner = readonly [number, number];

const ROOT3 = Math.sqrt(3);

function starCross(turned: boolean): readonly Corner[] {
  const [a, b] = [0.4, 1.2];
  const corners: Corner[] = [
    [b, a],
    [a, a],
    [a, b],
    [-a, b],
    [-a, a],
    [-b, a],
    [-b, -a],
    [-a, -a],
    [-a, -b],
    [a, -b],
    [a, -a],
    [b, -a],
  ];
  if (!turned) return corners;
  const c = Math.SQRT1_2;
  return corners.map(([x, y]) => [c * (x - y), c * (x + y)] as const);
}

/** Corners in half sizes, y down, with the proportions that Plotly has. */
const POLYGONS: Readonly<Record<string, readonly Corner[]>> = {
  square: [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ],
  diamond: [
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
    [0, -1.3],
  ],
  "triangle-up": [
    [-2 / ROOT3, 0.5],
    [2 / ROOT3, 0.5],
    [0, -1],
  ],
  "triangle-down": [
    [-2 / ROOT3, -0.5],
    [2 / ROOT3, -0.5],
    [0, 1],
  ],
  hexagon: [
    [ROOT3 / 2, 0.5],
    [0, 1],
    [-ROOT3 / 2, 0.5],
    [-ROOT3 / 2, -0.5],
    [0, -1],
    [ROOT3 / 2, -0.5],
  ],
  cross: starCross(false),
  x: starCross(true),
};

/** Strokes in half sizes. */
const STROKES: Readonly<Record<string, readonly (readonly [Corner, Corner])[]>> = {
  "x-thin": [
    [
      [-1, -1],
      [1, 1],
    ],
    [
      [-1, 1],
      [1, -1],
    ],
  ],
  "cross-thin": [
    [
      [-1.4, 0],
      [1.4, 0],
    ],
    [
      [0, -1.4],
      [0, 1.4],
    ],
  ],
  "line-ew": [
    [
      [-1.4, 0],
      [1.4, 0],
    ],
  ],
  "line-ns": [
    [
      [0, -1.4],
      [0, 1.4],
    ],
  ],
};

/** Adds the outline of a marker to a path; unknown shapes are circles. */
export function addMarker(path: PathMaker, shape: string, x: number, y: number, size: number): void {
  const r = size / 2;
  const strokes = STROKES[shape];
  if (strokes !== undefined) {
    for (const [a, b] of strokes) {
      path.moveTo(x + r * a[0], y + r * a[1]);
      path.lineTo(x + r * b[0], y + r * b[1]);
    }
    return;
  }
  const corners = POLYGONS[shape];
  if (corners === undefined) {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
    path.closePath();
    return;
  }
  for (const [k, [cx, cy]] of corners.entries()) {
    if (k === 0) path.moveTo(x + r * cx, y + r * cy);
    else path.lineTo(x + r * cx, y + r * cy);
  }
  path.closePath();
}
