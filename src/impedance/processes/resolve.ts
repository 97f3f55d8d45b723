import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import type { Share } from "./average.ts";
import { alignShares, averageShares, sortedProcesses } from "./average.ts";
import { describeShare, inWords } from "./describe.ts";
import { noiseScale } from "./noise-scale.ts";
import { fitCovariance } from "./posterior.ts";
import { processesImpedance } from "./process.ts";
import { resolvedPeaks } from "./resolved-peaks.ts";
import type { ModelParameter, RelaxationModel, ResolvedRelaxationTimes } from "./result.ts";
import type { TrialProcesses } from "./score.ts";
import { trialProcesses, weightTrials } from "./score.ts";
import { ModelSearch } from "./search.ts";
import type { SmoothModel, SmoothPlan } from "./smooth.ts";
import { smoothCovariance, smoothImpedance, smoothModel, smoothPlan } from "./smooth.ts";
import type { FittedModel, WeightedSpectrum } from "./variable-projection.ts";
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

/** How far ln τ₀ may lie beyond the measured window, in decades. */
const BEYOND_SHORT = 0.5;
const BEYOND_LONG = 1;
/** Models below this part of the most probable one are left out of the average (Occam's window). */
const OCCAM = 1 / 20;
const FEWEST = 5;
const KIND_WEIGHT = 0.9;

interface ResolvePlan {
  readonly frequency: Float64Array;
  readonly tauMin: number;
  readonly tauMax: number;
  readonly smooth: SmoothPlan;
  readonly trials: TrialProcesses;
}

function resolvePlan(frequency: Float64Array): ResolvePlan {
  let highest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const f of frequency) {
    highest = Math.max(highest, f);
    lowest = Math.min(lowest, f);
  }
  if (new Set(frequency).size < FEWEST || !(highest > lowest))
    throw new DomainError(
      `resolveProcesses: ${new Set(frequency).size} distinct frequencies; at least ${FEWEST} are needed for a distribution.`,
    );
  if (Math.log10(highest / lowest) > 20)
    throw new DomainError(
      `resolveProcesses: the frequencies span ${Math.log10(highest / lowest).toFixed(1)} decades; at most 20 are analysed. Leave out the outermost rows.`,
    );
  const tauMin = 1 / (2 * Math.PI * highest);
  const tauMax = 1 / (2 * Math.PI * lowest);
  const low = Math.log(tauMin) - BEYOND_SHORT * Math.LN10;
  const high = Math.log(tauMax) + BEYOND_LONG * Math.LN10;
  return { frequency, tauMin, tauMax, smooth: smoothPlan(frequency), trials: trialProcesses(frequency, low, high) };
}

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

function modulus({ real, imaginary }: ImpedanceSpectrum): Float64Array {
  return real.map((x, k) => Math.sqrt(x * x + imaginary[k] * imaginary[k]));
}

/** |Z| and |residual|² of an impedance in interleaved parts. */
function compare(spectrum: ImpedanceSpectrum, z: Float64Array): { size: Float64Array; squares: Float64Array } {
  const m = spectrum.frequency.length;
  const size = new Float64Array(m);
  const squares = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    size[k] = Math.hypot(z[2 * k], z[2 * k + 1]);
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
  const top = Math.max(search.best.evidence, smooth.evidence);
  const all = [
    ...search.found.map(({ model, evidence }) => ({
      evidence,
      fit: model,
      smooth: null,
      processes: sortedProcesses(model),
    })),
    { evidence: smooth.evidence, fit: null, smooth, processes: [] },
  ].filter((m) => m.evidence > top + Math.log(OCCAM));
  const sum = all.reduce((total, m) => total + Math.exp(m.evidence - top), 0);
  const shares = all
    .map((m) => ({ ...m, weight: Math.exp(m.evidence - top) / sum }))
    .sort((a, b) => b.weight - a.weight);
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
  let deviation: Float64Array = given ?? modulus(spectrum).map((z) => Math.max(z, 1e-9 * size));
  let weighted = weigh(spectrum, deviation);
  let smooth = smoothModel(plan.smooth, weighted, true, size);
  let searched = searchModels(plan, weighted, smooth, size, options);
  if (given === undefined) {
    // the noise from what the best model leaves; once more where it is not just proportional to |Z|
    const residual = compare(spectrum, fittedBy(searched.shares[0], spectrum.frequency));
    const scale = noiseScale(residual.size, residual.squares);
    if (scale.floor > 0 || scale.wild.length > 0) {
      deviation = scale.deviation.map((s) => s / scale.relative);
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
  let [ohmicResistance, inductance, elastance, polarizationResistance] = [0, 0, 0, 0];
  const z = new Float64Array(2 * m);
  for (const share of shares) {
    const { weight, fit } = share;
    const series = fit !== null ? seriesOf(fit) : { ...smooth, capacitance: null };
    ohmicResistance += weight * series.ohmicResistance;
    inductance += weight * series.inductance;
    elastance += series.capacitance === null ? 0 : weight / series.capacitance;
    const resistances: Iterable<number> = fit === null ? smooth.weights : share.processes.map((p) => p.resistance);
    for (const r of resistances) polarizationResistance += weight * r;
    const part = fittedBy(share, spectrum.frequency);
    for (let r = 0; r < z.length; r++) z[r] += weight * part[r];
  }
  const { squares } = compare(spectrum, z);
  let relative = 0;
  const magnitude = modulus(spectrum);
  for (let k = 0; k < m; k++) relative += squares[k] / (magnitude[k] * magnitude[k] || 1);
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
    capacitance: elastance > 0 ? 1 / elastance : null,
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

function modelOf(
  share: Share,
  logEvidence: number,
  projection: VariableProjection,
  weighted: WeightedSpectrum,
): RelaxationModel {
  const parameters: ModelParameter[] = [{ kind: "ohmicResistance", process: -1, exponent: -1 }];
  const common = { description: describeShare(share), logEvidence, weight: share.weight };
  const { fit, smooth } = share;
  if (smooth !== null) {
    parameters.push({ kind: "inductance", process: -1, exponent: -1 });
    smooth.weights.forEach((_, i) => {
      parameters.push({ kind: "weight", process: i, exponent: -1 });
    });
    const values = Float64Array.of(smooth.ohmicResistance, smooth.inductance, ...smooth.weights);
    const { centres, sigma } = smooth.plan;
    const covariance = smoothCovariance(smooth, weighted);
    return { ...common, kind: "smooth", parameters, values, covariance, processes: [], basis: { centres, sigma } };
  }
  if (fit === null) throw new DomainError("resolveProcesses: a share without a model.");
  if (fit.series.inductance) parameters.push({ kind: "inductance", process: -1, exponent: -1 });
  if (fit.series.capacitance) parameters.push({ kind: "elastance", process: -1, exponent: -1 });
  // in the order of the fit; `process` counts the processes as they are listed, ascending in τ
  const order = fit.forms.map((_, k) => indexOfProcess(share, fit, k));
  for (const process of order) parameters.push({ kind: "resistance", process, exponent: -1 });
  fit.forms.forEach(({ free }, k) => {
    parameters.push({ kind: "logTau", process: order[k], exponent: -1 });
    for (const exponent of free) parameters.push({ kind: "exponent", process: order[k], exponent });
  });
  const values = Float64Array.of(...fit.linear, ...fit.theta);
  const covariance = fitCovariance(projection, fit);
  return { ...common, kind: "processes", parameters, values, covariance, processes: share.processes, basis: null };
}

function indexOfProcess(share: Share, fit: FittedModel, k: number): number {
  let at = 0;
  for (let i = 0; i < k; i++) at += 1 + fit.forms[i].free.length;
  const tau = Math.exp(fit.theta[at]);
  const resistance = fit.linear[fit.linear.length - fit.forms.length + k];
  return share.processes.findIndex((p) => p.tau === tau && p.resistance === resistance);
}

/** The processes of a model for other values of its parameters, for example of a sample of its posterior. */
export function processesAt(model: RelaxationModel, values: ArrayLike<number>): ResolvedRelaxationTimes["processes"] {
  const changed = model.processes.map((p) => ({ ...p, exponents: [...p.exponents] }));
  model.parameters.forEach(({ kind, process, exponent }, i) => {
    if (kind === "resistance") changed[process].resistance = values[i];
    else if (kind === "logTau") changed[process].tau = Math.exp(values[i]);
    else if (kind === "exponent") changed[process].exponents[exponent] = values[i];
  });
  return changed;
}
