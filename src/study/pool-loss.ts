import { DomainError } from "../base/errors.ts";
import { alloyProperties, propertyByName, sodiumPotassium } from "../thermo/properties/index.ts";
import { parseQuantity } from "../units/quantity.ts";
import type { AlloyPoint } from "./alloy-points.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";

/** What a pool can lose of one element before another phase appears. */
export interface PoolLoss {
  readonly element: string;
  /** C/m² of the pool. */
  readonly arealCharge: number;
  /** 1σ, from the molar volume. */
  readonly uncertainty: number;
}

/**
 * Depth in m of a pool from how people say it: `0.5 mm`, or a volume over an area, `20 µL / 0.385 cm2`.
 * @throws DomainError for a number without unit, or a depth that is not positive
 */
export function poolDepth(text: string): number {
  const [volume = "", area] = text.split("/", 2);
  const depth =
    area === undefined ? parseQuantity(text, "length") : parseQuantity(volume, "volume") / parseQuantity(area, "area");
  if (!(depth > 0 && Number.isFinite(depth))) {
    throw new DomainError(`"${text.trim()}" is no depth of a pool: write it as in 0.5 mm, or 20 µL / 0.385 cm2.`);
  }
  return depth;
}

/**
 * Areal charges that a pool of a depth in m gives until another phase appears: q h / V_m, with q the charge per mole of alloy and V_m
 * the molar volume of the liquid. Null where no molar volume is known or the alloy is not wholly liquid.
 */
export function poolLoss(
  { components, models, gasConstant }: BinaryAlloySystem,
  { moleFraction, state, removal }: AlloyPoint,
  depth: number,
): readonly PoolLoss[] | null {
  const liquid = models.find(({ name }) => name === "LIQUID");
  if (removal === null || liquid === undefined || components.join() !== "K,NA") return null;
  const molarVolume = propertyByName(alloyProperties(sodiumPotassium, liquid, gasConstant), "molar-volume");
  const { value, uncertainty } = molarVolume.evaluate(moleFraction, state.temperature);
  return removal.map(({ element, charge }) => {
    const arealCharge = (charge * depth) / value;
    return { element, arealCharge, uncertainty: (arealCharge * uncertainty) / value };
  });
}
