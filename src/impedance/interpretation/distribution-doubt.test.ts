import { describe, expect, it } from "vitest";
import { distributionDoubt } from "./distribution-doubt.ts";

const fitted = { frequency: Float64Array.of(1), real: Float64Array.of(3), imaginary: Float64Array.of(-4) };
const some = Float64Array.of(0, 1, 0);

describe("distributionDoubt (oracle: thresholds stated in its documentation)", () => {
  it("says that there is no distribution where γ is 0", () => {
    expect(distributionDoubt({ gamma: new Float64Array(3), fitted, rmsResidual: 2.1 }, null)).toMatch(
      /^No distribution of relaxation times: .*210 %/,
    );
  });

  it("compares the residual with three times the noise of the complex number", () => {
    const noise = 0.001 / Math.SQRT2;
    expect(distributionDoubt({ gamma: some, fitted, rmsResidual: 0.0029 }, noise)).toBeNull();
    expect(distributionDoubt({ gamma: some, fitted, rmsResidual: 0.0031 }, noise)).toMatch(
      /does not describe the data: residual 0.31 %, 3.1 times the noise of 0.1 %/,
    );
  });

  it("doubts more than 10 % without a noise", () => {
    expect(distributionDoubt({ gamma: some, fitted, rmsResidual: 0.09 }, null)).toBeNull();
    expect(distributionDoubt({ gamma: some, fitted, rmsResidual: 0.11 }, null)).toMatch(/residual 11 %/);
  });
});
