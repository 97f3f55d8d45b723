import { expect, it } from "vitest";
import { standardisedErrors } from "../../../test/support/circuit-calibration.ts";

it("standard errors are calibrated over 400 drawn spectra", () => {
  const { mean, deviation, logTauMean, logTauDeviation, ...ofC } = standardisedErrors(400);
  console.log(
    `standardised errors, 400 draws: mean ${mean.toFixed(3)}, deviation ${deviation.toFixed(3)}; ln τ: mean ${logTauMean.toFixed(3)}, deviation ${logTauDeviation.toFixed(3)}; ln C: mean ${ofC.logCapacitanceMean.toFixed(3)}, deviation ${ofC.logCapacitanceDeviation.toFixed(3)}, held ${ofC.capacitanceHeld.toFixed(3)}`,
  );
  expect(Math.abs(mean)).toBeLessThan(0.1);
  expect(deviation).toBeGreaterThan(0.85);
  expect(deviation).toBeLessThan(1.15);
  expect(Math.abs(logTauMean)).toBeLessThan(0.1);
  expect(logTauDeviation).toBeGreaterThan(0.85);
  expect(logTauDeviation).toBeLessThan(1.15);
  expect(Math.abs(ofC.logCapacitanceMean)).toBeLessThan(0.1);
  expect(ofC.logCapacitanceDeviation).toBeGreaterThan(0.85);
  expect(ofC.logCapacitanceDeviation).toBeLessThan(1.15);
  // 95 % less and more 3 standard errors of the binomial over 800 arcs.
  expect(Math.abs(ofC.capacitanceHeld - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / 800));
});
