import { hypot } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { describeDiagnosis, percent } from "./describe.ts";
import { diagnose } from "./diagnosis.ts";
import { nearMains } from "./mains.ts";
import type { FittedNetwork } from "./network.ts";
import { fitNetwork, moduli, negativeMass } from "./network.ts";
import type { KramersKronigOptions, KramersKronigSettings } from "./options.ts";
import { describeKramersKronig } from "./options.ts";
import { outsideNoise } from "./outside.ts";
import { failingRanges } from "./ranges.ts";
import { requireFinite } from "./require-finite.ts";
import { type FrequencyRange, type KramersKronigResult, POINT_FAULTS } from "./result.ts";
import { type ZHit, zHit } from "./z-hit.ts";

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
 *
 * @throws DomainError for a point that is not finite, or an option outside its range
 */
export function kramersKronig(spectrum: ImpedanceSpectrum, options: KramersKronigOptions = {}): KramersKronigResult {
  const settings = describeKramersKronig(options);
  requireFinite("kramersKronig", spectrum);
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
  const points = spectrum.frequency.length;
  const diagnosis = diagnose(spectrum, settings);
  if (diagnosis === null) return untested(`Not tested: ${points} points leave too few degrees of freedom.`);
  const { found, used, artefact, untestable } = diagnosis;
  if (untestable !== null) {
    return untested(
      `Not tested: ${Number(untestable.perDecade.toPrecision(2))} points a decade are too few to tell. The nearest passive network misses ` +
        `them by ${percent(untestable.scatter)}, alike from point to point: the cell changed while the sweep ran, or is none of such ` +
        "elements. Measure 8 points a decade or more.",
    );
  }
  const both = found.noise * Math.SQRT2; // noise of the complex number, as the residual is
  if (both > LARGEST_NOISE) {
    return untested(`Not tested: the points scatter by ${percent(both)} about any smooth curve.`, "scatter");
  }
  const indices = artefact?.indices ?? Array.from(spectrum.frequency.keys());
  const infinite = new Float64Array(points).fill(Number.POSITIVE_INFINITY);
  const everywhere = (values: Float64Array, others: Float64Array = infinite): Float64Array => {
    const all = others.slice();
    indices.forEach((k, i) => {
      all[k] = values[i];
    });
    return all;
  };
  const noisesReal = everywhere(found.noisesReal);
  const noisesImaginary = everywhere(found.noisesImaginary);
  const fails = diagnosis.fails || artefact !== null;
  const inUsed = found.noisesReal.map((s, i) => hypot(s, found.noisesImaginary[i]) / Math.SQRT2);
  const below = diagnosis.fails ? failingRanges(used.frequency, found.network, inUsed) : [];
  const reconstructed = fails ? modulusOf(used, found.network) : null;
  const left = (values: Float64Array): number => rms(values.filter((_, k) => !found.outliers.includes(k)));
  const rmsReal = left(found.network.residualReal);
  const rmsImaginary = left(found.network.residualImaginary);
  const compared = { rmsReal, rmsImaginary, rmsResidual: hypot(rmsReal, rmsImaginary) };
  const outside = outsideNoise(
    Float64Array.of(...found.network.residualReal, ...found.network.residualImaginary),
    Float64Array.of(...found.noisesReal, ...found.noisesImaginary),
  );
  const said = describeDiagnosis(diagnosis, spectrum, below, compared.rmsResidual, reconstructed, outside, settings);
  const disturbed = found.outliers.map((k) => used.frequency[k]).sort((x, y) => x - y);
  return {
    ...assemble(found.network, fails ? "fails" : "passes", said.reason, said.failing),
    ...compared,
    residualReal: everywhere(found.network.residualReal, diagnosis.whole.network.residualReal),
    residualImaginary: everywhere(found.network.residualImaginary, diagnosis.whole.network.residualImaginary),
    noise: found.noise,
    noises: everywhere(inUsed),
    disturbed,
    probability: found.probability,
    outside,
    noiseReal: found.noiseReal,
    noiseImaginary: found.noiseImaginary,
    noisesReal,
    noisesImaginary,
    faults: said.faults,
    pointFaults: pointFaults(spectrum.frequency, disturbed, artefact?.from ?? Number.POSITIVE_INFINITY, said.failing),
    zHit: artefact === null ? reconstructed : null,
  };
}

/** Z-HIT of the tested points, with the network as its reference; null where it cannot be computed. */
function modulusOf(used: ImpedanceSpectrum, { residualReal, residualImaginary }: FittedNetwork): ZHit | null {
  const modulus = moduli(used);
  const reference = {
    frequency: used.frequency,
    real: used.real.map((re, k) => re - residualReal[k] * modulus[k]),
    imaginary: used.imaginary.map((im, k) => im - residualImaginary[k] * modulus[k]),
  };
  const phased = (z: ImpedanceSpectrum): boolean => z.real.every((re, k) => re !== 0 || z.imaginary[k] !== 0);
  if (new Set(used.frequency).size < FEWEST_POINTS || !phased(used) || !phased(reference)) return null;
  return zHit(used, { reference });
}

function pointFaults(
  frequency: Float64Array,
  disturbed: readonly number[],
  artefactFrom: number,
  failing: readonly FrequencyRange[],
): Uint8Array {
  return Uint8Array.from(frequency, (f) => {
    const kind = nearMains(f) === null ? POINT_FAULTS.disturbed : POINT_FAULTS.mains;
    return (
      (disturbed.includes(f) ? kind : 0) |
      (f >= artefactFrom ? POINT_FAULTS.artefact : 0) |
      (failing.some(({ min, max }) => f >= min && f <= max) ? POINT_FAULTS.failing : 0)
    );
  });
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

function untested(reason: string, kind: "too-few-points" | "scatter" = "too-few-points"): KramersKronigResult {
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
    probability: null,
    noiseReal: null,
    noiseImaginary: null,
    noisesReal: new Float64Array(0),
    noisesImaginary: new Float64Array(0),
    faults: [{ kind, ranges: [] }],
    pointFaults: new Uint8Array(0),
    zHit: null,
  };
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, r) => sum + r * r, 0) / values.length);
}

function rootMeanSquare(network: FittedNetwork): number {
  return hypot(rms(network.residualReal), rms(network.residualImaginary));
}
