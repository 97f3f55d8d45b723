import { DomainError } from "../../base/errors.ts";
import { createRadau } from "../../numerics/dae/radau.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";
import type { IntegratorFactory, SimulationOptions } from "./options.ts";

const METHODS: Readonly<Record<string, IntegratorFactory>> = {
  rosenbrock: (system, settings) => createRosenbrock(system, settings),
  radau: (system, settings) => createRadau(system, settings),
};

/** The method of a name, or the one that was given. @throws DomainError for an unknown name */
export function chooseIntegrator(choice: SimulationOptions["integrator"] = "rosenbrock"): IntegratorFactory {
  if (typeof choice === "function") return choice;
  const method = Object.hasOwn(METHODS, choice) ? METHODS[choice] : undefined;
  if (method !== undefined) return method;
  throw new DomainError(`simulate: no integrator "${choice}"; known: ${Object.keys(METHODS).join(", ")}`);
}
