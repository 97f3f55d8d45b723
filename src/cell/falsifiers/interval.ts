import { DomainError } from "../../base/errors.ts";

/** A number that is known to an interval; ends may be infinite. */
export interface Interval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** A number without interval, or an interval. */
export type NumberOrInterval = number | Interval;

/**
 * The interval of a number, or the interval itself.
 *
 * @param what for messages
 * @throws DomainError unless lower ≤ value ≤ upper
 */
export function interval(what: string, given: NumberOrInterval): Interval {
  const { value, lower, upper } = typeof given === "number" ? { value: given, lower: given, upper: given } : given;
  if (!(lower <= value && value <= upper)) {
    throw new DomainError(`${what}: ${value} does not lie in its interval ${lower} to ${upper}.`);
  }
  return { value, lower, upper };
}

/**
 * The same for what must be above 0.
 *
 * @throws DomainError quoting the interval
 */
export function positiveInterval(what: string, given: NumberOrInterval): Interval {
  const checked = interval(what, given);
  if (!(checked.lower > 0)) throw new DomainError(`${what}: from ${checked.lower}; a number above 0 is expected.`);
  return checked;
}

/** Product of two intervals of numbers ≥ 0. */
export function times(a: Interval, b: Interval): Interval {
  return { value: a.value * b.value, lower: a.lower * b.lower, upper: a.upper * b.upper };
}

/** Quotient of two intervals of numbers ≥ 0; infinite where the divisor reaches 0. */
export function over(a: Interval, b: Interval): Interval {
  return { value: a.value / b.value, lower: a.lower / b.upper, upper: a.upper / b.lower };
}

/** An interval times a factor ≥ 0. */
export function scaled(a: Interval, factor: number): Interval {
  return { value: a.value * factor, lower: a.lower * factor, upper: a.upper * factor };
}

/** A value with an interval of ± a relative half width below 1. */
export function within(value: number, relative: number): Interval {
  const half = Math.abs(value) * relative;
  return { value, lower: value - half, upper: value + half };
}
