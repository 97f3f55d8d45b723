import { hypot } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { FactorUncertainty } from "../electrode/factor-uncertainty.ts";
import { mixtureAt } from "../electrode/mixture.ts";
import { thermodynamicFactor } from "../electrode/thermodynamic-factor.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import { darkenInterdiffusion, type SelfDiffusionModel, selfDiffusion } from "./diffusion.ts";
import { type PropertyModel, type PropertyRegion, propertyModel } from "./property.ts";

/** Relative standard uncertainties: of a tracer coefficient by Stokes-Einstein, of one carried into the alloy, of Darken's equation. */
const STOKES_EINSTEIN = 0.25;
const CARRIED = 0.2;
const DARKEN = 0.25;
/** Relative, of Φ where no covariance is given: that of the assessed K-Na gives up to 9 % from 250 K on. */
const FACTOR = 0.1;

const SOURCES: Readonly<Record<SelfDiffusionModel, string>> = {
  "stokes-einstein":
    "Stokes-Einstein relation with slip, metallic radii, and the viscosity of the eutectic with additive volumes; no measurement in the alloy was found.",
  measured:
    "Measured self-diffusion of the pure liquids (Phys. Chem. Liq. 3 (1972) 137, abstract), carried into the alloy by Vignes' rule and the ratio of radii; no measurement in the alloy was found.",
};

/**
 * Tracer and interdiffusion of the liquid by one model of tracer diffusion. Names of the model `measured` end in `-measured`.
 * @param factorUncertainty of Φ of the liquid; 10 % without
 */
export function diffusionProperties(
  data: AlloyPropertyData,
  liquid: PhaseModel,
  model: SelfDiffusionModel = "stokes-einstein",
  gasConstant: number = GAS_CONSTANT,
  factorUncertainty: FactorUncertainty | null = null,
): PropertyModel[] {
  const suffix = model === "measured" ? "-measured" : "";
  const [first, second] = data.components;
  const shared = {
    unit: "m2/s",
    allowed: data.allowed,
  };
  const shortest = ([low, high]: readonly [number, number], [from, to]: readonly [number, number]) =>
    [Math.max(low, from), Math.min(high, to)] as const;
  const carried: PropertyRegion = {
    basis: "estimate",
    moleFraction: [0, 1],
    temperature:
      model === "measured"
        ? shortest(first.selfDiffusion.range, second.selfDiffusion.range)
        : data.viscosity.range.temperature,
  };
  const pure = (component: 0 | 1): PropertyRegion => ({
    basis: "measured",
    moleFraction: [1 - component, 1 - component],
    temperature: data.components[component].selfDiffusion.range,
  });
  const tracer = ([0, 1] as const).map((component) => {
    const { symbol } = data.components[component];
    return propertyModel({
      ...shared,
      name: `self-diffusion-${symbol.toLowerCase()}${suffix}`,
      regions: model === "measured" ? [pure(component), carried] : [carried],
      title: `self-diffusion coefficient of ${symbol}`,
      symbol: `D(${symbol})`,
      source: SOURCES[model],
      compute(x, temperature) {
        const value = selfDiffusion(data, x, temperature, model)[component];
        return { value, uncertainty: value * (model === "measured" ? CARRIED : STOKES_EINSTEIN) };
      },
    });
  });
  const interdiffusion = propertyModel({
    ...shared,
    name: `interdiffusion${suffix}`,
    title: "interdiffusion coefficient",
    regions: [carried],
    symbol: "D̃",
    source: `Darken's equation with the thermodynamic factor of the assessed liquid. ${SOURCES[model]} Molecular dynamics finds cross-correlations that lower it (J. Phys. Condens. Matter 11 (1999) 1397).`,
    compute(x, temperature) {
      const factor = thermodynamicFactor(mixtureAt(liquid, temperature), first.symbol, x, gasConstant);
      const ideal = darkenInterdiffusion(x, selfDiffusion(data, x, temperature, model), 1);
      const value = ideal * factor;
      const ofFactor = factorUncertainty ? factorUncertainty(x, temperature) : FACTOR * factor;
      const tracerShare = model === "measured" ? CARRIED : STOKES_EINSTEIN;
      return { value, uncertainty: hypot(value * tracerShare, value * DARKEN, ideal * ofFactor) };
    },
  });
  return [...tracer, interdiffusion];
}
