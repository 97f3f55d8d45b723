import { elementName, isLiquidName } from "../figures/phase-names.ts";
import {
  type Carrier,
  mixtureAt,
  phaseWindows,
  removalLimits,
  thermodynamicFactor,
  windowAt,
} from "../thermo/electrode/index.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";
import type { ElectrodeEntry } from "./potential.ts";

/** Φ of an alloy that is wholly liquid at a temperature in K, and what can leave it before a solid appears; null where it is not. */
export function liquidAlloyAt(
  { models, component, gasConstant, nameOf }: BinaryAlloySystem,
  ions: readonly Carrier[],
  x: number,
  temperature: number,
): Pick<ElectrodeEntry, "thermodynamicFactor" | "removal"> {
  const liquid = models.find(({ name }) => isLiquidName(name));
  if (liquid === undefined) return { thermodynamicFactor: null, removal: null };
  const liquidSystem = { models, phase: liquid.name, component };
  if (windowAt(phaseWindows(liquidSystem, temperature), x) === null) {
    return { thermodynamicFactor: null, removal: null };
  }
  return {
    thermodynamicFactor: thermodynamicFactor(mixtureAt(liquid, temperature), component, x, gasConstant),
    removal:
      removalLimits(liquidSystem, x, temperature, ions)?.map(
        ({ component: leaving, share, charge, phase, moleFraction }) => ({
          element: elementName(leaving),
          share,
          charge,
          appears: phase === null ? null : nameOf(phase, moleFraction),
          moleFraction,
        }),
      ) ?? null,
  };
}
