import type { ImpedanceRequest } from "./protocol.ts";

/** One stretch of a compiled protocol under one control law: what the simulator runs. SI, per area of the working electrode. */
export interface Segment {
  /** Steps of the protocol it comes from, outermost first, from 1, with the pass of each repetition: "2.1 (pass 37 of 5000)". */
  readonly step: string;
  /** The step as it was understood: "strip at 1 mA/cm2 for 1 s". */
  readonly sentence: string;
  readonly control: {
    readonly quantity: "current" | "voltage" | "power";
    /** A/m², V or W/m²; "present": start from the value that the cell has. */
    readonly from: number | "present";
    /** Per second. */
    readonly slope: number;
  };
  /** s; Infinity where only limits end it. */
  readonly duration: number;
  /** Ends the segment, whichever comes first. */
  readonly limits: readonly Limit[];
  /** Spectra to take, and when. */
  readonly impedance?: { readonly request: ImpedanceRequest; readonly at: "start" | "end" };
}

export interface Limit {
  readonly quantity: "voltage" | "current" | "charge" | "voltage-slope";
  /** Ends where the quantity passes the value in this direction. `current`: |i|; `charge`: |ΔQ| of the step, C/m²; slope: |dV/dt|, V/s. */
  readonly direction: "above" | "below";
  readonly value: number;
  /** What to do: end the step, or the repetition around it, or the whole protocol. */
  readonly then: "next" | "leave-repeat" | "stop";
  /** As it was written: "until 0.9 V". */
  readonly sentence: string;
}
