// Oracle: the integers of 160 bits from which the tables are made.

import { expect, it } from "vitest";
import { makeTables } from "./make-tables.ts";
import * as tables from "./tables.generated.ts";

it("holds what the integers give, to the bit", () => {
  const made = makeTables();
  expect(Object.keys(tables).sort()).toEqual(Object.keys(made).sort());
  for (const [name, value] of Object.entries(tables)) {
    const bits = typeof value === "number" ? Float64Array.of(value) : value;
    const expected = made[name];
    const oracle = typeof expected === "number" ? Float64Array.of(expected) : Float64Array.from(expected ?? []);
    expect(new BigUint64Array(bits.buffer), name).toEqual(new BigUint64Array(oracle.buffer));
  }
});
