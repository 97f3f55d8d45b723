import { DomainError } from "../../base/errors.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import type { ResolvedRelaxationTimes } from "../processes/result.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { discrepancyArea } from "./discrepancy.ts";
import { type DrawnCurves, drawnCurves } from "./functionals.ts";
import { noisySpectrum } from "./linearized.ts";
import { bandedPeaks } from "./peaks.ts";
import { type ModelDraws, type PooledDraws, poolDraws } from "./pool.ts";
import { bandedProcesses } from "./processes.ts";
import { drawsFor, type Interval, interval } from "./quantiles.ts";
import type { RelaxationTimesBands } from "./result.ts";
import { WIDENING, type Widening } from "./widening.ts";

export interface BandOptions {
  /** Probability that the bands are to hold; default 0.95. */
  readonly level?: number;
  /** Draws that the quantiles are taken of; default 320. */
  readonly draws?: number;
  /** Seed of the random stream; default 1. */
  readonly seed?: number;
  /** Grid of τ in s, ascending; default: that of the result. */
  readonly tau?: Float64Array;
  /** Factors by which the posterior's intervals are widened; default: those of the calibration. */
  readonly widening?: Widening;
  /** Power 1/T to which the evidences of the models are raised; default: that of the calibration. */
  readonly temperature?: number;
}

/** From calibration: the evidences that weigh the models are trusted to a power of one over this. */
const TEMPERATURE = 2;

/**
 * Bands of γ(τ), of F(τ) = ∫ γ d ln τ, of peaks, R∞, L and Σ R: quantiles of these quantities over draws from the posterior of
 * the average of models that `resolveProcesses` found, with the noise level, a gain step of the instrument and all parameters
 * drawn (`drawModel`, `drawSmooth`).
 *
 * @param spectrum the one that was resolved
 * @throws DomainError if spectrum and result differ in length, if a model cannot be drawn from, for an option out of range, or with
 *   fewer draws than the level needs
 */
export function relaxationTimesBands(
  spectrum: ImpedanceSpectrum,
  resolved: ResolvedRelaxationTimes,
  options: BandOptions = {},
): RelaxationTimesBands {
  const { level = 0.95, draws = 320, seed = 1, widening = WIDENING, temperature = TEMPERATURE } = options;
  const { noise, models } = resolved;
  const tau = options.tau ?? resolved.tau;
  const points = spectrum.frequency.length;
  if (noise.length !== points)
    throw new DomainError(`relaxationTimesBands: a result for ${noise.length} points and a spectrum of ${points}.`);
  if (!(level > 0 && level < 1 && draws >= 50 && temperature >= 1))
    throw new DomainError(
      `relaxationTimesBands: level ${level} (between 0 and 1), ${draws} draws (at least 50), temperature ${temperature} (at least 1).`,
    );
  if (draws < drawsFor(level))
    throw new DomainError(
      `relaxationTimesBands: ${draws} draws have no quantiles at level ${level}; at least ${drawsFor(level)} are needed, or a lower level.`,
    );
  const noisy = noisySpectrum(spectrum, { real: noise, imaginary: noise });
  const pool = poolDraws(noisy, models, draws, temperature, new NormalStream(seed));
  if (pool.row.length === 0)
    throw new DomainError(
      `relaxationTimesBands: none of ${models.length} models has parameters that the data determine; give more points or fewer processes.`,
    );
  const curves = drawnCurves(pool, tau);
  const count = pool.row.length;
  const n = tau.length;
  const band = (values: Float64Array, factor: number): readonly [Float64Array, Float64Array, Float64Array] => {
    const out = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
    for (let i = 0; i < n; i++) {
      const { median, lower, upper } = interval(values.slice(i * count, (i + 1) * count), level, factor);
      out[0][i] = median;
      out[1][i] = lower;
      out[2][i] = upper;
    }
    return out;
  };
  const peaks = bandedPeaks(resolved.peaks, pool, curves, tau, level, widening);
  const [gamma, gammaLower, gammaUpper] = band(curves.gamma, widening.gamma);
  for (let i = 0; i < n; i++)
    if (gamma[i] >= 0 && !mayBeNegative(pool, curves, i)) gammaLower[i] = Math.max(0, gammaLower[i]);
  const [cumulative, cumulativeLower, cumulativeUpper] = band(curves.cumulative, widening.cumulative);
  const scalar = (value: (draws: ModelDraws, row: number) => number): Interval =>
    interval(
      Float64Array.from(pool.row, (row, d) => value(pool.draws[pool.model[d]], row)),
      level,
      widening.cumulative,
    );
  return {
    tau,
    level,
    gamma,
    gammaLower,
    gammaUpper,
    cumulative,
    cumulativeLower,
    cumulativeUpper,
    peaks,
    processes: bandedProcesses(resolved.processes, pool, level, widening),
    ohmicResistance: scalar((d, row) => d.x[row * (d.kind === "smooth" ? d.width : d.source.layout.count)]),
    inductance: scalar((d, row) => {
      if (d.kind === "smooth") return d.x[row * d.width + 1];
      const { inductance, count } = d.source.layout;
      return inductance < 0 ? 0 : d.x[row * count + inductance];
    }),
    polarizationResistance: scalar((d, row) => {
      let sum = 0;
      if (d.kind === "smooth") for (let i = 2; i < d.width; i++) sum += d.x[row * d.width + i];
      else {
        sum = discrepancyArea(d.discrepancy, d.bumps, row * d.discrepancy.hats, Number.POSITIVE_INFINITY);
        for (const at of d.source.layout.processes) sum += d.x[row * d.source.layout.count + at];
      }
      return sum;
    }),
    gainStepProbability: gainStepProbability(pool),
    draws: count,
    effectiveDraws: pool.effective,
  };
}

/**
 * Whether a description with an inductive process has γ < 0 at a point of the grid. All others are not negative; where draws of the
 * smooth one are, that comes from how they are drawn.
 */
function mayBeNegative({ draws, model }: PooledDraws, { gamma, count }: DrawnCurves, i: number): boolean {
  for (let d = 0; d < count; d++) {
    const from = draws[model[d]];
    if (gamma[i * count + d] < 0 && from.kind === "processes" && from.source.model.processes.some(isInductive))
      return true;
  }
  return false;
}

function isInductive({ resistance }: { readonly resistance: number }): boolean {
  return resistance < 0;
}

function gainStepProbability({ draws, probability }: PooledDraws): number {
  return draws.reduce((sum, d, m) => sum + (d.kind === "smooth" ? 0 : probability[m] * d.source.steps.total), 0);
}
