/**
 * Quantities of a protocol: SI, absolute (A, C, W: the area of the electrode turns them into densities) or per area.
 * `C-rate`: nominal capacities per hour; 0.1 is C/10. `capacity`: parts of the nominal capacity.
 */
export interface Current {
  readonly value: number;
  readonly unit: "A/m2" | "A" | "C-rate";
}

export interface Capacity {
  readonly value: number;
  readonly unit: "C/m2" | "C" | "capacity";
}

export interface Power {
  readonly value: number;
  readonly unit: "W/m2" | "W";
}

/** How fast a current changes; positive. */
export interface CurrentRamp {
  readonly value: number;
  readonly unit: "A/m2/s" | "A/s";
}

/** V; or V above what the cell has when the step begins: its open-circuit voltage after a rest. */
export type Voltage = number | { readonly vsOpenCircuit: number };
