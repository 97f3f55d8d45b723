import type { Warning } from "../../base/warnings.ts";
import type { AcquisitionStart } from "../measurement.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const two = (n: number): string => String(n).padStart(2, "0");

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1970 || year > 2100) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const fullYear = (text: string): number => (text.length <= 2 ? 2000 + Number(text) : Number(text));

interface ReadDate {
  readonly iso: string;
  readonly ambiguous: boolean;
}

/** A date in any usual order. Dots mean day first; slashes and hyphens month first unless that is no date. */
function readDate(text: string): ReadDate | null {
  const made = (year: number, month: number, day: number, ambiguous = false): ReadDate | null =>
    isDate(year, month, day) ? { iso: `${year}-${two(month)}-${two(day)}`, ambiguous } : null;
  const iso = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (iso !== null) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(text);
  if (numeric !== null) {
    const [a, b, year] = [Number(numeric[1]), Number(numeric[3]), fullYear(numeric[4] as string)];
    if (numeric[2] === ".") return made(year, b, a);
    return made(year, a, b, a <= 12 && b <= 12 && a !== b) ?? made(year, b, a);
  }
  const named = /([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/.exec(text);
  if (named !== null) {
    return made(Number(named[3]), MONTHS.indexOf((named[1] as string).slice(0, 3).toLowerCase()) + 1, Number(named[2]));
  }
  const dayFirst = /(\d{1,2})[. -]\s*([A-Za-z]{3,9})\.?[ -]\s*(\d{4})/.exec(text);
  if (dayFirst !== null) {
    const month = MONTHS.indexOf((dayFirst[2] as string).slice(0, 3).toLowerCase()) + 1;
    return made(Number(dayFirst[3]), month, Number(dayFirst[1]));
  }
  return null;
}

/** Time of day as `hh:mm:ss` or `hh:mm:ss.sss`; null if there is none. */
function readTime(text: string): string | null {
  const match = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s*([AaPp])?\.?[Mm]?/.exec(text);
  if (match === null) return null;
  let hour = Number(match[1]);
  const half = match[5]?.toLowerCase();
  if (half === "p" && hour < 12) hour += 12;
  if (half === "a" && hour === 12) hour = 0;
  const minute = Number(match[2]);
  const second = Number(match[3] ?? "0");
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${two(hour)}:${two(minute)}:${two(second)}${match[4] === undefined ? "" : `.${match[4].slice(0, 3)}`}`;
}

/**
 * The start of an acquisition from the texts of its date and time (the same text may hold both). Programs write the order of
 * their computer: `3/4/2021` is read month first, with a warning, since it may be the third of April; `13/4/2021` is not in
 * doubt, `13.4.2021` neither. Null if there is no date.
 */
export function readStart(dateText: string, timeText: string, warnings: Warning[]): AcquisitionStart | null {
  const date = readDate(dateText.slice(0, 120));
  if (date === null) return null;
  if (date.ambiguous) {
    warnings.push({
      code: "date-order-ambiguous",
      message: `The date "${dateText.trim().slice(0, 40)}" is read month first as ${date.iso}; the file does not say which order it has.`,
    });
  }
  const time = readTime(timeText.slice(0, 120));
  return time === null
    ? { local: date.iso, hasTimeOfDay: false }
    : { local: `${date.iso}T${time}`, hasTimeOfDay: true };
}
