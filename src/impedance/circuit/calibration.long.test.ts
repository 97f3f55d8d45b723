import { expect, it } from "vitest";
import { standardisedErrors } from "../../../test/support/circuit-calibration.ts";

it("standard errors are calibrated over 400 drawn spectra", () => {
  const { mean, deviation, logTauMean, logTauDeviation } = standardisedErrors(400);
  console.log(
    `standardised errors, 400 draws: mean ${mean.toFixed(3)}, deviation ${deviation.toFixed(3)}; ln τ: mean ${logTauMean.toFixed(3)}, deviation ${logTauDeviation.toFixed(3)}`,
  );
  expect(Math.abs(mean)).toBeLessThan(0.1);
  expect(deviation).toBeGreaterThan(0.85);
  expect(deviation).toBeLessThan(1.15);
  expect(Math.abs(logTauMean)).toBeLessThan(0.1);
  expect(logTauDeviation).toBeGreaterThan(0.85);
  expect(logTauDeviation).toBeLessThan(1.15);
});
