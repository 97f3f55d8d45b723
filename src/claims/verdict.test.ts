import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { read } from "./papers/paper-number.ts";
import { between, exactly, inUnit, type Ranged, range, spread } from "./ranged.ts";
import type { ClaimCheck, Outcome, Relation } from "./result.ts";
import { compare, verdictOf } from "./verdict.ts";

const seed = { seed: 11, numRuns: 300 };
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const interval: fc.Arbitrary<Ranged> = fc
  .tuple(number, number, number)
  .map((ends) => ends.sort((a, b) => a - b) as [number, number, number])
  .map(([lower, value, upper]) => ({ lower, value, upper, unit: "m" }));
const relation = fc.constantFrom<Relation>("estimate", "necessary", "sufficient", "described");

describe("compare", () => {
  it("decides as its rule says", () => {
    const claimed = between(9, 11, "m", 10);
    expect(compare(claimed, exactly(10.5, "m"), "estimate")).toBe("agrees");
    expect(compare(claimed, between(5, 30, "m", 12), "estimate")).toBe("agrees");
    expect(compare(claimed, exactly(12, "m"), "estimate")).toBe("disagrees");
    expect(compare(claimed, between(10.5, 14, "m", 12), "estimate")).toBe("touches");
    expect(compare(claimed, exactly(12, "m"), "sufficient")).toBe("unexplained");
    expect(compare(claimed, range(0, 88, "m"), "necessary")).toBe("possible");
    expect(compare(claimed, range(0, 8, "m"), "necessary")).toBe("disagrees");
    expect(compare(read(">40", "m"), exactly(54, "m"), "estimate")).toBe("agrees");
  });

  it("never turns agreement into disagreement by a wider claim", () => {
    fc.assert(
      fc.property(interval, interval, relation, fc.double({ min: 0, max: 1e6, noNaN: true }), (a, b, kind, more) => {
        const before = compare(a, b, kind);
        const wider = { ...a, lower: a.lower - more, upper: a.upper + more };
        const after = compare(wider, b, kind);
        if (before === "agrees" || before === "possible") expect(after).toBe(before);
        if (after === "disagrees" || after === "unexplained") expect(before).toBe(after);
      }),
      seed,
    );
  });

  it("does not depend on the unit of either side", () => {
    fc.assert(
      fc.property(interval, interval, relation, fc.constantFrom("km", "cm", "nm"), (a, b, kind, unit) => {
        // Ends that meet within rounding are left out: they may fall to either side.
        const gaps = [a.lower - b.upper, b.lower - a.upper, a.value - b.lower, a.value - b.upper, b.value - a.lower];
        fc.pre(
          [...gaps, b.value - a.upper].every((gap) => Math.abs(gap) > 1e-6 * (Math.abs(a.value) + Math.abs(b.value))),
        );
        expect(compare(inUnit(a, unit), b, kind)).toBe(compare(a, b, kind));
        expect(compare(a, inUnit(b, unit), kind)).toBe(compare(a, b, kind));
      }),
      seed,
    );
  });

  it("treats paper and program alike for an estimate", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(compare(a, b, "estimate")).toBe(compare(b, a, "estimate"));
      }),
      seed,
    );
  });
});

describe("verdictOf", () => {
  const checks = (...outcomes: Outcome[]): ClaimCheck[] => outcomes.map((outcome) => ({ outcome }) as ClaimCheck);
  it("needs one agreement, no disagreement and nothing open to reproduce", () => {
    expect(verdictOf(checks("agrees", "possible"))).toBe("reproduced");
    expect(verdictOf(checks("agrees", "disagrees"))).toBe("contradicted");
    expect(verdictOf(checks("agrees", "unexplained"))).toBe("undetermined");
    expect(verdictOf(checks("agrees", "touches"))).toBe("undetermined");
    expect(verdictOf(checks("agrees", "described"))).toBe("undetermined");
    expect(verdictOf(checks("possible"))).toBe("undetermined");
    expect(verdictOf([])).toBe("undetermined");
  });
  it("keeps inputs and waiting claims unless a check refutes them", () => {
    expect(verdictOf(checks("agrees"), "pending")).toBe("pending");
    expect(verdictOf([], "input")).toBe("input");
    expect(verdictOf(checks("disagrees"), "pending")).toBe("contradicted");
  });
});

describe("read", () => {
  it("takes the interval from what is printed", () => {
    expect(read("0.56", "nm")).toMatchObject({ value: 0.56, lower: 0.555, upper: 0.5650000000000001 });
    expect(read("≈350", "")).toMatchObject({ value: 350, lower: 315, upper: 385 });
    expect(read("~0.001", "µA/s").upper).toBeCloseTo(0.0015, 12);
    expect(read("<1", "mAh")).toMatchObject({ lower: 0, upper: 1 });
    expect(read(">700", "h")).toMatchObject({ lower: 700, upper: Number.POSITIVE_INFINITY });
    expect(read("12–14", "mAh")).toMatchObject({ value: 13, lower: 11.5, upper: 14.5 });
    expect(() => read("many", "h")).toThrow('"many" is not a number as a paper prints it');
  });
});

describe("spread", () => {
  it("contains f of every point of the box where f is monotonic in each argument", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, s, t) => {
          const quotient = spread(
            "",
            (x, y) => x / y,
            between(a, a + 1, "m", a + 0.5),
            between(b, b + 1, "m", b + 0.5),
          );
          const there = (a + s) / (b + t);
          expect(there).toBeGreaterThanOrEqual(quotient.lower - 1e-12);
          expect(there).toBeLessThanOrEqual(quotient.upper + 1e-12);
        },
      ),
      seed,
    );
  });
  it("refuses a function that is not finite", () => {
    expect(() => spread("", (x) => Math.log(x), exactly(-1, "m"))).toThrow("spread: the function is NaN");
  });
});
