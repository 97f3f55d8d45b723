import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { type NetworkResiduals, networkResiduals } from "./debye-network.ts";
import { type NoiseLevel, noiseLevel } from "./level.ts";
import { gainSteps } from "./range-switch.ts";

/** A point with more noise than its neighbours. */
export interface DisturbedPoint {
  readonly index: number;
  /** Its scatter over that of its neighbours. */
  readonly factor: number;
  /** Which harmonic of which mains frequency in Hz it lies on; null if on none. */
  readonly mains: { readonly frequency: number; readonly harmonic: number } | null;
}

/** A step of the gain, below a frequency. */
export interface RangeSwitch {
  /** Most probable place in Hz (between two points), and the interval that holds 95 % of the probability. */
  readonly frequency: number;
  readonly frequencyLower: number;
  readonly frequencyUpper: number;
  /** Gain below over that above, with its 95 % interval. */
  readonly gain: number;
  readonly gainLower: number;
  readonly gainUpper: number;
  /** Posterior probability that there is a step at all. */
  readonly probability: number;
  /** The spectrum with what is below divided by the gain. */
  readonly corrected: ImpedanceSpectrum;
}

/** Noise of a spectrum, from the spectrum alone. */
export interface NoiseEstimate extends Pick<NoiseLevel, "kind" | "relative" | "floor" | "ratio"> {
  /** Standard deviations of Z' and Z'' at each point in Ω. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly disturbed: readonly DisturbedPoint[];
  /** Degrees of freedom behind the level: its relative standard deviation is √(1/2ν). */
  readonly freedom: number;
  /** Null where a step has less than 90 % of the probability. */
  readonly rangeSwitch: RangeSwitch | null;
}

/** Time constants a decade that are tried; the next is taken if it lowers the residual variance by more than this factor. */
const DENSITIES = [2.5, 4, 6] as const;
const LOWERED = 0.8;
const CORRELATED = 0;
/** Relative standard deviations below which no noise is believed: rounding of what was written down. */
const LEAST = 1e-7;
/** A point with fewer degrees of freedom says nothing. */
const LEAST_FREEDOM = 0.05;
/** Probability that any point of a spectrum of normal noise is taken for disturbed; χ²(2) from which one near the mains is. */
const OUTLIER_PROBABILITY = 0.001;
const MAINS_LIMIT = 7;
const MAINS = [50, 60] as const;
const HARMONICS = 5;
const MAINS_REACH = 0.025;
const SMALLEST_FACTOR = 2;
/** Probability from which a range switch is reported. */
const BELIEVED = 0.9;
/** Share of points that may be disturbed. */
const MOST_DISTURBED = 0.1;

/**
 * Estimates the standard deviation of Z' and Z'' at each point from the residuals of a linear network that any stationary
 * spectrum fits (`networkResiduals`): proportional to |Z|, with an additive floor or a dependence on frequency, of Z'' apart
 * from Z' where the data say so; more at points that scatter far more than their neighbours (mains lines); and a step of the
 * gain where the instrument switched its range.
 *
 * @throws DomainError with fewer than 10 points or if Z is 0 at all of them
 */
export function estimateNoise(spectrum: ImpedanceSpectrum): NoiseEstimate {
  const { frequency } = spectrum;
  const points = frequency.length;
  if (points < 10)
    throw new DomainError(`estimateNoise: ${points} points; at least 10 are needed to tell noise from shape.`);
  const modulus = spectrum.real.map((re, k) => Math.hypot(re, spectrum.imaginary[k]));
  const largest = modulus.reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) throw new DomainError(`estimateNoise: Z is 0 at all ${points} points.`);
  for (let k = 0; k < points; k++) modulus[k] = Math.max(modulus[k], 1e-12 * largest);
  const size = new Float64Array(2 * points);
  for (let r = 0; r < 2 * points; r++) size[r] = modulus[r % points];

  let { network, density } = chooseDensity(spectrum, size);
  let level = levelOf(frequency, modulus, network, size, []);
  let disturbed: readonly DisturbedPoint[] = [];
  for (let pass = 0; pass < 2; pass++) {
    disturbed = disturbedPoints(frequency, network, size, level);
    if (pass === 1 || (disturbed.length === 0 && level.kind === "proportional" && level.ratio === 1)) break;
    setSizes(size, level, disturbed);
    network = networkResiduals(spectrum, size, density);
    level = levelOf(frequency, modulus, network, size, disturbed);
  }
  const before = level.kind === "proportional" && level.ratio === 1 && disturbed.length === 0 ? level.relative : 1;
  setSizes(size, level, disturbed);
  network = before === 1 ? networkResiduals(spectrum, size, density) : rescaled(network, before);
  const freedom = network.freedom.reduce((a, b) => a + b, 0);
  return {
    kind: level.kind,
    relative: level.relative,
    floor: level.floor,
    ratio: level.ratio,
    real: size.slice(0, points),
    imaginary: size.slice(points),
    disturbed,
    freedom,
    rangeSwitch: rangeSwitch(spectrum, size, network),
  };
}

/** The same fit with all sizes times a factor. */
function rescaled(network: NetworkResiduals, factor: number): NetworkResiduals {
  return { ...network, residual: network.residual.map((r) => r / factor) };
}

/** Correlation of the residuals of neighbours: near 0 or below for noise, positive where the shape is not described. */
function correlation({ residual }: NetworkResiduals): number {
  let [sum, squares] = [0, 0];
  for (let r = 0; r < residual.length; r++) {
    squares += residual[r] * residual[r];
    if (r + 1 < residual.length) sum += residual[r] * residual[r + 1];
  }
  return squares > 0 ? sum / squares : 0;
}

function meanSquare({ residual, freedom }: NetworkResiduals): number {
  let [sum, count] = [0, 0];
  for (let r = 0; r < residual.length; r++) {
    sum += residual[r] * residual[r];
    count += freedom[r];
  }
  return sum / Math.max(count, 1);
}

function chooseDensity(
  spectrum: ImpedanceSpectrum,
  size: Float64Array,
): { network: NetworkResiduals; density: number } {
  let density: number = DENSITIES[0];
  let network = networkResiduals(spectrum, size, density);
  for (const next of DENSITIES.slice(1)) {
    if (correlation(network) < CORRELATED) break;
    const other = networkResiduals(spectrum, size, next);
    if (!(meanSquare(other) < LOWERED * meanSquare(network))) break;
    [network, density] = [other, next];
  }
  return { network, density };
}

function levelOf(
  frequency: Float64Array,
  modulus: Float64Array,
  { residual, freedom }: NetworkResiduals,
  size: Float64Array,
  without: readonly DisturbedPoint[],
): NoiseLevel {
  const points = frequency.length;
  const squares = residual.map((r, i) => (r * size[i]) ** 2);
  const left = freedom.map((d) => (d < LEAST_FREEDOM ? 0 : d));
  for (const { index } of without) left[index] = left[points + index] = 0;
  for (let r = 0; r < 2 * points; r++) if (left[r] === 0) squares[r] = 0;
  return noiseLevel(frequency, modulus, squares, left, LEAST);
}

function setSizes(size: Float64Array, level: NoiseLevel, disturbed: readonly DisturbedPoint[]): void {
  const points = level.real.length;
  for (let k = 0; k < points; k++) {
    size[k] = Math.sqrt(level.real[k]);
    size[points + k] = Math.sqrt(level.imaginary[k]);
  }
  for (const { index, factor } of disturbed) {
    size[index] *= factor;
    size[points + index] *= factor;
  }
}

function disturbedPoints(
  frequency: Float64Array,
  { residual, freedom }: NetworkResiduals,
  size: Float64Array,
  level: NoiseLevel,
): readonly DisturbedPoint[] {
  const points = frequency.length;
  const limit = -2 * Math.log(OUTLIER_PROBABILITY / points);
  const found: DisturbedPoint[] = [];
  for (let k = 0; k < points; k++) {
    let chi = 0;
    for (const [r, variance] of [
      [k, level.real[k]],
      [points + k, level.imaginary[k]],
    ]) {
      if (freedom[r] > LEAST_FREEDOM) chi += (residual[r] * size[r]) ** 2 / (variance * freedom[r]);
    }
    const mains = mainsLine(frequency[k]);
    if (chi > (mains === null ? limit : MAINS_LIMIT)) {
      found.push({ index: k, factor: Math.max(SMALLEST_FACTOR, Math.sqrt(chi / 2)), mains });
    }
  }
  const most = Math.max(1, Math.floor(MOST_DISTURBED * points));
  return found.sort((a, b) => b.factor - a.factor).slice(0, most);
}

function mainsLine(f: number): DisturbedPoint["mains"] {
  for (const frequency of MAINS) {
    const harmonic = Math.round(f / frequency);
    if (harmonic >= 1 && harmonic <= HARMONICS && Math.abs(f / (harmonic * frequency) - 1) < MAINS_REACH)
      return { frequency, harmonic };
  }
  return null;
}

function rangeSwitch(
  spectrum: ImpedanceSpectrum,
  size: Float64Array,
  { basis, rank, residual }: NetworkResiduals,
): RangeSwitch | null {
  const { frequency, real, imaginary } = spectrum;
  const points = frequency.length;
  const data = size.map((s, r) => (r < points ? real[r] : imaginary[r - points]) / s);
  const steps = gainSteps(frequency, data, basis, rank, residual, 1);
  if (!(steps.total > BELIEVED)) return null;
  const { order, probability } = steps;
  let best = 1;
  for (let c = 1; c < points; c++) if (probability[c] > probability[best]) best = c;
  // the smallest set of places that holds 95 %, from the most probable down
  const places = Array.from({ length: points - 1 }, (_, i) => i + 1).sort((a, b) => probability[b] - probability[a]);
  let [held, from, to] = [0, best, best];
  let [mean, square] = [0, 0];
  for (const c of places) {
    if (held >= 0.95 * steps.total) break;
    held += probability[c];
    from = Math.min(from, c);
    to = Math.max(to, c);
  }
  for (let c = 1; c < points; c++) {
    const p = probability[c] / steps.total;
    mean += p * steps.mean[c];
    square += p * (steps.mean[c] ** 2 + steps.deviation[c] ** 2);
  }
  const half = 1.96 * Math.sqrt(Math.max(0, square - mean * mean));
  const between = (c: number): number => Math.sqrt(frequency[order[c - 1]] * frequency[order[c]]);
  const gain = 1 + steps.mean[best];
  const limit = between(best);
  const divisor = frequency.map((f) => (f < limit ? gain : 1));
  return {
    frequency: limit,
    frequencyLower: frequency[order[to]],
    frequencyUpper: frequency[order[from - 1]],
    gain,
    gainLower: 1 + mean - half,
    gainUpper: 1 + mean + half,
    probability: steps.total,
    corrected: impedanceSpectrum(
      frequency,
      real.map((v, k) => v / divisor[k]),
      imaginary.map((v, k) => v / divisor[k]),
    ),
  };
}
