import { DomainError } from "../../base/errors.ts";
import { exp, hypot, log } from "../../numerics/elementary/index.ts";
import { isolatedPoints } from "../isolated-points.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import type { Share } from "./average.ts";
import { alignShares, averageShares, sortedProcesses } from "./average.ts";
import { inWords } from "./describe.ts";
import type { FittedModel, WeightedSpectrum } from "./fitted-model.ts";
import { noiseScale } from "./noise-scale.ts";
import { processesImpedance } from "./process.ts";
import { processTop } from "./process-top.ts";
import { modelOf } from "./relaxation-model.ts";
import type { ResolvePlan } from "./resolve-plan.ts";
import { resolvePlan } from "./resolve-plan.ts";
import { resolvedPeaks } from "./resolved-peaks.ts";
import type { ResolvedRelaxationTimes } from "./result.ts";
import { weightTrials } from "./score.ts";
import { ModelSearch } from "./search.ts";
import type { SmoothModel } from "./smooth.ts";
import { smoothModel } from "./smooth.ts";
import { smoothImpedance } from "./smooth-quantities.ts";
import { VariableProjection } from "./variable-projection.ts";

/** Options of `resolveProcesses`. */
export interface ResolveOptions {
  /** Standard deviation of each part of Z at each point in Ω, up to a common factor; estimated from the spectrum by default. */
  readonly noise?: Float64Array;
  /** Whether a blocking capacitor may stand in series; default true: it is found where there is one. */
  readonly blocking?: boolean;
  /** Most processes of a model; default 6. */
  readonly mostProcesses?: number;
}

/** Models below this part of the most probable one are left out of the average (Occam's window). */
const OCCAM = 1 / 20;
const KIND_WEIGHT = 0.9;

/**
 * The distribution of relaxation times of one spectrum, Z = R∞ + jωL (+ 1/jωC) + ∫ γ(ln τ)/(1 + jωτ) d ln τ, as an average over
 * models weighed by their marginal likelihood: sums of Debye, Cole-Cole, Gerischer, Havriliak-Negami processes and spread barriers
 * (log-normal to box), of either sign, in numbers and shapes that the data ask for, and a smooth distribution without processes.
 * A discrete model is thus taken only as far as it reaches the noise and nothing smoother does as well.
 *
 * Sources: Golub & Pereyra, SIAM J. Numer. Anal. 10 (1973) 413; Kass & Raftery, J. Am. Stat. Assoc. 90 (1995) 773;
 * Hoeting et al., Stat. Sci. 14 (1999) 382; Huang et al., Electrochim. Acta 443 (2023) 141879.
 *
 * @throws DomainError with fewer than 5 distinct frequencies, with Z = 0, or if `noise` has another length or is not positive
 */
export function resolveProcesses(spectrum: ImpedanceSpectrum, options: ResolveOptions = {}): ResolvedRelaxationTimes {
  return processResolver(options)(spectrum);
}

/** As `resolveProcesses`, for many spectra: what depends on the frequencies only is made once for equal frequencies. */
export function processResolver(
  options: ResolveOptions = {},
): (spectrum: ImpedanceSpectrum) => ResolvedRelaxationTimes {
  let plan: ResolvePlan | undefined;
  return (spectrum) => {
    const f = spectrum.frequency;
    if (plan === undefined || plan.frequency.length !== f.length || !plan.frequency.every((x, k) => x === f[k]))
      plan = resolvePlan(Float64Array.from(f));
    return resolveWith(plan, spectrum, options);
  };
}

function weigh(spectrum: ImpedanceSpectrum, deviation: Float64Array): WeightedSpectrum {
  const m = spectrum.frequency.length;
  const weight = new Float64Array(2 * m);
  const data = new Float64Array(2 * m);
  for (let k = 0; k < m; k++) {
    const w = 1 / deviation[k];
    weight[2 * k] = w;
    weight[2 * k + 1] = w;
    data[2 * k] = w * spectrum.real[k];
    data[2 * k + 1] = w * spectrum.imaginary[k];
  }
  return { frequency: spectrum.frequency, weight, data };
}

/** Factor by which the standard deviation of an isolated point is raised, so that it says nothing. */
const SLIP = 1e4;

/** Proportional to |Z|; for isolated points, to the largest |Z|, and so large that they do not count. */
function plainDeviation(spectrum: ImpedanceSpectrum, slips: readonly number[], size: number): Float64Array {
  return modulus(spectrum).map((z, k) => (slips.includes(k) ? SLIP * size : Math.max(z, 1e-9 * size)));
}

function modulus({ real, imaginary }: ImpedanceSpectrum): Float64Array {
  return real.map((x, k) => Math.sqrt(x * x + imaginary[k] * imaginary[k]));
}

/** |Z| and |residual|² of an impedance in interleaved parts. */
function compare(spectrum: ImpedanceSpectrum, z: Float64Array): { size: Float64Array; squares: Float64Array } {
  const m = spectrum.frequency.length;
  const size = new Float64Array(m);
  const squares = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    size[k] = hypot(z[2 * k], z[2 * k + 1]);
    squares[k] = (spectrum.real[k] - z[2 * k]) ** 2 + (spectrum.imaginary[k] - z[2 * k + 1]) ** 2;
  }
  return { size, squares };
}

function interleave({ real, imaginary }: ImpedanceSpectrum): Float64Array {
  return Float64Array.from({ length: 2 * real.length }, (_, r) => (r % 2 === 0 ? real : imaginary)[r >> 1]);
}

function seriesOf(fit: FittedModel): { ohmicResistance: number; inductance: number; capacitance: number | null } {
  const { linear, series } = fit;
  const elastance = series.capacitance ? linear[series.inductance ? 2 : 1] : 0;
  return {
    ohmicResistance: linear[0],
    inductance: series.inductance ? linear[1] : 0,
    capacitance: elastance > 0 ? 1 / elastance : null,
  };
}

function fittedBy(share: Share, frequency: Float64Array): Float64Array {
  if (share.smooth !== null) return smoothImpedance(share.smooth);
  if (share.fit === null) return new Float64Array(2 * frequency.length);
  return interleave(processesImpedance(sortedProcesses(share.fit), seriesOf(share.fit), frequency));
}

interface Searched {
  readonly projection: VariableProjection;
  readonly weighted: WeightedSpectrum;
  readonly shares: readonly (Share & { readonly evidence: number })[];
}

/** R∞ below minus this part of the largest |Z| has odds against it of e to this power: no cell has it, a poor lead may. */
const NEGATIVE = 0.01;
const NEGATIVE_ODDS = 8;

/** Whether τ lies in the measured window: an inductive process beyond it is told by nothing but what it cancels. */
function isMeasured(tau: number, { tauMin, tauMax }: ResolvePlan): boolean {
  return tau >= tauMin && tau <= tauMax;
}

/** Searches models and keeps those in Occam's window, the most probable first; weights sum to 1. */
function searchModels(
  plan: ResolvePlan,
  weighted: WeightedSpectrum,
  smooth: SmoothModel,
  size: number,
  options: ResolveOptions,
): Searched {
  const { logTau } = plan.trials;
  const projection = new VariableProjection(weighted, logTau[0], logTau[logTau.length - 1]);
  const trials = weightTrials(plan.trials, weighted.weight);
  const search = new ModelSearch(projection, trials, {
    most: options.mostProcesses ?? 6,
    size,
    floor: smooth.squares,
    blocking: options.blocking ?? true,
  });
  search.run({ inductance: false, capacitance: false });
  const models = search.found
    .map(({ model, evidence }) => ({
      evidence: evidence - (model.linear[0] < -NEGATIVE * size ? NEGATIVE_ODDS : 0),
      fit: model,
      smooth: null,
      processes: sortedProcesses(model),
    }))
    .filter(({ processes }) => processes.every((p) => p.resistance > 0 || isMeasured(processTop(p), plan)));
  const all = [...models, { evidence: smooth.evidence, fit: null, smooth, processes: [] }];
  const top = all.reduce((most, { evidence }) => Math.max(most, evidence), Number.NEGATIVE_INFINITY);
  const kept = all.filter(({ evidence }) => evidence > top + log(OCCAM));
  const sum = kept.reduce((total, m) => total + exp(m.evidence - top), 0);
  const shares = kept.map((m) => ({ ...m, weight: exp(m.evidence - top) / sum })).sort((a, b) => b.weight - a.weight);
  return { projection, weighted, shares };
}

function resolveWith(plan: ResolvePlan, spectrum: ImpedanceSpectrum, options: ResolveOptions): ResolvedRelaxationTimes {
  const m = spectrum.frequency.length;
  const size = modulus(spectrum).reduce((a, b) => Math.max(a, b), 0);
  if (size === 0) throw new DomainError(`resolveProcesses: Z is 0 at all ${m} points; there is nothing to distribute.`);
  const given = options.noise;
  if (given !== undefined && (given.length !== m || !given.every((s) => s > 0 && Number.isFinite(s))))
    throw new DomainError(
      `resolveProcesses: noise has ${given.length} values for ${m} points; one positive standard deviation in Ω a point is needed.`,
    );
  for (const part of [spectrum.real, spectrum.imaginary]) {
    const bad = part.findIndex((x) => !Number.isFinite(x));
    if (bad >= 0)
      throw new DomainError(
        `resolveProcesses: Z at point ${bad} (${spectrum.frequency[bad]} Hz) is not finite; leave that row out.`,
      );
  }
  const slips = given === undefined ? isolatedPoints(spectrum) : [];
  let deviation: Float64Array = given ?? plainDeviation(spectrum, slips, size);
  let weighted = weigh(spectrum, deviation);
  let smooth = smoothModel(plan.smooth, weighted, true, size);
  let searched = searchModels(plan, weighted, smooth, size, options);
  if (given === undefined) {
    // the noise from what the best model leaves; once more where it is not just proportional to |Z|
    const residual = compare(spectrum, fittedBy(searched.shares[0], spectrum.frequency));
    const scale = noiseScale(residual.size, residual.squares);
    if (scale.floor > 0 || scale.wild.length > 0) {
      deviation = scale.deviation.map((s, k) => (slips.includes(k) ? deviation[k] : s / scale.relative));
      weighted = weigh(spectrum, deviation);
      smooth = smoothModel(plan.smooth, weighted, true, size);
      searched = searchModels(plan, weighted, smooth, size, options);
    }
  }
  const { shares, projection } = searched;
  const aligned = alignShares(shares);
  const distribution = averageShares(aligned, plan.tauMin, plan.tauMax);
  const lead = shares.find((s) => s.fit !== null);
  const processes = lead?.processes ?? [];
  let [ohmicResistance, inductance, polarizationResistance] = [0, 0, 0];
  // 1/C of the models that have a capacitor, and their weight: there is one if they outweigh the others
  let [elastance, blocking] = [0, 0];
  const z = new Float64Array(2 * m);
  for (const share of shares) {
    const { weight, fit } = share;
    const series = fit !== null ? seriesOf(fit) : { ...smooth, capacitance: null };
    ohmicResistance += weight * series.ohmicResistance;
    inductance += weight * series.inductance;
    if (series.capacitance !== null) {
      elastance += weight / series.capacitance;
      blocking += weight;
    }
    const resistances: Iterable<number> = fit === null ? smooth.weights : share.processes.map((p) => p.resistance);
    for (const r of resistances) polarizationResistance += weight * r;
    const part = fittedBy(share, spectrum.frequency);
    for (let r = 0; r < z.length; r++) z[r] += weight * part[r];
  }
  const { squares } = compare(spectrum, z);
  let relative = 0;
  const magnitude = modulus(spectrum);
  for (let k = 0; k < m; k++) if (!slips.includes(k)) relative += squares[k] / (magnitude[k] * magnitude[k] || 1);
  const best = shares[0];
  const count = best.fit !== null ? best.fit.linear.length + best.fit.theta.length : smooth.passive.length / 2;
  const variance = (best.fit?.squares ?? smooth.squares) / (2 * m - count);
  const smoothWeight = shares.reduce((sum, s) => sum + (s.smooth === null ? 0 : s.weight), 0);
  return {
    kind: smoothWeight > KIND_WEIGHT ? "tikhonov" : smoothWeight < 1 - KIND_WEIGHT ? "processes" : "averaged",
    words: inWords(shares, Math.sqrt(relative / m / 2)),
    ...distribution,
    lambda: (smooth.lambda * m) / deviation.reduce((sum, s) => sum + 1 / (s * s), 0),
    ohmicResistance,
    inductance,
    capacitance: blocking > 0.5 ? blocking / elastance : null,
    polarizationResistance,
    processes,
    peaks: resolvedPeaks(distribution, aligned, processes, plan.tauMin, plan.tauMax),
    models: shares.map((s) => modelOf(s, s.evidence, projection, weighted)),
    noise: deviation.map((s) => s * Math.sqrt(variance)),
    fitted: impedanceSpectrum(
      spectrum.frequency,
      Float64Array.from({ length: m }, (_, k) => z[2 * k]),
      Float64Array.from({ length: m }, (_, k) => z[2 * k + 1]),
    ),
    rmsResidual: Math.sqrt(relative / m),
    measuredTauMin: plan.tauMin,
    measuredTauMax: plan.tauMax,
  };
}
