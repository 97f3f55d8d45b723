import { expect, it } from "vitest";
import { noisyFits } from "../../../test/support/noisy-fits.ts";

// Oracle: the normal distribution, χ² with 3 degrees of freedom, and the covariance over the fits themselves.
it("3000 fits to noisy data have the stated covariance and coverage", () => {
  const fits = 3000;
  const { withinOne, withinTwo, stated, found, meanChiSquare, converged } = noisyFits(fits, 2);
  expect(converged).toBe(fits);
  expect(Math.abs(withinOne - 0.6827)).toBeLessThan(3 * Math.sqrt((0.6827 * 0.3173) / fits));
  expect(Math.abs(withinTwo - 0.9545)).toBeLessThan(3 * Math.sqrt((0.9545 * 0.0455) / fits));
  expect(Math.abs(meanChiSquare - 3)).toBeLessThan(3 * Math.sqrt(6 / fits));
  const n = Math.sqrt(stated.length);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) {
      const scale = Math.sqrt((stated[k * n + k] as number) * (stated[l * n + l] as number));
      // The standard error of a sample covariance is at most √(2/fits) of this scale; 4 of them.
      const difference = (found[k * n + l] as number) - (stated[k * n + l] as number);
      expect(Math.abs(difference) / scale).toBeLessThan(4 * Math.sqrt(2 / fits));
    }
  }
});
