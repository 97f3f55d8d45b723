import { cos, sin } from "../../numerics/elementary/index.ts";
import type { NormalStream } from "../../numerics/random/normal-stream.ts";
import type { CompleteInstrument } from "./instrument.ts";

/** Voltage in V and current in A of one point, evenly spaced over its periods. */
export interface SineRecord {
  readonly voltage: Float64Array;
  readonly current: Float64Array;
}

/**
 * Adds R i + L di/dt of the leads to the voltage. di/dt comes from the neighbours of each sample by formulas that are exact for
 * the sine of the excitation; of its second harmonic they lose the fraction 1 − cos(2π/perPeriod).
 */
export function addLeads(
  { voltage, current }: SineRecord,
  { resistance, inductance }: CompleteInstrument["leads"],
  frequency: number,
  perPeriod: number,
): void {
  const last = current.length - 1;
  const angle = (2 * Math.PI) / perPeriod;
  const slope = (2 * Math.PI * frequency * inductance) / (2 * sin(angle));
  const curvature = (2 * Math.PI * frequency * inductance * sin(angle)) / (2 * (1 - cos(angle)));
  for (let k = 0; k <= last; k++) {
    // The first and the last sample lean on the slope and the curvature of their neighbour.
    const at = Math.min(Math.max(k, 1), last - 1);
    const [before, here, after] = [current[at - 1], current[at], current[at + 1]];
    const rise = slope * (after - before);
    const induced = at === k ? rise : rise * cos(angle) + (k - at) * curvature * (after - 2 * here + before);
    voltage[k] += resistance * current[k] + induced;
  }
}

/** What the converters make of exact samples: noise, then steps. Changes the arrays. */
export function digitise(record: SineRecord, { noise, resolution }: CompleteInstrument, stream: NormalStream): void {
  digitiseOne(record.voltage, noise.voltage, resolution.voltage, stream);
  digitiseOne(record.current, noise.current, resolution.current, stream);
}

function digitiseOne(samples: Float64Array, deviation: number, step: number, stream: NormalStream): void {
  if (deviation > 0) for (let k = 0; k < samples.length; k++) samples[k] += deviation * stream.normal();
  if (step > 0) for (let k = 0; k < samples.length; k++) samples[k] = step * Math.round(samples[k] / step);
}

/** Variance of one sample in V² and A²: that of the noise, and step²/12 of rounding. */
export function sampleVariances({ noise, resolution }: CompleteInstrument): readonly [number, number] {
  return [noise.voltage ** 2 + resolution.voltage ** 2 / 12, noise.current ** 2 + resolution.current ** 2 / 12];
}

/**
 * A sine with a straight line as samples: from + (to − from) k/N + Re((re + j im) e^{jωt_k}).
 * @param out N numbers
 */
export function sineOnLine(
  from: number,
  to: number,
  re: number,
  im: number,
  perPeriod: number,
  out: Float64Array,
): void {
  const count = out.length;
  for (let k = 0; k < count; k++) {
    const phase = (2 * Math.PI * (k % perPeriod)) / perPeriod;
    out[k] = from + ((to - from) * k) / count + re * cos(phase) - im * sin(phase);
  }
}
