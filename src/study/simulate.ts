import { DomainError } from "../base/errors.ts";
import type { Task } from "../base/task.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import type { CellModel, UnknownPlace } from "../cell/form/cell-model.ts";
import { composeCell } from "../cell/form/compose.ts";
import type { CellDescription } from "../cell/form/description.ts";
import type { ParameterMetadata, ParameterStatus } from "../cell/form/parameter.ts";
import type { InstrumentSettings } from "../cell/linearise/instrument.ts";
import { createSpectrumCollector } from "../cell/linearise/spectrum-collector.ts";
import { type CompiledProtocol, compileProtocol } from "../cell/protocol/compile.ts";
import type { CompileOptions } from "../cell/protocol/compile-options.ts";
import type { Protocol } from "../cell/protocol/protocol.ts";
import { DEFAULT_RELATIVE_TOLERANCE, PLOT_RECORD, type SimulationOptions } from "../cell/simulate/options.ts";
import { simulationTask } from "../cell/simulate/simulate.ts";
import type { SegmentRecord, Trajectory } from "../cell/simulate/trajectory.ts";
import { standardSubmodels } from "../cell/submodels/registry.ts";
import { formatDuration, formatQuantity } from "../figures/format-number.ts";
import type { WorkCounters } from "../numerics/dae/integrator.ts";
import type { PhysicalConstant } from "../units/composition.ts";
import { FARADAY, GAS_CONSTANT } from "../units/constants.ts";
import type { ProtocolTotals } from "./protocol.ts";
import { type ProtocolChoice, type ProtocolLine, type ProtocolOrigin, protocolLines, totalsOf } from "./protocol.ts";
import { type CellChoice, simulateSchema } from "./simulate-cell.ts";
import { parameterChanges } from "./simulate-parameters.ts";
import {
  type ConservedAmount,
  conservationOf,
  isSteady,
  keptParts,
  type Profile,
  profilesOf,
  type SpectrumEntry,
  spectrumEntries,
  type VoltageParts,
  voltageParts,
} from "./simulate-results.ts";

export { simulateSchema };

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

/** More segments are not told apart in a figure. */
export const DENSE = 300;
/** Points in a step of the integrator, so that what moves within one is no polygon. */
const POINTS_PER_STEP = 4;
/** Of a protocol of so few segments states inside of them are kept too: at 1/2, 1/4, 1/8 … of each. */
const FEW_SEGMENTS = 12;
const STATES_INSIDE = 20;
/** Segments of which whole states are kept. */
const KEPT_STATES = 400;
/** More points would make figures and documents slow to open. */
const MOST_POINTS = 20_000;
/** Unknowns that are recorded unless others are named. */
const MOST_RECORDED = 4;

/**
 * Simulates a protocol on a cell. A run that fails is no exception: the document holds all up to the last good state, and its
 * `end` says why.
 *
 * @throws DomainError for a cell, protocol or option that means nothing (when the task is made)
 */
export function simulation(request: SimulateRequest): Task<SimulateDocument> {
  const { model, compiled, options, document } = prepareSimulation(request);
  const task = simulationTask(model, compiled, options);
  return { name: task.name, run: async (control) => document(await task.run(control)) };
}

/** A simulation of which everything has been understood: what is run, and the document of what was reached. */
export interface PreparedSimulation {
  readonly model: CellModel;
  readonly compiled: CompiledProtocol;
  readonly options: SimulationOptions;
  /** Of a trajectory of this model under these options. */
  document(trajectory: Trajectory): SimulateDocument;
}

/** @throws DomainError as `simulation` */
export function prepareSimulation(request: SimulateRequest): PreparedSimulation {
  const { cell, protocol, recordInterval, instrument } = request;
  const { area = protocol.options.area, nominalCapacity = protocol.options.nominalCapacity } = request;
  const method = request.method ?? "rosenbrock";
  const relativeTolerance = request.relativeTolerance ?? DEFAULT_RELATIVE_TOLERANCE;
  const { temperature = cell.description.temperature } = request;
  const { model, set } = changedCell(request);
  if (instrument !== undefined && area === undefined) {
    throw new DomainError("An instrument measures in Ω: give the area of the working electrode, as in 0.385 cm2.");
  }
  const unknowns = request.unknowns ?? usualUnknowns(model);
  for (const name of unknowns) model.indexOf(name);
  const compileOptions = {
    ...(area === undefined ? {} : { area }),
    ...(nominalCapacity === undefined ? {} : { nominalCapacity }),
  };
  const compiled = compileProtocol(protocol.protocol, compileOptions);
  const collector = createSpectrumCollector({
    ...(area === undefined ? {} : { area }),
    ...(instrument === undefined || area === undefined ? {} : { instrument: { ...instrument, area } }),
    parts: keptParts(compiled.totals.spectra),
  });
  const keep = keptSegments(compiled);
  const pointsPerStep = compiled.count <= DENSE ? POINTS_PER_STEP : 1;
  const options: SimulationOptions = {
    relativeTolerance,
    integrator: method,
    ...(request.isStopped === undefined ? {} : { isStopped: request.isStopped }),
    ...(request.cycleJump === undefined ? {} : { cycleJump: { error: request.cycleJump } }),
    record: {
      ...(recordInterval === undefined ? { ...PLOT_RECORD, pointsPerStep } : { every: recordInterval }),
      unknowns,
      drops: true,
      statesInside: compiled.count <= FEW_SEGMENTS ? STATES_INSIDE : 0,
      states: (_segment, index) => keep(index),
      maximumPoints: MOST_POINTS,
    },
    takeSpectrum: collector.take,
  };
  return {
    model,
    compiled,
    options,
    document(trajectory) {
      const spectra = spectrumEntries(collector.spectra, trajectory);
      return {
        schema: simulateSchema,
        program: { name: "liquidus", version },
        warnings: [
          ...cellWarnings(cell),
          ...protocol.warnings,
          ...trajectory.warnings.map(thinnedWarning),
          ...collector.warnings(),
          ...resultWarnings(model, spectra),
        ],
        cell: {
          name: cell.name,
          title: cell.title,
          note: cell.note,
          origin: cell.origin,
          temperature,
          description: model.description,
          submodels: submodelEntries(model, cell.origin.file, set, cell.changed),
        },
        protocol: {
          protocol: protocol.protocol,
          origin: protocol.origin,
          sentences: protocolLines(protocol.protocol),
          totals: totalsOf(compiled),
        },
        options: {
          area: area ?? null,
          nominalCapacity: nominalCapacity ?? null,
          set,
          relativeTolerance,
          method,
          recordInterval: recordInterval ?? null,
          unknowns,
          jump: request.cycleJump ?? null,
          instrument: instrument ?? null,
        },
        constants: [
          { name: "gas constant R", value: GAS_CONSTANT, unit: "J/(mol K)", source: "CODATA 2022, exact" },
          { name: "Faraday constant F", value: FARADAY, unit: "C/mol", source: "CODATA 2022, exact" },
        ],
        end: {
          kind: trajectory.end.kind,
          message: trajectory.end.kind === "completed" ? null : trajectory.end.message,
        },
        summary: summaryOfRun(trajectory),
        segments: trajectory.segments,
        series: {
          time: trajectory.time,
          current: trajectory.current,
          voltage: trajectory.voltage,
          charge: trajectory.charge,
          segment: trajectory.segment,
          recorded: recordedUnknowns(model, trajectory),
        },
        profiles: profilesOf(model, trajectory),
        voltageParts: voltageParts(model, trajectory),
        spectra,
        work: trajectory.counters,
        conservation: conservationOf(model, trajectory),
      };
    },
  };
}

/** The cell of a request with its changes. */
function changedCell({ cell, temperature = cell.description.temperature, set: changes = {} }: SimulateRequest): {
  readonly model: CellModel;
  readonly set: Readonly<Record<string, number>>;
} {
  const base = composeCell({ ...cell.description, temperature });
  const set = parameterChanges(base, changes);
  return { model: Object.keys(set).length === 0 ? base : base.withParameters(set), set };
}

/** The cell of a request, changes included, as a file that `planFromFile` reads. @throws DomainError as `simulation` */
export function cellFileText(request: SimulateRequest): string {
  return `${JSON.stringify(changedCell(request).model.description, null, 1)}\n`;
}

/** Which segments keep their states: all of a short protocol, of a longer one so many, evenly spread, with the first and last. */
function keptSegments({ count }: CompiledProtocol): (index: number) => boolean {
  if (count <= KEPT_STATES) return () => true;
  const stride = Math.ceil(count / KEPT_STATES);
  return (index) => index % stride === 0 || index === count - 1;
}

/** Unknowns beside current, voltage and charge that are no voltages: contact, concentrations; first cells where there are no others. */
function usualUnknowns({ unknowns }: CellModel): string[] {
  const others = unknowns.filter(({ name, unit }) => !name.startsWith("cell.") && unit !== "V");
  const single = others.filter(({ cells }) => cells === 1);
  return (single.length > 0 ? single : others).slice(0, MOST_RECORDED).map(({ name }) => name);
}

function cellWarnings({ note }: CellChoice): Warning[] {
  return note === null ? [] : [{ code: "benchmark-cell", message: note }];
}

function thinnedWarning(warning: Warning): Warning {
  if (warning.code !== "points-thinned") return warning;
  return {
    code: warning.code,
    message: `More than ${MOST_POINTS} points were to be recorded: some were left out, evenly; every segment stands in the table of segments. Record at an interval to choose.`,
  };
}

function resultWarnings({ drops }: CellModel, spectra: readonly SpectrumEntry[]): Warning[] {
  if (spectra.length === 0) return [];
  if (drops.length === 0) {
    return [{ code: "no-voltage", message: "No submodel of this cell adds to its voltage: its spectra are zero." }];
  }
  const unsteady = spectra.flatMap((entry, k) => (isSteady(entry) ? [] : [{ entry, k }]));
  const [first] = unsteady;
  const withParts = spectra.filter(({ parts }) => parts.length > 0).length;
  const last = formatDuration(unsteady.at(-1)?.entry.time ?? 0);
  const more =
    unsteady.length < 2
      ? ""
      : ` So are ${unsteady.length - 1} more of the ${spectra.length} spectra, the last at ${last}.`;
  return [
    ...(first === undefined ? [] : [unsteadyWarning(first.entry, first.k, spectra.length, more)]),
    ...(withParts < spectra.length
      ? [
          {
            code: "spectrum-parts-thinned",
            message: `Of ${spectra.length} spectra ${withParts}, evenly spread, keep what each part of the cell adds; all keep their total.`,
          },
        ]
      : []),
  ];
}

function unsteadyWarning(
  { time, drift, total, frequency }: SpectrumEntry,
  k: number,
  count: number,
  more: string,
): Warning {
  const negative = total.real.some((z) => z <= 0);
  const moves = `the voltage moves ${formatQuantity(Math.abs(drift ?? 0), "V")} within a period of its lowest frequency, ${formatQuantity(Math.min(...frequency), "Hz")}`;
  return {
    code: "spectrum-unsteady",
    message: `Spectrum ${k + 1} of ${count}, at ${formatDuration(time)}: ${moves}${negative ? ", and its real part is negative" : ""}. It is the linear response of a state that does not last: no measurement would see it. Take it earlier, or begin it at a higher frequency.${more}`,
  };
}

/**
 * Submodels with their parameters.
 * @param file that gives the numbers whose source the description does not state
 * @param before changed before the cell was described, by "submodel.parameter"
 */
export function submodelEntries(
  model: CellModel,
  file: string | null,
  set: Readonly<Record<string, number>>,
  before: readonly string[] = [],
): SimulatedSubmodel[] {
  return model.submodels.map(({ name, kind, title, electrode, equations, source, parameters }) => {
    const described = model.description.submodels.find((one) => one.name === name);
    return {
      name,
      kind,
      title,
      electrode: electrode ?? null,
      equations,
      source,
      parameters: Object.entries(parameters).map(
        ([key, { symbol, description, unit, status, source: from, value }]) => {
          const changed = Object.hasOwn(set, `${name}.${key}`);
          const usually = standardSubmodels[kind]?.parameters[key] ?? { status, source: from };
          const given = Object.hasOwn(described?.parameters ?? {}, key);
          const stated = Object.hasOwn(described?.provenance ?? {}, key);
          const known = changed
            ? ({ status: "given", source: "for this run" } as const)
            : { status, source: !given ? `default of ${kind}: ${from}` : stated ? from : (file ?? from) };
          return {
            name: key,
            symbol,
            description,
            unit,
            value,
            status: known.status,
            source: known.source,
            usually: { status: usually.status, source: usually.source },
            changed: changed || before.includes(`${name}.${key}`),
          };
        },
      ),
    };
  });
}

function recordedUnknowns({ unknowns }: CellModel, { recorded }: Trajectory): RecordedUnknown[] {
  return Object.entries(recorded).map(([name, values]) => {
    const place = unknowns.find((one) => one.name === name) as UnknownPlace;
    const where = place.cells > 1 ? ", first cell" : "";
    return { name, unit: place.unit, description: place.description + where, values };
  });
}

function summaryOfRun({ time, voltage, segments, finalState, model }: Trajectory): SimulateDocument["summary"] {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of voltage) {
    if (v < lowest) lowest = v;
    if (v > highest) highest = v;
  }
  const sum = (sign: 1 | -1): number => segments.reduce((total, { charge }) => total + Math.max(0, sign * charge), 0);
  return {
    duration: (time.at(-1) ?? 0) - (time[0] ?? 0),
    endVoltage: finalState[model.voltage] ?? Number.NaN,
    lowestVoltage: lowest,
    highestVoltage: highest,
    stripped: sum(1),
    plated: sum(-1),
    charge: sum(1) - sum(-1),
  };
}
