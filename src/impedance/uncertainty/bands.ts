import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { drawnCurves } from "./functionals.ts";
import { noisySpectrum } from "./linearized.ts";
import type { WeightedModel } from "./model.ts";
import { bandedPeaks, bandedProcesses } from "./peaks.ts";
import { type PooledDraws, poolDraws } from "./pool.ts";
import { type Interval, interval } from "./quantiles.ts";
import { NormalStream } from "./random.ts";
import type { RelaxationTimesBands } from "./result.ts";
import { WIDENING, type Widening } from "./widening.ts";

export interface BandOptions {
  /** Grid of τ in s, ascending. */
  readonly tau: Float64Array;
  /** Standard deviations of Z' and Z'' at each point, right up to a common factor: `estimateNoise`. */
  readonly noise: { readonly real: Float64Array; readonly imaginary: Float64Array };
  /** Probability that the bands are to hold; default 0.95. */
  readonly level?: number;
  /** Draws that the quantiles are taken of; default 400. */
  readonly draws?: number;
  /** Seed of the random stream; default 1. */
  readonly seed?: number;
  /** Factors by which the posterior's intervals are widened; default: those of the calibration. */
  readonly widening?: Widening;
}

/**
 * Bands of γ(τ), of F(τ) = ∫ γ d ln τ, of peaks, R∞, L and Σ R: quantiles of these quantities over draws from the posterior of an
 * average of models, with the noise level, a gain step of the instrument and all parameters drawn (`drawModel`).
 *
 * @throws DomainError without a model, if none can be linearised, or if lengths disagree
 */
export function relaxationTimesBands(
  spectrum: ImpedanceSpectrum,
  models: readonly WeightedModel[],
  options: BandOptions,
): RelaxationTimesBands {
  const { tau, noise, level = 0.95, draws = 400, seed = 1, widening = WIDENING } = options;
  const points = spectrum.frequency.length;
  if (noise.real.length !== points || noise.imaginary.length !== points)
    throw new DomainError(
      `relaxationTimesBands: noise of ${noise.real.length} and ${noise.imaginary.length} points for a spectrum of ${points}.`,
    );
  if (!(level > 0 && level < 1 && draws >= 50))
    throw new DomainError(`relaxationTimesBands: level ${level} (between 0 and 1), ${draws} draws (at least 50).`);
  const noisy = noisySpectrum(spectrum, noise);
  const pool = poolDraws(noisy, models, draws, new NormalStream(seed));
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
  const peaks = bandedPeaks(pool, curves, tau, noisy, level, widening);
  const [gamma, gammaLower, gammaUpper] = band(curves.gamma, widening.gamma);
  const [cumulative, cumulativeLower, cumulativeUpper] = band(curves.cumulative, widening.cumulative);
  const scalar = (value: (x: Float64Array, from: number, m: number) => number): Interval =>
    interval(
      Float64Array.from(pool.row, (row, d) => {
        const { x, source } = pool.draws[pool.model[d]];
        return value(x, row * source.layout.count, pool.model[d]);
      }),
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
    processes: bandedProcesses(pool, level, widening),
    ohmicResistance: scalar((x, from) => x[from]),
    inductance: scalar((x, from, m) => {
      const at = pool.draws[m].source.layout.inductance;
      return at < 0 ? 0 : x[from + at];
    }),
    polarizationResistance: scalar((x, from, m) => {
      let sum = 0;
      for (const at of pool.draws[m].source.layout.processes) sum += x[from + at];
      return sum;
    }),
    gainStepProbability: gainStepProbability(pool),
    draws: count,
    effectiveDraws: pool.effective,
  };
}

function gainStepProbability({ draws, probability }: PooledDraws): number {
  return draws.reduce((sum, { source }, m) => sum + probability[m] * source.steps.total, 0);
}
