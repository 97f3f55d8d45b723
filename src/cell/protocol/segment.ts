import type { ImpedanceRequest, SpectrumTime } from "./impedance-request.ts";
import type { AfterLimit } from "./protocol.ts";
import type { Voltage } from "./quantities.ts";

/** One stretch of a compiled protocol under one control law: what the simulator runs. SI, per area of the working electrode. */
export interface Segment {
  /** Steps of the protocol it comes from, outermost first, from 1, with the pass of each repetition: "2.1 (pass 37 of 5000)". */
  readonly step: string;
  /** The name that the step was given, if any. */
  readonly name?: string;
  /** The step as it was understood: "strip at 1 mA/cm2 for 1 s". */
  readonly sentence: string;
  readonly control: SegmentControl;
  /** s; Infinity where only limits end it; 0 where nothing but spectra is asked for. Not used where `control.to` is given. */
  readonly duration: number;
  /** What its duration is: "for 1 mAh/cm2", "to 1 V at 10 mV/s". */
  readonly end: string;
  /** Ends the segment, whichever comes first. */
  readonly limits: readonly Limit[];
  /** Spectra to take, and when: at the first instant, at the last, or with the sine laid over the control. */
  readonly impedance?: { readonly request: ImpedanceRequest; readonly at: SpectrumTime };
  /** Where a pass of a repetition that holds no other begins: of the first segment of each pass only. */
  readonly pass?: PassPlace;
}

/** A pass among the equal passes of a repetition. */
export interface PassPlace {
  /** The same object for all passes of one run of the repetition. */
  readonly repetition: object;
  /** From 1. */
  readonly number: number;
  readonly count: number;
  /** Passes from this one on that may be left out: none that has a spectrum of its own, nor the last. */
  readonly free: number;
}

/**
 * q(t) = from + offset + slope · t; `resolveControl` turns it into numbers. A power is the amount |V · i| with the sign of the
 * current: positive strips, whether the cell gives the power or takes it.
 */
export interface SegmentControl {
  readonly quantity: "current" | "voltage" | "power";
  /** A/m², V or W/m²; "present": start from the value that the cell has. */
  readonly from: number | "present";
  /** Added to `from`; absent: 0. */
  readonly offset?: number;
  /** Per second. Where `to` is given only its amount counts. */
  readonly slope: number;
  /** Where a ramp from the present value ends; it has the direction and the duration that this takes. */
  readonly to?: Voltage;
}

export interface Limit {
  readonly quantity: "voltage" | "current" | "charge" | "voltage-slope";
  /** Ends where the quantity passes the value in this direction. `current`: |i|; `charge`: |ΔQ| of the segment, C/m²; slope: |dV/dt|, V/s. */
  readonly direction: "above" | "below";
  readonly value: number;
  /** What to do: end the step, or the repetition around it, or the whole protocol. The compiled protocol does it when it is told. */
  readonly action: AfterLimit;
  /** As it was written: "until 0.9 V". */
  readonly sentence: string;
}

/** How a segment went: what the runner tells the compiled protocol. */
export interface SegmentOutcome {
  /** The limit that ended it, one of the segment's own; absent: its duration. */
  readonly endedBy?: Limit;
  /** V when it began (before any switch) and when it ended. */
  readonly startVoltage: number;
  readonly endVoltage: number;
  /** In answer to the first segment of a pass: it was not run, and neither shall be so many passes, this one included. */
  readonly skipPasses?: number;
}

/**
 * Value at the start, slope per second and duration in s of a segment, with the values that the cell has when it begins.
 * @param present A/m², V and W/m² before the switch
 * @param stepStart V when its step began, to which a target against open circuit refers; absent: present.voltage
 */
export function resolveControl(
  { control, duration }: Segment,
  present: { readonly current: number; readonly voltage: number; readonly power: number },
  stepStart: number = present.voltage,
): { readonly value: number; readonly slope: number; readonly duration: number } {
  const value = (control.from === "present" ? present[control.quantity] : control.from) + (control.offset ?? 0);
  if (control.to === undefined) return { value, slope: control.slope, duration };
  const target = typeof control.to === "number" ? control.to : stepStart + control.to.vsOpenCircuit;
  const distance = target - value;
  const rate = Math.abs(control.slope);
  return { value, slope: distance < 0 ? -rate : rate, duration: Math.abs(distance) / rate };
}
