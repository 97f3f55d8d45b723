import type { ColorBounds } from "../../figures/map-colors.ts";
import type { Along } from "../../figures/series-axis.ts";
import type { BasisName } from "../../impedance/relaxation-times/basis.ts";

export const projectSchema = "liquidus.project/1";

/** A file of a project. Its content is kept once, under its hash. */
export interface ProjectFile {
  /** sha256 of the content, hexadecimal. */
  readonly id: string;
  /** Name without folders, and the folder it was dropped with ("" where none). */
  readonly name: string;
  readonly folder: string;
  /** Bytes. */
  readonly size: number;
  /** What the user says of the cell, as typed ("0.385 cm2", "NaK50"); null: as the file has it. */
  readonly area: string | null;
  readonly working: string | null;
  readonly counter: string | null;
  /** Name of the shipped example that this file is; left out: the user's own. */
  readonly shipped?: string;
}

/** A study of a project: a study document as YAML, and where it came from. */
export interface ProjectStudy {
  readonly id: string;
  readonly name: string;
  readonly yaml: string;
  /** Name of the shipped study that it began as; null: written or dropped by the user. */
  readonly shipped: string | null;
  /** The file of the project laid over the run; null: none. */
  readonly measured: string | null;
  /** Name of the file that it was dropped as; left out: it was made here. */
  readonly file?: string;
}

/** What is said of the parameters of a circuit, by name, in SI: where a fit begins, values that are kept, bounds, ties. */
export interface ModelConstraints {
  readonly start: Readonly<Record<string, number>>;
  readonly fixed: Readonly<Record<string, number>>;
  readonly bounds: Readonly<Record<string, readonly [lower: number, upper: number]>>;
  readonly ties: Readonly<Record<string, string>>;
}

/** A circuit in our notation, and what is said of its parameters. */
export interface CircuitModel extends ModelConstraints {
  readonly notation: string;
}

export const noConstraints: ModelConstraints = { start: {}, fixed: {}, bounds: {}, ties: {} };

/** What the impedance view computes with. */
export interface ImpedanceSettings {
  /** λ; `auto`: the most probable model. */
  readonly lambda: number | "auto";
  readonly part: "re+im" | "re" | "im";
  readonly sign: "auto" | "positive" | "both";
  /** Functions that γ is expanded in. */
  readonly basis: BasisName;
  /** Drift inside the sweeps is analysed; `auto`: in short series that seem to drift. */
  readonly drift: boolean | "auto";
  /** Circuit in our notation, `auto` or `none`. */
  readonly circuit: string;
  /** What is said of the parameters of a circuit that is given. */
  readonly constraints: ModelConstraints;
  /** The circuit as it is drawn and fitted to the sweep under the cursor; null: the one that all sweeps were fitted with. */
  readonly draft: CircuitModel | null;
  readonly along: Along;
  /** γ in Ω where the colours of the map begin and end; null: by the largest γ. */
  readonly colors: ColorBounds | null;
}

/** What the phases view shows. */
export interface PhasesSettings {
  /** As typed: "NaK50", "63 at.% Na". */
  readonly alloy: string;
  /** K. */
  readonly temperature: number;
  readonly property: string;
  /** Id of a file of the project in the TDB format; null: the built-in database. */
  readonly database: string | null;
  /** Two elements: Na-K. */
  readonly system: string;
  /** Depth of the pool, or its volume over its area, as typed: "0.5 mm", "20 µL / 0.385 cm2"; null: not given. */
  readonly pool: string | null;
}

/** A project: everything but the contents of its files. Changed by the user only; undone and redone as a whole. */
export interface ProjectDocument {
  readonly schema: typeof projectSchema;
  readonly name: string;
  readonly files: readonly ProjectFile[];
  readonly studies: readonly ProjectStudy[];
  readonly impedance: ImpedanceSettings;
  readonly phases: PhasesSettings;
  /** Sweeps pinned for comparison: "file:sweep", eight at most. */
  readonly compared: readonly string[];
}

export const emptyProject: ProjectDocument = {
  schema: projectSchema,
  name: "New project",
  files: [],
  studies: [],
  impedance: {
    lambda: "auto",
    part: "re+im",
    sign: "auto",
    basis: "gaussian",
    drift: "auto",
    circuit: "auto",
    constraints: noConstraints,
    draft: null,
    along: "time",
    colors: null,
  },
  phases: {
    alloy: "NaK50",
    temperature: 298.15,
    property: "interdiffusion",
    database: null,
    system: "Na-K",
    pool: null,
  },
  compared: [],
};
