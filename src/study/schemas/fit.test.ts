// Law: within a version fields are only added. Oracle: what liquidus.fit/1 required of parameters and arcs when it was first published.
import { expect, test } from "vitest";
import { z } from "zod";
import { fitDocument } from "./fit.ts";

const FIRST = [
  ["name", "value", "unit", "standardError", "status", "lower", "upper"],
  [
    ...["name", "resistance", "resistanceError", "resistanceLower", "resistanceUpper"],
    ...["tau", "logTauError", "tauLower", "tauUpper", "capacitance", "logCapacitanceError"],
  ],
];

function requiredLists(schema: unknown): (readonly string[])[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "required" in schema && Array.isArray(schema.required) ? [schema.required as string[]] : [];
  return [...own, ...Object.values(schema).flatMap(requiredLists)];
}

test.each(FIRST)("what a reader of liquidus.fit/1 counts on stays required: %s, %s …", (...names) => {
  const lists = requiredLists(z.toJSONSchema(fitDocument));
  expect(lists.some((list) => names.every((name) => list.includes(name)))).toBe(true);
});
