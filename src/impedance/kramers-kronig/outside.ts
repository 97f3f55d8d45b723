import { incompleteBeta } from "../../numerics/probability/incomplete-beta.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";

/** Residuals beyond ± 1.96 σ of their point, which noise alone leaves in 5 %. */
export interface OutsideNoise {
  readonly count: number;
  /** Residuals of Z' and of Z'' that were compared: two a point, without those that the test left out. */
  readonly values: number;
  /** Probability of so many or more, each by itself outside in 5 %. */
  readonly probability: number;
}

/** Part of the residuals that noise leaves outside. */
const LEFT_OUTSIDE = 0.05;
/** Less probable numbers are more than chance leaves. */
const BY_CHANCE = 0.05;

/**
 * Counts the residuals outside the noise of their own point. So many or more have the probability I_p(k, n − k + 1) of the binomial
 * distribution with p = 0.05; residuals of a fit scatter a little less than the noise, so that large counts are rarer still.
 *
 * @param noises of each residual, over |Z| as it is; Infinity: left out
 */
export function outsideNoise(residuals: Float64Array, noises: Float64Array): OutsideNoise {
  let [count, values] = [0, 0];
  residuals.forEach((r, k) => {
    const sigma = noises[k];
    if (!Number.isFinite(sigma)) return;
    values++;
    if (Math.abs(r) > NORMAL_95 * sigma) count++;
  });
  const probability = count === 0 ? 1 : incompleteBeta(LEFT_OUTSIDE, count, values - count + 1);
  return { count, values, probability };
}

const share = (p: number): string => `${Number((100 * p).toPrecision(2))} %`;

/**
 * The count in words: what chance leaves, and where there are more, what the verdict rests on instead.
 *
 * @param probability of so large a disagreement of Z' and Z'' from noise alone
 * @param significance below which the spectrum fails
 */
export function outsideInWords(
  { count, values, probability: ofCount }: OutsideNoise,
  { fails, probability, significance }: { fails: boolean; probability: number; significance: number },
): string {
  const found = `${count} of ${values} residuals lie outside its 95 %`;
  const chance = Math.round(LEFT_OUTSIDE * values);
  if (fails) return `${found}, ${chance} by chance`;
  if (ofCount >= BY_CHANCE) return `${found}, as by chance`;
  return (
    `${found}, ${chance} by chance; taken together Z' and Z'' disagree so much by noise alone with a probability of ` +
    `${share(probability)} (fails below ${share(significance)})`
  );
}
