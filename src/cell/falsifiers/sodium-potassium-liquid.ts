import { assessedUncertainty } from "../../thermo/assessment/index.ts";
import { modelUncertainty } from "../../thermo/electrode/index.ts";
import { sodiumPotassium } from "../../thermo/properties/index.ts";
import { assessedLiquid } from "./assessed-liquid.ts";
import type { FalsifierLiquid } from "./liquid.ts";

/**
 * Liquid Na-K with Na as the working metal, at a mole fraction of Na and a temperature in K.
 *
 * @throws DomainError where it is not liquid
 */
export function sodiumPotassiumLiquid(moleFraction: number, temperature: number): FalsifierLiquid {
  return assessedLiquid(
    {
      name: "Na-K",
      properties: sodiumPotassium,
      assessment: modelUncertainty(assessedUncertainty(), ["NA", "K"]),
      phase: "LIQUID",
      metal: "NA",
      chargeNumber: 1,
      liquidusAccuracy: 2,
      phaseTitle: (phase, x) => (phase === "BCC_A2" ? `solid ${x > 0.5 ? "Na" : "K"}` : `solid ${phase}`),
      sources: [
        "K-Na database of Liquidus, a fit to published data, with its covariance (docs/thermodynamics/assessment.md)",
        "properties of liquid Na-K (docs/thermodynamics/properties.md); interdiffusion by Darken's equation from Stokes and Einstein, not measured",
      ],
    },
    moleFraction,
    temperature,
  );
}
