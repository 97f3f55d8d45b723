import { DomainError } from "../../base/errors.ts";
import type { ArcSeed } from "./arc-scan.ts";
import { type Circuit, parameterNames } from "./notation.ts";
import { elementRanges, type ParameterRange } from "./problem.ts";
import type { Loss } from "./robust.ts";
import type { Weighting } from "./weighting.ts";

export interface FitCircuitOptions {
  /** Default `modulus`; `estimated` where intervals are asked for, whose coverage depends on weights that fit the noise. */
  readonly weighting?: Weighting;
  /** Start values by parameter name; the others are read off the spectrum. */
  readonly start?: Readonly<Record<string, number>>;
  /** Parameters kept at a value. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Lowest and highest value by parameter name, within those of the element. */
  readonly bounds?: Readonly<Record<string, readonly [lower: number, upper: number]>>;
  /**
   * Parameters that follow others: `{ "CPE2.Q": "CPE1.Q", R2: "0.5 * R1" }`, with numbers, parameters, + − * / ^,
   * parentheses, sqrt, exp and ln; `Q2`, `n1` stand for `CPE2.Q`, `CPE1.n` where only one element has that label.
   */
  readonly ties?: Readonly<Record<string, string>>;
  /** Arcs in series keep ascending τ from left to right, also while the fit runs; default false. */
  readonly orderedArcs?: boolean;
  /** How outliers count; default `squares`. */
  readonly loss?: Loss;
  /**
   * Number of starts; default `auto`: one, and others only where its residuals run together, a parameter ends at a bound
   * or it does not converge.
   */
  readonly starts?: "auto" | number;
  /** Confidence intervals: `wald` from the curvature at the minimum, `profile` also by profile likelihood; default none. */
  readonly intervals?: "wald" | "profile";
  /** Their confidence level, default 0.95. */
  readonly level?: number;
  /** Time constants and resistances to start the arcs from, for example the peaks of a relaxation-time distribution. */
  readonly seeds?: readonly ArcSeed[];
  /** Only points between these frequencies in Hz are fitted; `fitted` has all. */
  readonly frequencies?: readonly [lowest: number, highest: number];
  /** Steps of the final fit, default 300. */
  readonly maximumIterations?: number;
}

/**
 * The ranges of the parameters under the options.
 *
 * @throws DomainError if a name is unknown, a value not positive, or bounds leave nothing
 */
export function rangesOf(circuit: Circuit, { start, fixed, bounds }: FitCircuitOptions): readonly ParameterRange[] {
  const names = parameterNames(circuit);
  for (const [what, given] of Object.entries({ start, fixed, bounds })) {
    for (const name of Object.keys(given ?? {})) {
      if (!names.includes(name)) {
        throw new DomainError(
          `fitCircuit: ${what} names ${name}, which ${circuit.notation} does not have; it has ${names.join(", ")}.`,
        );
      }
    }
  }
  return elementRanges(circuit).map((range, k) => {
    const name = names[k] as string;
    for (const value of [start?.[name], fixed?.[name]]) {
      if (value !== undefined && !(Number.isFinite(value) && (range.scale === "linear" || value > 0))) {
        throw new DomainError(`fitCircuit: ${name} = ${value}; a positive number is expected.`);
      }
    }
    const [low, high] = bounds?.[name] ?? [range.lower, range.upper];
    const lower = Math.max(low, range.lower);
    const upper = Math.min(high, range.upper);
    if (!(lower <= upper)) {
      throw new DomainError(
        `fitCircuit: bounds ${low} … ${high} of ${name} leave nothing of its range ${range.lower} … ${range.upper}.`,
      );
    }
    return { ...range, lower, upper, fixed: fixed?.[name] !== undefined, given: bounds?.[name] !== undefined };
  });
}

/** Start values with those given in place of those read off, the free ones within their bounds. */
export function withGiven(
  names: readonly string[],
  ranges: readonly ParameterRange[],
  { start, fixed }: FitCircuitOptions,
  p: (k: number) => number,
): Float64Array {
  return Float64Array.from(names, (name, k) => {
    const { lower, upper } = ranges[k] as ParameterRange;
    return fixed?.[name] ?? Math.min(upper, Math.max(lower, start?.[name] ?? p(k)));
  });
}
