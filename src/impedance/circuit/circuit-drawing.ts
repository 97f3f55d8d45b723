import { circuitLayout, type PlacedElement } from "./circuit-layout.ts";
import { type Circuit, type ElementNode, knownCircuit } from "./notation.ts";

export interface CircuitDrawingOptions {
  /** A line below each element by its name, for example its fitted value; default none. */
  readonly values?: Readonly<Record<string, string>>;
}

const BODY = 44;
const HALF_HEIGHT = 9;
const GAP = 16;
const LEAD = 18;
const MARGIN = 4;
const FONT = 13;
const SMALL = 10;
/** Mean width of a character, in units of the font size. */
const CHARACTER = 0.6;
/** Elements drawn by their symbol; all others are a box with it. */
const DRAWN = ["R", "C", "L", "CPE", "La"];

/**
 * A circuit as an SVG image: series from left to right, branches stacked; resistor as a box (IEC 60617), capacitor, coil
 * and constant-phase element by their symbols, others as a box with their symbol. Everything has the colour
 * `currentColor`; text is escaped.
 */
export function circuitDrawing(circuitText: string | Circuit, { values = {} }: CircuitDrawingOptions = {}): string {
  const circuit = typeof circuitText === "string" ? knownCircuit(circuitText) : circuitText;
  const hasValues = circuit.elements.some(({ name }) => values[name] !== undefined);
  const layout = circuitLayout(circuit, {
    element: (node) =>
      Math.max(BODY + 20, textWidth(label(node).join(""), FONT) + 12, textWidth(values[node.name] ?? "", SMALL) + 8),
    above: HALF_HEIGHT + FONT + 10,
    below: HALF_HEIGHT + (hasValues ? SMALL + 8 : 6),
    gap: GAP,
    lead: LEAD,
  });
  const width = layout.width + 2 * MARGIN;
  const height = layout.height + 2 * MARGIN;
  const path = layout.wires.map(([x1, y1, x2, y2]) => `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`).join("");
  const drawn = layout.elements.map((placed) => drawElement(placed, values[placed.node.name]));
  const dots = layout.dots.map(([x, y]) => `<circle cx="${round(x)}" cy="${round(y)}" r="2.4"/>`).join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeXml(`Circuit ${circuit.notation}`)}" ` +
    `width="${round(width)}" height="${round(height)}" viewBox="${-MARGIN} ${-MARGIN} ${round(width)} ${round(height)}" ` +
    `fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" ` +
    `font-family="system-ui, sans-serif" font-size="${FONT}">` +
    `<path d="${path}"/>${drawn.join("")}<g fill="currentColor" stroke="none">${dots}</g></svg>`
  );
}

function drawElement({ node, from, to, y }: PlacedElement, value: string | undefined): string {
  const middle = (from + to) / 2;
  const { symbol } = node.element;
  const shape = shapeOf(symbol, middle, y);
  const leads = `M${round(from)} ${round(y)}L${round(middle - shape.half)} ${round(y)}M${round(middle + shape.half)} ${round(y)}L${round(to)} ${round(y)}`;
  const [base, subscript] = label(node);
  const name =
    `<text x="${round(middle)}" y="${round(y - HALF_HEIGHT - 8.5)}" text-anchor="middle" fill="currentColor" stroke="none">` +
    `<tspan font-style="italic">${escapeXml(base)}</tspan>` +
    `${subscript === "" ? "" : `<tspan dy="3" font-size="${SMALL}">${escapeXml(subscript)}</tspan>`}</text>`;
  const inside = DRAWN.includes(symbol)
    ? ""
    : `<text x="${round(middle)}" y="${round(y + 4)}" text-anchor="middle" fill="currentColor" stroke="none" font-size="${SMALL + 1}">${escapeXml(symbol)}</text>`;
  const below =
    value === undefined
      ? ""
      : `<text x="${round(middle)}" y="${round(y + HALF_HEIGHT + SMALL + 3)}" text-anchor="middle" fill="currentColor" stroke="none" font-size="${SMALL}">${escapeXml(value)}</text>`;
  return `<g><path d="${leads}${shape.path}"/>${name}${inside}${below}</g>`;
}

/** The path of a symbol about its middle, and half of its length on the wire. */
function shapeOf(symbol: string, x: number, y: number): { readonly half: number; readonly path: string } {
  const h = HALF_HEIGHT;
  if (symbol === "C") {
    return { half: 4, path: `M${round(x - 4)} ${round(y - 11)}v22M${round(x + 4)} ${round(y - 11)}v22` };
  }
  if (symbol === "CPE") {
    const plate = (at: number): string => `M${round(at - 5)} ${round(y - 11)}l7 11l-7 11`;
    return { half: 6, path: `${plate(x - 8)}${plate(x + 4)}` };
  }
  if (symbol === "L" || symbol === "La") {
    return { half: 20, path: `M${round(x - 20)} ${round(y)}${"a5 5 0 0 1 10 0".repeat(4)}` };
  }
  const half = BODY / 2;
  return { half, path: `M${round(x - half)} ${round(y - h)}h${BODY}v${2 * h}h${-BODY}z` };
}

/** `R_ct` → R, ct; `CPE1` → CPE, 1. */
function label({ name, element }: ElementNode): readonly [base: string, subscript: string] {
  return [element.symbol, name.slice(element.symbol.length).replace(/^_/, "").replaceAll("_", " ")];
}

function textWidth(text: string, size: number): number {
  return text.length * size * CHARACTER;
}

function round(value: number): string {
  return String(Math.round(100 * value) / 100);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
