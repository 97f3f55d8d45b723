import { DomainError } from "../../base/errors.ts";
import { parseExpression } from "../database/expression.ts";
import { type ParsedPiece, PiecewiseFunction } from "../database/piecewise-function.ts";
import type { TdbContent } from "./read-tdb.ts";

/** Functions that every program that reads the format brings along. */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ["R", ""],
  ["RTLNP", "R#*T*LN(1E-05*P)"],
]);

/** Adds R, and RTLNP = R T ln(P/bar), where the file uses them without defining them. */
export function addPredefined(content: TdbContent, gasConstant: number): void {
  const { functions } = content;
  const lookup = (name: string): PiecewiseFunction | undefined => functions.get(name)?.function;
  const add = (name: string): void => {
    const text = PREDEFINED.get(name);
    if (text === undefined || functions.has(name)) return;
    const expression = parseExpression(text || String(gasConstant));
    functions.set(name, {
      function: new PiecewiseFunction(name, [{ low: 1, high: 1e5, expression }], lookup),
      offset: 0,
    });
    if (name !== "R") add("R");
  };
  for (const { function: held } of [...functions.values()]) held.references().forEach(add);
  for (const { pieces } of content.parameters) {
    for (const { expression } of pieces) expression.references.forEach(add);
  }
}

/**
 * Warns of references to functions that are not defined.
 * @throws FormatError where a function refers to itself, directly or not
 */
export function checkFunctions(content: TdbContent): void {
  const { functions, source } = content;
  const complete = new Map<string, boolean>();
  for (const [name, { function: held, offset }] of functions) {
    const missing = held.references().find((other) => !functions.has(other));
    complete.set(name, missing === undefined);
    if (missing !== undefined) warnUndefined(content, `function ${name}`, missing, offset);
  }
  for (const { offset, phase, pieces } of content.parameters) {
    const missing = missingReference(pieces, functions);
    if (missing !== undefined) warnUndefined(content, `this parameter of ${phase}`, missing, offset);
  }
  for (const [name, { function: held, offset }] of functions) {
    if (complete.get(name) === false) continue;
    try {
      held.functionsOf(0);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.message.includes("is not defined")) continue;
      throw source.fail(error.message.replace(/\.$/, ""), offset);
    }
  }
}

function missingReference(
  pieces: readonly ParsedPiece[],
  functions: ReadonlyMap<string, { readonly function: PiecewiseFunction }>,
): string | undefined {
  return pieces.flatMap((piece) => piece.expression.references).find((name) => !functions.has(name));
}

function warnUndefined(content: TdbContent, who: string, missing: string, offset: number): void {
  const message = `${who} refers to the function ${missing}, which is not defined; it cannot be evaluated`;
  content.source.warn("function-undefined", message, offset);
}
