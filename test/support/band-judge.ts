import type { BandedPeak, RelaxationTimesBands } from "../../src/impedance/uncertainty/index.ts";
import { cramerRao, isProcess, type OracleSetting, peakTau } from "./oracle.ts";
import { exactCumulative } from "./workload/cumulative.ts";
import { type Element, exactGamma, truePeaks } from "./workload/elements.ts";
import { exactSpectrum } from "./workload/spectra.ts";

/** Where F is judged. */
export type Place = "top" | "half" | "valley";

/** One interval held against the truth. */
export interface Judged {
  readonly quantity: "F top" | "F half" | "F valley" | "peak R" | "peak tau" | "process R" | "process tau";
  readonly covered: boolean;
  /** Half width over 1.96 Cramér-Rao standard deviations; NaN where the bound is not defined. */
  readonly width: number;
  /** (truth − estimate) over the half width on that side: beyond 1, not covered. NaN if the peak was not found. */
  readonly error: number;
}

/** Points of the window on which γ* is looked at. */
const POINTS = 4001;
/** Where the foot of a lone peak is judged: as a part of its height. */
const FOOT = 0.05;
/** Factors on τ by which a box is judged inside and outside its edges: at the edge itself F is exactly 0 or R. */
const INSIDE = 1.3;
const OUTSIDE = 3;
/** Part of Σ |R| by which F may miss: where F* is exactly 0, far below the noise counts as 0. */
const NOTHING = 2e-4;
/** Decades within which a peak counts as the true one. */
const NEAR = 0.4;

/** Places at which F is judged, as [place, τ]. An ideal RC is judged beside its step, a Gerischer element below its end. */
export function judgedPlaces(
  elements: readonly Element[],
  tauMin: number,
  tauMax: number,
): readonly (readonly [Place, number])[] {
  const only = elements.find(isProcess);
  if (only?.[0] === "RC") {
    const tau = only[2];
    return [
      ["half", tau * Math.exp(-0.4)],
      ["half", tau * Math.exp(0.4)],
      ["valley", tau / 10],
      ["valley", tau * 10],
    ];
  }
  if (only?.[0] === "G") {
    const tau = only[2];
    return [
      ["top", 0.8 * tau],
      ["half", 0.4 * tau],
      ["half", 2 * tau],
      ["valley", 0.02 * tau],
    ];
  }
  if (only?.[0] === "BOX") {
    const [, , first, last] = only;
    return [
      ["top", Math.sqrt(first * last)],
      ["half", first * INSIDE],
      ["half", last / INSIDE],
      ["valley", first / OUTSIDE],
      ["valley", last * OUTSIDE],
    ];
  }
  const places: (readonly [Place, number])[] = [];
  const lo = Math.log(tauMin);
  const step = Math.log(tauMax / tauMin) / (POINTS - 1);
  const gamma = Float64Array.from({ length: POINTS }, (_, i) => exactGamma(elements, Math.exp(lo + i * step)));
  const peaks = truePeaks(elements).filter(([t]) => t > tauMin && t < tauMax);
  const indices = peaks.map(([t]) => Math.round(Math.log(t / tauMin) / step));
  indices.forEach((at, p) => {
    const sign = peaks[p][1];
    places.push(["top", Math.exp(lo + at * step)]);
    for (const direction of [-1, 1]) {
      const neighbour = indices[p + direction];
      const end = neighbour ?? (direction < 0 ? 0 : POINTS - 1);
      let half = -1;
      let lowest = at;
      for (let i = at; i !== end; i += direction) {
        if (half < 0 && sign * gamma[i] < 0.5 * sign * gamma[at]) half = i;
        if (sign * gamma[i] < sign * gamma[lowest]) lowest = i;
        if (neighbour === undefined && sign * gamma[i] < FOOT * sign * gamma[at]) break;
      }
      if (half >= 0) places.push(["half", Math.exp(lo + half * step)]);
      if (neighbour === undefined || direction > 0) places.push(["valley", Math.exp(lo + lowest * step)]);
    }
  });
  return places;
}

/** True maxima of γ with the processes that stand between the valleys beside each. */
function trueBasins(
  elements: readonly Element[],
): readonly { readonly tau: number; readonly members: readonly number[] }[] {
  const peaks = truePeaks(elements).filter(([t], i, all) => i === 0 || Math.log(t / all[i - 1][0]) > 0.2);
  const only = elements.find(isProcess);
  if (only?.[0] === "BOX") return [{ tau: peakTau(only), members: [elements.indexOf(only)] }];
  const bounds = peaks.slice(1).map(([right], i) => {
    const left = peaks[i][0];
    let at = left;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k <= 400; k++) {
      const tau = left * (right / left) ** (k / 400);
      const g = Math.abs(exactGamma(elements, tau));
      if (g < least) [at, least] = [tau, g];
    }
    return at;
  });
  return peaks.map(([tau, sign], p) => ({
    tau,
    members: elements.flatMap((e, i) => {
      if (!isProcess(e) || Math.sign(Number(e[1])) !== sign) return [];
      const t = peakTau(e);
      return t >= (bounds[p - 1] ?? 0) && t < (bounds[p] ?? Number.POSITIVE_INFINITY) ? [i] : [];
    }),
  }));
}

function standardised(truth: number, median: number, lower: number, upper: number): number {
  return truth < median ? (truth - median) / (median - lower) : (truth - median) / (upper - median);
}

/** Holds the bands of one spectrum against its truth; Gerischer and RC by F only. */
export function judgeBands(
  elements: readonly Element[],
  frequency: Float64Array,
  setting: OracleSetting,
  bands: RelaxationTimesBands,
): readonly Judged[] {
  const judged: Judged[] = [];
  const bound = cramerRao(elements, exactSpectrum(elements, frequency), setting);
  const add = (
    quantity: Judged["quantity"],
    truth: number,
    values: readonly (number | null)[],
    deviation: number,
  ): void => {
    const [median, lower, upper] = values;
    if (lower === null || upper === null || median === null) {
      miss(quantity);
      return;
    }
    judged.push({
      quantity,
      covered: truth >= lower && truth <= upper,
      width: (upper - lower) / (2 * 1.96 * deviation),
      error: standardised(truth, median, lower, upper),
    });
  };
  const miss = (quantity: Judged["quantity"]): void => {
    judged.push({ quantity, covered: false, width: Number.NaN, error: Number.NaN });
  };
  const tauMin = 1 / (2 * Math.PI * frequency.reduce((a, b) => Math.max(a, b)));
  const tauMax = 1 / (2 * Math.PI * frequency.reduce((a, b) => Math.min(a, b)));
  const isOrdinary = !elements.some((e) => e[0] === "RC" || e[0] === "G");
  for (const [place, near] of judgedPlaces(elements, tauMin, tauMax)) {
    const i = nearestIndex(bands.tau, near);
    const tau = bands.tau[i];
    const values: [number, number, number] = [bands.cumulative[i], bands.cumulativeLower[i], bands.cumulativeUpper[i]];
    const deviation = isOrdinary ? bound.cumulativeDeviation(tau) : Number.NaN;
    const slack = NOTHING * elements.reduce((sum, e) => sum + (isProcess(e) ? Math.abs(Number(e[1])) : 0), 0);
    values[1] -= slack;
    values[2] += slack;
    add(`F ${place}`, exactCumulative(elements, tau), values, deviation);
  }
  if (!isOrdinary) return judged;
  const nearest = (peaks: readonly BandedPeak[], tau: number, sign: number): BandedPeak | undefined => {
    const near = peaks.filter(
      (p) =>
        Math.sign(p.resistance) === sign &&
        Math.abs(Math.log10(p.tau / tau)) < NEAR + Math.log10((p.tauUpper ?? p.tau) / (p.tauLower ?? p.tau)),
    );
    return near.sort((a, b) => Math.abs(Math.log(a.tau / tau)) - Math.abs(Math.log(b.tau / tau)))[0];
  };
  for (const { tau, members } of trueBasins(elements)) {
    const total = (e: readonly Element[]): number => members.reduce((sum, i) => sum + Number(e[i][1]), 0);
    const peak = nearest(bands.peaks, tau, Math.sign(total(elements)));
    if (peak === undefined) {
      miss("peak R");
      miss("peak tau");
      continue;
    }
    add(
      "peak R",
      total(elements),
      [peak.resistance, peak.resistanceLower, peak.resistanceUpper],
      bound.deviationOf(total),
    );
    const place = members.length === 1 ? peakTau(elements[members[0]]) : tau;
    const logs = [peak.tau, peak.tauLower, peak.tauUpper].map(decadesOf);
    const deviation = members.length === 1 ? bound.deviationOf((e) => Math.log10(peakTau(e[members[0]]))) : Number.NaN;
    add("peak tau", Math.log10(place), logs, deviation);
  }
  if (elements.filter((e) => e[0] === "GS").length > 2) return judged;
  const truth = Array.from(elements.keys())
    .filter((i) => isProcess(elements[i]))
    .sort((a, b) => peakTau(elements[a]) - peakTau(elements[b]));
  truth.forEach((i, k) => {
    const found = bands.processes.length === truth.length ? bands.processes[k] : undefined;
    if (found === undefined) {
      miss("process R");
      miss("process tau");
      return;
    }
    const r = Number(elements[i][1]);
    add(
      "process R",
      r,
      [found.resistance, found.resistanceLower, found.resistanceUpper],
      bound.resistanceDeviation(k) * Math.abs(r),
    );
    add(
      "process tau",
      Math.log10(characteristicTau(elements[i])),
      [found.tau, found.tauLower, found.tauUpper].map(decadesOf),
      bound.deviationOf((e) => Math.log10(characteristicTau(e[i]))),
    );
  });
  return judged;
}

/** τ₀ of a process. */
function characteristicTau(element: Element): number {
  return element[0] === "HN" ? element[2] : peakTau(element);
}

function decadesOf(tau: number | null): number | null {
  return tau === null ? null : Math.log10(tau);
}

function nearestIndex(tau: Float64Array, at: number): number {
  let best = 0;
  for (let i = 1; i < tau.length; i++) {
    if (Math.abs(Math.log(tau[i] / at)) < Math.abs(Math.log(tau[best] / at))) best = i;
  }
  return best;
}
