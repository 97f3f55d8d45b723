import type { ImpedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../src/impedance/spectrum.ts";
import type { RelaxationTimesBands } from "../../src/impedance/uncertainty/index.ts";
import type { Judged } from "./band-judge.ts";
import { Random } from "./workload/random.ts";
import { F80 } from "./workload/spectra.ts";

/** Spectra on which the bands are calibrated: none of the shapes and priors on which they are judged. */
export const CALIBRATION_FAMILIES = [
  "triangle",
  "two triangles",
  "split log-normal",
  "stretched",
  "cole-cole chain",
] as const;
export type CalibrationFamily = (typeof CALIBRATION_FAMILIES)[number];

/** A distribution on a fine grid of ln τ. */
interface Sampled {
  readonly spectrum: ImpedanceSpectrum;
  readonly tau: Float64Array;
  readonly gamma: Float64Array;
  readonly cumulative: Float64Array;
  /** Of the humps, ascending in τ, in Ω. */
  readonly resistances: readonly number[];
}

const POINTS = 3001;

/** The density of one hump of unit area over ln τ − ln τ₀. */
type Hump = (y: number) => number;

function triangle(left: number, right: number): Hump {
  const height = 2 / (left + right);
  return (y) => (y < -left || y > right ? 0 : height * (y < 0 ? 1 + y / left : 1 - y / right));
}

function splitNormal(left: number, right: number): Hump {
  const height = Math.sqrt(2 / Math.PI) / (left + right);
  return (y) => height * Math.exp(-0.5 * (y / (y < 0 ? left : right)) ** 2);
}

/** Gumbel's density: the distribution of a stretched decay with a long side towards short times. */
function stretched(width: number): Hump {
  return (y) => Math.exp(y / width - Math.exp(y / width)) / width;
}

function coleCole(alpha: number): Hump {
  const sine = Math.sin((1 - alpha) * Math.PI);
  const cosine = Math.cos((1 - alpha) * Math.PI);
  return (y) => (Math.abs(y) > 300 ? 0 : sine / (2 * Math.PI) / (Math.cosh(alpha * y) - cosine));
}

/** Draws a spectrum: R∞ 1 … 100 Ω, R 5 … 200 Ω, humps 0.1 ms … 0.1 s, neighbours 1 … 2.5 decades apart. */
export function calibrationSpectrum(family: CalibrationFamily, seed: number): Sampled {
  const random = new Random(seed * 40503 + 17 * CALIBRATION_FAMILIES.indexOf(family));
  const between = (a: number, b: number): number => a + (b - a) * random.uniform();
  const logBetween = (a: number, b: number): number => a * (b / a) ** random.uniform();
  const humps: { readonly resistance: number; readonly centre: number; readonly hump: Hump }[] = [];
  const count = { triangle: 1, "two triangles": 2, "split log-normal": 1, stretched: 1, "cole-cole chain": 2 }[family];
  let centre = Math.log(logBetween(1e-4, count === 1 ? 1e-1 : 1e-3));
  for (let k = 0; k < count; k++) {
    const hump = {
      triangle: () => triangle(between(0.5, 3), between(0.5, 3)),
      "two triangles": () => triangle(between(0.4, 1.5), between(0.4, 1.5)),
      "split log-normal": () => splitNormal(between(0.3, 1.5), between(0.3, 1.5)),
      stretched: () => stretched(between(0.3, 1.2)),
      "cole-cole chain": () => coleCole(between(0.7, 0.98)),
    }[family]();
    humps.push({ resistance: logBetween(5, 200), centre, hump });
    centre += Math.LN10 * between(1, 2.5);
  }
  const low = Math.log(1e-9);
  const step = (Math.log(1e5) - low) / (POINTS - 1);
  const tau = Float64Array.from({ length: POINTS }, (_, i) => Math.exp(low + i * step));
  const gamma = tau.map((t) =>
    humps.reduce((sum, { resistance, centre: c, hump }) => sum + resistance * hump(Math.log(t) - c), 0),
  );
  const cumulative = new Float64Array(POINTS);
  for (let i = 1; i < POINTS; i++) cumulative[i] = cumulative[i - 1] + (step * (gamma[i] + gamma[i - 1])) / 2;
  const real = new Float64Array(F80.length).fill(logBetween(1, 100));
  const imaginary = new Float64Array(F80.length);
  for (let k = 0; k < F80.length; k++) {
    for (let i = 0; i < POINTS; i++) {
      const wt = 2 * Math.PI * F80[k] * tau[i];
      const part = (step * gamma[i]) / (1 + wt * wt);
      real[k] += part;
      imaginary[k] -= wt * part;
    }
  }
  return {
    spectrum: impedanceSpectrum(F80, real, imaginary),
    tau,
    gamma,
    cumulative,
    resistances: humps.map((h) => h.resistance),
  };
}

/** Holds F at the maxima, half heights and valleys, and R and τ of the maxima, against the truth. */
export function judgeCalibration(
  { tau, gamma, cumulative, resistances }: Sampled,
  bands: RelaxationTimesBands,
): readonly Judged[] {
  const judged: Judged[] = [];
  const add = (quantity: Judged["quantity"], truth: number, median: number, lower: number, upper: number): void => {
    const error = truth < median ? (truth - median) / (median - lower) : (truth - median) / (upper - median);
    judged.push({ quantity, covered: truth >= lower && truth <= upper, width: Number.NaN, error });
  };
  const top = gamma.reduce((a, b) => Math.max(a, b));
  const peaks = Array.from(gamma.keys()).filter(
    (i) => i > 0 && i < POINTS - 1 && gamma[i] > 0.01 * top && gamma[i] > gamma[i - 1] && gamma[i] >= gamma[i + 1],
  );
  const at = (x: number): number => {
    let best = 0;
    for (let i = 1; i < bands.tau.length; i++)
      if (Math.abs(Math.log(bands.tau[i] / x)) < Math.abs(Math.log(bands.tau[best] / x))) best = i;
    return best;
  };
  const exact = (x: number): number => {
    const place = (Math.log(x / tau[0]) / Math.log(tau[POINTS - 1] / tau[0])) * (POINTS - 1);
    const i = Math.floor(place);
    return cumulative[i] + (place - i) * (cumulative[i + 1] - cumulative[i]);
  };
  const atPlace = (quantity: Judged["quantity"], index: number): void => {
    const i = at(tau[index]);
    add(quantity, exact(bands.tau[i]), bands.cumulative[i], bands.cumulativeLower[i], bands.cumulativeUpper[i]);
  };
  let before = 0;
  peaks.forEach((peak, p) => {
    let end = POINTS - 1;
    if (p < peaks.length - 1) {
      end = peak;
      for (let i = peak; i <= peaks[p + 1]; i++) if (gamma[i] < gamma[end]) end = i;
      atPlace("F valley", end);
    }
    atPlace("F top", peak);
    for (const direction of [-1, 1]) {
      let i = peak;
      while (i > before && i < end && gamma[i] > 0.5 * gamma[peak]) i += direction;
      if (gamma[i] <= 0.5 * gamma[peak]) atPlace("F half", i);
      while (i > before && i < end && gamma[i] > 0.05 * gamma[peak]) i += direction;
      if (gamma[i] <= 0.05 * gamma[peak]) atPlace("F valley", i);
    }
    const between = cumulative[end] - cumulative[before];
    const resistance = peaks.length === resistances.length ? resistances[p] : between;
    before = end;
    const near = bands.peaks
      .filter((b) => b.resistance > 0 && Math.abs(Math.log10(b.tau / tau[peak])) < 0.6)
      .sort((a, b) => Math.abs(Math.log(a.tau / tau[peak])) - Math.abs(Math.log(b.tau / tau[peak])))[0];
    if (near === undefined) return;
    const { tauLower, tauUpper, resistanceLower, resistanceUpper } = near;
    if (tauLower === null || tauUpper === null || resistanceLower === null || resistanceUpper === null) return;
    add("peak R", resistance, near.resistance, resistanceLower, resistanceUpper);
    add("peak tau", Math.log(tau[peak]), Math.log(near.tau), Math.log(tauLower), Math.log(tauUpper));
  });
  return judged;
}
