// Oracle: the definition, number by number: a mechanism is out only where every value of its band is against every measured one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judged, notApplicable, verdictOf } from "./falsifier.ts";
import type { Interval } from "./interval.ts";
import { currentOf, leastOf } from "./setting.ts";

const intervals = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .map(([a, b]): Interval => ({ lower: Math.min(a, b), value: (a + b) / 2, upper: Math.max(a, b) }));
const numbersIn = ({ lower, upper }: Interval): number[] =>
  Array.from({ length: upper - lower + 1 }, (_, k) => lower + k);

const draft = {
  name: "mine",
  title: "Mine",
  mechanism: "mine",
  submodels: [],
  quantity: "number",
  unit: "1",
  sense: "at least",
  formula: "",
  assumptions: [],
  sources: [],
} as const;

describe("a verdict", () => {
  it("is an exclusion where no number of the band goes with any that was measured", () => {
    fc.assert(
      fc.property(
        intervals,
        intervals,
        fc.constantFrom("at least" as const, "at most" as const),
        (band, measured, sense) => {
          const goes = numbersIn(band).some((bound) =>
            numbersIn(measured).some((found) => (sense === "at least" ? found >= bound : found <= bound)),
          );
          expect(verdictOf(sense, band, measured)).toBe(goes ? "not excluded" : "excluded");
        },
      ),
      { seed: 9, numRuns: 500 },
    );
    expect(verdictOf("at most", { value: 1, lower: 1, upper: 1 }, null)).toBe("no measurement");
  });

  it("stands at the end of the sentence, with the measurement before it", () => {
    const band = { value: 5, lower: 4, upper: 6 };
    const measured = { what: "what was seen", value: 3, lower: 3, upper: 3 };
    expect(judged({ ...draft, band, finding: "it is 5" }).sentence).toBe(
      "it is 5; nothing was measured to hold against it.",
    );
    expect(judged({ ...draft, band, measured, finding: "it is 5", against: "3 was measured" })).toMatchObject({
      sentence: "it is 5; 3 was measured: the mechanism is excluded.",
      verdict: "excluded",
      value: 5,
      lower: 4,
      upper: 6,
      measured,
    });
    expect(judged({ ...draft, band, measured, finding: "it is 5" }).sentence).toMatch(/; what was seen: /);
  });

  it("that does not apply bounds nothing", () => {
    const none = notApplicable(draft, "It has no orientation.");
    expect([none.lower, none.upper, none.sentence]).toEqual([0, Number.POSITIVE_INFINITY, "It has no orientation."]);
    expect(none.measured).toBeUndefined();
  });
});

describe("what a falsifier is asked at", () => {
  it("is the measured current before that of a step; a ramp has none", () => {
    const liquid = {} as never;
    const common = { liquid, moleFraction: 0.5, direction: "strip", conductivity: 1, depth: 1 } as const;
    const step = { kind: "step", currentDensity: 7 } as const;
    expect(currentOf({ ...common, protocol: step })).toBe(7);
    expect(currentOf({ ...common, protocol: step, measured: { limitingCurrentDensity: 3 } })).toBe(3);
    expect(currentOf({ ...common, protocol: { kind: "ramp", rate: 1 } })).toBeNull();
  });

  it("is the least of several bounds, at each end", () => {
    expect(leastOf([])).toBeNull();
    const [wide, narrow] = [
      { value: 3, lower: 1, upper: 5 },
      { value: 2.5, lower: 2, upper: 6 },
    ];
    expect(leastOf([wide, narrow])).toEqual({ value: 2.5, lower: 1, upper: 5 });
  });
});
