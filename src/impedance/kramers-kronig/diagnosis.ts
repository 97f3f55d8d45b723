import { log } from "../../numerics/elementary/index.ts";
import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type Consistency, testConsistency } from "./consistency.ts";
import { withoutFarPoints } from "./far-points.ts";
import { judgeFewPoints, type Untestable } from "./few-points.ts";
import { type BelowArtefact, highFrequencyArtefact } from "./high-frequency-artefact.ts";
import { dot } from "./nested-network.ts";
import type { KramersKronigSettings } from "./options.ts";
import { bestRangeStep, type RangeStep } from "./range-step.ts";
import { elapsedShares, polynomials, signatureSpace } from "./signatures.ts";
import { dividedBelow } from "./subset.ts";

/** What was found in a spectrum, and what was taken out to find it. */
export interface Diagnosis {
  /** Of the points below an artefact, without disturbed points, and with a range switch taken out. */
  readonly found: Consistency;
  /** The spectrum in which it was found. */
  readonly used: ImpedanceSpectrum;
  readonly artefact: BelowArtefact | null;
  /** Of all points. */
  readonly whole: Consistency;
  readonly step: RangeStep | null;
  readonly fails: boolean;
  readonly cause: "drift" | "inconsistent" | null;
  /** Set where the points are too few a decade to tell. */
  readonly untestable: Untestable | null;
}

/** Most points left out because one network misses them, as a share of the points; one is always allowed. */
const MOST_LEFT_OUT = 0.05;
/** Probability with which any point of a spectrum with normal noise lies so far out. */
const OUTLIER_PROBABILITY = 0.0003;
/** The noise without a fault is at most so many times that with it. */
const NO_NOISIER = 1.5;
/** Points left out together lower Σ of squares by more than the sum of what each would by itself; by this factor at most, it is assumed. */
const MASKED = 2;
/** Where the largest possible improvement leaves a probability this much below the significance, no point is tried. */
const HOPELESS = 1e-4;
/** A range switch changes the modulus by no more. */
const LARGEST_STEP = 0.03;
/** Probability below which a step is more than the largest of many that noise leaves. */
const STEP_PROBABILITY = 0.001;
/** Share of the disagreement that a smooth gain accounts for where drift is named. */
const DRIFT_SHARE = 0.5;
/** A step explains more than a drift does by so much, in χ²: with one coefficient and a place against three coefficients. */
const DECISIVE = 4;
/**
 * Tests a spectrum, and where it fails asks in turn whether the highest frequencies, single points or one step of the modulus are at
 * fault: a spectrum that passes without them has them named. What fails for other reasons is a drift where a smooth gain explains most
 * of it.
 *
 * @returns null if there are too few points
 */
export function diagnose(spectrum: ImpedanceSpectrum, settings: KramersKronigSettings): Diagnosis | null {
  const whole = testConsistency(spectrum, settings);
  if (whole === null) return null;
  const artefact = highFrequencyArtefact(spectrum, whole, settings);
  const used = artefact?.spectrum ?? spectrum;
  const found = artefact?.found ?? whole;
  const significant = (one: Consistency): boolean => one.probability < settings.significance;
  const fails = significant(found) && found.excess > settings.tolerance;
  const usual = { artefact, whole, step: null, fails: false, cause: null, untestable: null };
  if (!significant(found)) {
    const quieter = withoutFarPoints(used, found, settings);
    const judged = quieter !== null && !significant(quieter) ? quieter : found;
    const few = judgeFewPoints(used, judged, settings);
    if (few.kind === "untestable") return { ...usual, found: judged, used, untestable: few };
    return { ...usual, found: few.kind === "passive" ? few.found : judged, used };
  }

  const described = judgeFewPoints(used, found, settings);
  if (described.kind === "passive") return { ...usual, found: described.found, used };

  // What failed has to come within the tolerance; what was significant, within the noise.
  const stillBad = (one: Consistency): boolean => significant(one) && !(fails && one.excess <= settings.tolerance);
  // A fault that is taken out leaves the noise of the others: more noise than before would be misfit that hides the violation.
  const explains = (spectrumWithout: ImpedanceSpectrum, one: Consistency): boolean =>
    one.noise <= NO_NOISIER * found.noise && judgeFewPoints(spectrumWithout, one, settings).kind !== "untestable";
  const withoutPoints = leaveOutPoints(used, found, settings, stillBad);
  if (withoutPoints !== null && explains(used, withoutPoints)) return { ...usual, found: withoutPoints, used };

  const step = bestRangeStep(used.frequency, found);
  if (step !== null && isRangeSwitch(step, found)) {
    const corrected = dividedBelow(used, step.frequency, 1 + step.step);
    const other = testConsistency(corrected, settings, found.outliers);
    if (other !== null && !stillBad(other) && explains(corrected, other))
      return { ...usual, found: other, used: corrected, step };
  }
  if (!fails) return { ...usual, found, used };
  const times = artefact === null ? settings.time : null;
  const drift = driftExplains(used.frequency, found, times, settings.significance);
  return { ...usual, found, used, fails: true, cause: drift ? "drift" : "inconsistent" };
}

/** Whether a gain that depends smoothly on ln f or on the time of the sweep accounts for most of the disagreement, beyond chance. */
function driftExplains(
  frequency: Float64Array,
  found: Consistency,
  time: Float64Array | null,
  significance: number,
): boolean {
  const { net, order, data, left, variance, freedom } = found.basis;
  const gains = [...polynomials(frequency), ...elapsedShares(frequency, time)];
  const space = signatureSpace(frequency, net, order, data, left, gains);
  const along = space.reduce((sum, u) => sum + dot(u, 0, left, 0, left.length) ** 2, 0) / variance;
  const all = found.disagreement - found.disagreementFreedom;
  const chance = exceedsF(along / Math.max(1, space.length), Math.max(1, space.length), freedom);
  return chance < significance && along - space.length > DRIFT_SHARE * all;
}

/** Whether there is a step, and it explains more than a drift does. */
function isRangeSwitch(step: RangeStep, found: Consistency): boolean {
  return (
    Math.abs(step.step) <= LARGEST_STEP &&
    step.probability < STEP_PROBABILITY &&
    step.explained - found.alongDrift > DECISIVE
  );
}

/** The test without the points that the joint network misses most, each far beyond its noise; null if it fails all the same. */
function leaveOutPoints(
  spectrum: ImpedanceSpectrum,
  first: Consistency,
  settings: KramersKronigSettings,
  stillBad: (one: Consistency) => boolean,
): Consistency | null {
  const points = spectrum.frequency.length;
  const most = Math.max(1, Math.floor(MOST_LEFT_OUT * points));
  const limit = -2 * log(OUTLIER_PROBABILITY / points);
  const farthest = distancesFromNetwork(first)
    .sort((a, b) => b - a)
    .slice(0, most);
  const rest = first.disagreement - MASKED * farthest.reduce((a, b) => a + b, 0);
  const count = first.disagreementFreedom;
  if (rest > 0 && exceedsF(rest / count, count, first.basis.freedom) < HOPELESS * settings.significance) return null;
  let found = first;
  for (let more = 0; more < most; more++) {
    const distances = distancesFromNetwork(found);
    let worst = 0;
    for (let k = 1; k < points; k++) if (distances[k] > distances[worst]) worst = k;
    if (distances[worst] < limit) return null;
    const other = testConsistency(spectrum, settings, [...found.outliers, worst]);
    if (other === null) return null;
    if (!stillBad(other)) return other;
    found = other;
  }
  return null;
}

/** Σ e²/((1 − h) σ²) of both parts of each point, with residuals e and leverages h of the joint network; 0 where it was left out. */
function distancesFromNetwork({ basis, outliers }: Consistency): Float64Array {
  const { net, order, left, variance } = basis;
  const rows = left.length;
  const points = rows / 2;
  const leverage = new Float64Array(rows);
  for (let p = 0; p < net.jointParameters[order] * rows; p += rows) {
    for (let k = 0; k < rows; k++) leverage[k] += net.joint[p + k] * net.joint[p + k];
  }
  const distances = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    for (const row of [k, points + k]) distances[k] += left[row] ** 2 / Math.max(0.02, 1 - leverage[row]) / variance;
  }
  for (const k of outliers) distances[k] = 0;
  return distances;
}
