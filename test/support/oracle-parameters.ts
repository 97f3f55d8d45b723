import { type Element, elementImpedance } from "./workload/elements.ts";

/** One number of one element, as the variable of a fit: a resistance (or L) over its true value, ln τ over the true one, an exponent. */
export interface OracleParameter {
  readonly element: number;
  /** Index in the tuple of the element. */
  readonly index: number;
  readonly kind: "scale" | "time" | "exponent" | "width";
  readonly truth: number;
  readonly lower: number;
  readonly upper: number;
}

/** Largest exponent: at 1 a ZARC has no density. */
const LARGEST_EXPONENT = 0.999;
const SMALLEST_EXPONENT = 0.3;
/** A scale stays positive, a time within so many e-folds of the truth, a width of a log-normal between these. */
const SMALLEST_SCALE = 1e-6;
const LARGEST_SCALE = 1e3;
const TIME_REACH = 12;
const WIDTHS = [0.02, 4] as const;

function parameterOf(element: number, index: number, kind: OracleParameter["kind"], truth: number): OracleParameter {
  const bounds = {
    scale: [SMALLEST_SCALE, LARGEST_SCALE],
    time: [-TIME_REACH, TIME_REACH],
    exponent: [SMALLEST_EXPONENT, LARGEST_EXPONENT],
    width: WIDTHS,
  } as const;
  const [lower, upper] = bounds[kind];
  return { element, index, kind, truth, lower, upper };
}

/** The parameters of the elements in order. */
export function oracleParameters(elements: readonly Element[]): readonly OracleParameter[] {
  return elements.flatMap((e, i): readonly OracleParameter[] => {
    const of = (index: number, kind: OracleParameter["kind"]): OracleParameter =>
      parameterOf(i, index, kind, Number(e[index]));
    switch (e[0]) {
      case "R":
      case "L":
      case "W":
        return [of(1, "scale")];
      case "RC":
      case "G":
        return [of(1, "scale"), of(2, "time")];
      case "ZARC":
        return [of(1, "scale"), of(2, "time"), of(3, "exponent")];
      case "GS":
        return [of(1, "scale"), of(2, "time"), of(3, "width")];
      case "BOX":
        return [of(1, "scale"), of(2, "time"), of(3, "time")];
      default:
        return [of(1, "scale"), of(2, "time"), of(3, "exponent"), of(4, "exponent")];
    }
  });
}

/** The variables of the truth: 1 for scales, 0 for times, exponents and widths themselves. */
export function truthVector(parameters: readonly OracleParameter[]): Float64Array {
  return Float64Array.from(parameters, ({ kind, truth }) => (kind === "scale" ? 1 : kind === "time" ? 0 : truth));
}

/** The elements of a vector of variables. */
export function elementsAt(
  elements: readonly Element[],
  parameters: readonly OracleParameter[],
  x: ArrayLike<number>,
): readonly Element[] {
  const values = elements.map((e) => e.map(Number));
  parameters.forEach(({ element, index, kind, truth }, k) => {
    values[element][index] = kind === "scale" ? truth * x[k] : kind === "time" ? truth * Math.exp(x[k]) : x[k];
  });
  return elements.map((e, i) => rebuilt(e, values[i]));
}

function rebuilt(e: Element, [, a, b, c, d]: readonly number[]): Element {
  switch (e[0]) {
    case "R":
    case "L":
    case "W":
      return [e[0], a];
    case "RC":
    case "G":
      return [e[0], a, b];
    case "HN":
      return ["HN", a, b, c, d];
    default:
      return [e[0], a, b, c];
  }
}

/** Writes Z of one element, Re at [k], Im at [n + k]. */
export function writeImpedance(e: Element, f: Float64Array, out: Float64Array): void {
  for (let k = 0; k < f.length; k++) {
    const [re, im] = elementImpedance(e, f[k]);
    out[k] = re;
    out[f.length + k] = im;
  }
}
