import type { Interval, NumberOrInterval } from "./interval.ts";
import type { Direction, FalsifierLiquid } from "./liquid.ts";

/** Whether the liquid stands above the ceramic or hangs below it. */
export type Orientation = "alloy above" | "alloy below" | "upright";

/** What the pool is bounded by on the side away from the ceramic. */
export type FarSide = "rigid" | "free";

/** Current that the falsifier of the onset asks for: constant, or rising from 0. */
export type FalsifierProtocol =
  | { readonly kind: "step"; readonly currentDensity: number }
  | { readonly kind: "ramp"; readonly rate: number };

/** What was measured; a number or an interval each, SI, normalised by the area of the working electrode. */
export interface FalsifierMeasurements {
  /** A/m²: where the voltage ran away, or the slope changed. */
  readonly limitingCurrentDensity?: NumberOrInterval;
  /** Ω m²: of the working interface, which the constriction is a part of. */
  readonly interfaceResistance?: NumberOrInterval;
  /** V: what the cell stayed below while it carried the limiting current. */
  readonly voltageLimit?: NumberOrInterval;
  /** V: change of the voltage, without ohmic drop, that the mechanism is to explain. */
  readonly voltageChange?: NumberOrInterval;
  /** R/R₀ of the charge transfer arc. */
  readonly resistanceRatio?: NumberOrInterval;
  /** s: from the start of the step. */
  readonly onsetTime?: NumberOrInterval;
  /** s: in which what had failed was good again at rest. */
  readonly recoveryTime?: NumberOrInterval;
}

/** What falsifiers are computed from. SI. */
export interface FalsifierInput {
  readonly liquid: FalsifierLiquid;
  /** Of the working metal in the bulk. */
  readonly moleFraction: number;
  readonly direction: Direction;
  /** S/m: of the ceramic under the spots, the grain; a range of what may be true. */
  readonly conductivity: NumberOrInterval;
  /** m: of the pool. */
  readonly depth: NumberOrInterval;
  readonly orientation?: Orientation;
  /** Default "rigid". */
  readonly farSide?: FarSide;
  readonly protocol?: FalsifierProtocol;
  readonly measured?: FalsifierMeasurements;
  /** m: size of voids; default 1 to 100 µm. */
  readonly voidSize?: NumberOrInterval;
}

/** The current density in A/m² at which a process is asked for: measured, or that of the step. */
export function currentOf({ measured, protocol }: FalsifierInput): NumberOrInterval | null {
  if (measured?.limitingCurrentDensity !== undefined) return measured.limitingCurrentDensity;
  return protocol?.kind === "step" ? protocol.currentDensity : null;
}

/** The larger and the smaller of what bounds a quantity from above. */
export function leastOf(bounds: readonly Interval[]): Interval | null {
  if (bounds.length === 0) return null;
  return {
    value: Math.min(...bounds.map(({ value }) => value)),
    lower: Math.min(...bounds.map(({ lower }) => lower)),
    upper: Math.min(...bounds.map(({ upper }) => upper)),
  };
}
