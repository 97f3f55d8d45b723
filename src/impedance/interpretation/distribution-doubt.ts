import { hypot } from "../../numerics/elementary/index.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";

/** A residual of so many times the noise of the spectrum is not noise. */
export const FAR_FROM_NOISE = 3;
/** A residual above this part of |Z| describes nothing. */
const LARGEST_RESIDUAL = 0.1;
/** γ below this part of the largest |Z| counts as none. */
const NOTHING = 1e-9;

/**
 * Why a distribution is not to be read, in a sentence: γ is 0 everywhere, or what it leaves is more than three times the noise
 * that the Kramers-Kronig test found, or more than 10 % of |Z|. Null where nothing speaks against it.
 *
 * @param noise of one part of Z, relative to |Z|, as the Kramers-Kronig test estimates it; null: not known
 */
export function distributionDoubt(
  { gamma, fitted, rmsResidual }: Pick<DistributionOfRelaxationTimes, "gamma" | "fitted" | "rmsResidual">,
  noise: number | null,
): string | null {
  const scatter = noise === null ? 0 : noise * Math.SQRT2; // of the complex number, as the residual is
  const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
  const size = fitted.real.reduce((most, re, k) => Math.max(most, hypot(re, fitted.imaginary[k] as number)), 0);
  if (gamma.every((g) => Math.abs(g) <= NOTHING * size)) {
    return `No distribution of relaxation times: γ is 0 everywhere; R∞ and what is in series miss the data by ${percent(rmsResidual)}.`;
  }
  if (scatter > 0 && rmsResidual > FAR_FROM_NOISE * scatter) {
    const times = Number((rmsResidual / scatter).toPrecision(2));
    return `This distribution does not describe the data: residual ${percent(rmsResidual)}, ${times} times the noise of ${percent(scatter)}.`;
  }
  return rmsResidual > LARGEST_RESIDUAL
    ? `This distribution does not describe the data: residual ${percent(rmsResidual)} of |Z|.`
    : null;
}
