// What the report says of a distribution beside its peaks. Oracle: the numbers that the test puts in.
import { describe, expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { displayUnits } from "../figures/units.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { doubtFindings, totalsText } from "./distribution-findings.ts";

const series = syntheticSeries({ sweeps: 1 });
const only = series.sweeps[0] as SweepAnalysis;
const drt = only.drt ?? expect.fail("a synthetic sweep has relaxation times");
const plain = (text: string): string => text.replaceAll("\u00A0", " ").replaceAll("\u2009", "");

describe("totals of a distribution", () => {
  test("each with its interval, and a blocking capacitance", () => {
    const told = totalsText(
      {
        ...drt,
        ohmicResistance: 10,
        ohmicResistanceBounds: { lower: 9, upper: 11 },
        polarizationResistance: 50,
        polarizationResistanceBounds: { lower: 49, upper: 70 },
        inductance: 1e-7,
        inductanceBounds: { lower: 0.9e-7, upper: 1.1e-7 },
        capacitance: 2e-3,
      },
      displayUnits(null),
    );
    expect(plain(told)).toBe(
      "From the relaxation times: R∞ = 10.0 ± 1.0 Ω, Rp = 50 (49–70) Ω, L = 100 ± 10 nH, blocking C = 2 mF (± is half of the 95 % interval, – and … are its ends).",
    );
  });

  test("the regularised solution says that it has no intervals", () => {
    const { ohmicResistanceBounds: _, ...bare } = drt;
    expect(totalsText({ ...bare, method: "tikhonov" }, displayUnits(null))).toContain("has no intervals");
  });

  test("a distribution that is 0 everywhere is told as none", () => {
    const none = { ...only, drt: { ...drt, gamma: drt.gamma.map(() => 0), rmsResidual: 2.1 } };
    expect(doubtFindings({ ...series, sweeps: [none] })[0]?.lead).toMatch(/^No distribution of relaxation times/);
    expect(doubtFindings({ ...series, sweeps: [{ ...none, drt }] })).toEqual([]);
  });
});
