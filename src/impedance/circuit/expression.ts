import { DomainError } from "../../base/errors.ts";
import { exp, log, pow } from "../../numerics/elementary/index.ts";

/** An expression in the parameters of a circuit: `0.5 * R1`, `sqrt(CPE1.Q * CPE2.Q)`. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "negative"; readonly of: Expression }
  | { readonly kind: "function"; readonly name: FunctionName; readonly of: Expression }
  | {
      readonly kind: "operation";
      readonly operator: "+" | "-" | "*" | "/" | "^";
      readonly left: Expression;
      readonly right: Expression;
    };

export type FunctionName = "sqrt" | "exp" | "ln";
const FUNCTIONS: readonly FunctionName[] = ["sqrt", "exp", "ln"];

/** Expressions within one another beyond which a text is refused. */
const DEEPEST = 64;
/** Length beyond which a text is refused. */
const LONGEST = 1000;

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?/y;

/**
 * Reads an expression of numbers, parameters, `+ − * / ^`, parentheses and the functions sqrt, exp, ln; `^` binds
 * strongest and to the right.
 *
 * @param indexOf index of a parameter by its name; undefined where there is none
 * @throws DomainError naming the column (from 1) of the fault and what was expected there
 */
export function parseExpression(text: string, indexOf: (name: string) => number | undefined): Expression {
  let at = 0;
  const fail = (column: number, expected: string): never => {
    const rest = text.slice(column);
    const found = rest === "" ? "the end" : `"${rest.length > 12 ? `${rest.slice(0, 12)}…` : rest}"`;
    throw new DomainError(
      `Expression "${text.slice(0, 80)}", column ${column + 1}: found ${found}, expected ${expected}.`,
    );
  };
  if (text.length > LONGEST) fail(LONGEST, `at most ${LONGEST} characters`);
  const skip = (): void => {
    while (at < text.length && /\s/.test(text[at] as string)) at++;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const sum = (depth: number): Expression => {
    let left = product(depth);
    for (skip(); text[at] === "+" || text[at] === "-"; skip()) {
      const operator = text[at++] as "+" | "-";
      left = { kind: "operation", operator, left, right: product(depth) };
    }
    return left;
  };
  const product = (depth: number): Expression => {
    let left = signed(depth);
    for (skip(); text[at] === "*" || text[at] === "/"; skip()) {
      const operator = text[at++] as "*" | "/";
      left = { kind: "operation", operator, left, right: signed(depth) };
    }
    return left;
  };
  const signed = (depth: number): Expression => {
    if (depth > DEEPEST) return fail(at, `at most ${DEEPEST} levels`);
    skip();
    if (text[at] === "-" || text[at] === "+") {
      const negative = text[at++] === "-";
      const of = signed(depth + 1);
      return negative ? { kind: "negative", of } : of;
    }
    const base = atom(depth);
    skip();
    if (text[at] !== "^") return base;
    at++;
    return { kind: "operation", operator: "^", left: base, right: signed(depth + 1) };
  };
  const atom = (depth: number): Expression => {
    skip();
    const column = at;
    if (text[at] === "(") {
      at++;
      const inner = sum(depth + 1);
      skip();
      if (text[at] !== ")") return fail(at, '")"');
      at++;
      return inner;
    }
    const digits = match(NUMBER);
    if (digits !== undefined) return { kind: "number", value: Number(digits) };
    const name = match(NAME) ?? fail(column, "a number, a parameter or a parenthesis");
    const called = FUNCTIONS.find((known) => known === name.toLowerCase());
    skip();
    if (called !== undefined && text[at] === "(") {
      at++;
      const of = sum(depth + 1);
      skip();
      if (text[at] !== ")") return fail(at, '")"');
      at++;
      return { kind: "function", name: called, of };
    }
    const index = indexOf(name);
    return index === undefined ? fail(column, "a parameter of the circuit") : { kind: "parameter", index };
  };
  const whole = sum(0);
  skip();
  if (at < text.length) fail(at, "an operator or the end");
  return whole;
}

/** Indices of the parameters an expression uses, ascending, each once. */
export function parametersOfExpression(expression: Expression): readonly number[] {
  const found = new Set<number>();
  const visit = (node: Expression): void => {
    if (node.kind === "parameter") found.add(node.index);
    else if (node.kind === "operation") {
      visit(node.left);
      visit(node.right);
    } else if (node.kind !== "number") visit(node.of);
  };
  visit(expression);
  return [...found].sort((a, b) => a - b);
}

/** Value at parameters p, and its derivative along dp: forward differentiation. */
export function evaluateExpression(
  node: Expression,
  p: Float64Array,
  along: number,
): readonly [value: number, slope: number] {
  switch (node.kind) {
    case "number":
      return [node.value, 0];
    case "parameter":
      return [p[node.index] as number, node.index === along ? 1 : 0];
    case "negative": {
      const [value, slope] = evaluateExpression(node.of, p, along);
      return [-value, -slope];
    }
    case "function": {
      const [value, slope] = evaluateExpression(node.of, p, along);
      if (node.name === "ln") return [log(value), slope / value];
      if (node.name === "exp") return [exp(value), exp(value) * slope];
      const root = Math.sqrt(value);
      return [root, slope === 0 ? 0 : slope / (2 * root)];
    }
    default: {
      const [a, da] = evaluateExpression(node.left, p, along);
      const [b, db] = evaluateExpression(node.right, p, along);
      if (node.operator === "+") return [a + b, da + db];
      if (node.operator === "-") return [a - b, da - db];
      if (node.operator === "*") return [a * b, da * b + a * db];
      if (node.operator === "/") return [a / b, (da - (a / b) * db) / b];
      const power = pow(a, b);
      return [power, (da === 0 ? 0 : b * pow(a, b - 1) * da) + (db === 0 ? 0 : power * log(a) * db)];
    }
  }
}
