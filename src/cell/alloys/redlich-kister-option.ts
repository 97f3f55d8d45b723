import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { onlyOptions, optionFields, optionName, optionNumber, optionText } from "../form/options.ts";
import type { LiquidLimit } from "../submodels/alloy/alloy.ts";
import { withoutOpenEnds } from "./assessed.ts";
import { MOST_INTERACTIONS, RedlichKister } from "./redlich-kister.ts";

/** The end of a liquid: what precipitates beyond it, and where, as one mole fraction or as pairs of K and mole fraction. */
export interface LiquidusOption {
  /** One number for all temperatures, or points in ascending temperature with straight lines between them. */
  readonly moleFraction: number | readonly (readonly [temperature: number, moleFraction: number])[];
  /** For sentences: "MgGa2". Default: "the other metal" at the lower end, "the working metal" at the upper one. */
  readonly solid?: string;
}

/** A Redlich-Kister solution as data. */
export interface RedlichKisterOption {
  readonly kind: "redlich-kister";
  /**
   * [a, b] of L_v = a + bT in J/mol and J/(mol K), v = 0, 1, …: G_ex = x_A x_B Σ L_v (x_A − x_B)^v as in a TDB, where A is the metal that
   * the parameter names first, L(LIQUID,A,B;v).
   */
  readonly coefficients: readonly (readonly [a: number, b: number])[];
  /** Which metal A is. TDB files have them in alphabetical order. Default "metal". */
  readonly first?: "metal" | "other";
  /** Partial molar volumes of the working metal and of the other in m³/mol. */
  readonly molarVolume: number;
  readonly otherMolarVolume: number;
  /** [a, b] of G(pure liquid metal) − G(metal that activities refer to) = a + bT. Default [0, 0]: the pure liquid. */
  readonly pureReference?: readonly [a: number, b: number];
  /** Where the liquid ends; an end without a limit reaches the pure metal. */
  readonly saturation?: { readonly lower?: LiquidusOption; readonly upper?: LiquidusOption };
}

/**
 * @param where for messages: `alloy of "pool"`
 * @param fields of a `RedlichKisterOption`
 * @param temperature K
 * @throws DomainError quoting the field that is wrong
 */
export function redlichKisterFromOption(
  where: string,
  fields: Readonly<Record<string, unknown>>,
  temperature: number,
): RedlichKister {
  onlyOptions(where, fields, [
    "kind",
    "coefficients",
    "first",
    "molarVolume",
    "otherMolarVolume",
    "pureReference",
    "saturation",
  ]);
  const { coefficients } = fields;
  if (!Array.isArray(coefficients) || coefficients.length > MOST_INTERACTIONS) {
    throw new DomainError(
      `Coefficients of the ${where}: ${JSON.stringify(coefficients) ?? "missing"}; up to ${MOST_INTERACTIONS} pairs [a, b] of L = a + bT in J/mol are expected.`,
    );
  }
  const thermal = GAS_CONSTANT * temperature;
  const first = optionText(`First metal of the ${where}`, fields.first ?? "metal", ["metal", "other"]);
  const interactions = coefficients.map(
    (pair: unknown, v) =>
      ((first === "other" && v % 2 === 1 ? -1 : 1) * linear(`Coefficient ${v} of the ${where}`, pair, temperature)) /
      thermal,
  );
  const limits =
    fields.saturation === undefined
      ? undefined
      : limitsFrom(`Saturation of the ${where}`, fields.saturation, temperature);
  return new RedlichKister({
    interactions,
    reference: linear(`Pure reference of the ${where}`, fields.pureReference ?? [0, 0], temperature) / thermal,
    molarVolume: optionNumber(`Molar volume of the ${where}`, fields.molarVolume, 1e-7, 1e-2),
    otherMolarVolume: optionNumber(`Other molar volume of the ${where}`, fields.otherMolarVolume, 1e-7, 1e-2),
    ...(limits === undefined
      ? {}
      : {
          limits: (alloy: RedlichKister) => {
            const withActivity = (end: Omit<LiquidLimit, "activity"> | undefined) =>
              end === undefined ? undefined : { ...end, activity: alloy.activity(end.moleFraction) };
            return withoutOpenEnds(withActivity(limits.lower), withActivity(limits.upper));
          },
        }),
  });
}

/** a + bT of a pair. */
function linear(where: string, pair: unknown, temperature: number): number {
  if (Array.isArray(pair) && pair.length === 2 && pair.every((value) => Number.isFinite(value))) {
    return pair[0] + pair[1] * temperature;
  }
  throw new DomainError(`${where} is ${JSON.stringify(pair)}; a pair [a, b] of a + bT in J/mol is expected.`);
}

interface Ends {
  readonly lower: Omit<LiquidLimit, "activity"> | undefined;
  readonly upper: Omit<LiquidLimit, "activity"> | undefined;
}

function limitsFrom(where: string, option: unknown, temperature: number): Ends {
  const fields = optionFields(where, option);
  onlyOptions(where, fields, ["lower", "upper"]);
  const end = (name: "lower" | "upper", absent: string) => {
    if (fields[name] === undefined) return undefined;
    const own = optionFields(`${where}, ${name}`, fields[name]);
    onlyOptions(`${where}, ${name}`, own, ["moleFraction", "solid"]);
    return {
      moleFraction: moleFractionAt(`${where}, ${name}, mole fraction`, own.moleFraction, temperature),
      solid: optionName(`${where}, ${name}, solid`, own.solid, absent),
    };
  };
  const lower = end("lower", "the other metal");
  const upper = end("upper", "the working metal");
  if (lower !== undefined && upper !== undefined && !(lower.moleFraction < upper.moleFraction)) {
    throw new DomainError(
      `${where}: at ${temperature} K the lower end, ${lower.moleFraction}, is not below the upper one, ${upper.moleFraction}.`,
    );
  }
  return { lower, upper };
}

/** @throws DomainError where the points do not ascend in temperature, or do not reach it */
function moleFractionAt(where: string, option: unknown, temperature: number): number {
  if (!Array.isArray(option)) return optionNumber(where, option, 0, 1);
  const points: (readonly [number, number])[] = option.map((point: unknown, k) => {
    if (!Array.isArray(point) || point.length !== 2) {
      throw new DomainError(
        `${where}: point ${k} is ${JSON.stringify(point)}; a pair of K and mole fraction is expected.`,
      );
    }
    return [
      optionNumber(`${where}, temperature of point ${k}`, point[0], 1, 1e4),
      optionNumber(`${where}, mole fraction of point ${k}`, point[1], 0, 1),
    ];
  });
  if (points.length === 0) {
    throw new DomainError(`${where}: no points are given; pairs of K and mole fraction are expected.`);
  }
  const above = points.findIndex(([at]) => at >= temperature);
  if (points.some(([at], k) => k > 0 && !(at > points[k - 1][0]))) {
    throw new DomainError(`${where}: the temperatures ${points.map(([at]) => at).join(", ")} K do not ascend.`);
  }
  if (above === 0 && points[0][0] === temperature) return points[0][1];
  if (above <= 0) {
    throw new DomainError(
      `${where}: ${temperature} K lies outside of the points from ${points[0][0]} to ${points[points.length - 1]?.[0]} K.`,
    );
  }
  const [[t0, x0], [t1, x1]] = [points[above - 1], points[above]];
  return x0 + ((temperature - t0) / (t1 - t0)) * (x1 - x0);
}
