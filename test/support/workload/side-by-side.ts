import { analyzeProcessSeries } from "../../../src/impedance/process-series/analyze.ts";
import { operandoSeries } from "./series.ts";

/** Of the intervals of one quantity of one process in one part of the series: how many there are, and how many hold the truth. */
export interface HeldIntervals {
  readonly process: string;
  readonly from: number;
  readonly to: number;
  intervals: number;
  resistance: number;
  tau: number;
  capacitance: number;
  /** Widths of the intervals of R, over the resistance that the new process and the interface share. */
  readonly widths: number[];
}

/** Median width of the intervals of R, over what the new process and the interface share; NaN without intervals. */
export function medianWidth({ widths }: HeldIntervals): number {
  return widths.length === 0 ? Number.NaN : Float64Array.from(widths).sort()[widths.length >> 1];
}

/** Processes of `operandoSeries` by ascending τ: names, and places among its elements. */
const PROCESSES = [
  ["grain boundaries", 1],
  ["new process", 3],
  ["interface", 2],
] as const;
/** Before the new process, beside it while it grows, beside it, and after the current has stopped. */
const PARTS = [
  [0, 70],
  [70, 100],
  [100, 140],
  [140, 200],
] as const;
/** Ω below which a process is not there. */
const LEAST = 0.5;

/**
 * How many intervals of 95 % hold the truth in operando series in which a second process appears beside the interface at `onset` in
 * mA/cm². `missed` are series in which not all three processes were found.
 */
export function heldSideBySide(
  seeds: readonly number[],
  onset: number,
): { readonly held: readonly HeldIntervals[]; readonly missed: number } {
  const held = PROCESSES.flatMap(([process]) =>
    PARTS.map(
      ([from, to]): HeldIntervals => ({
        process,
        from,
        to,
        intervals: 0,
        resistance: 0,
        tau: 0,
        capacitance: 0,
        widths: [],
      }),
    ),
  );
  let missed = 0;
  for (const seed of seeds) {
    const { spectra, elements } = operandoSeries(200, 80, 0.005, seed, onset);
    const { tracks } = analyzeProcessSeries(spectra);
    if (tracks.length !== PROCESSES.length) {
      missed++;
      continue;
    }
    PROCESSES.forEach(([process, place], k) => {
      const track = tracks[k];
      for (const row of held) {
        if (row.process !== process) continue;
        for (let i = row.from; i < row.to; i++) {
          const [, resistance, tau] = elements[i][place] as readonly [string, number, number];
          if (resistance < LEAST) continue;
          const holds = (lower: Float64Array, upper: Float64Array, truth: number): number =>
            lower[i] > truth || upper[i] < truth ? 0 : 1;
          row.intervals++;
          const pair = (elements[i][2][1] as number) + (elements[i][3][1] as number);
          row.widths.push((track.resistanceUpper[i] - track.resistanceLower[i]) / pair);
          row.resistance += holds(track.resistanceLower, track.resistanceUpper, resistance);
          row.tau += holds(track.tauLower, track.tauUpper, tau);
          row.capacitance += holds(track.capacitanceLower, track.capacitanceUpper, tau / resistance);
        }
      }
    });
  }
  return { held, missed };
}
