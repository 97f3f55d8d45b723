import { DomainError } from "../../base/errors.ts";
import type { Database, DatabaseParameter } from "../database/database.ts";
import type { ActivePhase } from "./active-phase.ts";
import type { PolynomialTerm } from "./composition-polynomial.ts";
import { constituentKey, equivalentOrders, equivalentParameters } from "./equivalent-sublattices.ts";
import { parameterPolynomial } from "./parameter-polynomial.ts";

/** Kinds of parameters that are the same thing under two names. */
const KINDS = { gibbs: ["G", "L"], curie: ["TC"], moment: ["BMAGN", "BMAG"] } as const;

/**
 * The terms of one property of a phase: all its parameters whose constituents are present, each with its polynomial in
 * site fractions. An end member without a parameter has the value 0, as in Thermo-Calc and pycalphad. Where a parameter
 * is given twice the later one counts; one that equivalence of sublattices would add does not replace a given one.
 * @throws DomainError for a parameter that does not fit the phase, naming its line
 */
export function phaseTerms(
  database: Database,
  { phase, sublattices }: ActivePhase,
  property: keyof typeof KINDS,
): PolynomialTerm[] {
  const kinds: readonly string[] = KINDS[property];
  const chosen = new Map<string, DatabaseParameter>();
  const orders = new Map<string, number>();
  for (const parameter of database.parameters) {
    if (parameter.phase !== phase.name || !kinds.includes(parameter.kind)) continue;
    if (parameter.constituents.length !== sublattices.length) {
      throw new DomainError(
        `A parameter ${parameter.kind} of ${phase.name}${parameter.line > 0 ? ` in line ${parameter.line}` : ""} names ${parameter.constituents.length} sublattices, the phase has ${sublattices.length}.`,
      );
    }
    const isPresent = parameter.constituents.every(
      (names, s) => names[0] === "*" || names.every((name) => sublattices[s]?.constituents.includes(name)),
    );
    if (!isPresent) continue;
    const name = constituentKey(parameter);
    if (!chosen.has(parameterKey(parameter))) orders.set(name, (orders.get(name) ?? 0) + 1);
    chosen.set(parameterKey(parameter), parameter);
  }
  const equivalent = equivalentOrders(phase);
  const taken = new Set(chosen.keys());
  return [...chosen.values()].flatMap((parameter) => {
    const isAlone = orders.get(constituentKey(parameter)) === 1;
    const [, ...others] = equivalentParameters(parameter, equivalent);
    const added = others.filter((turned) => !taken.has(parameterKey(turned)));
    for (const turned of added) taken.add(parameterKey(turned));
    return [parameter, ...added].map((turned) => ({
      factor: parameterPolynomial(turned, sublattices, isAlone),
      function: turned.function,
    }));
  });
}

function parameterKey(parameter: DatabaseParameter): string {
  return `${constituentKey(parameter)};${parameter.order}`;
}
