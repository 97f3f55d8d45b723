import { DomainError } from "../../../base/errors.ts";
import type { SubmodelInput } from "../../form/submodel.ts";

/** What fills the pores of a liquid: the open part of them is φ = 1 − V_m s, and concentrations are c = u/φ. */
export interface PoreFilling {
  /** Full name of the component s in mol per volume of the pores before: "salt.precipitate". */
  readonly component: string;
  /** V_m in m³/mol, > 0 */
  readonly molarVolume: number;
}

/**
 * @param liquid what a Nernst-Planck separator was given
 * @returns undefined where its port `precipitate` is open or what it leads to takes no room
 * @throws DomainError where the port leads to a submodel without a molar volume
 */
export function poreFilling(liquid: SubmodelInput): PoreFilling | undefined {
  if (!liquid.connected("precipitate")) return undefined;
  const { name, parameters } = liquid.behind("precipitate");
  const { molarVolume } = parameters;
  if (typeof molarVolume !== "number") {
    throw new DomainError(
      `${liquid.name}: its port "precipitate" leads to "${name}", which has no molarVolume; connect it to the precipitate of a salt-precipitation`,
    );
  }
  return molarVolume > 0 ? { component: `${name}.precipitate`, molarVolume } : undefined;
}
