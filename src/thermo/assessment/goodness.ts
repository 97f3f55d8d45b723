import type { Warning } from "../../base/warnings.ts";
import { exceedsChiSquare } from "../../numerics/probability/chi-square.ts";
import { type Datum, unitOf } from "./datum.ts";

/** Below this probability of χ² the data contradict one another, or their uncertainties. */
export const LEAST_PROBABILITY = 0.01;

/** Whether residuals are as large as the stated uncertainties lead one to expect. */
export interface Goodness {
  /** Probability that χ² is exceeded if model and uncertainties are right; null without degrees of freedom. */
  readonly probability: number | null;
  /** Birge ratio √(χ²/ν), never below 1: the factor by which every σ must grow for a reduced χ² of 1. */
  readonly birgeRatio: number;
}

/**
 * χ² test of a fit, and Birge's ratio (R. T. Birge, Phys. Rev. 40 (1932) 207, eq. 25).
 * @param degreesOfFreedom ν = data and priors less coefficients
 */
export function goodnessOf(chiSquare: number, degreesOfFreedom: number): Goodness {
  if (degreesOfFreedom <= 0) return { probability: null, birgeRatio: 1 };
  return {
    probability: exceedsChiSquare(chiSquare, degreesOfFreedom),
    birgeRatio: Math.sqrt(Math.max(1, chiSquare / degreesOfFreedom)),
  };
}

/** The second datum is named, too, where it stands out by more than this part of the first. */
const CLOSE = 0.8;

/** What is said of one datum in the warning. */
interface JudgedDatum {
  readonly datum: Datum;
  /** residual/uncertainty */
  readonly normalized: number;
  readonly leverage: number;
  readonly leftOut: { readonly normalized: number; readonly chiSquare: number } | null;
}

/**
 * Residual of a datum against a fit without it over the standard deviation of the two; where that fit was not made,
 * r/(u √(1 − h)), the same for a linear model.
 */
export function fromOthers({ normalized, leverage, leftOut }: JudgedDatum): number {
  if (leftOut !== null) return leftOut.normalized;
  return leverage < 1 ? normalized / Math.sqrt(1 - leverage) : 0;
}

/** A sentence where the probability of χ² is below 0.01: which datum stands out most, and what to do. */
export function misfitWarnings(
  { chiSquare, degreesOfFreedom }: { readonly chiSquare: number; readonly degreesOfFreedom: number },
  residuals: readonly JudgedDatum[],
  isScaled: boolean,
): Warning[] {
  const { probability, birgeRatio } = goodnessOf(chiSquare, degreesOfFreedom);
  if (probability === null || probability >= LEAST_PROBABILITY) return [];
  const [worst, next] = [...residuals].sort((a, b) => Math.abs(fromOthers(b)) - Math.abs(fromOthers(a)));
  const isClose = worst && next && Math.abs(fromOthers(next)) > CLOSE * Math.abs(fromOthers(worst));
  const without = (datum: JudgedDatum, words: string): string =>
    datum.leftOut === null || degreesOfFreedom < 2 ? "" : `; without it ${words}${short(datum.leftOut.chiSquare)}`;
  const name =
    worst === undefined
      ? ""
      : ` "${worst.datum.id}" stands out most: ${short(fromOthers(worst))} σ from what the other data predict${without(worst, "χ² is ")}.` +
        (isClose ? ` Next is "${next.datum.id}": ${short(fromOthers(next))} σ${without(next, "")}.` : "");
  return [
    {
      code: "poor-fit",
      message:
        `χ² = ${short(chiSquare)} with ${degreesOfFreedom} degrees of freedom has a probability of ${short(probability)}: ` +
        `data and stated uncertainties contradict one another.${name} ` +
        "Check sign, unit, composition and phases; leave the datum out, or give it a larger uncertainty, and fit again. " +
        (isScaled
          ? `Every σ is scaled by √(χ²/ν) = ${short(birgeRatio)}.`
          : `As they stand the σ are too small; scaled ones are √(χ²/ν) = ${short(birgeRatio)} times as large.`),
    },
  ];
}

/** From this ratio to the value of the database, or its inverse, a number is likely in another unit. */
const UNLIKELY_RATIO = 50;
/** K from the database beyond which a temperature is likely one of something else. */
const UNLIKELY_DISTANCE = 50;

/**
 * Sentences about data of the user's own that cannot be, or hardly, as they are written.
 * @param predict what the database says before the fit
 */
export function doubtsAbout(data: readonly Datum[], predict: (datum: Datum) => number): Warning[] {
  return data.flatMap((datum) => (datum.status === "own" ? doubtAbout(datum, predict(datum)) : []));
}

function doubtAbout(datum: Datum, expected: number): Warning[] {
  const [factor, unit] =
    datum.kind === "potential" ? [1e3, " mV"] : [1, unitOf(datum) === "1" ? "" : ` ${unitOf(datum)}`];
  const written = (value: number): string => `${short(factor * value)}${unit}`;
  const numbers = `${datum.id}: ${written(datum.value)}, where the database before the fit has ${written(expected)}`;
  const isAboveMetal = datum.kind === "potential" ? datum.value < 0 : datum.kind === "activity" && datum.value > 1;
  const isStable = datum.kind === "potential" ? expected > 0 : expected < 1;
  if (isAboveMetal && isStable) {
    const rule = datum.kind === "potential" ? "its potential is positive" : "its activity is below 1";
    const what = `${numbers}. In a stable alloy a component lies below the pure metal: ${rule}. Check sign and reference.`;
    return [{ code: "unstable-datum", message: what }];
  }
  if (unit === " K") {
    if (Math.abs(datum.value - expected) < UNLIKELY_DISTANCE) return [];
  } else {
    const ratio = Math.abs(datum.value / expected);
    if (!(ratio >= UNLIKELY_RATIO) && !(ratio <= 1 / UNLIKELY_RATIO)) return [];
    // Near zero a ratio says nothing: the difference must count, too.
    if (Math.abs(datum.value - expected) < 10 * datum.uncertainty) return [];
  }
  return [{ code: "unlikely-datum", message: `${numbers}. Check the unit, the composition and the phases.` }];
}

const short = (value: number): string =>
  String(Number(value.toPrecision(3)))
    .replace("-", "−")
    .replace("e−", "e-");
