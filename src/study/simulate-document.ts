import type { Warning } from "../base/warnings.ts";
import type { CellDescription } from "../cell/form/description.ts";
import type { ParameterMetadata, ParameterStatus } from "../cell/form/parameter.ts";
import type { InstrumentSettings } from "../cell/linearise/instrument.ts";
import type { CompileOptions } from "../cell/protocol/compile-options.ts";
import type { Protocol } from "../cell/protocol/protocol.ts";
import type { SegmentRecord, Trajectory } from "../cell/simulate/trajectory.ts";
import type { WorkCounters } from "../numerics/dae/integrator.ts";
import type { PhysicalConstant } from "../units/composition.ts";
import type { ProtocolChoice, ProtocolLine, ProtocolOrigin, ProtocolTotals } from "./protocol.ts";
import type { CellChoice, simulateSchema } from "./simulate-cell.ts";
import type { ConservedAmount, Profile, SpectrumEntry, VoltageParts } from "./simulate-results.ts";

/** What is simulated, and how. */
export interface SimulateRequest {
  readonly cell: CellChoice;
  readonly protocol: ProtocolChoice;
  /** m² */
  readonly area?: number;
  readonly nominalCapacity?: NonNullable<CompileOptions["nominalCapacity"]>;
  /** Changed parameters: in SI, or as text with a unit. */
  readonly set?: Readonly<Record<string, string | number>>;
  /** K; default that of the cell. */
  readonly temperature?: number;
  readonly relativeTolerance?: number;
  readonly method?: "rosenbrock" | "radau";
  /** Error that jumps over equal passes of a repetition may add; left out: every pass is run. */
  readonly cycleJump?: number;
  /** s: a point at every multiple; default the steps of the integrator and every 2 mV. */
  readonly recordInterval?: number;
  /** Unknowns to record; default those that stand for no voltage. */
  readonly unknowns?: readonly string[];
  /** Asked now and then: true ends the run where it stands; the document holds all up to there. */
  readonly isStopped?: () => boolean;
  /** Spectra are also measured as by an instrument; needs the area. */
  readonly instrument?: Omit<InstrumentSettings, "area">;
}

export interface SimulatedSubmodel {
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  readonly electrode: "working" | "counter" | null;
  readonly equations: string;
  readonly source: string;
  readonly parameters: readonly (Pick<ParameterMetadata, "symbol" | "description" | "unit"> & {
    readonly name: string;
    /** SI */
    readonly value: number;
    /** How this number is known; "given": by the file, or for this run. */
    readonly status: ParameterStatus | "given";
    readonly source: string;
    /** How such a number is known where a cell is measured. */
    readonly usually: Pick<ParameterMetadata, "status" | "source">;
    /** Whether `set` changed it, or a number of a parameter set that it follows from. */
    readonly changed: boolean;
  })[];
}

export interface RecordedUnknown {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly values: Float64Array;
}

/** A simulated experiment as it is printed. SI, per area of the working electrode; positive current strips it. */
export interface SimulateDocument {
  readonly schema: typeof simulateSchema;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly warnings: readonly Warning[];
  readonly cell: Omit<CellChoice, "description"> & {
    /** K */
    readonly temperature: number;
    readonly description: CellDescription;
    readonly submodels: readonly SimulatedSubmodel[];
  };
  readonly protocol: {
    readonly protocol: Protocol;
    readonly origin: ProtocolOrigin;
    readonly sentences: readonly ProtocolLine[];
    readonly totals: ProtocolTotals;
  };
  readonly options: {
    readonly area: number | null;
    readonly nominalCapacity: CompileOptions["nominalCapacity"] | null;
    readonly set: Readonly<Record<string, number>>;
    readonly relativeTolerance: number;
    readonly method: "rosenbrock" | "radau";
    readonly recordInterval: number | null;
    readonly unknowns: readonly string[];
    /** Error that jumps over equal passes may add to each unknown, as a share; null: none was made. */
    readonly jump: number | null;
    readonly instrument: Omit<InstrumentSettings, "area"> | null;
  };
  readonly constants: readonly PhysicalConstant[];
  readonly end: { readonly kind: Trajectory["end"]["kind"]; readonly message: string | null };
  readonly summary: {
    /** s */
    readonly duration: number;
    /** V */
    readonly endVoltage: number;
    readonly lowestVoltage: number;
    readonly highestVoltage: number;
    /** C/m² passed with either sign, and their difference. */
    readonly stripped: number;
    readonly plated: number;
    readonly charge: number;
  };
  readonly segments: readonly SegmentRecord[];
  /** At a switch there are two points of one time. */
  readonly series: {
    readonly time: Float64Array;
    readonly current: Float64Array;
    readonly voltage: Float64Array;
    readonly charge: Float64Array;
    readonly segment: Int32Array;
    readonly recorded: readonly RecordedUnknown[];
  };
  readonly profiles: readonly Profile[];
  readonly voltageParts: VoltageParts;
  readonly spectra: readonly SpectrumEntry[];
  readonly work: WorkCounters;
  readonly conservation: readonly ConservedAmount[];
}
