import type { Warning } from "../../base/warnings.ts";

/** What most programs enter by themselves, in cm². */
const DEFAULT_AREA = 1;

/**
 * Electrode area in m² from a value in cm². Null for nothing, zero, and the 1 cm² that the program enters by itself; for the
 * latter a warning says so, since it may be true.
 */
export function enteredArea(squareCentimetres: number | null, warnings: Warning[]): number | null {
  if (squareCentimetres === null || !(squareCentimetres > 0 && Number.isFinite(squareCentimetres))) return null;
  if (squareCentimetres === DEFAULT_AREA) {
    warnings.push({
      code: "area-not-entered",
      message:
        "The file holds an area of 1 cm², which the program enters by itself: taken as not entered; give the area if it is true.",
    });
    return null;
  }
  return squareCentimetres * 1e-4;
}
