import { hypot } from "../../numerics/elementary/index.ts";
import { ICE_POINT } from "../../units/temperature.ts";
import type { AlloyPropertyData, CelsiusPolynomial } from "./alloy-data.ts";
import { type PropertyModel, type PropertyRegion, propertyModel } from "./property.ts";

/** How volumes of the components add up: with the fitted excess volume, or without. */
export type VolumeModel = "contracted" | "additive";

/** A polynomial in °C at a temperature in K. */
export function celsiusPolynomial(polynomial: CelsiusPolynomial, temperature: number): number {
  const t = temperature - ICE_POINT;
  return polynomial.coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}

/** V_i = M_i/ρ_i in m³/mol of a pure liquid component, 0 or 1, at a temperature in K. */
export function liquidMolarVolume(data: AlloyPropertyData, component: 0 | 1, temperature: number): number {
  const { molarMass, density } = data.components[component];
  return molarMass / celsiusPolynomial(density, temperature);
}

/** v(T) of V_E = v x(1 − x) in m³/mol; 0 if additive. */
export function excessVolume(
  data: AlloyPropertyData,
  temperature: number,
  volumes: VolumeModel = "contracted",
): number {
  const { coefficient, slope, reference } = data.excessVolume;
  return volumes === "additive" ? 0 : coefficient + slope * (temperature - reference);
}

/** Standard uncertainty of v(T) in m³/mol: outside of the temperatures behind it, the whole change with temperature counts too. */
function excessUncertainty(data: AlloyPropertyData, temperature: number): number {
  const { uncertainty, measured, slope } = data.excessVolume;
  const [low, high] = measured.temperature;
  return hypot(uncertainty, slope * Math.max(0, low - temperature, temperature - high));
}

/** V = x V₁ + (1 − x) V₂ + v x(1 − x) in m³/mol; v = 0 if additive. */
export function molarVolume(
  data: AlloyPropertyData,
  moleFraction: number,
  temperature: number,
  volumes: VolumeModel = "contracted",
): number {
  const excess = excessVolume(data, temperature, volumes);
  const x = moleFraction;
  return (
    x * liquidMolarVolume(data, 0, temperature) +
    (1 - x) * liquidMolarVolume(data, 1, temperature) +
    excess * x * (1 - x)
  );
}

/** V̄₁ = V₁ + v (1 − x)², V̄₂ = V₂ + v x² in m³/mol. */
export function partialMolarVolumes(
  data: AlloyPropertyData,
  moleFraction: number,
  temperature: number,
  volumes: VolumeModel = "contracted",
): [first: number, second: number] {
  const excess = excessVolume(data, temperature, volumes);
  const y = 1 - moleFraction;
  return [
    liquidMolarVolume(data, 0, temperature) + excess * y * y,
    liquidMolarVolume(data, 1, temperature) + excess * moleFraction * moleFraction,
  ];
}

/** M = x M₁ + (1 − x) M₂ in kg/mol. */
export function molarMass(data: AlloyPropertyData, moleFraction: number): number {
  return moleFraction * data.components[0].molarMass + (1 - moleFraction) * data.components[1].molarMass;
}

/** Mass fraction of the first component, x M₁/M. */
export function massFraction(data: AlloyPropertyData, moleFraction: number): number {
  return (moleFraction * data.components[0].molarMass) / molarMass(data, moleFraction);
}

/** ρ = M/V in kg/m³: masses and volumes per mole, never specific volumes weighted with mole fractions. */
export function liquidDensity(
  data: AlloyPropertyData,
  moleFraction: number,
  temperature: number,
  volumes: VolumeModel = "contracted",
): number {
  return molarMass(data, moleFraction) / molarVolume(data, moleFraction, temperature, volumes);
}

/** Relative standard uncertainty of the molar volume: of the pure liquids, doubled where supercooled, and of V_E. */
function relativeUncertainty(data: AlloyPropertyData, x: number, temperature: number, volume: number): number {
  const pure = (component: 0 | 1): number => {
    const { range, uncertainty } = data.components[component].density;
    return temperature < range[0] || temperature > range[1] ? 2 * uncertainty : uncertainty;
  };
  const a = (x * liquidMolarVolume(data, 0, temperature) * pure(0)) / volume;
  const b = ((1 - x) * liquidMolarVolume(data, 1, temperature) * pure(1)) / volume;
  const excess = (x * (1 - x) * excessUncertainty(data, temperature)) / volume;
  return hypot(a, b, excess);
}

/** Measured: the pure liquids, and the alloy whose density was; a correlation between them. */
function volumeRegions({
  components: [first, second],
  excessVolume: { measured },
}: AlloyPropertyData): PropertyRegion[] {
  const low = Math.max(first.density.range[0], second.density.range[0], measured.temperature[0]);
  const high = Math.min(first.density.range[1], second.density.range[1], measured.temperature[1]);
  return [
    { basis: "measured", ...measured },
    { basis: "measured", moleFraction: [1, 1], temperature: first.density.range },
    { basis: "measured", moleFraction: [0, 0], temperature: second.density.range },
    { basis: "correlation", moleFraction: [0, 1], temperature: [low, high] },
  ];
}

/** Density, molar volume and partial molar volumes of the liquid. */
export function volumeProperties(data: AlloyPropertyData): PropertyModel[] {
  const [first, second] = data.components;
  const shared = {
    regions: volumeRegions(data),
    allowed: data.allowed,
    source: `${first.symbol}: ${first.density.source} ${second.symbol}: ${second.density.source} ${data.excessVolume.source}`,
  };
  const density = propertyModel({
    ...shared,
    name: "density",
    title: "density",
    unit: "kg/m3",
    symbol: "ρ",
    compute(x, temperature) {
      const volume = molarVolume(data, x, temperature);
      const value = molarMass(data, x) / volume;
      return { value, uncertainty: value * relativeUncertainty(data, x, temperature, volume) };
    },
  });
  const volume = propertyModel({
    ...shared,
    name: "molar-volume",
    title: "molar volume",
    unit: "m3/mol",
    symbol: "V",
    compute(x, temperature) {
      const value = molarVolume(data, x, temperature);
      return { value, uncertainty: value * relativeUncertainty(data, x, temperature, value) };
    },
  });
  const partial = ([0, 1] as const).map((component) => {
    const { symbol } = data.components[component];
    return propertyModel({
      ...shared,
      // One density fixes no slope of the volume: the alloy that was measured counts for nothing here.
      regions: shared.regions.filter(
        ({ basis, moleFraction: [low, high] }) => basis === "correlation" || (low === high && low === 1 - component),
      ),
      name: `partial-molar-volume-${symbol.toLowerCase()}`,
      title: `partial molar volume of ${symbol}`,
      unit: "m3/mol",
      symbol: `V̄(${symbol})`,
      compute(x, temperature) {
        const value = partialMolarVolumes(data, x, temperature)[component];
        const other = component === 0 ? 1 - x : x;
        const pure = liquidMolarVolume(data, component, temperature);
        const end = component === 0 ? 1 : 0;
        return {
          value,
          uncertainty: hypot(
            pure * relativeUncertainty(data, end, temperature, pure),
            other * other * excessUncertainty(data, temperature),
          ),
        };
      },
    });
  });
  return [density, volume, ...partial];
}
