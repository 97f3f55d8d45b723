import { LARGEST_LAMBDA, SMALLEST_LAMBDA } from "../../impedance/relaxation-times/options.ts";
import { lambdaText } from "../state/lambda-text.ts";

/** log₁₀ λ of the ends of the slider: what is typed, or a criterion takes, may lie beyond, as far as the library computes. */
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

/** λ so many decades on, to three digits, within the ends of the slider; from beyond them it only comes back. */
export function steppedLambda(lambda: number, decades: number): number {
  const from = Math.log10(lambda);
  const [least, most] = [Math.min(LOWEST_LAMBDA, from), Math.max(HIGHEST_LAMBDA, from)];
  const exponent = Math.min(most, Math.max(least, from + decades));
  return Number((10 ** exponent).toPrecision(3));
}

/** Why a λ that was typed is not taken; null: it is. */
export function refusedLambda(lambda: number): string | null {
  if (lambda >= SMALLEST_LAMBDA && lambda <= LARGEST_LAMBDA) return null;
  const said = lambdaText(lambda);
  return `λ\u00A0=\u00A0${said} is not used: it goes from ${lambdaText(SMALLEST_LAMBDA)} to ${lambdaText(LARGEST_LAMBDA)}.`;
}
