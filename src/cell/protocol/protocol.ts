/** What an instrument did, or shall do. SI. Written and read as sentences, kept as data. */
export interface Protocol {
  readonly schema: "liquidus.protocol/1";
  readonly name?: string;
  readonly steps: readonly Step[];
}

/** A current: density, or absolute (needs the area), A/m² or A. Always positive; the step says which way. */
export type Rate = { readonly value: number; readonly unit: "A/m2" | "A" };
export type Capacity = { readonly value: number; readonly unit: "C/m2" | "C" };

/** Ends of a step; whichever comes first. */
export interface Ends {
  /** s */
  readonly duration?: number;
  readonly capacity?: Capacity;
  readonly limits?: readonly StepLimit[];
}

export interface StepLimit {
  readonly quantity: "voltage" | "current" | "voltage-slope";
  readonly direction: "above" | "below" | "reaches";
  readonly value: number | Rate;
  readonly then?: "next" | "leave-repeat" | "stop";
}

export type Step = (
  | ({ readonly kind: "strip" | "plate"; readonly rate: Rate } & Ends)
  | ({ readonly kind: "rest" } & Ends)
  | ({ readonly kind: "hold"; readonly voltage: number } & Ends)
  | ({
      readonly kind: "power";
      readonly direction: "strip" | "plate";
      readonly power: { readonly value: number; readonly unit: "W/m2" | "W" };
    } & Ends)
  /** A linear ramp of current or voltage. `from` absent: from the present value. */
  | ({
      readonly kind: "ramp";
      readonly quantity: "current" | "voltage";
      readonly from?: number | Rate;
      readonly to: number | Rate;
      readonly rate: number;
    } & Ends)
  /** Equal steps of current or voltage, each held. */
  | ({
      readonly kind: "staircase";
      readonly quantity: "current" | "voltage";
      readonly direction?: "strip" | "plate";
      readonly from: number | Rate;
      readonly to: number | Rate;
      readonly step: number | Rate;
      readonly hold: number;
    } & Ends)
  | {
      readonly kind: "cyclic-voltammetry";
      readonly from: number | "present";
      readonly vertices: readonly number[];
      readonly to: number | "present";
      readonly scanRate: number;
      readonly cycles: number;
    }
  | { readonly kind: "impedance"; readonly request: ImpedanceRequest }
  | { readonly kind: "repeat"; readonly count: number; readonly steps: readonly Step[] }
) & {
  /** Spectra with this step: `impedance 7 MHz to 5 Hz, 5 uA, every step`. */ readonly impedance?: ImpedanceRequest & {
    readonly when: "start" | "end" | "during";
  };
};

export interface ImpedanceRequest {
  /** Hz */
  readonly from: number;
  readonly to: number;
  readonly pointsPerDecade: number;
  /** Amplitude of the current (absolute or density) or of the voltage in V. */
  readonly amplitude:
    | { readonly quantity: "current"; readonly value: number; readonly unit: "A/m2" | "A" }
    | { readonly quantity: "voltage"; readonly value: number };
}
