import type { CellDescription } from "../../cell/form/description.ts";
import type { Written } from "./study.ts";

/** What a study says about a cell of a parameter set. SI. */
export interface CellSetInputs {
  /** Mole fractions by symbol; left out: that of the set. */
  readonly moleFraction?: Readonly<Record<string, number>>;
  /** K */
  readonly temperature?: number;
  /** m² that currents and charges per area refer to. */
  readonly area?: number;
  readonly mechanisms: Readonly<Record<string, boolean>>;
  /** In SI, or as text with a unit, by "submodel.parameter". */
  readonly parameters: Readonly<Record<string, Written>>;
  /** Cells of the pool; left out: those of the family. */
  readonly cells?: number;
}

/** A number of a set, as a report shows it. */
export interface CellSetParameter {
  /** "submodel.parameter" */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly range: readonly [lower: number, upper: number] | null;
  readonly status: string;
  readonly source: string;
}

/** A cell made from a parameter set. */
export interface SetCell {
  readonly title: string;
  readonly about: string;
  readonly description: CellDescription;
  /** Of the working metal. */
  readonly moleFraction: number;
  /** Parameters of submodels that differ from those of the shipped set, by "submodel.parameter"; left out: none. */
  readonly changed?: readonly string[];
  /** `parameters` of the inputs in SI; left out: there were none. */
  readonly changes?: Readonly<Record<string, number>>;
  /** m² that the cell was composed for; null where neither the inputs nor the set have one. */
  readonly area: number | null;
  /** Every mechanism that the set knows, and whether it is in force. */
  readonly mechanisms: Readonly<Record<string, boolean>>;
  /** What is to be known of this cell, as warnings; left out: nothing. */
  readonly remarks?: readonly string[];
  /** The numbers of the set as they are shipped. */
  readonly parameters: readonly CellSetParameter[];
}

/** The parameter sets that studies name. */
export interface CellSets {
  readonly names: readonly string[];
  /** @throws DomainError for a name, mechanism, parameter or composition that the set does not have */
  cellOf(name: string, inputs: CellSetInputs): SetCell;
}
