import type { ImpedanceSweep } from "../../../impedance/series/sweep.ts";
import { hypot, log } from "../../../numerics/elementary/index.ts";
import type { SpectrumEntry } from "../../simulate-results.ts";

/** s that a spectrum may lie away from its companion, where spectra stand alone. */
const NEAR = 60;

/** A measured spectrum beside the computed one nearest in time. */
export interface SpectrumMisfit {
  /** Number of the sweep in the file, from 0. */
  readonly sweep: number;
  /** s on the clock of the run. */
  readonly time: number;
  /** Index into the spectra of the run. */
  readonly spectrum: number;
  /** Points at frequencies of both. */
  readonly points: number;
  /** √(mean |Z_computed − Z_measured|²/|Z_measured|²) */
  readonly relativeResidual: number;
  /** Hz: where the residual is largest, and how large. */
  readonly largestAt: number;
  readonly largest: number;
  /** Ω·m², measured, at its frequencies. */
  readonly frequency: Float64Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * Each measured sweep beside the computed spectrum nearest in time, no farther than half the usual distance of computed spectra, or a
 * minute. Computed values between frequencies are linear in ln f.
 *
 * @param shift s from the clock of the file to that of the run
 */
export function compareSpectra(
  computed: readonly SpectrumEntry[],
  sweeps: readonly ImpedanceSweep[],
  area: number,
  shift: number,
): SpectrumMisfit[] {
  const gaps = computed.slice(1).map(({ time }, k) => time - (computed[k] as SpectrumEntry).time);
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const reach = Math.max(NEAR, usual / 2);
  return sweeps.flatMap(({ index, spectrum, startTime }) => {
    const time = startTime === null ? null : startTime + shift;
    const nearest = nearestIn(computed, time, index);
    const entry = computed[nearest];
    if (entry === undefined || (time !== null && Math.abs(entry.time - time) > reach)) return [];
    const real = spectrum.real.map((z) => z * area);
    const imaginary = spectrum.imaginary.map((z) => z * area);
    const misfit = misfitOf(entry, spectrum.frequency, real, imaginary);
    if (misfit === null) return [];
    return [
      {
        sweep: index,
        time: time ?? entry.time,
        spectrum: nearest,
        ...misfit,
        frequency: spectrum.frequency,
        real,
        imaginary,
      },
    ];
  });
}

function nearestIn(computed: readonly SpectrumEntry[], time: number | null, index: number): number {
  if (time === null) return index;
  let best = 0;
  for (const [k, entry] of computed.entries()) {
    if (Math.abs(entry.time - time) < Math.abs((computed[best] as SpectrumEntry).time - time)) best = k;
  }
  return best;
}

function misfitOf(
  { frequency: own, total }: SpectrumEntry,
  frequency: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): Pick<SpectrumMisfit, "points" | "relativeResidual" | "largest" | "largestAt"> | null {
  const order = Array.from(own.keys()).sort((a, b) => (own[a] as number) - (own[b] as number));
  const x = order.map((k) => log(own[k] as number));
  let [points, square, largest, largestAt] = [0, 0, 0, Number.NaN];
  for (let k = 0; k < frequency.length; k++) {
    const at = log(frequency[k] as number);
    const slack = 1e-9;
    if (x.length < 2 || at < (x[0] as number) - slack || at > (x.at(-1) as number) + slack) continue;
    const above = Math.max(
      1,
      x.findIndex((one) => one >= at - slack),
    );
    const part = (at - (x[above - 1] as number)) / ((x[above] as number) - (x[above - 1] as number));
    const read = (z: Float64Array): number => {
      const from = z[order[above - 1] as number] as number;
      return from + part * ((z[order[above] as number] as number) - from);
    };
    const off = hypot(read(total.real) - (real[k] as number), read(total.imaginary) - (imaginary[k] as number));
    const relative = off / hypot(real[k] as number, imaginary[k] as number);
    if (!Number.isFinite(relative)) continue;
    points++;
    square += relative * relative;
    if (relative > largest) [largest, largestAt] = [relative, frequency[k] as number];
  }
  return points === 0 ? null : { points, relativeResidual: Math.sqrt(square / points), largest, largestAt };
}
