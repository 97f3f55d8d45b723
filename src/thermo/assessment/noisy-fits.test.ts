import { expect, it } from "vitest";
import { noisyFits } from "../../../test/support/noisy-fits.ts";

// Oracle: the normal distribution, and χ² with 10 − 7 = 3 degrees of freedom. The full count is in noisy-fits.long.test.ts.
it("fits to noisy data are covered by their standard deviations", () => {
  const { withinOne, withinTwo, meanChiSquare, converged } = noisyFits(40, 11);
  expect(converged).toBe(40);
  // 280 numbers in 40 independent sevens: 3 σ of a share over 40 to 280 is 0.22 to 0.08.
  expect(Math.abs(withinOne - 0.683)).toBeLessThan(0.12);
  expect(Math.abs(withinTwo - 0.954)).toBeLessThan(0.06);
  expect(Math.abs(meanChiSquare - 3)).toBeLessThan((3 * Math.sqrt(6)) / Math.sqrt(40));
});
