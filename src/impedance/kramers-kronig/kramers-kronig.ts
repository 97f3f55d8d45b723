import type { ImpedanceSpectrum } from "../spectrum.ts";
import { testConsistency } from "./consistency.ts";
import type { FittedNetwork } from "./network.ts";
import { fitNetwork, negativeMass } from "./network.ts";
import type { KramersKronigOptions, KramersKronigSettings } from "./options.ts";
import { describeKramersKronig } from "./options.ts";
import { failingRanges, hertz, rangeInWords } from "./ranges.ts";
import type { FrequencyRange, KramersKronigResult } from "./result.ts";

/** Fewest points for a test. */
const FEWEST_POINTS = 8;
/** Noise of Z over |Z| beyond which no verdict is given. */
const LARGEST_NOISE = 0.3;
/** Root mean square residual up to which the µ rule lets a spectrum pass. */
const CUSTOMARY_LIMIT = 0.01;

/**
 * Linear Kramers-Kronig test: is there a network R₀ + Σ R_k/(1 + jωτ_k) + jωL + 1/(jωC), with fixed τ_k, that gives both
 * parts of Z up to the noise? The default decides by an F test (`testConsistency`); `rule: "mu"` does what
 * Schönleber, Klotz & Ivers-Tiffée, Electrochim. Acta 131 (2014) 20 propose.
 */
export function kramersKronig(spectrum: ImpedanceSpectrum, options: KramersKronigOptions = {}): KramersKronigResult {
  const settings = describeKramersKronig(options);
  const points = spectrum.frequency.length;
  if (points < FEWEST_POINTS) {
    return untested(`Not tested: ${points} points; Kramers-Kronig needs at least ${FEWEST_POINTS}.`);
  }
  const distinct = new Set(spectrum.frequency).size;
  if (distinct < FEWEST_POINTS) {
    return untested(`Not tested: ${distinct} distinct frequencies; Kramers-Kronig needs at least ${FEWEST_POINTS}.`);
  }
  if (spectrum.real.every((re, k) => re === 0 && spectrum.imaginary[k] === 0)) {
    return untested(`Not tested: Z is 0 at all ${points} points.`);
  }
  return settings.rule === "mu" ? byNegativeMass(spectrum, settings) : byConsistency(spectrum, settings);
}

function byConsistency(spectrum: ImpedanceSpectrum, settings: KramersKronigSettings): KramersKronigResult {
  const found = testConsistency(spectrum, settings);
  if (found === null) {
    const points = spectrum.frequency.length;
    return untested(`Not tested: ${points} points leave too few degrees of freedom.`);
  }
  const { network, noise, noisesReal, noisesImaginary, probability, excess } = found;
  const noises = noisesReal.map((s, k) => Math.hypot(s, noisesImaginary[k]) / Math.SQRT2);
  if (noise * Math.SQRT2 > LARGEST_NOISE) {
    return untested(`Not tested: the points scatter by ${percent(noise * Math.SQRT2)} about any smooth curve.`);
  }
  const significant = probability < settings.significance;
  const fails = significant && excess > settings.tolerance;
  const failing = fails ? failingRanges(spectrum.frequency, network, noises) : [];
  const residual = rootMeanSquare(network);
  const both = noise * Math.SQRT2; // noise of the complex number, as the residual is
  const disturbed = found.outliers.map((k) => spectrum.frequency[k]).sort((a, b) => a - b);
  const verdict = fails
    ? `Fails Kramers-Kronig ${rangeInWords(failing, spectrum.frequency)}: residual ${percent(residual)}, noise ` +
      `${percent(both)}. The cell changed while the sweep ran, the response was not linear, or points are disturbed.`
    : passingReason(residual, both, significant, settings.tolerance);
  const reason = disturbed.length > 0 ? `${verdict} ${leftOut(disturbed)}` : verdict;
  return { ...assemble(network, fails ? "fails" : "passes", reason, failing), noise, noises, disturbed };
}

function passingReason(residual: number, noise: number, significant: boolean, tolerance: number): string {
  const numbers = `residual ${percent(residual)}, noise ${percent(noise)}`;
  return significant
    ? `Passes Kramers-Kronig: ${numbers}; the difference is real but below the tolerance of ${percent(tolerance)}.`
    : `Passes Kramers-Kronig: ${numbers}.`;
}

function leftOut(disturbed: readonly number[]): string {
  const places = disturbed.map(hertz).join(", ");
  return disturbed.length === 1
    ? `The point at ${places} is disturbed and was left out of the test.`
    : `The points at ${places} are disturbed and were left out of the test.`;
}

function byNegativeMass(spectrum: ImpedanceSpectrum, settings: KramersKronigSettings): KramersKronigResult {
  const points = spectrum.frequency.length;
  const rows = settings.fit === "complex" ? 2 * points : points;
  const largest = Math.min(settings.maximumOrder, rows - 3);
  let network = fitNetwork(spectrum, 1, settings.fit, settings);
  for (let m = 2; m <= largest && negativeMass(network.resistances) > settings.threshold; m++) {
    network = fitNetwork(spectrum, m, settings.fit, settings);
  }
  const residual = rootMeanSquare(network);
  const passes = residual <= CUSTOMARY_LIMIT;
  const mu = negativeMass(network.resistances);
  const reason =
    `${passes ? "Passes" : "Fails"} the µ rule: residual ${percent(residual)} with ${network.order} elements ` +
    `(µ = ${mu.toFixed(3)}); the customary limit is ${percent(CUSTOMARY_LIMIT)}.`;
  const failing = passes ? [] : failingRanges(spectrum.frequency, network, CUSTOMARY_LIMIT / Math.SQRT2);
  return assemble(network, passes ? "passes" : "fails", reason, failing);
}

function assemble(
  network: FittedNetwork,
  verdict: "passes" | "fails",
  reason: string,
  failing: readonly FrequencyRange[],
): KramersKronigResult {
  const { residualReal, residualImaginary } = network;
  return {
    verdict,
    reason,
    order: network.order,
    mu: negativeMass(network.resistances),
    rmsResidual: rootMeanSquare(network),
    rmsReal: rms(residualReal),
    rmsImaginary: rms(residualImaginary),
    noise: null,
    noises: new Float64Array(0),
    disturbed: [],
    residualReal,
    residualImaginary,
    failing,
  };
}

function untested(reason: string): KramersKronigResult {
  return {
    verdict: "not tested",
    reason,
    order: 0,
    mu: null,
    rmsResidual: null,
    rmsReal: null,
    rmsImaginary: null,
    noise: null,
    noises: new Float64Array(0),
    disturbed: [],
    residualReal: new Float64Array(0),
    residualImaginary: new Float64Array(0),
    failing: [],
  };
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, r) => sum + r * r, 0) / values.length);
}

function rootMeanSquare(network: FittedNetwork): number {
  return Math.hypot(rms(network.residualReal), rms(network.residualImaginary));
}

/** Two significant digits: 0.0123 → "1.2 %". */
function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(2))} %`;
}
