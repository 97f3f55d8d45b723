import { DomainError } from "../../base/errors.ts";
import { cbrt, exp } from "../../numerics/elementary/index.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import { liquidDensity, type VolumeModel } from "./molar-volume.ts";
import { type PropertyModel, propertyModel } from "./property.ts";

/** Relative standard uncertainty inside and outside of the measured range. */
const UNCERTAINTY = 0.05;
const EXTRAPOLATED_UNCERTAINTY = 0.1;

/**
 * η = A ρ^(1/3) exp(C ρ/T) in Pa·s (Andrade), with the density of the alloy as the only effect of composition.
 * Source of A and C: the data.
 */
export function viscosity(
  data: AlloyPropertyData,
  moleFraction: number,
  temperature: number,
  volumes: VolumeModel = "contracted",
): number {
  const branch = data.viscosity.branches.find(({ until }) => temperature < until);
  if (!branch) throw new DomainError(`viscosity: ${temperature} K is above every branch of the correlation.`);
  const density = liquidDensity(data, moleFraction, temperature, volumes) / 1000;
  return branch.prefactor * cbrt(density) * exp((branch.slope * density) / temperature);
}

/** Viscosity of the liquid. */
export function viscosityProperty(data: AlloyPropertyData): PropertyModel {
  return propertyModel({
    name: "viscosity",
    title: "viscosity",
    unit: "Pa s",
    symbol: "η",
    regions: [{ basis: "correlation", ...data.viscosity.range }],
    allowed: data.allowed,
    source: data.viscosity.source,
    compute(x, temperature, { extrapolated }) {
      const value = viscosity(data, x, temperature);
      return { value, uncertainty: value * (extrapolated ? EXTRAPOLATED_UNCERTAINTY : UNCERTAINTY) };
    },
  });
}
