import { euclideanNorm, hypot } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { mixtureAt } from "../electrode/mixture.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import {
  type PropertyBasis,
  type PropertyModel,
  type PropertyRange,
  type PropertyRegion,
  propertyModel,
} from "./property.ts";
import { butlerSurface, pureSurfaceTension, SURFACE_COORDINATION } from "./surface-tension.ts";

/** Standard uncertainty of the share of bulk bonds in the surface, and of Butler's equation itself relative to σ. */
const COORDINATION_UNCERTAINTY = 0.05;
const EQUATION_UNCERTAINTY = 0.03;

/** Surface tension and surface composition of the liquid by Butler's equation. */
export function surfaceProperties(
  data: AlloyPropertyData,
  liquid: PhaseModel,
  gasConstant: number = GAS_CONSTANT,
): PropertyModel[] {
  const [first, second] = data.components;
  const source = `Butler's equation with the activities of the assessed liquid. ${first.symbol}: ${first.surfaceTension.source} ${second.symbol}: ${second.surfaceTension.source}`;
  const regionOf = (basis: PropertyBasis, from: number, to: number, temperature: PropertyRange["temperature"]) =>
    ({ basis, moleFraction: [from, to], temperature }) satisfies PropertyRegion;
  const butler = regionOf("estimate", 0, 1, [
    Math.max(first.surfaceTension.range[0], second.surfaceTension.range[0]),
    Math.min(first.surfaceTension.range[1], second.surfaceTension.range[1]),
  ]);
  const shared = {
    allowed: data.allowed,
    source,
  };
  const surface = (x: number, temperature: number, coordination: number) =>
    butlerSurface(data, mixtureAt(liquid, temperature), x, { coordination, gasConstant });
  return [
    propertyModel({
      ...shared,
      name: "surface-tension",
      regions: [
        regionOf("measured", 1, 1, first.surfaceTension.range),
        regionOf("measured", 0, 0, second.surfaceTension.range),
        butler,
      ],
      title: "surface tension",
      unit: "N/m",
      symbol: "σ",
      compute(x, temperature) {
        const { surfaceTension: value, moleFraction } = surface(x, temperature, SURFACE_COORDINATION);
        const moved = surface(x, temperature, SURFACE_COORDINATION + COORDINATION_UNCERTAINTY).surfaceTension - value;
        // ∂σ/∂σ_i is the share of the surface that i covers, to the accuracy of an uncertainty.
        const pure = [first, second].map(
          ({ surfaceTension }, i) =>
            (i === 0 ? moleFraction : 1 - moleFraction) *
            pureSurfaceTension(surfaceTension, temperature) *
            surfaceTension.uncertainty,
        );
        return { value, uncertainty: euclideanNorm([...pure, moved, EQUATION_UNCERTAINTY * value * 4 * x * (1 - x)]) };
      },
    }),
    propertyModel({
      ...shared,
      name: "surface-mole-fraction",
      regions: [butler],
      title: `mole fraction of ${first.symbol} in the surface layer`,
      unit: "1",
      symbol: `x_s(${first.symbol})`,
      compute(x, temperature) {
        const value = surface(x, temperature, SURFACE_COORDINATION).moleFraction;
        const moved = surface(x, temperature, SURFACE_COORDINATION + COORDINATION_UNCERTAINTY).moleFraction - value;
        // An error of σ_i moves the logit of the layer by A Δσ/RT, here 10⁵ m²/mol × 10 mN/m over 2.5 kJ/mol.
        return { value, uncertainty: hypot(moved, 0.4 * value * (1 - value)) };
      },
    }),
  ];
}
