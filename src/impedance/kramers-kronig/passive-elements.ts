import { log10 } from "../../numerics/elementary/index.ts";
import { minimizeNonnegative } from "../../numerics/nonnegative/quadratic-program.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { dot } from "./nested-network.ts";
import { type NetworkParts, networkColumns, timeConstants } from "./network.ts";
import { sizes } from "./weights.ts";

/** Candidates a decade of τ: an element between two of them is composed of both. */
const PER_DECADE = 12;
/** Added to the squared length of each column: its columns are nearly dependent. */
const RIDGE = 1e-10;

/** The passive network nearest to a spectrum. */
export interface PassiveElements {
  /** R_m in Ω of its elements; neighbouring candidates are one element. */
  readonly resistances: Float64Array;
  /** Coefficients, with two for each element: its τ is chosen. */
  readonly parameters: number;
  /** Root mean square of what it leaves of both parts, over the degrees of freedom, as a share of |Z|. */
  readonly scatter: number;
  /** What it leaves over |Z|, Z' first. */
  readonly left: Float64Array;
}

/**
 * min Σ |Z − Ẑ|²/|Z|² over R₀ + Σ R_m/(1 + jωτ_m) + jωL + 1/(jωC) with no coefficient below 0 and τ_m dense: the signs
 * choose few elements by themselves (Lawson & Hanson, Solving Least Squares Problems, 1974, chapter 23). A cell that obeys the
 * relations leaves its noise; of one that does not, the violation is left as well.
 *
 * @param widening factor by which τ reach beyond 1/ω of the highest and the lowest frequency
 */
export function passiveElements(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  outliers: readonly number[],
  settings: NetworkParts,
  widening: number,
): PassiveElements {
  const points = modulus.length;
  const rows = 2 * points;
  const decades = log10(
    (spectrum.frequency.reduce((a, b) => Math.max(a, b)) / spectrum.frequency.reduce((a, b) => Math.min(a, b))) *
      widening ** 2,
  );
  const tau = timeConstants(spectrum.frequency, Math.ceil(PER_DECADE * decades) + 1, widening);
  const size = sizes(modulus, new Float64Array(points).fill(1), outliers);
  const { real, imaginary } = networkColumns(spectrum, size, tau, settings);
  const data = new Float64Array(rows);
  for (let k = 0; k < points; k++) {
    data[k] = spectrum.real[k] / size[k];
    data[points + k] = spectrum.imaginary[k] / size[k];
  }
  const count = real.length;
  const columns = real.map((c, j) => Float64Array.of(...c, ...imaginary[j]));
  const h = new Float64Array(count * count);
  const g = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    g[i] = dot(columns[i], 0, data, 0, rows);
    for (let j = 0; j <= i; j++) h[i * count + j] = h[j * count + i] = dot(columns[i], 0, columns[j], 0, rows);
    h[i * count + i] *= 1 + RIDGE;
  }
  const { x, passive } = minimizeNonnegative(h, g);
  const left = data.slice();
  for (const j of passive) for (let k = 0; k < rows; k++) left[k] -= x[j] * columns[j][k];
  const resistances: number[] = [];
  let others = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const j of passive) {
    if (j === 0 || j > tau.length) others++;
    else {
      if (j === last + 1) resistances[resistances.length - 1] += x[j];
      else resistances.push(x[j]);
      last = j;
    }
  }
  const parameters = others + 2 * resistances.length;
  const squares = dot(left, 0, left, 0, rows);
  return {
    resistances: Float64Array.from(resistances),
    parameters,
    scatter: Math.sqrt(squares / Math.max(1, 2 * (points - outliers.length) - others - resistances.length)),
    left,
  };
}
