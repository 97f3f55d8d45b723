import { DomainError } from "../../base/errors.ts";
import {
  mechanisms,
  type ParameterSet,
  parameterSets,
  siValue,
  solidElectrolyteCell,
} from "../../cell/families/index.ts";
import { suggest } from "../../cell/form/suggest.ts";
import { formatNumber } from "../../figures/format-number.ts";
import { siParameterValue } from "../simulate-parameters.ts";
import type { CellSetInputs, CellSets, SetCell } from "./cell-sets.ts";
import { traceChanges } from "./changed-set.ts";
import type { Written } from "./study.ts";

/** The parameter sets that come with the program. */
export const shippedSets: CellSets = cellSetsOf(parameterSets);

/** Parameter sets of cells with a solid electrolyte, as studies name them. */
function cellSetsOf(sets: Readonly<Record<string, ParameterSet>>): CellSets {
  const names = Object.keys(sets);
  return {
    names,
    cellOf(name, inputs) {
      const set = Object.hasOwn(sets, name) ? sets[name] : undefined;
      if (set === undefined) throw new DomainError(`There is no parameter set "${name}". ${suggest(name, names)}`);
      return cellOf(set, inputs);
    },
  };
}

function cellOf(set: ParameterSet, inputs: CellSetInputs): SetCell {
  const { moleFraction, temperature, area, mechanisms: switches, parameters, cells } = inputs;
  const fraction = moleFraction === undefined ? set.moleFraction : fractionOf(set, moleFraction);
  const changes = new Map(
    Object.entries(parameters).map(([name, value]) => [name, changedValue(set, name, value)] as const),
  );
  const { description, changed } = traceChanges([...changes.keys()], (names) =>
    solidElectrolyteCell({
      set,
      moleFraction: fraction,
      ...(temperature === undefined ? {} : { temperature }),
      ...(area === undefined ? {} : { area }),
      ...(cells === undefined ? {} : { cells }),
      mechanisms: switches,
      parameters: Object.fromEntries(names.map((name) => [name, changes.get(name) as number])),
    }),
  );
  const pool = set.parameters["geometry.poolArea"];
  const inForce = Object.fromEntries(
    mechanisms.map((name) => [name, switches[name] ?? set.mechanisms[name] ?? false] as const),
  );
  return {
    title: set.title,
    about: set.about,
    description,
    moleFraction: fraction,
    changed,
    changes: Object.fromEntries(changes),
    area: area ?? changes.get("geometry.poolArea") ?? (pool === undefined ? null : siValue(pool)),
    mechanisms: inForce,
    remarks: temperatureRemarks(set, description.temperature, inForce),
    parameters: Object.entries(set.parameters).map(([name, { value, unit, range = null, status, source }]) => ({
      name,
      value,
      unit,
      range,
      status,
      source,
    })),
  };
}

/** Mechanisms with rates and amounts of their own, which a set holds for one temperature. */
const WITH_RATES = ["store", "film", "voids", "slow voids", "precipitate", "deposit", "filament"] as const;
/** K: a change of rates below that of any set. */
const SAME_TEMPERATURE = 0.1;

/** What does not follow the temperature, where it is not that of the set. */
function temperatureRemarks(set: ParameterSet, temperature: number, on: Readonly<Record<string, boolean>>): string[] {
  const { name, temperature: own = 298.15 } = set;
  if (Math.abs(temperature - own) < SAME_TEMPERATURE) return [];
  const celsius = (kelvin: number): string => `${formatNumber(kelvin - 273.15, { digits: 4 })} °C`;
  const rates = WITH_RATES.filter((one) => on[one] === true);
  const parts = ["conductivities", "exchange currents", "diffusivities", ...rates.map((one) => `those of the ${one}`)];
  return [
    `The numbers of the set ${name} are those at ${celsius(own)}. At ${celsius(temperature)} the thermodynamics of the electrodes and the factor RT/F follow; these do not: ${parts.join(", ")}. Give them under parameters.`,
  ];
}

/** Mole fraction of the working metal in a composition of the two metals of a set. */
function fractionOf({ name, working }: ParameterSet, moleFraction: Readonly<Record<string, number>>): number {
  const given = Object.keys(moleFraction).filter((symbol) => (moleFraction[symbol] ?? 0) > 0);
  const known = [working.metal, ...(working.other === undefined ? [] : [working.other])];
  const foreign = given.find((symbol) => !known.includes(symbol));
  if (foreign !== undefined) {
    throw new DomainError(`The alloy holds ${foreign}; the set "${name}" is for ${known.join(" and ")}.`);
  }
  return moleFraction[working.metal] ?? 0;
}

/** SI, from a number in SI or a text with a unit. */
function changedValue(set: ParameterSet, name: string, value: Written): number {
  const known = Object.hasOwn(set.parameters, name) ? set.parameters[name] : undefined;
  if (known === undefined) {
    throw new DomainError(
      `The set "${set.name}" has no parameter "${name}". ${suggest(name, Object.keys(set.parameters))}`,
    );
  }
  return siParameterValue(name, value, known.unit);
}
