import { DomainError } from "../../base/errors.ts";
import type { Database, DatabaseParameter } from "./database.ts";
import { parseExpression } from "./expression.ts";
import { type FunctionLookup, PiecewiseFunction } from "./piecewise-function.ts";
import type { TemperatureFunction, TemperaturePiece } from "./temperature-function.ts";

const NO_FUNCTIONS: FunctionLookup = () => undefined;

/**
 * A function of temperature from its pieces; functions that the texts name are looked up at the first evaluation, so
 * they may be defined later.
 *
 * @param pieces ascending, without gap or overlap
 * @param name for messages
 * @throws FormatError where a text is no expression; DomainError where the pieces do not join
 */
export function temperatureFunction(
  pieces: readonly TemperaturePiece[],
  lookup: FunctionLookup = NO_FUNCTIONS,
  name = "A function of temperature",
): TemperatureFunction {
  const parsed = pieces.map(({ low, high, text }) => ({ low, high, expression: parseExpression(text) }));
  return new PiecewiseFunction(name, parsed, lookup);
}

/** One expression over one range of temperature in K. Throws as `temperatureFunction`. */
export function functionFromText(
  text: string,
  low: number,
  high: number,
  lookup: FunctionLookup = NO_FUNCTIONS,
  name?: string,
): TemperatureFunction {
  return temperatureFunction([{ low, high, text }], lookup, name);
}

/** The same value at every temperature from `low` to `high` in K. @throws DomainError where the value is not finite */
export function constantFunction(value: number, low = 1, high = 6000): TemperatureFunction {
  return polynomialFunction([{ coefficient: value }], low, high);
}

/** c Tⁿ, c Tⁿ ln T, or c F(T). */
export interface PolynomialTerm {
  readonly coefficient: number;
  /** n; 0 by default. */
  readonly power?: number;
  readonly logarithmic?: boolean;
  /** Name of a function F, instead of a power of T. */
  readonly function?: string;
}

/**
 * Σ c Tⁿ + Σ c Tⁿ ln T + Σ c F(T) from its coefficients, none of which is lost in the text.
 * @throws DomainError where a coefficient is not finite or a power no integer
 */
export function polynomialFunction(
  terms: readonly PolynomialTerm[],
  low: number,
  high: number,
  lookup: FunctionLookup = NO_FUNCTIONS,
  name?: string,
): TemperatureFunction {
  return functionFromText(terms.length === 0 ? "0" : terms.map(termText).join(""), low, high, lookup, name);
}

function termText(term: PolynomialTerm): string {
  const { coefficient, power = 0, logarithmic = false } = term;
  if (!Number.isFinite(coefficient) || !Number.isSafeInteger(power)) {
    throw new DomainError(`polynomialFunction: coefficient ${coefficient} of T to the power ${power}.`);
  }
  const sign = coefficient < 0 || Object.is(coefficient, -0) ? "" : "+";
  const number = sign + (Object.is(coefficient, -0) ? "-0" : String(coefficient).toUpperCase());
  if (term.function !== undefined) return `${number}*${term.function.toUpperCase()}#`;
  const powerText = power === 0 ? "" : power === 1 ? "*T" : `*T**${power < 0 ? `(${power})` : power}`;
  return number + powerText + (logarithmic ? "*LN(T)" : "");
}

/** The same database with each parameter replaced by what `replace` returns for it; nothing is read again. */
export function replaceParameters(
  database: Database,
  replace: (parameter: DatabaseParameter) => DatabaseParameter,
): Database {
  return { ...database, parameters: database.parameters.map(replace) };
}

/** Finds the functions of a database, for functions that are built in code. */
export function functionsOf(database: Database): FunctionLookup {
  return (name) => database.functions.get(name);
}
