import { DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import type { Ranged } from "../ranged.ts";

/** A number as a paper prints it: the interval is its rounding, or what an "≈" leaves open. */
export interface PaperNumber extends Ranged {
  /** As printed, without the unit: "≈350", "0.56", "<1", "12–14". */
  readonly text: string;
}

/** What "≈" and "~" leave open, as a share of the value; at least half of the last digit printed. */
export const APPROXIMATELY = 0.1;

const printed = /^([≈~<>]?)\s*([−-]?\d+(?:\.\d+)?)(?:–(\d+(?:\.\d+)?))?$/;

/**
 * Reads a number as printed. Its interval: half a unit of the last digit printed; ± 10 % with "≈" or "~" if that is more;
 * from zero for "<", without an end for ">"; for a range from the lower end of the first to the upper end of the second.
 */
export function read(text: string, unit: string): PaperNumber {
  const match = printed.exec(text);
  if (!match) throw new DomainError(`"${text}" is not a number as a paper prints it: ≈350, 0.56, <1, 12–14.`);
  const [, mark = "", first = "", second] = match;
  const low = Number(first.replace("−", "-"));
  const high = second === undefined ? low : Number(second);
  const around = (digits: string, value: number): number => {
    const half = 0.5 * pow(10, -(digits.split(".")[1]?.length ?? 0));
    return mark === "≈" || mark === "~" ? Math.max(half, APPROXIMATELY * Math.abs(value)) : half;
  };
  const value = (low + high) / 2;
  if (mark === "<") return { text, unit, value, lower: 0, upper: high };
  if (mark === ">") return { text, unit, value, lower: low, upper: Number.POSITIVE_INFINITY };
  return { text, unit, value, lower: low - around(first, low), upper: high + around(second ?? first, high) };
}

/** A setting or a count: exact. */
export function setting(text: string, unit: string): PaperNumber {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new DomainError(`"${text}" is not a number.`);
  return { text, unit, value, lower: value, upper: value };
}

/** A condition on a quantity that a paper puts in words: "visible", "at once", with the limits we read it as. */
export function inWords(text: string, unit: string, lower: number, upper: number, value?: number): PaperNumber {
  const middle = Number.isFinite(upper) ? (lower + upper) / 2 : lower;
  return { text, unit, value: value ?? middle, lower, upper };
}
