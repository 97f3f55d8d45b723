import type { ImpedanceRequest, SpectrumTime } from "./impedance-request.ts";
import type { Capacity, Current, CurrentRamp, Power, Voltage } from "./quantities.ts";

/** What an instrument did, or shall do. SI. Written and read as sentences, kept as data. */
export interface Protocol {
  readonly schema: "liquidus.protocol/1";
  readonly name?: string;
  /** In force during every step; each ends the whole protocol: `stop if V > 3 V`. */
  readonly safety?: readonly StepLimit[];
  readonly steps: readonly Step[];
}

/** What ends a step; whichever comes first. */
export interface Ends {
  /** s */
  readonly duration?: number;
  /** Charge passed in this step, whichever way. */
  readonly capacity?: Capacity;
  readonly limits?: readonly StepLimit[];
}

/** What is done where a limit is met: the next step, the step behind the repetition around it, or the end. */
export type AfterLimit = "next" | "leave-repeat" | "stop";

/**
 * A value of the cell that ends a step. `reaches`: in the direction in which the step drives the voltage, up where the cell current is
 * positive; a rest needs `above` or `below`. Currents and slopes are amounts: |i|, |dV/dt|.
 */
export type StepLimit =
  | {
      readonly quantity: "voltage";
      readonly direction: "above" | "below" | "reaches";
      /** V */
      readonly value: number;
      readonly action?: AfterLimit;
    }
  | {
      readonly quantity: "current";
      readonly direction: "above" | "below";
      readonly value: Current;
      readonly action?: AfterLimit;
    }
  | {
      readonly quantity: "voltage-slope";
      readonly direction: "above" | "below";
      /** V/s */
      readonly value: number;
      readonly action?: AfterLimit;
    };

/** A constant current; the step says which way, the amount is positive. */
export interface CurrentStep extends Ends {
  readonly kind: "strip" | "plate";
  readonly rate: Current;
}

export interface RestStep extends Ends {
  readonly kind: "rest";
}

export interface HoldStep extends Ends {
  readonly kind: "hold";
  readonly voltage: Voltage;
}

/** Constant power; the amount is positive. */
export interface PowerStep extends Ends {
  readonly kind: "power";
  readonly direction: "strip" | "plate";
  readonly power: Power;
}

/** A linear ramp that ends at `to` or at a limit. `from` absent: from the present value. Positive currents strip. */
export type RampStep = { readonly kind: "ramp"; readonly limits?: readonly StepLimit[] } & (
  | { readonly quantity: "current"; readonly from?: Current; readonly to: Current; readonly rate: CurrentRamp }
  /** rate: V/s, positive. */
  | { readonly quantity: "voltage"; readonly from?: Voltage; readonly to: Voltage; readonly rate: number }
);

/** Stairs from `from` by `step` (an amount) as far as `to`, each held for `hold` s; a limit leaves the staircase. */
export type StaircaseStep = {
  readonly kind: "staircase";
  /** s */
  readonly hold: number;
  readonly limits?: readonly StepLimit[];
} & (
  | { readonly quantity: "current"; readonly from: Current; readonly to: Current; readonly step: Current }
  /** V */
  | { readonly quantity: "voltage"; readonly from: number; readonly to: number; readonly step: number }
);

/** From `from` through the vertices, the vertices again in every further cycle, and at last to `to`. */
export interface CyclicVoltammetryStep {
  readonly kind: "cyclic-voltammetry";
  readonly from: Voltage;
  readonly vertices: readonly Voltage[];
  readonly to: Voltage;
  /** V/s, positive. */
  readonly scanRate: number;
  readonly cycles: number;
}

/**
 * Spectra of their own. Without `every`: one, here, at zero current. `{ passes: 10 }`: only in each tenth pass of the repetition around it.
 * `{ step: "end" }`: no spectrum here, but one at the end of every later step of this block and of the blocks in it.
 */
export interface ImpedanceStep {
  readonly kind: "impedance";
  readonly request: ImpedanceRequest;
  readonly every?: { readonly passes: number } | { readonly step: SpectrumTime };
}

export interface RepeatStep {
  readonly kind: "repeat";
  readonly count: number;
  readonly steps: readonly Step[];
}

/** A step that drives the cell. */
export type DrivingStep =
  | CurrentStep
  | RestStep
  | HoldStep
  | PowerStep
  | RampStep
  | StaircaseStep
  | CyclicVoltammetryStep;

/** Spectra with a step; of a staircase, with every stair. */
export interface SpectrumOfStep {
  readonly request: ImpedanceRequest;
  readonly when: SpectrumTime;
}

export type Step = { readonly name?: string } & (
  | (DrivingStep & { readonly impedance?: SpectrumOfStep })
  | ImpedanceStep
  | RepeatStep
);
