import { DomainError } from "../../../base/errors.ts";
import type { SubmodelInput } from "../../form/submodel.ts";
import { type Alloy, alloyFromOption } from "./alloy.ts";

/**
 * The alloy of the submodel behind a port; where that has none, the own one.
 * @throws DomainError where both are given and differ, or neither is
 */
export function alloyAtPort(given: SubmodelInput, port: string): Alloy {
  const own = given.options.alloy;
  const other = given.behind(port);
  const theirs = other.options.alloy;
  if (theirs === undefined) return alloyFromOption(given.name, own, given.temperature);
  const alloy = alloyFromOption(other.name, theirs, given.temperature);
  if (own === undefined || own === theirs) return alloy;
  const stated = alloyFromOption(given.name, own, given.temperature);
  for (const x of [0.1, 0.5, 0.9]) {
    const c = alloy.concentration(x);
    if (
      near(stated.concentration(x), c) &&
      near(stated.activityPerConcentration(c), alloy.activityPerConcentration(c))
    ) {
      continue;
    }
    throw new DomainError(
      `The alloy of "${given.name}" is not that of "${other.name}": at a mole fraction of ${x} one holds ${stated.concentration(x)} mol/m3 and the other ${c} mol/m3, of activities ${c * stated.activityPerConcentration(c)} and ${c * alloy.activityPerConcentration(c)}. Leave it out of "${given.name}".`,
    );
  }
  return alloy;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
