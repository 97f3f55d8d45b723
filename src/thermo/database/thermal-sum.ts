import { exp, log, pow } from "../../numerics/elementary/index.ts";
import {
  ADD,
  CONSTANT,
  DIVIDE,
  EXPONENTIAL,
  type Expression,
  LOGARITHM,
  MULTIPLY,
  NEGATE,
  POWER,
  PRESSURE,
  REFERENCE,
  SUBTRACT,
  TEMPERATURE,
} from "./expression.ts";

/** Longer sums are evaluated step by step: the search for equal terms must stay cheap. */
const MOST_TERMS = 64;

/** Σ c Tⁿ + Σ c Tⁿ ln T + Σ c F(T): what nearly every function of a database is. */
export interface ThermalSum {
  readonly coefficients: Float64Array;
  readonly powers: Float64Array;
  /** 1 where the term carries ln T. */
  readonly logarithmic: Uint8Array;
  readonly functionCoefficients: Float64Array;
  /** Index into the references of the expression. */
  readonly functions: Int32Array;
}

interface Term {
  coefficient: number;
  readonly power: number;
  readonly logarithmic: boolean;
  /** −1 where the term holds no function. */
  readonly reference: number;
}

/** The expression as a sum of terms, or null where it has another form. */
export function thermalSum(expression: Expression): ThermalSum | null {
  const stack: Term[][] = [];
  const { operations, operands } = expression;
  for (let step = 0; step < operations.length; step++) {
    const operation = operations[step] as number;
    const result = operation <= REFERENCE ? leaf(operation, operands[step] as number) : combine(operation, stack);
    if (result === null || result.length > MOST_TERMS) return null;
    stack.push(result);
  }
  const terms = merge(stack[0] as Term[]);
  const plain = terms.filter((term) => term.reference < 0);
  const functions = terms.filter((term) => term.reference >= 0);
  return {
    coefficients: Float64Array.from(plain, (term) => term.coefficient),
    powers: Float64Array.from(plain, (term) => term.power),
    logarithmic: Uint8Array.from(plain, (term) => (term.logarithmic ? 1 : 0)),
    functionCoefficients: Float64Array.from(functions, (term) => term.coefficient),
    functions: Int32Array.from(functions, (term) => term.reference),
  };
}

function single(coefficient: number, power = 0, logarithmic = false, reference = -1): Term[] {
  return [{ coefficient, power, logarithmic, reference }];
}

function leaf(operation: number, operand: number): Term[] | null {
  if (operation === CONSTANT) return single(operand);
  if (operation === TEMPERATURE) return single(1, 1);
  if (operation === PRESSURE) return null;
  return single(1, 0, false, operand);
}

function combine(operation: number, stack: Term[][]): Term[] | null {
  const right = stack.pop() as Term[];
  if (operation === NEGATE) return scale(right, -1);
  if (operation === LOGARITHM) return logarithm(right);
  if (operation === EXPONENTIAL) {
    const exponent = constantOf(right);
    return exponent === null ? null : finite(single(exp(exponent)));
  }
  const left = stack.pop() as Term[];
  if (operation === ADD) return left.concat(right);
  if (operation === SUBTRACT) return left.concat(scale(right, -1));
  if (operation === MULTIPLY) return product(left, right);
  if (operation === DIVIDE) {
    const divisor = power(right, -1);
    return divisor === null ? null : product(left, divisor);
  }
  const exponent = operation === POWER ? constantOf(right) : null;
  return exponent === null ? null : power(left, exponent);
}

function scale(terms: readonly Term[], factor: number): Term[] {
  return terms.map((term) => ({ ...term, coefficient: term.coefficient * factor }));
}

function constantOf(terms: readonly Term[]): number | null {
  const only = monomialOf(terms);
  return only !== null && only.power === 0 ? only.coefficient : null;
}

/** The single term c Tⁿ, or null. */
function monomialOf(terms: readonly Term[]): Term | null {
  const [only] = terms;
  return terms.length === 1 && only !== undefined && !only.logarithmic && only.reference < 0 ? only : null;
}

function logarithm(terms: readonly Term[]): Term[] | null {
  const only = monomialOf(terms);
  if (only === null) return null;
  if (only.power === 0) return finite(single(log(only.coefficient)));
  return only.coefficient === 1 ? single(only.power, 0, true) : null;
}

function product(left: readonly Term[], right: readonly Term[]): Term[] | null {
  const monomial = monomialOf(left) ?? monomialOf(right);
  if (monomial === null) return null;
  const others = monomialOf(left) === monomial ? right : left;
  const result: Term[] = [];
  for (const term of others) {
    if (term.reference >= 0 && monomial.power !== 0) return null;
    result.push({
      ...term,
      coefficient: term.coefficient * monomial.coefficient,
      power: term.power + monomial.power,
    });
  }
  return finite(result);
}

function power(terms: readonly Term[], exponent: number): Term[] | null {
  const base = monomialOf(terms);
  return base === null ? null : finite(single(pow(base.coefficient, exponent), base.power * exponent));
}

function finite(terms: Term[]): Term[] | null {
  return terms.every((term) => Number.isFinite(term.coefficient) && Number.isFinite(term.power)) ? terms : null;
}

function merge(terms: readonly Term[]): Term[] {
  const merged: Term[] = [];
  for (const term of terms) {
    const same = merged.find(
      (other) =>
        other.power === term.power && other.logarithmic === term.logarithmic && other.reference === term.reference,
    );
    if (same === undefined) merged.push({ ...term });
    else same.coefficient += term.coefficient;
  }
  return merged;
}
