import { DomainError } from "../../base/errors.ts";
import { evaluateExpression, parametersOfExpression, parseExpression } from "./expression.ts";
import { type Circuit, parameterNames } from "./notation.ts";

/** A parameter that follows others. */
export interface ResolvedTie {
  /** Its index among the parameters of the circuit. */
  readonly parameter: number;
  /** The expression as it was given. */
  readonly text: string;
  /** Indices of the parameters in the expression. */
  readonly dependsOn: readonly number[];
  value(p: Float64Array): number;
  /** ∂value/∂p for each of `dependsOn`; overwritten by the next call. */
  slope(p: Float64Array): Float64Array;
}

/**
 * Index of a parameter by its name, in any case: as in `parameterNames`, or by its symbol and the label of its element
 * where only one element is meant: `Q2` for `CPE2.Q`, `n1` for `CPE1.n`, `tau1` for `ZARC1.tau`.
 */
export function parameterIndex(circuit: Circuit, name: string): number | undefined {
  const wanted = name.toLowerCase();
  const exact = parameterNames(circuit).findIndex((known) => known.toLowerCase() === wanted);
  if (exact >= 0) return exact;
  const found = circuit.elements.flatMap(({ name: own, element, firstParameter }) => {
    const label = own.slice(element.symbol.length);
    return element.parameters.flatMap(({ symbol }, k) =>
      (symbol + label).toLowerCase() === wanted ? [firstParameter + k] : [],
    );
  });
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The ties `{ "CPE2.Q": "CPE1.Q", R2: "0.5 * R1" }` of a circuit, each after those it depends on.
 *
 * @throws DomainError if a name is unknown, an expression cannot be read, or ties go round in a circle
 */
export function resolveTies(circuit: Circuit, ties: Readonly<Record<string, string>>): readonly ResolvedTie[] {
  const names = parameterNames(circuit);
  const indexOf = (name: string): number | undefined => parameterIndex(circuit, name);
  const all = Object.entries(ties).map(([name, text]): ResolvedTie => {
    const parameter = indexOf(name);
    if (parameter === undefined) {
      throw new DomainError(
        `fitCircuit: ties names ${name}, which ${circuit.notation} does not have; it has ${names.join(", ")}.`,
      );
    }
    const expression = parseExpression(text, indexOf);
    const dependsOn = parametersOfExpression(expression);
    const slopes = new Float64Array(dependsOn.length);
    return {
      parameter,
      text,
      dependsOn,
      value: (p) => evaluateExpression(expression, p, -1)[0],
      slope: (p) => {
        for (let k = 0; k < dependsOn.length; k++) {
          slopes[k] = evaluateExpression(expression, p, dependsOn[k] as number)[1];
        }
        return slopes;
      },
    };
  });
  const ordered: ResolvedTie[] = [];
  let left = all;
  if (new Set(all.map(({ parameter }) => parameter)).size < all.length) {
    throw new DomainError(`fitCircuit: a parameter of ${circuit.notation} is tied twice.`);
  }
  while (left.length > 0) {
    const tied = new Set(left.map(({ parameter }) => parameter));
    const ready = left.filter(({ dependsOn }) => !dependsOn.some((k) => tied.has(k)));
    if (ready.length === 0) {
      throw new DomainError(
        `fitCircuit: the ties of ${left.map(({ parameter }) => names[parameter]).join(", ")} go round in a circle.`,
      );
    }
    ordered.push(...ready);
    left = left.filter((tie) => !ready.includes(tie));
  }
  return ordered;
}
