import type { ArrowLayout, ChainLayout } from "../../numerics/linear/layout.ts";
import type { ElectrodeRole } from "../conventions.ts";
import type { Mesh } from "./mesh.ts";
import type { ParameterMetadata } from "./parameter.ts";

/**
 * One piece of physics in one file. It declares unknowns, each with its balance
 *     mass · d(unknown)/dt = sum of what the submodels add to this row
 * and adds its terms to its own rows and to the rows of the unknowns that it is connected to. What leaves one row and enters
 * another is the same number in both, so that amounts are conserved by form.
 */
export interface SubmodelKind {
  /** Key in the registry: "butler-volmer-interface". */
  readonly kind: string;
  readonly title: string;
  /** The equations, in one or two lines. */
  readonly equations: string;
  /** Where they come from. */
  readonly source: string;
  readonly parameters: Readonly<Record<string, ParameterMetadata>>;
  /** "required": a description must name the electrode, which sets the sign. Absent: it may. */
  readonly electrode?: "required";
  /** Unknowns or chains of others that it needs, with what each means. */
  readonly ports: Readonly<Record<string, string>>;
  /** Ports that a description may leave open; `connected` tells. */
  readonly optionalPorts?: Readonly<Record<string, string>>;
  /** First pass: what it brings. @throws DomainError quoting the submodel and the option that is wrong */
  declare(given: SubmodelInput): Declarations;
  /** Second pass: with every index known, the functions. Constants are worked out here, once. */
  bind(given: SubmodelInput, binding: Binding): BoundSubmodel;
}

export interface SubmodelInput {
  readonly name: string;
  /** +1 at the working electrode and between the electrodes, −1 at the counter electrode. */
  readonly polarity: 1 | -1;
  readonly electrode: ElectrodeRole | undefined;
  /** K */
  readonly temperature: number;
  /** Every parameter of the kind, defaults filled in, range checked. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the description connects this port. */
  connected(port: string): boolean;
  /** Mesh of a chain declared by another submodel that this one is connected to, by port. */
  meshOf(port: string): Mesh;
  /** What the submodel that a port leads to was given: its parameters and options, checked. */
  behind(port: string): SubmodelInput;
  /** Initial value of an unknown, or of cell 0 of a component, declared by another submodel that this one is connected to. */
  initialOf(port: string): number;
}

export interface Declarations {
  /** Unknowns without place; they form the border. */
  readonly unknowns?: readonly UnknownDeclaration[];
  readonly chains?: readonly { readonly name: string; readonly mesh: Mesh }[];
  /** Unknowns that every cell of a chain has. `chain`: an own one, or a port. */
  readonly components?: readonly ComponentDeclaration[];
  /** Which unknowns (own, by port, or cell.current, cell.voltage) and chains meet in an equation, and in which cells. */
  readonly couplings?: readonly CouplingDeclaration[];
}

export interface UnknownDeclaration {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** Coefficient of d/dt in its balance; 0 makes the balance an algebraic equation. */
  readonly mass: number;
  readonly initial: number;
  /** Size in its unit that counts as small: the absolute tolerance is relative tolerance × scale. */
  readonly scale: number;
  /** Where its equations stop to hold; a simulation ends there. The equations stay smooth a little beyond. */
  readonly bounds?: Bounds;
}

/** The range in which an unknown means something, each end with what stands against passing it: "the pure metal holds no more". */
export interface Bounds {
  readonly lower?: Bound;
  readonly upper?: Bound;
}

export interface Bound {
  readonly value: number;
  readonly sentence: string;
}

export interface ComponentDeclaration extends Omit<UnknownDeclaration, "mass" | "initial"> {
  readonly chain: string;
  /** One number, or one for each cell. Conservative form: the volume of the cell per area. */
  readonly mass: number | Float64Array;
  readonly initial: number | Float64Array;
}

export interface CouplingDeclaration {
  readonly chain: string;
  readonly unknown: string;
  /** "near": cell 0 only; "all": every cell. The last cell alone counts as "all". */
  readonly cells: "near" | "all";
  /** The cells' equations contain the unknown, the unknown's equation contains the cells, or both. Default both. */
  readonly direction?: "cells-contain-unknown" | "equation-contains-cells" | "both";
}

/** Indices and slots for one submodel. Names: its own unknowns, its ports, or cell.current, cell.voltage, cell.charge. */
export interface Binding {
  readonly layout: ArrowLayout;
  /** Index of an unknown in the state, and of its balance. */
  unknown(name: string): number;
  /** Where a component of a chain stands: the state of cell k is y[chain.first + k·chain.unknowns + offset]. */
  component(chain: string, name: string): BoundComponent;
  /** Slot of ∂f(row)/∂y(column). @throws DomainError where no such coupling was declared */
  slot(row: number, column: number): number;
}

export interface BoundComponent {
  readonly chain: ChainLayout;
  readonly offset: number;
  readonly mesh: Mesh;
}

export interface BoundSubmodel {
  /**
   * Chains on which `jacobian` sets the blocks of its component by its component, in every cell, instead of adding to them: it
   * is then called before the others, and a chain of one unknown a cell is not cleared first.
   */
  readonly sets?: readonly ChainLayout[];
  /** Adds its terms to the balances. Allocates nothing. */
  evaluate(time: number, state: Float64Array, out: Float64Array): void;
  /** Adds the exact derivatives of these terms. */
  jacobian(time: number, state: Float64Array, out: Float64Array): void;
  /** Adds ∂/∂t of these terms; absent where they do not contain t. */
  timeDerivative?(time: number, state: Float64Array, out: Float64Array): void;
  /** What it adds to the cell voltage, by name; the composition adds the sum to the balance of cell.voltage. */
  readonly drops?: readonly VoltageDrop[];
  /** Amounts that only the cell current changes. */
  readonly inventories?: readonly InventoryPart[];
}

/** A part of the cell voltage in V, a function of border unknowns (and, if declared so, of cells). */
export interface VoltageDrop {
  readonly name: string;
  value(state: Float64Array): number;
  /** Adds ∂(value)/∂y into `out`, a vector of the length of the state. */
  gradient(state: Float64Array, out: Float64Array): void;
  /** Unknowns that the gradient may touch. */
  readonly depends: readonly number[];
}

/** A linear part of a conserved amount: Σ weight · state. */
export interface InventoryPart {
  /** Same name, same amount: the parts are added up. "Na", "K+", "charge". */
  readonly amount: string;
  /** mol/m2 or C/m2 */
  readonly unit: string;
  /** Pairs of index and weight. */
  readonly indices: Int32Array;
  readonly weights: Float64Array;
  /** d(amount)/dt per A/m² of cell current, from this part. */
  readonly perCurrent: number;
  /**
   * Algebraic balances in the unit of this amount through which it passes: unknowns without mass that hold nothing themselves,
   * such as a surface concentration, with the amount per unit of the row. Σ (weight / mass) · row over the indices and
   * Σ weight · row over these is perCurrent · i in every state, which `conservationMismatch` checks.
   */
  readonly passages?: { readonly indices: Int32Array; readonly weights: Float64Array };
}
