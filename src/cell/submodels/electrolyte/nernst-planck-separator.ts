import { DomainError } from "../../../base/errors.ts";
import type { Mesh } from "../../form/mesh.ts";
import { meshFromOption, onlyOptions, optionText } from "../../form/options.ts";
import type { ParameterMetadata } from "../../form/parameter.ts";
import type { Binding, BoundSubmodel, Declarations, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { poreFilling } from "../contact/pore-filling.ts";
import { electrolytePotential } from "./electrolyte-potential.ts";
import { type Ion, ionSetOf } from "./ion.ts";
import { ionChain } from "./ion-chain.ts";
import { ionTransport } from "./ion-transport.ts";
import { twoIonTransport } from "./two-ion-transport.ts";

const parameters: Readonly<Record<string, ParameterMetadata>> = {
  thickness: {
    symbol: "L",
    description: "From the working electrode to the counter electrode",
    unit: "m",
    lower: 1e-9,
    upper: 1,
    status: "measured",
    source: "of the cell; must be given",
  },
  porosity: {
    symbol: "ε_0",
    description: "Fraction of the volume that liquid fills at the start",
    unit: "1",
    lower: 1e-6,
    upper: 1,
    value: 1,
    status: "assumed",
    source: "1: a layer of liquid; a separator has 0.4 to 0.9",
  },
  bruggeman: {
    symbol: "b",
    description: "Exponent of the effective diffusivity ε^b D",
    unit: "1",
    lower: 1,
    upper: 10,
    value: 1.5,
    status: "literature",
    source: "D. A. G. Bruggeman, Ann. Phys. 416 (1935) 636: 1.5 for spheres",
  },
};

/**
 * A separator soaked with an electroneutral dilute solution of ions, between the electrodes. Chain `liquid`, from the working
 * electrode to the counter electrode; components: the ions but the last, in mol per volume of the pores before anything
 * precipitated. Options: `ions`, `mesh`, and `potential`: "counted" (default), its drop is part of the cell voltage, or "left-out".
 */
export const nernstPlanckSeparator: SubmodelKind = {
  kind: "nernst-planck-separator",
  title: "Ions in a separator",
  equations:
    "ε₀ ∂u_k/∂t = −∂N_k/∂z + sources, u = φ c, N_k = −ε^b D_k (∂c_k/∂z + z_k c_k ψ), ψ = −(i/(F ε^b) + Σ z D ∂c/∂z) / Σ z² D c, " +
    "Σ z c = 0, ε = ε₀ φ, φ = 1 − V_m s",
  source:
    "J. Newman, N. P. Balsara, Electrochemical Systems, 4th ed. (2021), chapter 11; W. Nernst (1889), M. Planck (1890); benchmark R2",
  parameters,
  ports: {},
  optionalPorts: { precipitate: "component of this chain that fills the pores, from salt-precipitation" },
  declare: declareSeparator,
  bind: bindSeparator,
};

/** Whether the drop of the potential is part of the cell voltage. */
function potentialCounts(given: SubmodelInput): boolean {
  const { potential = "counted" } = given.options;
  return optionText(`Option "potential" of "${given.name}"`, potential, ["counted", "left-out"]) === "counted";
}

function meshOf(given: SubmodelInput): Mesh {
  return meshFromOption(`mesh of "${given.name}"`, given.options.mesh, given.parameters.thickness);
}

function initialOf(given: SubmodelInput, ion: Ion, cells: number): number | Float64Array {
  const { initial } = ion;
  if (typeof initial === "number") return initial;
  if (initial === undefined || initial.length !== cells) {
    throw new DomainError(
      `${given.name}: ${initial?.length ?? 0} initial concentrations of ${ion.name} for ${cells} cells`,
    );
  }
  return Float64Array.from(initial);
}

function declareSeparator(given: SubmodelInput): Declarations {
  onlyOptions(given.name, given.options, ["ions", "mesh", "potential"]);
  const ions = ionSetOf(given.name, given.options);
  const counted = potentialCounts(given);
  const mesh = meshOf(given);
  if (mesh.cells < 2) {
    throw new DomainError(`${given.name}: ${mesh.cells} cell; a liquid between electrodes needs two or more`);
  }
  const mass = mesh.volumes.map((volume) => volume * given.parameters.porosity);
  return {
    chains: [{ name: "liquid", mesh }],
    components: ions.kept.map((ion) => ({
      name: ion.name,
      chain: "liquid",
      unit: "mol/m3",
      description: `concentration of ${ion.name} (per volume of the pores before precipitation)`,
      mass,
      initial: initialOf(given, ion, mesh.cells),
      scale: ion.scale ?? 1,
    })),
    couplings: [
      { chain: "liquid", unknown: "cell.current", cells: "all", direction: "cells-contain-unknown" },
      ...(counted
        ? [
            {
              chain: "liquid",
              unknown: "cell.voltage",
              cells: "all",
              direction: "equation-contains-cells",
            } as const,
          ]
        : []),
    ],
  };
}

function bindSeparator(given: SubmodelInput, binding: Binding): BoundSubmodel {
  const ions = ionSetOf(given.name, given.options);
  const counted = potentialCounts(given);
  const { porosity, bruggeman } = given.parameters;
  const filling = poreFilling(given);
  const molarVolume = filling?.molarVolume ?? 0;
  const places = ions.kept.map((ion) => binding.component("liquid", ion.name));
  const { chain, mesh } = places[0];
  const liquid = ionChain(given.name, ions, {
    chain,
    mesh,
    offsets: Int32Array.from(places, (place) => place.offset),
    precipitate: filling === undefined ? -1 : binding.component("liquid", filling.component).offset,
    current: binding.unknown("cell.current"),
    temperature: given.temperature,
    porosity,
    bruggeman,
    molarVolume,
  });
  const n = places.length;
  const indices = new Int32Array(n * mesh.cells);
  const weights = new Float64Array(n * mesh.cells);
  for (let cell = 0; cell < mesh.cells; cell++) {
    for (let k = 0; k < n; k++) {
      indices[cell * n + k] = chain.first + cell * chain.unknowns + places[k].offset;
      weights[cell * n + k] = ions.elimination[k] * porosity * mesh.volumes[cell];
    }
  }
  return {
    ...(n === 2 && molarVolume === 0 ? twoIonTransport(liquid) : ionTransport(liquid)),
    ...(counted ? { drops: [electrolytePotential("electrolyte", liquid)] } : {}),
    inventories: [{ amount: ions.eliminated.name, unit: "mol/m2", indices, weights, perCurrent: 0 }],
  };
}
