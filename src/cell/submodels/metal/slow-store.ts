import type { ParameterMetadata } from "../../form/parameter.ts";
import type { UnknownDeclaration } from "../../form/submodel.ts";
import type { Alloy } from "../alloy/alloy.ts";

/** Metadata of the parameter `capacity` of a slow store, lumped or resolved in depth. */
export const capacityParameter: ParameterMetadata = {
  symbol: "S",
  description: "amount in equilibrium with the liquid",
  unit: "mol/m2",
  lower: 1e-12,
  upper: 1e3,
  status: "fitted",
  source: "pulses and rests: charge that can be taken at once",
};

/** Metadata of the parameter `initialFilling`. */
export const initialFillingParameter = (description: string): ParameterMetadata => ({
  symbol: "u0",
  description,
  unit: "1",
  value: 1,
  lower: 1e-9,
  upper: 1e3,
  status: "assumed",
  source: "1: in equilibrium with the liquid",
});

/** Ports of a slow store: the liquid that it is filled from. */
export const storePorts = { surface: "concentration of the working metal at the surface of the liquid, mol/m3" };
export const storeOptionalPorts = { contact: "fraction of the area in contact; 1 where it stays open" };

/**
 * The unknown "activity" a(c) u of the metal behind a store.
 * @param filling u at the start
 * @param concentration of the liquid at the start, mol/m³
 */
export function storeActivity(filling: number, alloy: Alloy, concentration: number): UnknownDeclaration {
  return {
    name: "activity",
    unit: "1",
    description: "activity of the working metal at the electrolyte",
    mass: 0,
    initial: filling * alloy.activityPerConcentration(concentration) * concentration,
    scale: 0.1,
  };
}
