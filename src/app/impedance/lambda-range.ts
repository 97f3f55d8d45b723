import { lambdaText } from "../state/lambda-text.ts";

/** log₁₀ λ of the ends of the slider. */
export const LOWEST_LAMBDA = -8;
export const HIGHEST_LAMBDA = 2;
/** Decades between two places of the slider, and the number of its places. */
export const LAMBDA_STEP = 0.05;
export const LAMBDA_PLACES = Math.round((HIGHEST_LAMBDA - LOWEST_LAMBDA) / LAMBDA_STEP) + 1;

/** λ at a place of the slider, 0 … LAMBDA_PLACES − 1. */
export function lambdaAt(place: number): number {
  return 10 ** (LOWEST_LAMBDA + place * LAMBDA_STEP);
}

/** The place of the slider that is nearest to λ. */
export function placeOf(lambda: number): number {
  const place = Math.round((Math.log10(lambda) - LOWEST_LAMBDA) / LAMBDA_STEP);
  return Math.min(LAMBDA_PLACES - 1, Math.max(0, place));
}

/** λ so many decades on, to three digits, within the ends of the slider. */
export function steppedLambda(lambda: number, decades: number): number {
  const exponent = Math.min(HIGHEST_LAMBDA, Math.max(LOWEST_LAMBDA, Math.log10(lambda) + decades));
  return Number((10 ** exponent).toPrecision(3));
}

/** Why a λ that was typed is not taken; null: it is. */
export function refusedLambda(lambda: number): string | null {
  const [least, most] = [10 ** LOWEST_LAMBDA, 10 ** HIGHEST_LAMBDA];
  if (lambda >= least && lambda <= most) return null;
  const said = lambdaText(lambda);
  return `λ\u00A0=\u00A0${said} is not used: it goes from ${lambdaText(least)} to ${lambdaText(most)}.`;
}
