import { DomainError } from "../../base/errors.ts";
import { hypot, log } from "../../numerics/elementary/index.ts";
import type { JointData } from "./joint-model.ts";
import { groupFrequencies } from "./misfit.ts";
import type { TimedSpectrum } from "./result.ts";

/** Points of one sweep among those of all, and when it ran. */
export interface SweepRange {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Fewest points of a sweep. */
const FEWEST = 8;

/**
 * All points of the sweeps, one after the other.
 * @throws DomainError if there is no sweep, one has fewer than 8 points, lengths disagree, a time is not finite, a
 * standard deviation or |Z| is not positive, or the record takes no time
 */
export function joinSweeps(sweeps: readonly TimedSpectrum[]): { data: JointData; ranges: readonly SweepRange[] } {
  if (sweeps.length === 0) throw new DomainError("driftAnalysis: no sweep given.");
  const points = sweeps.reduce((sum, { spectrum }) => sum + spectrum.frequency.length, 0);
  const frequency = new Float64Array(points);
  const logOmega = new Float64Array(points);
  const real = new Float64Array(points);
  const imaginary = new Float64Array(points);
  const weight = new Float64Array(points);
  const time = new Float64Array(points);
  const ranges: SweepRange[] = [];
  let scale = 0;
  let fastest = 0;
  let i = 0;
  sweeps.forEach((sweep, index) => {
    const { spectrum, standardDeviation } = sweep;
    const n = spectrum.frequency.length;
    if (n < FEWEST) throw new DomainError(`driftAnalysis: sweep ${index} has ${n} points; ${FEWEST} are needed.`);
    if (sweep.time.length !== n || (standardDeviation ?? sweep.time).length !== n) {
      throw new DomainError(
        `driftAnalysis: sweep ${index} has ${n} points, ${sweep.time.length} times` +
          `${standardDeviation ? ` and ${standardDeviation.length} standard deviations` : ""}; one of each a point is expected.`,
      );
    }
    const from = i;
    let earliest = Infinity;
    let latest = -Infinity;
    for (let k = 0; k < n; k++, i++) {
      const f = spectrum.frequency[k] as number;
      const t = sweep.time[k] as number;
      const modulus = hypot(spectrum.real[k] as number, spectrum.imaginary[k] as number);
      const sd = standardDeviation ? (standardDeviation[k] as number) : modulus;
      if (!(f > 0 && Number.isFinite(t) && modulus > 0 && Number.isFinite(modulus) && sd > 0 && Number.isFinite(sd))) {
        throw new DomainError(
          `driftAnalysis: sweep ${index}, point ${k}: f = ${f} Hz, |Z| = ${modulus} Ω, t = ${t} s, standard deviation ${sd}; ` +
            "finite values, positive but for the time, are expected.",
        );
      }
      frequency[i] = f;
      logOmega[i] = log(2 * Math.PI * f);
      real[i] = spectrum.real[k] as number;
      imaginary[i] = spectrum.imaginary[k] as number;
      weight[i] = 1 / sd;
      time[i] = t;
      scale += modulus / points;
      fastest = Math.max(fastest, 2 * Math.PI * f);
      earliest = Math.min(earliest, t);
      latest = Math.max(latest, t);
    }
    const start = sweep.start ?? earliest;
    const end = sweep.end ?? latest;
    if (!(start <= earliest && end >= latest && end > start)) {
      throw new DomainError(
        `driftAnalysis: sweep ${index} runs from ${start} to ${end} s, its points from ${earliest} to ${latest} s; ` +
          "a sweep takes time and holds its points.",
      );
    }
    ranges.push({ from, to: i, start, end });
  });
  return {
    data: {
      points,
      frequency,
      logOmega,
      real,
      imaginary,
      weight,
      time,
      groups: groupFrequencies(frequency),
      misfit: 0,
      scale,
      fastest,
    },
    ranges,
  };
}
