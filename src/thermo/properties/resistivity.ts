import { hypot } from "../../numerics/elementary/index.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import { celsiusPolynomial } from "./molar-volume.ts";
import { carriedRegions, type PropertyBasis, type PropertyModel, propertyModel } from "./property.ts";

/** Share by which heat per charge may differ between alloys of one system: the Lorenz number is not a constant of liquids. */
const LORENZ_UNCERTAINTY = 0.06;
/** Relative error per kelvin above the measured range: straight lines fall 15 % short of 80 µΩ·cm at 649 °C (ORNL reports). */
const CURVATURE = 7e-4;
/** Factor on the uncertainty where no measurement of the alloy or of the metal stands near. */
const ESTIMATE = 2;

/**
 * ρ = x ρ₁ + (1 − x) ρ₂ + x(1 − x)(c₀ + c₁ (1 − 2x)) in Ω·m: the pure liquids, Nordheim's parabola, and a second term that
 * tells the two dilute ends apart. Liquid Na-Li follows a parabola over nearly the whole range, and excess resistivities
 * grow from Na-Li over Na-K to Na-Cs (J. Chem. Soc. Faraday Trans. 1 71 (1975) 1387, abstract).
 */
export function resistivity(data: AlloyPropertyData, moleFraction: number, temperature: number): number {
  const [first, second] = data.components;
  const [even, odd] = data.resistivity.coefficients;
  const x = moleFraction;
  return (
    x * celsiusPolynomial(first.resistivity, temperature) +
    (1 - x) * celsiusPolynomial(second.resistivity, temperature) +
    x * (1 - x) * (even + odd * (1 - 2 * x))
  );
}

/**
 * λ(x, T) = λ(x₀, T) ρ(x₀, T)/ρ(x, T) in W/(m K): the law of Wiedemann and Franz, with the Lorenz number that the measured
 * conductivity at x₀ gives.
 */
export function thermalConductivity(data: AlloyPropertyData, moleFraction: number, temperature: number): number {
  const { moleFraction: reference } = data.thermalConductivity;
  return (
    (celsiusPolynomial(data.thermalConductivity, temperature) * resistivity(data, reference, temperature)) /
    resistivity(data, moleFraction, temperature)
  );
}

/** Electrical resistivity and thermal conductivity of the liquid. */
export function conductionProperties(data: AlloyPropertyData): PropertyModel[] {
  const [first, second] = data.components;
  const relative = (x: number, temperature: number, basis: PropertyBasis): number => {
    const widened = basis === "estimate" ? ESTIMATE : 1;
    const a = x * celsiusPolynomial(first.resistivity, temperature) * first.resistivity.uncertainty;
    const b = (1 - x) * celsiusPolynomial(second.resistivity, temperature) * second.resistivity.uncertainty;
    const beyond = CURVATURE * Math.max(0, temperature - data.resistivity.linearUntil);
    const excess = x * (1 - x) * data.resistivity.uncertainty;
    return widened * hypot(beyond, hypot(a, b, excess) / resistivity(data, x, temperature));
  };
  const { thermalConductivity: conductivity } = data;
  return [
    propertyModel({
      name: "resistivity",
      title: "electrical resistivity",
      unit: "Ohm m",
      symbol: "ρ_el",
      regions: data.resistivity.regions,
      allowed: data.allowed,
      source: `${data.resistivity.source} ${first.symbol}: ${first.resistivity.source} ${second.symbol}: ${second.resistivity.source}`,
      compute(x, temperature, { basis }) {
        const value = resistivity(data, x, temperature);
        return { value, uncertainty: value * relative(x, temperature, basis) };
      },
    }),
    propertyModel({
      name: "thermal-conductivity",
      title: "thermal conductivity",
      unit: "W/(m K)",
      symbol: "λ",
      regions: carriedRegions(conductivity),
      allowed: data.allowed,
      source: conductivity.source,
      compute(x, temperature, { basis }) {
        const value = thermalConductivity(data, x, temperature);
        const carried = basis !== "measured" ? hypot(LORENZ_UNCERTAINTY, relative(x, temperature, basis)) : 0;
        return { value, uncertainty: value * hypot(conductivity.uncertainty, carried) };
      },
    }),
  ];
}
