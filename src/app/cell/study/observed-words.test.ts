// What a run is held against. Oracle: residuals of 2 standard deviations and more, by hand.
import { describe, expect, test } from "vitest";
import type { ObservedValue } from "../../../study/studies/observables/observe.ts";
import { restOf, verdictOf } from "./observed-words.ts";

const published = { value: 10, sigma: 1.5, sense: "equals", source: null, experiment: null } as const;
const observed = (value: number | null, given: ObservedValue["published"]): ObservedValue => ({
  name: "capacity",
  case: "rest 2 s",
  what: "voltage",
  unit: "V",
  asked: {},
  value,
  remark: null,
  reason: value === null ? "the run ends before" : null,
  beyond: 0,
  end: null,
  published: given,
  residual: value === null || given?.sigma == null ? null : (value - given.value) / given.sigma,
});

describe("a number of a run beside a given one", () => {
  test.each([
    [10.3, "holds"],
    [13, "holds"],
    [13.1, "mind"],
    [6.9, "mind"],
    [null, "fact"],
  ] as const)("%s against 10 ± 1.5: %s", (value, verdict) => {
    expect(verdictOf(observed(value, published))).toBe(verdict);
  });

  test("says both, how far they are apart, and why there is no number", () => {
    expect(restOf(observed(10.3, published))).toMatch(/^given 10 ± 1\.5 V, 0\.2 σ off\.$/);
    expect(restOf(observed(null, published))).toMatch(/^given 10 ± 1\.5 V\. The run ends before\.$/);
    expect(verdictOf(observed(3, null))).toBe("fact");
    expect(restOf(observed(3, null))).toBe("");
  });
});
