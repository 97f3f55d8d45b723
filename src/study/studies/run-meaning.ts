import type { CellModel } from "../../cell/form/cell-model.ts";
import type { PlannedCase } from "./plan-study.ts";

/** Digits of a number in which the same value, typed in another unit, is the same. */
const DIGITS = 12;
/** What tells where a number comes from, not how large it is. */
const SOURCES: readonly string[] = ["provenance", "note", "title"];

/**
 * What a case runs, whatever words of its document tell it: two documents of one meaning give the same run. A value that is typed back, in
 * another unit too, has the meaning that it had.
 */
export function runMeaning(
  { case: one, protocol, request, observations }: PlannedCase,
  { description }: CellModel,
): string {
  const { area, nominalCapacity, relativeTolerance, method, recordInterval, unknowns, cycleJump } = request;
  return JSON.stringify(
    [
      description,
      protocol.protocol,
      { area, nominalCapacity, relativeTolerance, method, recordInterval, unknowns, cycleJump },
      one.measured ?? null,
      observations.map(({ name, asked }) => [name, asked]),
    ],
    (key, value: unknown) => {
      if (SOURCES.includes(key)) return undefined;
      return typeof value === "number" ? Number(value.toPrecision(DIGITS)) : value;
    },
  );
}
