import type { Task } from "../base/task.ts";
import type { FitCircuitOptions } from "../impedance/circuit/fit-circuit.ts";
import type { CircuitFit, ConfidenceInterval, FittedArc, FittedParameter } from "../impedance/circuit/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import type { AnalyzeEntry, FileAnalysis } from "./analyze.ts";
import type { Inputs } from "./document.ts";
import { verdictOf } from "./drt.ts";
import { refuseConstraints } from "./fit-constraints.ts";
import { type Interval, linearInterval, logInterval } from "./intervals.ts";
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

/** A fitted parameter with its bounds of 95 %; null where it is fixed, at a bound or not identifiable. */
export interface FitParameterEntry extends FittedParameter, Interval {}

/** An arc with the bounds of 95 % of its resistance in Ω and its τ in s. */
export interface FitArcEntry extends FittedArc {
  readonly resistanceLower: number | null;
  readonly resistanceUpper: number | null;
  readonly tauLower: number | null;
  readonly tauUpper: number | null;
  readonly capacitanceLower: number | null;
  readonly capacitanceUpper: number | null;
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
        readonly arcs: readonly FitArcEntry[];
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

function fitSweep({ sweep, kramersKronig, circuit }: SweepAnalysis): FitSweepEntry {
  const part = kramersKronig?.noise ?? null;
  const facts = {
    ...sweepFacts(sweep),
    ...verdictOf(kramersKronig, sweep.spectrum.frequency.length),
    noise: part === null ? null : part * Math.SQRT2,
  };
  if (circuit === null) return { ...facts, fit: null };
  const { fitted: _, parameters, arcs, ...rest } = circuit;
  const shown = parameters.map(withInterval);
  return { ...facts, fit: { ...rest, parameters: shown, arcs: arcs.map((arc) => arcEntry(arc, shown)) } };
}

/** A parameter with the bounds that its fit gave, or those of its standard error. */
export function withInterval(parameter: FittedParameter): FitParameterEntry {
  const { value, standardError, unit } = parameter;
  // What is fitted by its logarithm is symmetric there; exponents carry the unit 1.
  const normal = unit === "1" ? linearInterval(value, standardError) : logInterval(value, standardError);
  return { ...(boundsOf(parameter.interval) ?? normal), ...parameter };
}

/** By profile likelihood where it was asked for, else from the curvature; null where the fit gave none. */
function boundsOf(interval: ConfidenceInterval | undefined): Interval | null {
  const found = interval?.profile ?? interval?.wald ?? null;
  if (found === null) return null;
  const [lower, upper] = found.map((bound) => (Number.isFinite(bound) ? bound : null));
  return { lower: lower ?? null, upper: upper ?? null };
}

function arcEntry(arc: FittedArc, parameters: readonly FitParameterEntry[]): FitArcEntry {
  const own = parameters.find(({ name }) => name === arc.name);
  const resistance = own ?? logInterval(arc.resistance, arc.resistanceError);
  const tau =
    boundsOf(arc.tauInterval) ?? logInterval(arc.tau, arc.logTauError === null ? null : arc.tau * arc.logTauError);
  const { capacitance, logCapacitanceError } = arc;
  const farads = logInterval(capacitance, logCapacitanceError === null ? null : capacitance * logCapacitanceError);
  return {
    resistanceLower: resistance.lower,
    resistanceUpper: resistance.upper,
    tauLower: tau.lower,
    tauUpper: tau.upper,
    capacitanceLower: farads.lower,
    capacitanceUpper: farads.upper,
    ...arc,
  };
}
