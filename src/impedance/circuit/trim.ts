import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { arcScanner } from "./arc-scan.ts";

/** Arcs laid over a spectrum to see whether a passive circuit can describe it at all. */
const ARCS = 4;
/** Relative residual of that description above which the high-frequency end is suspected. */
const SUSPECT = 0.05;
/** Factor by which leaving points out must lower it. */
const GAIN = 3;
/** Points are left out until the residual is within this factor of the lowest, or below 2 %. */
const NEAR_LOWEST = 1.5;
const GOOD = 0.02;
/** Part of the points that may be left out. */
const MOST = 0.4;

/** Limits found before: a series asks for those of its sample more than once. */
const known = new WeakMap<ImpedanceSpectrum, number>();

/**
 * The frequency in Hz above which no sum of arcs, inductor and resistor with positive coefficients describes a spectrum,
 * as where cables or the reference electrode bend it into negative resistance; Infinity where all points can stay.
 */
export function highestPassiveFrequency(spectrum: ImpedanceSpectrum): number {
  const limit = known.get(spectrum) ?? searchLimit(spectrum);
  known.set(spectrum, limit);
  return limit;
}

function searchLimit(spectrum: ImpedanceSpectrum): number {
  const frequencies = spectrum.frequency.toSorted().reverse();
  const residualBelow = (highest: number): number => {
    const part = between(spectrum, 0, highest);
    return arcScanner(part, { inductor: true, capacitor: true }).place(ARCS).residual;
  };
  const whole = residualBelow(Infinity);
  if (whole < SUSPECT) return Infinity;
  // Every second point first; then the one between, for the limit itself.
  const tried: { readonly left: number; readonly residual: number }[] = [];
  for (let left = 2; left < MOST * frequencies.length; left += 2) {
    const residual = residualBelow(frequencies[left] as number);
    tried.push({ left, residual });
    if (residual < GOOD) break;
  }
  const lowest = tried.reduce((least, { residual }) => Math.min(least, residual), whole);
  if (lowest * GAIN > whole) return Infinity;
  const enough = Math.max(GOOD, NEAR_LOWEST * lowest);
  const found = tried.find(({ residual }) => residual <= enough);
  if (!found) return Infinity;
  const before = frequencies[found.left - 1] as number;
  return residualBelow(before) <= enough ? before : (frequencies[found.left] as number);
}

/** The points of a spectrum between two frequencies in Hz, ends included. */
export function between(spectrum: ImpedanceSpectrum, lowest: number, highest: number): ImpedanceSpectrum {
  const kept = (_: number, i: number): boolean => {
    const f = spectrum.frequency[i] as number;
    return f >= lowest && f <= highest;
  };
  return impedanceSpectrum(
    spectrum.frequency.filter(kept),
    spectrum.real.filter(kept),
    spectrum.imaginary.filter(kept),
  );
}
