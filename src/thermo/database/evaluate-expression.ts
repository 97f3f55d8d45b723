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
import type { TemperatureFunction } from "./temperature-function.ts";
import type { ThermalSum } from "./thermal-sum.ts";

/**
 * Value and first two derivatives in T of Σ c Tⁿ (ln T) + Σ c F(T), written to `out[0 … 2]`.
 *
 * @param functions what the references of the expression stand for
 * @param scratch three numbers
 */
export function evaluateSum(
  sum: ThermalSum,
  functions: readonly TemperatureFunction[],
  temperature: number,
  pressure: number,
  scratch: Float64Array,
  out: Float64Array,
): void {
  const { coefficients, powers, logarithmic } = sum;
  let value = 0;
  let first = 0; // × T
  let second = 0; // × T²
  let logarithm = 0;
  for (let i = 0; i < coefficients.length; i++) {
    const n = powers[i] as number;
    const term = (coefficients[i] as number) * powerOf(temperature, n);
    if (logarithmic[i] === 1) {
      if (logarithm === 0) logarithm = log(temperature);
      value += term * logarithm;
      first += term * (n * logarithm + 1);
      second += term * (n * (n - 1) * logarithm + 2 * n - 1);
    } else {
      value += term;
      first += term * n;
      second += term * n * (n - 1);
    }
  }
  first /= temperature;
  second /= temperature * temperature;
  for (let i = 0; i < sum.functions.length; i++) {
    const coefficient = sum.functionCoefficients[i] as number;
    (functions[sum.functions[i] as number] as TemperatureFunction).evaluate(temperature, pressure, scratch);
    value += coefficient * (scratch[0] as number);
    first += coefficient * (scratch[1] as number);
    second += coefficient * (scratch[2] as number);
  }
  out[0] = value;
  out[1] = first;
  out[2] = second;
}

function powerOf(x: number, n: number): number {
  if (n === 0) return 1;
  if (n === 1) return x;
  if (n === 2) return x * x;
  if (n === 3) return x * x * x;
  if (n === -1) return 1 / x;
  return pow(x, n);
}

/**
 * Value and first two derivatives in T of any expression, by automatic differentiation of second order along its
 * program (Griewank & Walther, Evaluating Derivatives, 2nd ed., section 13.2, univariate Taylor coefficients up to 2).
 *
 * @param stack three numbers for each level of `expression.depth`
 * @param out written to `out[0 … 2]`
 */
export function evaluateProgram(
  expression: Expression,
  functions: readonly TemperatureFunction[],
  temperature: number,
  pressure: number,
  stack: Float64Array,
  scratch: Float64Array,
  out: Float64Array,
): void {
  const { operations, operands } = expression;
  let top = -3;
  for (let step = 0; step < operations.length; step++) {
    const operation = operations[step] as number;
    if (operation <= REFERENCE) {
      top += 3;
      pushLeaf(operation, operands[step] as number, functions, temperature, pressure, stack, top, scratch);
    } else if (operation <= POWER) {
      top -= 3;
      applyBinary(operation, stack, top);
    } else {
      applyUnary(operation, stack, top);
    }
  }
  out[0] = stack[0] as number;
  out[1] = stack[1] as number;
  out[2] = stack[2] as number;
}

function pushLeaf(
  operation: number,
  operand: number,
  functions: readonly TemperatureFunction[],
  temperature: number,
  pressure: number,
  stack: Float64Array,
  at: number,
  scratch: Float64Array,
): void {
  stack[at + 1] = 0;
  stack[at + 2] = 0;
  if (operation === CONSTANT) stack[at] = operand;
  else if (operation === PRESSURE) stack[at] = pressure;
  else if (operation === TEMPERATURE) {
    stack[at] = temperature;
    stack[at + 1] = 1;
  } else {
    (functions[operand] as TemperatureFunction).evaluate(temperature, pressure, scratch);
    stack[at] = scratch[0] as number;
    stack[at + 1] = scratch[1] as number;
    stack[at + 2] = scratch[2] as number;
  }
}

function applyUnary(operation: number, stack: Float64Array, at: number): void {
  const a = stack[at] as number;
  const a1 = stack[at + 1] as number;
  const a2 = stack[at + 2] as number;
  if (operation === NEGATE) {
    stack[at] = -a;
    stack[at + 1] = -a1;
    stack[at + 2] = -a2;
  } else if (operation === LOGARITHM) {
    const slope = a1 / a;
    stack[at] = log(a);
    stack[at + 1] = slope;
    stack[at + 2] = a2 / a - slope * slope;
  } else if (operation === EXPONENTIAL) {
    const value = exp(a);
    stack[at] = value;
    stack[at + 1] = value * a1;
    stack[at + 2] = value * (a2 + a1 * a1);
  }
}

function applyBinary(operation: number, stack: Float64Array, at: number): void {
  const a = stack[at] as number;
  const a1 = stack[at + 1] as number;
  const a2 = stack[at + 2] as number;
  const b = stack[at + 3] as number;
  const b1 = stack[at + 4] as number;
  const b2 = stack[at + 5] as number;
  if (operation === ADD) {
    stack[at] = a + b;
    stack[at + 1] = a1 + b1;
    stack[at + 2] = a2 + b2;
  } else if (operation === SUBTRACT) {
    stack[at] = a - b;
    stack[at + 1] = a1 - b1;
    stack[at + 2] = a2 - b2;
  } else if (operation === MULTIPLY) {
    stack[at] = a * b;
    stack[at + 1] = a1 * b + a * b1;
    stack[at + 2] = a2 * b + 2 * a1 * b1 + a * b2;
  } else if (operation === DIVIDE) {
    const value = a / b;
    const slope = (a1 - value * b1) / b;
    stack[at] = value;
    stack[at + 1] = slope;
    stack[at + 2] = (a2 - 2 * slope * b1 - value * b2) / b;
  } else if (b1 === 0 && b2 === 0) {
    raise(stack, at, b);
  } else {
    const logarithm = log(a);
    const slope = a1 / a;
    const u1 = b1 * logarithm + b * slope;
    const u2 = b2 * logarithm + 2 * b1 * slope + b * (a2 / a - slope * slope);
    const value = pow(a, b);
    stack[at] = value;
    stack[at + 1] = value * u1;
    stack[at + 2] = value * (u2 + u1 * u1);
  }
}

/** aⁿ with a constant n; the vanishing factors n and n − 1 are kept from meeting an infinite power of zero. */
function raise(stack: Float64Array, at: number, n: number): void {
  const a = stack[at] as number;
  const a1 = stack[at + 1] as number;
  const a2 = stack[at + 2] as number;
  const slope = n === 0 ? 0 : n * powerOf(a, n - 1);
  const bend = n === 0 || n === 1 ? 0 : n * (n - 1) * powerOf(a, n - 2);
  stack[at] = powerOf(a, n);
  stack[at + 1] = slope * a1;
  stack[at + 2] = slope * a2 + bend * a1 * a1;
}
