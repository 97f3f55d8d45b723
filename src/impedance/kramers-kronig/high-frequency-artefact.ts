import { hypot } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type Consistency, testConsistency } from "./consistency.ts";
import type { KramersKronigSettings } from "./options.ts";
import { pointsOf } from "./subset.ts";

/** The part of a spectrum below an artefact of its highest frequencies. */
export interface BelowArtefact {
  /** Lowest frequency of the artefact in Hz. */
  readonly from: number;
  /** Indices of the points below, in the order of the spectrum. */
  readonly indices: readonly number[];
  readonly spectrum: ImpedanceSpectrum;
  readonly found: Consistency;
}

/** At most this share of the points is left out, so many more at a time. */
const LARGEST_SHARE = 1 / 3;
const STEP = 2;
/** The fewest points are left out with which the noise lies within this factor of that with two or four points fewer. */
const SETTLED = 1.6;
/** Z' counts as negative below this share of −|Z|, and so many times the usual noise of the points below the upper quarter. */
const NEGATIVE = 0.02;
const BEYOND_NOISE = 3;

/**
 * Looks for highest frequencies that show what no cell shows: Z' is negative there, which a passive cell cannot be. Long leads and the
 * reference electrode do this, mostly with a resonance that reaches lower than the negative values; the points say nothing of the
 * cell, and spoil the fit of the others. So many are left out that the noise of the rest no longer falls.
 *
 * @returns null if there is no such artefact
 */
export function highFrequencyArtefact(
  spectrum: ImpedanceSpectrum,
  whole: Consistency,
  settings: KramersKronigSettings,
): BelowArtefact | null {
  const { frequency, real, imaginary } = spectrum;
  const points = frequency.length;
  const descending = Array.from(frequency.keys()).sort((a, b) => frequency[b] - frequency[a]);
  const most = Math.floor(LARGEST_SHARE * points);
  const upper = descending.slice(0, Math.ceil(points / 4));
  const usual = median(descending.slice(upper.length).map((k) => whole.noisesReal[k]));
  const least = Math.max(NEGATIVE, BEYOND_NOISE * usual);
  const isNegative = (k: number): boolean => real[k] < -least * hypot(real[k], imaginary[k]);
  if (!upper.some(isNegative) || descending.slice(upper.length).some(isNegative)) return null;
  const tried: BelowArtefact[] = [];
  for (let left = STEP; left <= most; left += STEP) {
    const out = new Set(descending.slice(0, left));
    const indices = Array.from(frequency.keys()).filter((k) => !out.has(k));
    const part = pointsOf(spectrum, indices);
    const found = testConsistency(part, settings);
    if (found === null) break;
    tried.push({ from: frequency[descending[left - 1]], indices, spectrum: part, found });
  }
  const settled = ({ found, indices }: BelowArtefact, at: number): boolean => {
    const further = tried.slice(at + 1, at + 3).map((next) => next.found.noise);
    return !indices.some(isNegative) && further.every((noise) => found.noise <= SETTLED * noise);
  };
  return tried.find(settled) ?? null;
}

function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.length > 0 ? sorted[sorted.length >> 1] : 0;
}
