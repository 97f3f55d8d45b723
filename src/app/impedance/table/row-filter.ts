import type { SweepVerdictWord } from "../../../study/series-results.ts";

/**
 * Whether a sweep is meant by what was typed: part of its verdict ("fails"), a number ("12"), or a range ("12-20", "12–20"); several
 * with commas. An empty text means every sweep.
 *
 * @param number of the sweep, from 1
 */
export function isMeant(typed: string, number: number, verdict: SweepVerdictWord): boolean {
  const parts = typed
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "");
  return (
    parts.length === 0 ||
    parts.some((part) => {
      const [, from, to] = /^(\d+)\s*(?:[-–]\s*(\d+))?$/.exec(part) ?? [];
      if (from === undefined) return verdict.includes(part);
      return number >= Number(from) && number <= Number(to ?? from);
    })
  );
}
