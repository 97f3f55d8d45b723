/** The drawing of an element about the middle of its wire, in px; y downward. */
export interface ElementSymbol {
  /** Half of its length on the wire. */
  readonly half: number;
  /** Path about (0, 0). */
  readonly path: string;
  /** Text in its box; empty where the shape says what it is. */
  readonly text: string;
}

const box = (half: number): string => `M${-half} -6h${2 * half}v12h${-2 * half}z`;
const plate = (x: number): string => `M${x - 3} -8l6 8l-6 8`;

/** Resistor as a box (IEC 60617), capacitor, coil and constant-phase element by their symbols, others as a box with their symbol. */
export function elementSymbol(symbol: string): ElementSymbol {
  if (symbol === "R") return { half: 13, path: box(13), text: "" };
  if (symbol === "C") return { half: 3, path: "M-3 -9v18M3 -9v18", text: "" };
  if (symbol === "CPE") return { half: 4, path: `${plate(-4)}${plate(2)}`, text: "" };
  if (symbol === "L" || symbol === "La") return { half: 14, path: `M-14 0${"a3.5 3.5 0 0 1 7 0".repeat(4)}`, text: "" };
  return { half: 15, path: box(15), text: symbol };
}
