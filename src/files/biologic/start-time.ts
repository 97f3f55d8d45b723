import type { AcquisitionStart } from "../measurement.ts";

const DAY = 86_400_000;
/** Days between the OLE origin 1899-12-30 and 1970-01-01. */
const OLE_TO_UNIX = 25_569;

/**
 * Local time of an OLE date (days since 1899-12-30) to the ms.
 * @returns null for a number that is no date between 1980 and 2150
 */
export function startOfOleDate(days: number | null): AcquisitionStart | null {
  if (days === null || !(days > 29_220 && days < 91_300)) return null;
  const local = new Date(Math.round((days - OLE_TO_UNIX) * DAY)).toISOString().slice(0, -1);
  return { local, hasTimeOfDay: true };
}

/**
 * Local date, and time if given, of `MM/DD/YYYY hh:mm:ss.mmm` as EC-Lab prints it; `.` or `-` may stand between,
 * two digits of a year are 1970 … 2069.
 * @returns null if the text is no such date
 */
export function startOfText(text: string): AcquisitionStart | null {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,3}))?)?/.exec(
    text,
  );
  if (match === null) return null;
  const [, month = "", day = "", year = "", hour, minute, second, fraction] = match;
  const fullYear = year.length === 4 ? year : String(Number(year) + (Number(year) < 70 ? 2000 : 1900));
  const date = `${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  if (hour === undefined) return { local: date, hasTimeOfDay: false };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = fraction === undefined ? "" : `.${fraction.padEnd(3, "0")}`;
  return { local: `${date}T${hour.padStart(2, "0")}:${minute}:${second}${ms}`, hasTimeOfDay: true };
}
