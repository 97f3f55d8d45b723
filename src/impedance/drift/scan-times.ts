import { DomainError } from "../../base/errors.ts";

/** How an instrument steps through the frequencies of a sweep. */
export interface ScanSettings {
  /** Periods of the sine that are averaged at each frequency (EC-Lab: Na); default 1. */
  readonly periods?: number;
  /** Periods waited before each measurement (EC-Lab: pw); default 0.1. */
  readonly wait?: number;
  /** Time in s that each point takes besides; default 0.025. */
  readonly overhead?: number;
  /** Shortest time in s that a point takes; default 0. */
  readonly minimum?: number;
  /** When the sweep begins, in s; default 0. */
  readonly start?: number;
}

/** When the points of a sweep were measured, in s. */
export interface ScanTimes {
  /** End of the measurement of each point: what EC-Lab stores as time. */
  readonly end: Float64Array;
  /** Middle of the averaged periods: the instant that a point stands for. */
  readonly middle: Float64Array;
}

/** Scan times fitted to a known start and end. */
export interface FittedScanTimes extends ScanTimes {
  /** Time in s that each point takes besides its periods, ≥ 0. */
  readonly overhead: number;
  /** Factor on all durations; below 1 where the stated periods alone take longer than the sweep did. */
  readonly factor: number;
}

const DEFAULTS = { periods: 1, wait: 0.1, overhead: 0.025, minimum: 0, start: 0 } as const;

/**
 * When the points of a sweep are measured, in the order given: point k takes
 *
 *   Δt_k = max(minimum, overhead + (wait + periods)/f_k).
 *
 * In an EC-Lab GEIS file with pw = 0.1 and Na = 2 the stored times obey Δt = 2.1/f + 0.025 s below 8 Hz to 0.03 s
 * (0.05 s at 0.2 Hz); above, a point takes 0.25 to 0.45 s whatever its frequency.
 *
 * @param frequency Hz
 * @throws DomainError if a frequency is not positive or a setting is negative
 */
export function scanTimes(frequency: Float64Array, settings: ScanSettings = {}): ScanTimes {
  const all = { ...DEFAULTS, ...settings };
  check(frequency, all);
  return timesOf(frequency, all, 1);
}

/**
 * Scan times between a known start and end: the overhead of a point is chosen so that the last point ends at `end`;
 * where the periods alone take longer, all durations are shortened by one factor.
 *
 * @throws DomainError if a frequency is not positive, a setting is negative or the sweep does not end after its start
 */
export function fitScanTimes(
  frequency: Float64Array,
  { start, end }: { readonly start: number; readonly end: number },
  settings: Omit<ScanSettings, "overhead" | "start"> = {},
): FittedScanTimes {
  const all = { ...DEFAULTS, ...settings, start };
  check(frequency, all);
  const duration = end - start;
  if (!(duration > 0 && Number.isFinite(duration))) {
    throw new DomainError(`fitScanTimes: the sweep runs from ${start} to ${end} s; it must end after its start.`);
  }
  const lasting = (overhead: number): number =>
    frequency.reduce((sum, f) => sum + durationOf(f, { ...all, overhead }), 0);
  const least = lasting(0);
  if (least >= duration) {
    const factor = duration / least;
    return { ...timesOf(frequency, { ...all, overhead: 0 }, factor), overhead: 0, factor };
  }
  let low = 0;
  let high = duration / frequency.length;
  for (let k = 0; k < 60; k++) {
    const middle = 0.5 * (low + high);
    if (lasting(middle) < duration) low = middle;
    else high = middle;
  }
  const overhead = 0.5 * (low + high);
  return { ...timesOf(frequency, { ...all, overhead }, 1), overhead, factor: 1 };
}

/**
 * The instants that points stand for where a file stores the end of each measurement: t − periods/2f.
 *
 * @param time end of the measurement of each point in s
 */
export function middleTimes(frequency: Float64Array, time: Float64Array, periods: number): Float64Array {
  if (frequency.length !== time.length) {
    throw new DomainError(
      `middleTimes: ${frequency.length} frequencies and ${time.length} times; one of each a point is expected.`,
    );
  }
  return time.map((t, k) => t - periods / (2 * (frequency[k] as number)));
}

type Complete = Required<ScanSettings>;

function durationOf(f: number, { periods, wait, overhead, minimum }: Complete): number {
  return Math.max(minimum, overhead + (wait + periods) / f);
}

function timesOf(frequency: Float64Array, settings: Complete, factor: number): ScanTimes {
  const end = new Float64Array(frequency.length);
  const middle = new Float64Array(frequency.length);
  let elapsed = settings.start;
  for (let k = 0; k < frequency.length; k++) {
    const f = frequency[k] as number;
    elapsed += factor * durationOf(f, settings);
    end[k] = elapsed;
    middle[k] = elapsed - (factor * settings.periods) / (2 * f);
  }
  return { end, middle };
}

function check(frequency: Float64Array, { periods, wait, overhead, minimum }: Complete): void {
  if (frequency.length === 0) throw new DomainError("scanTimes: no frequency given.");
  for (let k = 0; k < frequency.length; k++) {
    const f = frequency[k] as number;
    if (!(f > 0 && Number.isFinite(f)))
      throw new DomainError(`scanTimes: frequency ${f} Hz at point ${k}; it must be positive.`);
  }
  if (![periods, wait, overhead, minimum].every((x) => x >= 0 && Number.isFinite(x))) {
    throw new DomainError(
      `scanTimes: periods ${periods}, wait ${wait}, overhead ${overhead} s, minimum ${minimum} s; none may be negative.`,
    );
  }
}
