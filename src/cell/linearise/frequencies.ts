import { DomainError } from "../../base/errors.ts";
import { log10, pow } from "../../numerics/elementary/index.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";

/** More points than any instrument takes in one sweep. */
const MOST_POINTS = 100_000;

/**
 * The frequencies in Hz that an instrument steps through: from the first to the last, both included, evenly spaced in their
 * logarithm with the whole number of intervals nearest to decades × points per decade, in the order asked for (usually falling).
 *
 * EC-Lab files hold such sequences: 1 MHz to 0.2 Hz at 6 per decade (40.19) in 40 intervals, 200 kHz to 100 Hz (19.81) in 20;
 * one older file takes the next lower number, 200 kHz to 1 Hz (31.81) in 31. The frequencies that its generator can make differ
 * from these by up to 6e-5.
 *
 * @throws DomainError for a frequency or a number of points that is not positive
 */
export function frequenciesOf(
  request: Pick<ImpedanceRequest, "from" | "to" | "pointsPerDecade">,
): Float64Array<ArrayBuffer> {
  const { from, to, pointsPerDecade } = request;
  if (![from, to, pointsPerDecade].every((x) => x > 0 && Number.isFinite(x))) {
    throw new DomainError(
      `frequenciesOf: from ${from} Hz to ${to} Hz at ${pointsPerDecade} points per decade; all three must be positive.`,
    );
  }
  if (from === to) return Float64Array.of(from);
  const decades = log10(to / from);
  const intervals = Math.max(1, Math.round(Math.abs(decades) * pointsPerDecade));
  if (intervals >= MOST_POINTS) {
    throw new DomainError(`frequenciesOf: ${intervals + 1} points in one sweep; at most ${MOST_POINTS} are taken.`);
  }
  const frequency = Float64Array.from({ length: intervals + 1 }, (_, k) => from * pow(10, (decades * k) / intervals));
  frequency[intervals] = to;
  return frequency;
}
