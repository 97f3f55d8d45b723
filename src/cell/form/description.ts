import type { ElectrodeRole } from "../conventions.ts";
import type { ParameterProvenance } from "./parameter.ts";

/** A cell as data: which submodels, with which numbers, connected how. */
export interface CellDescription {
  readonly schema: "liquidus.cell-model/1";
  readonly name: string;
  /** K */
  readonly temperature: number;
  readonly submodels: readonly SubmodelDescription[];
}

export interface SubmodelDescription {
  /** Unique within the cell: "pool", "working interface". */
  readonly name: string;
  /** Which submodel: a key of the registry. */
  readonly kind: string;
  /** Absent for what belongs to neither electrode: electrolyte, leads. */
  readonly electrode?: ElectrodeRole;
  /** SI */
  readonly parameters: Readonly<Record<string, number>>;
  /** How the numbers given are known, by parameter; one without counts as given, with no source stated. */
  readonly provenance?: Readonly<Record<string, ParameterProvenance>>;
  /** Choices and tables: a closure by name, an alloy, a mesh. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Port of this submodel → unknown or chain of another: `{ surface: "pool.surface concentration" }`. */
  readonly connect?: Readonly<Record<string, string>>;
}
