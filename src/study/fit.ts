import type { Task } from "../base/task.ts";
import type { FitCircuitOptions } from "../impedance/circuit/fit-circuit.ts";
import type { CircuitFit } from "../impedance/circuit/result.ts";
import type { CircuitDoubt } from "../impedance/interpretation/circuit-doubt.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import type { AnalyzeEntry, FileAnalysis } from "./analyze.ts";
import { type ArcEntry, arcEntry, type FitParameterEntry, withInterval } from "./arc-entry.ts";
import type { Inputs } from "./document.ts";
import { verdictOf } from "./drt.ts";
import { refuseConstraints } from "./fit-constraints.ts";
import {
  type Examination,
  examineFiles,
  type SpectraEntryHead,
  type SpectraOptions,
  spectraEntryHead,
} from "./spectra.ts";
import { type SweepFacts, sweepFacts } from "./sweep-entry.ts";

export const fitSchema = "liquidus.fit/1";

export interface FitOptions extends SpectraOptions {
  /** The circuit in our notation; `auto` (default) chooses a chain of arcs for the whole series. */
  readonly circuit?: string;
  /** Options of the fit of a circuit that is given; intervals by the curvature at the minimum unless asked for otherwise. */
  readonly fit?: Omit<FitCircuitOptions, "seeds" | "frequencies">;
}

/** The fit of one sweep; null where a warning of the file says why there is none. */
export interface FitSweepEntry extends SweepFacts {
  /** Of Kramers-Kronig. */
  readonly verdict: NonNullable<SweepAnalysis["kramersKronig"]>["verdict"];
  readonly reason: string;
  /** Noise of Z over |Z| as the test found it; null if it cannot be told. A misfit well above it: the circuit is not the cell's. */
  readonly noise: number | null;
  readonly fit:
    | (Omit<CircuitFit, "parameters" | "arcs" | "fitted"> & {
        readonly parameters: readonly FitParameterEntry[];
        readonly arcs: readonly ArcEntry[];
        /** That it misses data which the relaxation times describe; null: nothing says so. */
        readonly doubt: CircuitDoubt | null;
      })
    | null;
}

/** Circuit fits of one file, as they are printed. */
export interface FitEntry extends SpectraEntryHead {
  readonly options: Omit<FitOptions, keyof SpectraOptions>;
  /** The circuit fitted to every sweep, and why this one; null if none was. */
  readonly circuit: AnalyzeEntry["circuit"];
  readonly sweeps: readonly FitSweepEntry[];
}

/**
 * Fits a circuit to every sweep of every file.
 * @throws DomainError before any file is read, for a circuit that cannot be read or a parameter that it does not have
 */
export function fitFiles(inputs: Inputs, options: FitOptions = {}): Task<Examination<FitEntry>> {
  const { circuit = "auto", fit = {} } = options;
  refuseConstraints(circuit, fit);
  const asked = circuit === "auto" ? {} : { fit: { intervals: "wald" as const, ...fit } };
  return examineFiles("fit", fitSchema, inputs, { ...options, circuit, ...asked }, (file) =>
    fitEntry(file, { circuit, ...asked }),
  );
}

function fitEntry(file: FileAnalysis, options: FitEntry["options"]): FitEntry {
  return {
    ...spectraEntryHead(fitSchema, file),
    options,
    circuit: file.entry.circuit,
    sweeps: file.series?.sweeps.map(fitSweep) ?? [],
  };
}

function fitSweep({ sweep, kramersKronig, circuit, circuitDoubt = null }: SweepAnalysis): FitSweepEntry {
  const part = kramersKronig?.noise ?? null;
  const facts = {
    ...sweepFacts(sweep),
    ...verdictOf(kramersKronig, sweep.spectrum.frequency.length),
    noise: part === null ? null : part * Math.SQRT2,
  };
  if (circuit === null) return { ...facts, fit: null };
  const { fitted: _, parameters, arcs, ...rest } = circuit;
  const shown = parameters.map(withInterval);
  const shownArcs = arcs.map((arc) => arcEntry(arc, circuit));
  return { ...facts, fit: { ...rest, parameters: shown, arcs: shownArcs, doubt: circuitDoubt } };
}
