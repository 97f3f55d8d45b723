import type { Circuit, CircuitNode, ElementNode } from "./notation.ts";

/** Sizes of a drawing, in its units of length. */
export interface LayoutSizes {
  /** Length of an element from terminal to terminal. */
  readonly element: (node: ElementNode) => number;
  /** What an element takes above and below its wire. */
  readonly above: number;
  readonly below: number;
  /** Between elements in series, and from a branching to the first element of a branch. */
  readonly gap: number;
  /** Wire at both ends of the circuit. */
  readonly lead: number;
}

/** A piece of wire. */
export type Wire = readonly [x1: number, y1: number, x2: number, y2: number];

/** An element at its place: its terminals are (from, y) and (to, y). */
export interface PlacedElement {
  readonly node: ElementNode;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** A circuit drawn from left to right, y downward. */
export interface CircuitLayout {
  readonly width: number;
  readonly height: number;
  readonly elements: readonly PlacedElement[];
  readonly wires: readonly Wire[];
  /** Where three wires meet. */
  readonly dots: readonly (readonly [x: number, y: number])[];
}

interface Extent {
  readonly width: number;
  /** Above and below the wire that enters on the left and leaves on the right. */
  readonly up: number;
  readonly down: number;
  readonly children: readonly Extent[];
}

/** Places a circuit: series from left to right on one line, branches of a group stacked about that line. */
export function circuitLayout(circuit: Circuit, sizes: LayoutSizes): CircuitLayout {
  const elements: PlacedElement[] = [];
  const wires: Wire[] = [];
  const dots: (readonly [number, number])[] = [];

  const measure = (node: CircuitNode): Extent => {
    if (node.kind === "element") {
      return { width: sizes.element(node), up: sizes.above, down: sizes.below, children: [] };
    }
    const children = node.children.map(measure);
    const widest = children.reduce((most, { width }) => Math.max(most, width), 0);
    if (node.kind === "series") {
      return {
        width: children.reduce((sum, { width }) => sum + width, sizes.gap * (children.length - 1)),
        up: children.reduce((most, { up }) => Math.max(most, up), 0),
        down: children.reduce((most, { down }) => Math.max(most, down), 0),
        children,
      };
    }
    const between = axes(children);
    const last = between.at(-1) as number;
    return {
      width: widest + 2 * sizes.gap,
      up: last / 2 + (children[0] as Extent).up,
      down: last / 2 + (children.at(-1) as Extent).down,
      children,
    };
  };

  const place = (node: CircuitNode, extent: Extent, left: number, y: number): void => {
    if (node.kind === "element") {
      elements.push({ node, from: left, to: left + extent.width, y });
      return;
    }
    if (node.kind === "series") {
      let x = left;
      node.children.forEach((child, k) => {
        const own = extent.children[k] as Extent;
        if (k > 0) {
          wires.push([x, y, x + sizes.gap, y]);
          x += sizes.gap;
        }
        place(child, own, x, y);
        x += own.width;
      });
      return;
    }
    const right = left + extent.width;
    const lines = axes(extent.children);
    const top = y - (lines.at(-1) as number) / 2;
    lines.forEach((offset, k) => {
      const child = extent.children[k] as Extent;
      const at = top + offset;
      const start = left + (extent.width - child.width) / 2;
      wires.push([left, at, start, at], [start + child.width, at, right, at]);
      place(node.children[k] as CircuitNode, child, start, at);
    });
    const bottom = top + (lines.at(-1) as number);
    wires.push([left, top, left, bottom], [right, top, right, bottom]);
    dots.push([left, y], [right, y]);
  };

  const whole = measure(circuit.root);
  place(circuit.root, whole, sizes.lead, whole.up);
  const end = sizes.lead + whole.width;
  wires.push([0, whole.up, sizes.lead, whole.up], [end, whole.up, end + sizes.lead, whole.up]);
  return { width: end + sizes.lead, height: whole.up + whole.down, elements, wires, dots };
}

/** Distances of the branches' wires below that of the first. */
function axes(children: readonly Extent[]): readonly number[] {
  let y = 0;
  return children.map((child, k) => {
    if (k > 0) y += (children[k - 1] as Extent).down + child.up;
    return y;
  });
}
