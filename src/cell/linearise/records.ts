import type { NormalStream } from "../../numerics/random/normal-stream.ts";
import type { CompleteInstrument } from "./instrument.ts";

/** Voltage in V and current in A of one point, evenly spaced over its periods. */
export interface SineRecord {
  readonly voltage: Float64Array;
  readonly current: Float64Array;
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
    out[k] = from + ((to - from) * k) / count + re * Math.cos(phase) - im * Math.sin(phase);
  }
}
