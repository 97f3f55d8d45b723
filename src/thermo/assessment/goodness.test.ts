import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { type AssessmentResult, assess } from "./assess.ts";
import { fromOthers, goodnessOf } from "./goodness.ts";
import { kNaAssessment, kNaData } from "./k-na-data.ts";
import { kNaParseOptions } from "./k-na-uncertainty.ts";
import { parseAssessmentData } from "./parse-data.ts";

const head = "id,kind,composition,temperature,value,uncertainty\n";
const fitWith = (
  lines: string,
  more: { scaleUncertainties?: boolean; leaveOneOut?: boolean } = {},
): AssessmentResult => {
  const own = parseAssessmentData(head + lines, kNaParseOptions());
  return assess({ ...kNaAssessment(kNaDatabase()), data: [...kNaData, ...own], ...more });
};

describe("goodness of fit", () => {
  it("is that of tables of χ², and the ratio never shrinks an uncertainty", () => {
    // Abramowitz & Stegun, table 26.8: 1 % of χ² at ν = 6 is 16.8119.
    expect(goodnessOf(16.8119, 6).probability).toBeCloseTo(0.01, 6);
    expect(goodnessOf(24, 6).birgeRatio).toBe(2);
    expect(goodnessOf(1.35, 5).birgeRatio).toBe(1);
    expect(goodnessOf(0, 0)).toEqual({ probability: null, birgeRatio: 1 });
  });

  it("has nothing to say of the data of the shipped database", () => {
    const { probability, warnings, isScaled } = assess({ ...kNaAssessment(kNaDatabase()), leaveOneOut: false });
    expect(probability).toBeGreaterThan(0.9);
    expect([warnings, isScaled]).toEqual([[], false]);
  });

  it("warns of a potential with the wrong sign, names it, and says what χ² is without it", () => {
    const { chiSquare, degreesOfFreedom, probability, warnings, residuals } = fitWith(
      "emf,potential Na,NaK50,25 °C,-1.7 mV,0.1 mV\n",
    );
    expect(chiSquare).toBeGreaterThan(200);
    expect(degreesOfFreedom).toBe(6);
    expect(probability).toBeLessThan(1e-40);
    expect(warnings.map(({ code }) => code)).toEqual(["poor-fit", "unstable-datum"]);
    expect(warnings[0]?.message).toMatch(
      /^χ² = 2\d\d with 6 degrees of freedom has a probability of [\d.]+e-4\d: .*"emf" stands out most: −\d+(\.\d+)? σ .*without it χ² is 1\.35\. Next is "peritectic T"/,
    );
    expect(warnings[0]?.message).toMatch(/Check sign, unit.*√\(χ²\/ν\) = 6\.\d+/);
    expect(warnings[1]?.message).toMatch(/^emf: −1\.7 mV, .*its potential is positive\. Check sign and reference/);
    // Deletion of one datum of a linear model; the fit is nearly linear in its last σ.
    const emf = residuals.at(-1);
    if (emf === undefined) expect.fail("no residual");
    expect(fromOthers({ ...emf, leftOut: null })).toBeLessThan(-5);
  });

  it("names the datum without leave-one-out fits, too", () => {
    const { warnings } = fitWith("emf,potential Na,NaK50,25 °C,-1.7 mV,0.1 mV\n", { leaveOneOut: false });
    expect(warnings[0]?.message).toMatch(/"emf" stands out most/);
    expect(warnings[0]?.message).not.toMatch(/without it/);
  });

  it("scales every σ by √(χ²/ν) where that is asked, values and leverages stay", () => {
    const line = "emf,potential Na,NaK50,25 °C,-1.7 mV,0.1 mV\n";
    const stated = fitWith(line, { leaveOneOut: false });
    const scaled = fitWith(line, { leaveOneOut: false, scaleUncertainties: true });
    const ratio = Math.sqrt(stated.chiSquare / 6);
    expect(scaled.isScaled).toBe(true);
    expect(scaled.birgeRatio).toBeCloseTo(ratio, 12);
    for (const [k, { value, standardDeviation }] of scaled.coefficients.entries()) {
      expect(value).toBe(stated.coefficients[k]?.value);
      expect((standardDeviation ?? 0) / (stated.coefficients[k]?.standardDeviation ?? 1)).toBeCloseTo(ratio, 10);
    }
    for (const [i, { leverage, standardDeviation }] of scaled.residuals.entries()) {
      expect(leverage).toBeCloseTo(stated.residuals[i]?.leverage ?? -1, 8);
      expect(standardDeviation / (stated.residuals[i]?.standardDeviation ?? 1)).toBeCloseTo(ratio, 8);
    }
    expect(scaled.warnings[0]?.message).toMatch(/Every σ is scaled by √\(χ²\/ν\) = 6\.\d/);
  });

  it.each([
    [
      "emf,potential Na,NaK50,25 °C,1.9 V,0.5 mV\n",
      "unlikely-datum",
      /^emf: 1900 mV, where .* has 1\.\d+ mV\. Check the unit/,
    ],
    ["a,activity K,NaK50,25 °C,1.3,2 %\n", "unstable-datum", /activity is below 1/],
    ["l,liquidus,75 at.% Na,105 °C,,0.5 K\n", "unlikely-datum", /^l: 378 K, where .* has 305 K\./],
    ["h,mixing enthalpy,NaK50,111 °C,7.3 J/mol,0.4 J/mol\n", "unlikely-datum", /^h: 7\.3 J\/mol/],
  ])("doubts %j", (line, code, message) => {
    const { warnings } = fitWith(line, { leaveOneOut: false });
    expect(warnings.find((warning) => warning.code === code)?.message).toMatch(message);
  });
});
