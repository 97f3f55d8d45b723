import { DomainError } from "../base/errors.ts";
import { parseUnit } from "../units/unit.ts";

/** A quantity known to an interval, in its unit; infinite ends where it is not bounded. */
export interface Ranged {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly unit: string;
  /** True where only the interval is known: the value is its middle, for comparison, and is not told. */
  readonly isRange?: true;
}

/** Units of the papers that are no units of measure: shares, angles and things that are counted. */
const countedUnits: Readonly<Record<string, number>> = {
  "": 1,
  "at.%": 0.01,
  "wt%": 0.01,
  "vol%": 0.01,
  points: 0.01,
  "°": Math.PI / 180,
  eV: 1,
  cycles: 1,
  steps: 1,
  pulses: 1,
  projections: 1,
  alloys: 1,
};

/** Factor of a unit to SI; of shares to 1, of degrees to radians. */
export function factorOf(unit: string): number {
  return countedUnits[unit] ?? parseUnit(unit).factor;
}

/** A quantity without an interval. */
export function exactly(value: number, unit: string): Ranged {
  return { value, lower: value, upper: value, unit };
}

/** A quantity with its interval. */
export function between(lower: number, upper: number, unit: string, value: number): Ranged {
  return { value, lower, upper, unit };
}

/** A quantity that is only known to lie between two values; the upper one may be infinite. */
export function range(lower: number, upper: number, unit: string): Ranged {
  return { value: Number.isFinite(upper) ? (lower + upper) / 2 : lower, lower, upper, unit, isRange: true };
}

/** The same quantity in another unit of its dimension. */
export function inUnit(quantity: Ranged, unit: string): Ranged {
  const ratio = factorOf(quantity.unit) / factorOf(unit);
  const { value, lower, upper } = quantity;
  return { ...quantity, value: value * ratio, lower: lower * ratio, upper: upper * ratio, unit };
}

/** The value in SI. */
export function inSi(quantity: Ranged): number {
  return quantity.value * factorOf(quantity.unit);
}

/** Most arguments whose corners are tried. */
const MOST_ARGUMENTS = 8;

/**
 * f at the values of its arguments, with the least and the greatest of f over the corners of their box: the range of f
 * where f is monotonic in each argument. f takes and returns SI.
 *
 * @throws DomainError if f is not finite at the values, or for more than eight arguments
 */
export function spread(unit: string, f: (...si: number[]) => number, ...quantities: readonly Ranged[]): Ranged {
  const n = quantities.length;
  if (n > MOST_ARGUMENTS) throw new DomainError(`spread: ${n} arguments, at most ${MOST_ARGUMENTS}`);
  const factors = quantities.map((quantity) => factorOf(quantity.unit));
  const scale = factorOf(unit);
  const value = f(...quantities.map((quantity, k) => quantity.value * (factors[k] as number))) / scale;
  if (!Number.isFinite(value)) {
    throw new DomainError(`spread: the function is ${value} at ${quantities.map((quantity) => quantity.value)}`);
  }
  let [lower, upper] = [value, value];
  for (let corner = 0; corner < 2 ** n; corner++) {
    const si = quantities.map(
      (quantity, k) => ((corner >> k) & 1 ? quantity.upper : quantity.lower) * (factors[k] ?? 1),
    );
    const there = f(...si) / scale;
    if (Number.isNaN(there)) continue;
    lower = Math.min(lower, there);
    upper = Math.max(upper, there);
  }
  return { value, lower, upper, unit };
}
