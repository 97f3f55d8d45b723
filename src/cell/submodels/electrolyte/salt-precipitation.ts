import { DomainError } from "../../../base/errors.ts";
import { onlyOptions, optionFields } from "../../form/options.ts";
import type { ParameterMetadata } from "../../form/parameter.ts";
import type { Binding, BoundSubmodel, Declarations, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { type IonSet, indexOfIon, ionsBehind } from "./ion.ts";
import { type SaltCells, saltKernel } from "./salt-kernel.ts";
import { isTwoIonSalt, twoIonSalt } from "./two-ion-salt.ts";

const parameters: Readonly<Record<string, ParameterMetadata>> = {
  solubilityProduct: {
    symbol: "K_sp",
    description: "Π c^ν of the saturated liquid; unit (mol/m3)^Σν",
    unit: "(mol/m3)^n",
    lower: Number.MIN_VALUE,
    status: "assumed",
    source: "of the salt in the solvent; must be given",
  },
  rateConstant: {
    symbol: "k_p",
    description: "Rate of precipitation per supersaturation S − 1 and volume of liquid",
    unit: "mol/m3/s",
    lower: 0,
    status: "assumed",
    source:
      "benchmark R2; of the salt, to be measured: precipitate lies in a layer of about √(D c/k_p), docs/numerics/electrolyte.md",
    value: 0.5,
  },
  smoothing: {
    symbol: "e",
    description: "Width of the transition at saturation, in units of S",
    unit: "1",
    lower: 1e-6,
    upper: 1,
    value: 0.02,
    status: "numerical",
    source: "benchmark R2",
  },
  exhaustion: {
    symbol: "s_0",
    description: "Amount of precipitate below which it dissolves more slowly for want of it",
    unit: "mol/m3",
    lower: Number.MIN_VALUE,
    value: 1,
    status: "numerical",
    source: "benchmark R2",
  },
  molarVolume: {
    symbol: "V_m",
    description: "Molar volume, where the pores of the liquid fill with precipitate",
    unit: "m3/mol",
    lower: 0,
    upper: 1e-2,
    value: 0,
    status: "literature",
    source: "molar mass over density; 0: it takes no room",
  },
};

/** A salt that precipitates in every cell of a liquid beyond its solubility product, and dissolves below it. */
export const saltPrecipitation: SubmodelKind = {
  kind: "salt-precipitation",
  title: "Precipitation of a salt",
  equations:
    "ds/dt = φ k_p [p(S − 1) − p(1 − S) s/(s + s_0)], S = Π c^ν / K_sp, p(u) = (u + √(u² + e²))/2, φ = 1 − V_m s; each ion loses ν ds/dt",
  source: "benchmark R2, with the pores that are still open as a factor of the rate",
  parameters,
  ports: { liquid: "chain of the liquid; where its port `precipitate` leads back here, the pores fill" },
  declare(given: SubmodelInput): Declarations {
    const ions = ionsBehind(given);
    saltOf(given, ions);
    const { porosity } = given.behind("liquid").parameters;
    return {
      components: [
        {
          name: "precipitate",
          chain: "liquid",
          unit: "mol/m3",
          description: "amount of salt precipitated, per volume of the pores before",
          mass: given.meshOf("liquid").volumes.map((volume) => volume * porosity),
          initial: 0,
          scale: 10,
        },
      ],
    };
  },
  bind: bindSalt,
};

/** ν of every kept ion, and of the eliminated one last. */
function saltOf(given: SubmodelInput, ions: IonSet): Float64Array {
  onlyOptions(given.name, given.options, ["salt"]);
  const counts = new Float64Array(ions.kept.length + 1);
  let charge = 0;
  for (const [name, count] of Object.entries(optionFields(`Option "salt" of "${given.name}"`, given.options.salt))) {
    const index = indexOfIon(given.name, ions, name);
    if (typeof count !== "number" || !Number.isInteger(count) || count < 1 || count > 8) {
      throw new DomainError(
        `${given.name}: the salt holds ${String(count)} of ${name}; give a whole number from 1 to 8`,
      );
    }
    counts[index < 0 ? ions.kept.length : index] = count;
    charge += count * (index < 0 ? ions.eliminated.charge : ions.charges[index]);
  }
  if (charge !== 0 || counts.every((count) => count === 0)) {
    throw new DomainError(
      `${given.name}: the charges of the salt add up to ${charge}; a salt is neutral and holds two ions or more`,
    );
  }
  return counts;
}

/**
 * V_m where the pores fill with this salt, 0 where the liquid does not know of it.
 * @throws DomainError where they fill with another one
 */
function roomOf(given: SubmodelInput): number {
  const liquid = given.behind("liquid");
  const { molarVolume } = given.parameters;
  if (molarVolume === 0 || !liquid.connected("precipitate")) return 0;
  const filling = liquid.behind("precipitate").name;
  if (filling !== given.name) {
    throw new DomainError(
      `${given.name}: its molar volume is ${molarVolume} m³/mol, but the pores of "${liquid.name}" fill with "${filling}", and one salt can fill them: give a molar volume of 0, or connect the port "precipitate" of "${liquid.name}" to this one`,
    );
  }
  return molarVolume;
}

function bindSalt(given: SubmodelInput, binding: Binding): BoundSubmodel {
  const ions = ionsBehind(given);
  const counts = saltOf(given, ions);
  const own = binding.component("liquid", "precipitate");
  const offsets = Int32Array.from(ions.kept, (ion) => binding.component("liquid", ion.name).offset);
  const { porosity } = given.behind("liquid").parameters;
  const volumes = own.mesh.volumes.map((volume) => volume * porosity);
  const molarVolume = roomOf(given);
  const { solubilityProduct, rateConstant, smoothing, exhaustion } = given.parameters;
  const cells: SaltCells = {
    chain: own.chain,
    offsets,
    solid: own.offset,
    volumes,
    elimination: ions.elimination,
    counts,
    parameters: { solubilityProduct, rateConstant, smoothing, exhaustion, molarVolume },
  };
  const kernel = isTwoIonSalt(cells) ? twoIonSalt(cells) : saltKernel(cells);
  const held = counts[ions.kept.length];
  return {
    ...kernel,
    inventories: [
      {
        amount: ions.eliminated.name,
        unit: "mol/m2",
        indices: Int32Array.from(volumes, (_, k) => own.chain.first + k * own.chain.unknowns + own.offset),
        weights: volumes.map((volume) => held * volume),
        perCurrent: 0,
      },
    ],
  };
}
