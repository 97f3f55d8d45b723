import type { UncorrectedResistances } from "../figures/drift.ts";
import type { DriftWindow, SeriesAnalysis } from "../impedance/series/analysis.ts";
import { log } from "../numerics/elementary/index.ts";
import type { ReportDrift } from "../report/input.ts";

/** Stretches whose drift is drawn: those in which the cell changed most surely. */
const MOST_DRAWN = 3;
/** A peak of a single sweep is that of a drifting process if its τ lies within this factor. */
const SAME = 3;

/** Drift as the report draws it: R(t), what each sweep by itself gives, and the first sweep in one instant. */
export function reportDrift(series: SeriesAnalysis): readonly ReportDrift[] {
  return (series.drift ?? [])
    .filter(({ analysis }) => !analysis.distinguishable || analysis.significance.significant)
    .sort((a, b) => a.analysis.significance.probability - b.analysis.significance.probability)
    .slice(0, MOST_DRAWN)
    .sort((a, b) => (a.sweeps[0] ?? 0) - (b.sweeps[0] ?? 0))
    .map((window) => drawn(window, series));
}

function drawn({ sweeps, analysis }: DriftWindow, series: SeriesAnalysis): ReportDrift {
  const { courses, words, distinguishable } = analysis;
  const shared = (tau: number): boolean =>
    courses.filter(({ shape }) => shape && Math.abs(log(shape.tau / tau)) < log(SAME)).length > 1;
  const steps = courses.map(({ shape }) =>
    sweeps.map((place) => {
      const drt = series.sweeps[place]?.drt;
      if (!drt) return null;
      if (shape === null) return drt.ohmicResistance;
      const off = (tau: number): number => Math.abs(log(tau / shape.tau));
      const near = drt.peaks.filter(({ tau }) => off(tau) < log(SAME)).sort((a, b) => off(a.tau) - off(b.tau));
      // A peak that the joint fit parts into several processes has no counterpart.
      return near[0] === undefined || shared(near[0].tau) ? null : near[0].resistance;
    }),
  );
  const uncorrected: UncorrectedResistances = steps.map((one) => (one.every((r) => r === null) ? [] : one));
  const numbers = sweeps.map((at) => (series.sweeps[at]?.sweep.index ?? at) + 1);
  const [first] = analysis.sweeps;
  const [place] = sweeps;
  return {
    sweeps: numbers,
    record: { courses, sweeps: analysis.sweeps },
    uncorrected,
    ...(first !== undefined && place !== undefined && distinguishable
      ? {
          corrected: [
            {
              sweep: place,
              instants: [
                { name: "at its start", spectrum: first.atStart.spectrum },
                { name: "at its end", spectrum: first.atEnd.spectrum },
              ],
            },
          ],
        }
      : {}),
    words,
  };
}
