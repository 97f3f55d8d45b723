// The one rule for "determined". Oracle: the rule as docs/impedance/interpretation.md has it, by hand.
import { expect, test } from "vitest";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import { arcIntervals } from "./circuit/arc-intervals.ts";
import type { FittedArc } from "./circuit/result.ts";
import { type Ends, isDetermined, isResistanceDetermined, whyUndetermined } from "./determined.ts";

const process = (resistance: number, resistanceEnds: Ends | null, tauEnds: Ends | null = null) => ({
  resistance,
  resistanceEnds,
  tau: 1e-3,
  tauEnds,
});

test("a normal quantity is determined up to a standard deviation of 30 %, whatever its size and its sign", () => {
  for (const size of [1e-6, 1, 1e9]) {
    for (const sign of [1, -1]) {
      const around = (relative: number): boolean => {
        const half = NORMAL_95 * relative * size;
        return isDetermined(process(sign * size, [sign * size - half, sign * size + half]));
      };
      expect([around(0.01), around(0.299), around(0.301), around(0.6)]).toEqual([true, true, false, false]);
    }
  }
});

test.each([
  ["22 (11–84)", 22, [11, 84], false],
  ["8.1 (0–115)", 8.1, [0, 115], false],
  ["8 (0–9), narrow but with 0 inside", 8, [0, 9], false],
  ["19.2 (17.2–22.0)", 19.2, [17.2, 22], true],
  ["36 (21–62)", 36, [21, 62], true],
  ["a lower bound alone", 5, [4, Number.POSITIVE_INFINITY], false],
  ["a loop of −5 (−6 … −4)", -5, [-6, -4], true],
  ["a value of 5 beside an interval of the other sign", 5, [-6, -4], false],
] as const)("%s", (_, resistance, ends, determined) => {
  expect(isResistanceDetermined(resistance, ends)).toBe(determined);
  expect(whyUndetermined(process(resistance, ends)) === null).toBe(determined);
});

test("a τ that is known to no half decade leaves a process undetermined, also where R is known", () => {
  const ends = (decades: number): Ends => [1e-3 * 10 ** (-NORMAL_95 * decades), 1e-3 * 10 ** (NORMAL_95 * decades)];
  expect(isDetermined(process(10, [9, 11], ends(0.49)))).toBe(true);
  expect(isDetermined(process(10, [9, 11], ends(0.51)))).toBe(false);
  expect(whyUndetermined(process(10, [9, 11], ends(1)))).toBe(
    "The relaxation time is known to a factor of 10 only (one standard deviation); at most 3.2 counts as known.",
  );
});

test("without an interval nothing is determined, and each reason says its numbers", () => {
  expect(isDetermined(process(10, null))).toBe(false);
  expect(whyUndetermined(process(10, null))).toBe("The resistance has no interval.");
  expect(whyUndetermined(process(10, [0, 50]))).toBe(
    "The resistance is not known: it may be nothing, or 5 times the value given.",
  );
  expect(whyUndetermined(process(10, [0, 10]))).toBe("The resistance is not known: it may be nothing.");
  expect(whyUndetermined(process(10, [5, 60]))).toBe(
    "The resistance is not known: it may be 0.5 times, or 6 times the value given.",
  );
  expect(whyUndetermined(process(10, [5, 20]))).toBe(
    "The resistance is known to 38 % only (one standard deviation); at most 30 % counts as known.",
  );
});

test("an arc has ends symmetric in the logarithm, none below 0, and is judged by them", () => {
  const arc = (resistanceError: number | null, tau = 1): FittedArc => ({
    name: "R1",
    resistance: 36,
    resistanceError,
    tau,
    logTauError: 0.1,
    capacitance: 1e-3,
    logCapacitanceError: 0.1,
  });
  const one = Float64Array.of(1, 0.1);
  const fit = { parameters: [], fitted: { frequency: one, real: one, imaginary: one } };
  const { resistanceEnds, determined } = arcIntervals(arc(9.7), fit);
  expect(resistanceEnds?.[0]).toBeCloseTo(36 / Math.exp((1.959964 * 9.7) / 36), 6);
  expect(resistanceEnds?.[1]).toBeCloseTo(36 * Math.exp((1.959964 * 9.7) / 36), 6);
  expect(determined).toBe(true);
  const wide = arcIntervals(arc(60), fit);
  expect(wide.resistanceEnds?.[0]).toBeGreaterThan(0);
  expect(wide.determined).toBe(false);
  expect(arcIntervals(arc(null), fit)).toMatchObject({ resistanceEnds: null, determined: false });
  // 0.1 Hz reaches 1.59 s
  expect(arcIntervals(arc(1, 3.1), fit).determined).toBe(true);
  expect(arcIntervals(arc(1, 3.3), fit)).toMatchObject({ resistanceEnds: null, determined: false });
});

test("a process more than twice beyond the measured times is not determined, and the reason says how far it lies", () => {
  const at = (tau: number) => ({ ...process(10, [9, 11]), tau, measured: [1e-3, 1] as const });
  for (const [tau, determined] of [
    [0.51e-3, true],
    [0.49e-3, false],
    [1.9, true],
    [2.1, false],
  ] as const)
    expect(isDetermined(at(tau))).toBe(determined);
  expect(whyUndetermined(at(4))).toBe(
    "The relaxation time lies 4 times beyond the longest that is measured: the resistance rests on the assumed shape.",
  );
  expect(whyUndetermined(at(1e-4))).toContain("10 times beyond the shortest");
});
