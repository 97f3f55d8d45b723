import { noiseVariances } from "../kramers-kronig/noise-model.ts";

/** What the rows of the residual say of the noise of Re and Im. */
export interface NoiseLevel {
  /** Variances of Z' and Z'' in Ω², length N each. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** `proportional`: a|Z|; `floor`: √(a²|Z|² + b²); `frequency`: a|Z| with a depending on the frequency. */
  readonly kind: "proportional" | "floor" | "frequency";
  /** a, b in Ω. */
  readonly relative: number;
  readonly floor: number;
  /** Standard deviation of Z'' over that of Z', 1 unless the data say otherwise. */
  readonly ratio: number;
}

/** A square counts at most so many times its expected value. */
const CAP = 8;
/** Floors tried, as b²/a² in units of the smallest |Z|² … the largest |Z|²: this many a decade. */
const FLOORS_PER_DECADE = 3;
/** Reduction of −2 ln L + p ln n that a richer description must bring beyond equality. */
const MARGIN = 2;

/**
 * The variance of each part of each point from squared residuals and their degrees of freedom, S_k ~ σ_k² χ²(ν_k): proportional
 * to |Z|², with an additive floor, or changing with frequency, and with Z'' apart from Z' or not, whichever has the smallest
 * −2 ln L + p ln n (residual likelihood: Smyth & Verbyla, J. R. Stat. Soc. B 58 (1996) 565).
 *
 * @param squares of the residuals in Ω², Re then Im, @param freedom of each
 * @param least smallest relative standard deviation that is believed
 */
export function noiseLevel(
  frequency: Float64Array,
  modulus: Float64Array,
  squares: Float64Array,
  freedom: Float64Array,
  least: number,
): NoiseLevel {
  const points = modulus.length;
  const rows = 2 * points;
  const total = freedom.reduce((a, b) => a + b, 0);
  const penalty = Math.log(Math.max(total, 2));
  const shape = new Float64Array(points);
  const levels = (ratioFree: boolean): { readonly loss: number; readonly a2: number; readonly ratio2: number } => {
    // scale of the capped mean squares over the shape; two passes let the cap settle
    const level = (from: number, to: number): number => {
      let s = Number.POSITIVE_INFINITY;
      for (let pass = 0; pass < 4; pass++) {
        let [sum, count] = [0, 0];
        for (let r = from; r < to; r++) {
          if (freedom[r] === 0) continue;
          const expected = s * shape[r % points] * freedom[r];
          sum += Math.min(squares[r], CAP * expected) / shape[r % points];
          count += freedom[r];
        }
        s = sum / count;
      }
      return Math.max(s, least * least);
    };
    const a2 = ratioFree ? level(0, points) : level(0, rows);
    const ratio2 = ratioFree ? level(points, rows) / a2 : 1;
    let loss = 0;
    for (let r = 0; r < rows; r++) {
      if (freedom[r] === 0) continue;
      const variance = (r < points ? a2 : a2 * ratio2) * shape[r % points];
      const u = squares[r] / (variance * freedom[r]);
      loss += freedom[r] * (Math.log(variance) + (u <= CAP ? u : CAP * (1 + Math.log(u / CAP))));
    }
    return { loss, a2, ratio2 };
  };
  let best: NoiseLevel | undefined;
  let bestCriterion = Number.POSITIVE_INFINITY;
  const consider = (kind: NoiseLevel["kind"], extra: number, b2: number): void => {
    for (const apart of [false, true]) {
      const { loss, a2, ratio2 } = levels(apart);
      const parameters = 1 + extra + (apart ? 1 : 0);
      const criterion = loss + parameters * penalty + (parameters > 1 ? MARGIN : 0);
      if (!(criterion < bestCriterion)) continue;
      bestCriterion = criterion;
      const real = shape.map((s) => a2 * s);
      best = {
        real,
        imaginary: real.map((v) => v * ratio2),
        kind,
        relative: Math.sqrt(kind === "floor" && b2 === Number.POSITIVE_INFINITY ? 0 : a2),
        floor: Math.sqrt(kind === "floor" ? a2 * b2 : 0),
        ratio: Math.sqrt(ratio2),
      };
    }
  };
  for (let k = 0; k < points; k++) shape[k] = modulus[k] * modulus[k];
  consider("proportional", 0, 0);
  let [smallest, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const z of modulus) {
    smallest = Math.min(smallest, z * z);
    largest = Math.max(largest, z * z);
  }
  const steps = Math.ceil(FLOORS_PER_DECADE * Math.log10((100 * largest) / smallest)) + 1;
  for (let i = 0; i < steps; i++) {
    const b2 = smallest * 10 ** (i / FLOORS_PER_DECADE - 0.5);
    for (let k = 0; k < points; k++) shape[k] = modulus[k] * modulus[k] + b2;
    consider("floor", 1, b2);
  }
  const both = new Float64Array(points);
  const freedomOfBoth = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    both[k] = (squares[k] + squares[points + k]) / (modulus[k] * modulus[k]);
    freedomOfBoth[k] = freedom[k] + freedom[points + k];
  }
  const data = { squares: both, freedom: freedomOfBoth };
  const level = new Float64Array(points); // a floor was considered above
  const byFrequency = noiseVariances(frequency.map(Math.log), level, data, least * least);
  if (byFrequency.parameters > 1) {
    for (let k = 0; k < points; k++) shape[k] = byFrequency.variances[k] * modulus[k] * modulus[k];
    consider("frequency", byFrequency.parameters - 1, 0);
  }
  if (best === undefined) {
    for (let k = 0; k < points; k++) shape[k] = (least * modulus[k]) ** 2;
    return { real: shape, imaginary: shape, kind: "proportional", relative: least, floor: 0, ratio: 1 };
  }
  return best;
}
