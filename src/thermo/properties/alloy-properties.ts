import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { FactorUncertainty } from "../electrode/factor-uncertainty.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import { diffusionProperties } from "./diffusion-properties.ts";
import { heatCapacityProperty } from "./heat-capacity.ts";
import { volumeProperties } from "./molar-volume.ts";
import type { PropertyModel } from "./property.ts";
import { conductionProperties } from "./resistivity.ts";
import { surfaceProperties } from "./surface-properties.ts";
import { viscosityProperty } from "./viscosity.ts";

/**
 * All property models of a liquid alloy, as functions of the mole fraction of `data.components[0]` and the temperature in K.
 *
 * @param liquid the assessed liquid, for surface tension and interdiffusion
 * @param factorUncertainty of its thermodynamic factor, for interdiffusion; 10 % without
 * @throws DomainError where the liquid is of other components than the data
 */
export function alloyProperties(
  data: AlloyPropertyData,
  liquid: PhaseModel,
  gasConstant: number = GAS_CONSTANT,
  factorUncertainty: FactorUncertainty | null = null,
): PropertyModel[] {
  const symbols = data.components.map(({ symbol }) => symbol).sort();
  if (symbols.join() !== [...liquid.components].sort().join()) {
    throw new DomainError(
      `properties of ${symbols.join("-")} with a liquid of ${liquid.components.join("-")}: the components must be the same.`,
    );
  }
  return [
    ...volumeProperties(data),
    viscosityProperty(data),
    ...surfaceProperties(data, liquid, gasConstant),
    ...conductionProperties(data),
    heatCapacityProperty(data),
    ...diffusionProperties(data, liquid, "stokes-einstein", gasConstant, factorUncertainty),
    ...diffusionProperties(data, liquid, "measured", gasConstant, factorUncertainty),
  ];
}

/** A property model by its name. @throws DomainError listing the names that exist */
export function propertyByName(models: readonly PropertyModel[], name: string): PropertyModel {
  const model = models.find((one) => one.name === name);
  if (!model) throw new DomainError(`no property "${name}"; there are ${models.map((one) => one.name).join(", ")}.`);
  return model;
}
