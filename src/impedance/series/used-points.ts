import { commonLimit } from "../circuit/choose-arcs.ts";
import { between } from "../circuit/trim.ts";
import { kramersKronig } from "../kramers-kronig/kramers-kronig.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** Whole sweeps tested before points are left out. */
const TRIM_SAMPLE = 3;

/**
 * Frequency in Hz above which points are left out of every analysis; Infinity: none are. Only where arcs cannot describe the
 * high-frequency end and whole sweeps fail Kramers-Kronig: a spectrum that passes is the cell's own.
 */
export function highestUsableFrequency(spectra: readonly ImpedanceSpectrum[]): number {
  const limit = commonLimit(spectra);
  if (!Number.isFinite(limit)) return limit;
  const step = Math.max(1, Math.ceil(spectra.length / TRIM_SAMPLE));
  const verdicts = spectra.filter((_, k) => k % step === 0).map((spectrum) => kramersKronig(spectrum).verdict);
  const passing = verdicts.filter((verdict) => verdict === "passes").length;
  return 2 * passing >= verdicts.length ? Number.POSITIVE_INFINITY : limit;
}

/** The points of a spectrum up to a frequency; the spectrum itself where that is all of them. */
export function usedPart(spectrum: ImpedanceSpectrum, highest: number): ImpedanceSpectrum {
  return spectrum.frequency.some((f) => f > highest) ? between(spectrum, 0, highest) : spectrum;
}

/** Times of the points up to a frequency; null where the file has none. */
export function timesUsed({ spectrum, time }: ImpedanceSweep, highest: number): Float64Array | null {
  return time?.filter((_, k) => spectrum.frequency[k] <= highest) ?? null;
}

/**
 * Highest frequency in Hz below an artefact that the test found; null without one, or where too few points would be left.
 */
export function artefactLimit({ frequency }: ImpedanceSpectrum, test: KramersKronigResult | null): number | null {
  const from = test?.faults?.find(({ kind }) => kind === "high-frequency-artefact")?.ranges[0]?.min;
  if (from === undefined) return null;
  const kept = frequency.filter((f) => f < from * (1 - 1e-9));
  return 2 * kept.length < frequency.length ? null : kept.reduce((a, b) => Math.max(a, b), 0);
}
