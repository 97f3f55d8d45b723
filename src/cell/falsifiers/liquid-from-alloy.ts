import { DomainError } from "../../base/errors.ts";
import type { Alloy, LiquidLimit } from "../submodels/alloy/alloy.ts";
import { type Interval, type NumberOrInterval, positiveInterval, scaled, within } from "./interval.ts";
import { type FalsifierLiquid, type LiquidFlowNumbers, liquidFromNumbers } from "./liquid.ts";

/** What the alloy of a cell does not say. */
export interface LiquidOfAlloy {
  readonly name: string;
  /** K */
  readonly temperature: number;
  readonly chargeNumber: number;
  /** m²/s: what the pool multiplies with the thermodynamic factor. */
  readonly diffusivity: NumberOrInterval;
  /** Relative half widths: of molar volumes and of ratios of activities, and of the mole fractions of saturation. Default 0. */
  readonly volumeAccuracy?: number;
  readonly activityAccuracy?: number;
  readonly saturationAccuracy?: number;
  readonly flow?: LiquidFlowNumbers;
  readonly sources: readonly string[];
}

/**
 * The liquid of a cell's own `Alloy` for the falsifiers: its activities, volumes, saturations and D̃ = D θ(x), with the accuracies
 * that are given beside it.
 *
 * @throws DomainError for numbers that are not positive, or accuracies outside of [0, 1)
 */
export function liquidFromAlloy(alloy: Alloy, given: LiquidOfAlloy): FalsifierLiquid {
  const { volumeAccuracy = 0, activityAccuracy = 0, saturationAccuracy = 0, diffusivity, flow, ...rest } = given;
  for (const [what, accuracy] of Object.entries({ volumeAccuracy, activityAccuracy, saturationAccuracy })) {
    if (!(accuracy >= 0 && accuracy < 1)) {
      throw new DomainError(
        `${what} of ${given.name}: ${accuracy}; a relative half width from 0 to below 1 is expected.`,
      );
    }
  }
  const tracer = positiveInterval("diffusivity", diffusivity);
  const saturation = (limit: LiquidLimit | undefined): { moleFraction: Interval; phase: string } | null => {
    if (limit === undefined) return null;
    const { value, lower, upper } = within(limit.moleFraction, saturationAccuracy);
    return { moleFraction: { value, lower, upper: Math.min(1, upper) }, phase: `solid ${limit.solid}` };
  };
  return liquidFromNumbers({
    ...rest,
    lowerSaturation: saturation(alloy.saturation?.lower),
    upperSaturation: saturation(alloy.saturation?.upper),
    interdiffusion: (x) => scaled(tracer, Math.max(0, alloy.thermodynamicFactor(alloy.concentration(x)))),
    molarVolume: within(alloy.molarVolume, volumeAccuracy),
    otherMolarVolume: within(alloy.otherMolarVolume, volumeAccuracy),
    activity(x) {
      const concentration = alloy.concentration(x);
      return concentration * alloy.activityPerConcentration(concentration);
    },
    activityAccuracy,
    ...(flow === undefined ? {} : { flow }),
  });
}
