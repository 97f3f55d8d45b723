import { DomainError } from "../base/errors.ts";
import type { FitCircuitOptions } from "../impedance/circuit/fit-circuit.ts";
import { parameterNames, parseCircuit } from "../impedance/circuit/notation.ts";

/** What is said of the parameters of a circuit beside its notation: start values, values they are kept at, bounds, ties; by name, in SI. */
export type CircuitConstraints = Pick<FitCircuitOptions, "start" | "fixed" | "bounds" | "ties">;

/**
 * Refuses what is said of a circuit that has no such parameter, or of one that is not given.
 * @throws DomainError that names the parameters there are
 */
export function refuseConstraints(circuit: string, options: CircuitConstraints): void {
  const { start, fixed, bounds, ties } = options;
  if (circuit === "auto" || circuit === "none") {
    if (Object.keys(options).length > 0) {
      throw new DomainError("Options of the fit need a circuit, as in R0-p(R1,CPE1); auto chooses its own.", {
        input: "circuit",
      });
    }
    return;
  }
  const names = parameterNames(parseCircuit(circuit));
  for (const given of [start, fixed, bounds, ties]) {
    for (const name of Object.keys(given ?? {})) {
      if (names.includes(name)) continue;
      throw new DomainError(`The circuit ${circuit} has no parameter "${name}"; it has ${names.join(", ")}.`);
    }
  }
}
