import type { CellModel } from "../../cell/form/cell-model.ts";
import type { PlannedCase, PlannedStudy } from "./plan-study.ts";
import type { FalsifierEntry } from "./study.ts";
import { rangeOf } from "./study-falsifiers.ts";

/** Digits of a number in which the same value, typed in another unit, is the same. */
const DIGITS = 12;
/** What tells where a number comes from, not how large it is. */
const SOURCES: readonly string[] = ["provenance", "note", "title"];

/**
 * What a case runs and what its results are held against, whatever words of its document tell it: two documents of one meaning give the
 * same sight. A value that is typed back, in another unit too, has the meaning that it had.
 */
export function runMeaning(
  { study, relaxationTimes }: Pick<PlannedStudy, "study" | "relaxationTimes">,
  { case: one, cell, protocol, request, measured, observations }: PlannedCase,
  { description }: CellModel,
): string {
  const { area, nominalCapacity, relativeTolerance, method, recordInterval, unknowns, cycleJump } = request;
  return JSON.stringify(
    [
      description,
      { set: one.cell.set ?? null, moleFraction: cell.moleFraction },
      protocol.protocol,
      { area, nominalCapacity, relativeTolerance, method, recordInterval, unknowns, cycleJump },
      measured === null ? null : [measured.file, measured.sha256, measured.area, measured.start],
      observations.map(({ name, asked }) => [name, asked]),
      relaxationTimes,
      falsifierMeaning(study.falsifiers),
    ],
    (key, value: unknown) => {
      if (SOURCES.includes(key)) return undefined;
      return typeof value === "number" ? Number(value.toPrecision(DIGITS)) : value;
    },
  );
}

/** What falsifiers are told, in SI, in the order of the names. */
function falsifierMeaning({ measured = {}, orientation, farSide, ...ranges }: FalsifierEntry = {}): unknown {
  const inUnits = (given: Omit<FalsifierEntry, "measured" | "orientation" | "farSide"> | typeof measured): unknown[] =>
    Object.entries(given)
      .flatMap(([name, range]) => (range === undefined ? [] : [[name, rangeOf(name, range)] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return [inUnits(ranges), orientation ?? null, farSide ?? null, inUnits(measured)];
}
