import { DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import type { Database, DatabaseParameter } from "../database/database.ts";
import type { TemperatureFunction } from "../database/temperature-function.ts";

/** The coefficient of T^power in one parameter of a database. */
export interface Coefficient {
  readonly phase: string;
  /** Species of each sublattice, as in the database. */
  readonly constituents: readonly (readonly string[])[];
  /** Power of (y_A − y_B). */
  readonly order: number;
  /** 0: a in a + bT, in J/mol; 1: b, in J/(mol K). */
  readonly power: number;
}

/** A coefficient with its number. */
export interface CoefficientValue extends Coefficient {
  /** In J/(mol K^power). */
  readonly value: number;
}

/** `LIQUID(K,NA;0)·T`: how tables name a coefficient. */
export function coefficientName({ phase, constituents, order, power }: Coefficient): string {
  const species = constituents.map((list) => list.join(",")).join(":");
  return `${phase}(${species};${order})${power === 0 ? "" : power === 1 ? "·T" : `·T^${power}`}`;
}

/**
 * The number that stands before T^power in a parameter of the database; 0 where no such term is written.
 * @throws DomainError where the database has no such parameter, or its pieces differ
 */
export function coefficientOf(database: Database, coefficient: Coefficient): number {
  const parameter = parameterOf(database, coefficient);
  const values = parameter.function.pieces.map(({ text }) => sumOfPower(text, coefficient.power));
  const [first = 0] = values;
  if (values.some((value) => value !== first)) {
    throw new DomainError(
      `${coefficientName(coefficient)}: its ${values.length} temperature pieces hold ${values.join(", ")}; one number for all is needed.`,
    );
  }
  return first;
}

/**
 * The database with other numbers in some coefficients; everything else is shared with the original.
 * @throws DomainError where it has no such parameter, or a number is not finite
 */
export function withCoefficients(database: Database, coefficients: readonly CoefficientValue[]): Database {
  const changed = new Map<DatabaseParameter, CoefficientValue[]>();
  for (const coefficient of coefficients) {
    if (!Number.isFinite(coefficient.value)) {
      throw new DomainError(`${coefficientName(coefficient)} = ${coefficient.value} is not a finite number.`);
    }
    const parameter = parameterOf(database, coefficient);
    changed.set(parameter, [...(changed.get(parameter) ?? []), coefficient]);
  }
  const parameters = database.parameters.map((parameter) => {
    const list = changed.get(parameter);
    return list === undefined ? parameter : { ...parameter, function: replaced(database, parameter, list) };
  });
  return { ...database, parameters };
}

function parameterOf(database: Database, coefficient: Coefficient): DatabaseParameter {
  const wanted = keyOf(coefficient);
  const found = database.parameters.filter(
    (parameter) => (parameter.kind === "G" || parameter.kind === "L") && keyOf(parameter) === wanted,
  );
  if (found.length !== 1) {
    const has = database.parameters.filter(({ phase }) => phase === coefficient.phase).map((p) => keyOf(p));
    throw new DomainError(
      `The database has ${found.length} parameters ${wanted}, one is needed; of ${coefficient.phase} it has ${has.join(" ") || "none"}.`,
    );
  }
  return found[0] as DatabaseParameter;
}

function keyOf({ phase, constituents, order }: Omit<Coefficient, "power">): string {
  return `${phase}(${constituents.map((list) => list.join(",")).join(":")};${order})`;
}

function replaced(
  database: Database,
  parameter: DatabaseParameter,
  coefficients: readonly CoefficientValue[],
): TemperatureFunction {
  const original = parameter.function;
  const shifts = coefficients.map((c) => ({ power: c.power, shift: c.value - coefficientOf(database, c) }));
  const pieces = original.pieces.map(({ low, high, text }) => {
    const kept = termsOf(text).filter((term) => !coefficients.some(({ power }) => powerTerm(term)?.power === power));
    const added = coefficients.map(({ value, power }) => writeTerm(value, power));
    return { low, high, text: [...added, ...kept].join("").replace(/^\+/, "") || "0" };
  });
  return {
    pieces,
    evaluate: (temperature, pressure, out) => {
      original.evaluate(temperature, pressure, out);
      for (const { power, shift } of shifts) {
        const value = shift * pow(temperature, power);
        out[0] += value;
        if (power === 0) continue;
        out[1] += (power * value) / temperature;
        out[2] += (power * (power - 1) * value) / temperature ** 2;
      }
    },
  };
}

function writeTerm(value: number, power: number): string {
  const number = `${value < 0 ? "-" : "+"}${String(Math.abs(value)).toUpperCase().replace("E+", "E")}`;
  return power === 0 ? number : power === 1 ? `${number}*T` : `${number}*T**${power < 0 ? `(${power})` : power}`;
}

function sumOfPower(text: string, power: number): number {
  let sum = 0;
  for (const term of termsOf(text)) {
    const read = powerTerm(term);
    if (read?.power === power) sum += read.coefficient;
  }
  return sum;
}

/** Terms of a sum, each with its sign: a sign after E of a number, after ( or * belongs to what follows. */
function termsOf(text: string): string[] {
  const clean = text.replace(/\s+/g, "").toUpperCase();
  const terms: string[] = [];
  let depth = 0;
  let first = 0;
  for (let i = 0; i < clean.length; i++) {
    const character = clean[i] as string;
    if (character === "(") depth++;
    if (character === ")") depth--;
    if ((character !== "+" && character !== "-") || depth > 0 || i === first) continue;
    if (clean[i - 1] === "*" || /(?:^|[^A-Z0-9_])[\d.]+E$/.test(clean.slice(first, i))) continue;
    terms.push(clean.slice(first, i));
    first = i;
  }
  if (first < clean.length) terms.push(clean.slice(first));
  return terms.map((term) => (/^[+-]/.test(term) ? term : `+${term}`));
}

const POWER_TERM =
  /^([+-])(?:(\d+\.?\d*(?:E[+-]?\d+)?|\.\d+(?:E[+-]?\d+)?)(\*T(?:\*\*(\(?-?\d+\)?))?)?|T(?:\*\*(\(?-?\d+\)?))?)$/;

function powerTerm(term: string): { readonly coefficient: number; readonly power: number } | null {
  const match = POWER_TERM.exec(term);
  if (match === null) return null;
  const [, sign, number, factor, exponent, bareExponent] = match;
  const isBare = number === undefined;
  const written = (isBare ? bareExponent : exponent)?.replace(/[()]/g, "");
  const hasTemperature = isBare || factor !== undefined;
  return {
    coefficient: (sign === "-" ? -1 : 1) * Number(number ?? 1),
    power: hasTemperature ? Number(written ?? 1) : 0,
  };
}
