import { hypot } from "../../numerics/elementary/index.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import { celsiusPolynomial, molarMass } from "./molar-volume.ts";
import { carriedRegions, type PropertyModel, propertyModel } from "./property.ts";

/** Relative spread of the molar heat capacities of the components about each other. */
const KOPP_UNCERTAINTY = 0.02;

/**
 * c_p(x, T) = c_p(x₀, T) M(x₀)/M(x) in J/(kg K): the heat capacity per mole is taken as that of the measured alloy. Liquid
 * sodium and potassium differ by 1 % per mole at 400 K.
 */
export function specificHeat(data: AlloyPropertyData, moleFraction: number, temperature: number): number {
  const { moleFraction: reference } = data.heatCapacity;
  return (
    (celsiusPolynomial(data.heatCapacity, temperature) * molarMass(data, reference)) / molarMass(data, moleFraction)
  );
}

/** Specific heat capacity of the liquid. */
export function heatCapacityProperty(data: AlloyPropertyData): PropertyModel {
  const { heatCapacity } = data;
  return propertyModel({
    name: "heat-capacity",
    title: "specific heat capacity",
    unit: "J/(kg K)",
    symbol: "c_p",
    regions: carriedRegions(heatCapacity),
    allowed: data.allowed,
    source: heatCapacity.source,
    compute(x, temperature, { basis }) {
      const value = specificHeat(data, x, temperature);
      const carried = basis !== "measured" ? KOPP_UNCERTAINTY : 0;
      return { value, uncertainty: value * hypot(heatCapacity.uncertainty, carried) };
    },
  });
}
