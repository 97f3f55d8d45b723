import type { DaeSystem } from "../../numerics/dae/dae-system.ts";
import type { ArrowLayout } from "../../numerics/linear/layout.ts";
import type { Mass } from "../../numerics/linear/pencil.ts";
import type { ElectrodeRole } from "../conventions.ts";
import type { Control } from "./control.ts";
import type { CellDescription } from "./description.ts";
import type { Mesh } from "./mesh.ts";
import type { ParameterMetadata } from "./parameter.ts";
import type { Bounds, InventoryPart, VoltageDrop } from "./submodel.ts";

/**
 * A cell, composed from a description, ready to be integrated and linearised. Unknowns of the border begin with
 * cell.current (A/m², row: the control), cell.voltage (V, row: 0 = Σ drops − V) and cell.charge (C/m², row: Q' = i).
 */
export interface CellModel extends DaeSystem {
  readonly description: CellDescription;
  readonly layout: ArrowLayout;
  readonly mass: Extract<Mass, { kind: "diagonal" }>;
  readonly unknowns: readonly UnknownPlace[];
  /** Those of the unknowns whose range is bounded. */
  readonly bounds: readonly (UnknownPlace & { readonly bounds: Bounds })[];
  readonly submodels: readonly ComposedSubmodel[];
  readonly current: number;
  readonly voltage: number;
  readonly charge: number;
  readonly drops: readonly (VoltageDrop & {
    readonly submodel: string;
    readonly electrode: ElectrodeRole | undefined;
  })[];
  readonly inventories: readonly Inventory[];
  /** The control in force; setting it is a switch: make the state consistent and start the integrator again. */
  control: Control;
  /** A fresh initial state at rest, consistent. */
  initialState(): Float64Array;
  /** Absolute tolerance of each unknown for a relative one. */
  absoluteTolerances(relativeTolerance: number): Float64Array;
  /**
   * The same cell with some parameters changed: `{ "pool.diffusivity": 2e-9, temperature: 310 }`. What was stated about the
   * numbers that change is dropped.
   * @throws DomainError for an unknown name
   */
  withParameters(changes: Readonly<Record<string, number>>): CellModel;
  /** Index of an unknown: "pool.surface concentration"; of a component: its first cell. @throws DomainError naming the known ones */
  indexOf(name: string): number;
}

/** One unknown, or one component of a chain. */
export interface UnknownPlace {
  /** "submodel.unknown" */
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly algebraic: boolean;
  /** First index; cells follow `stride` apart. */
  readonly index: number;
  readonly stride: number;
  readonly cells: number;
  readonly mesh: Mesh | undefined;
  readonly bounds?: Bounds;
}

export interface ComposedSubmodel {
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  readonly electrode: ElectrodeRole | undefined;
  readonly equations: string;
  readonly source: string;
  /** `status` and `source` are those of the number: as the description states them, or of the default. */
  readonly parameters: Readonly<Record<string, ParameterMetadata & { readonly value: number }>>;
}

export interface Inventory {
  readonly amount: string;
  readonly unit: string;
  readonly parts: readonly InventoryPart[];
  /** Amount held by a state, summed with compensation. */
  of(state: Float64Array): number;
  /** d(amount)/dt per A/m² of cell current. */
  readonly perCurrent: number;
}
