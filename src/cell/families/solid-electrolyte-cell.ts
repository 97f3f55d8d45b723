import { DomainError } from "../../base/errors.ts";
import type { CellDescription, SubmodelDescription } from "../form/description.ts";
import { suggest } from "../form/suggest.ts";
import { counterElectrode } from "./counter-electrode.ts";
import { electrolyte } from "./electrolyte.ts";
import { withFollowing } from "./following.ts";
import { type Mechanism, mechanisms, type ParameterSet } from "./parameter-set.ts";
import { numbersOf } from "./set-values.ts";
import type { CellPlan } from "./submodel-plan.ts";
import { workingElectrode } from "./working-electrode.ts";

/** What a cell with a solid electrolyte is built from. SI. */
export interface SolidElectrolyteCellInputs {
  readonly set: ParameterSet;
  readonly name?: string;
  /** Mole fraction of the working metal; default that of the set. */
  readonly moleFraction?: number;
  /** K; default that of the set. */
  readonly temperature?: number;
  /**
   * m²: what current densities and charges per area of the study refer to; default the area of the pool. The electrodes keep
   * their own areas.
   */
  readonly area?: number;
  /** Which mechanisms are in force; those not named are as in the set. */
  readonly mechanisms?: Readonly<Record<string, boolean>>;
  /** Numbers in the place of those of the set, in SI, by "submodel.parameter". */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Cells of the pool; default 40. */
  readonly cells?: number;
}

/**
 * A metal or alloy on a solid electrolyte against a counter electrode of metal: the description of a cell, from a parameter set
 * and from switches. A mechanism that is off is left out, and what would lead to it stays open:
 *
 * - `store` and `film`: a slow store between pool and ceramic, lumped or with diffusion; both off: the pool touches the ceramic;
 * - `voids`, `slow voids`: contact lost to stripping, recovered in seconds or in hours;
 * - `precipitate`: the other metal covers the contact; `deposit`: solid working metal left by plating; `filament`: its growth to
 *   a short, which needs the deposit; `focusing`: the filament counts the contact alone, off: the deposit takes its part of the
 *   current, as it does in the interface;
 * - `constriction`, `gap`: resistance of the current that converges on the contact, capacitance beside it;
 * - `diffusion`: off mixes the pool a thousand times faster; `counter`: off leaves the counter electrode out, as a reference
 *   electrode at its side of the ceramic would.
 *
 * @throws DomainError for a set without a number that is needed, an unknown mechanism or parameter, a composition outside of the alloy
 */
export function solidElectrolyteCell(inputs: SolidElectrolyteCellInputs): CellDescription {
  const { set } = inputs;
  const plan = planOf(inputs);
  const submodels: SubmodelDescription[] = [
    ...electrolyte(plan),
    ...workingElectrode(plan),
    ...(plan.has("counter") ? counterElectrode(plan) : []),
  ];
  return {
    schema: "liquidus.cell-model/1",
    name: inputs.name ?? set.name,
    temperature: plan.temperature,
    submodels,
  };
}

function planOf(inputs: SolidElectrolyteCellInputs): CellPlan {
  const { set, moleFraction = set.moleFraction, temperature = set.temperature ?? 298.15, cells = 40 } = inputs;
  for (const name of Object.keys(inputs.mechanisms ?? {})) {
    if (!mechanisms.some((known) => known === name)) {
      throw new DomainError(`There is no mechanism "${name}". ${suggest(name, mechanisms)}`);
    }
  }
  if (!(moleFraction > 0 && moleFraction <= 1)) {
    throw new DomainError(
      `A mole fraction of ${moleFraction} of the working metal; a number above 0 and up to 1 is expected.`,
    );
  }
  const numbers = withFollowing(set, numbersOf(set, inputs.parameters ?? {}), temperature);
  const number = (name: string): number => {
    const found = numbers.get(name);
    if (found === undefined)
      throw new DomainError(`The parameter set "${set.name}" has no "${name}", which this cell needs.`);
    return found.value;
  };
  const given: Readonly<Partial<Record<string, boolean>>> = inputs.mechanisms ?? {};
  const has = (mechanism: Mechanism): boolean => given[mechanism] ?? set.mechanisms[mechanism] ?? false;
  const poolArea = number("geometry.poolArea");
  const area = inputs.area ?? poolArea;
  if (!(area > 0 && Number.isFinite(area)))
    throw new DomainError(`The normalising area is ${area} m2; a positive number is expected.`);
  return { set, moleFraction, temperature, cells, area, poolArea, numbers, number, has };
}
