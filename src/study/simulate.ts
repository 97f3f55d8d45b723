import { DomainError } from "../base/errors.ts";
import type { Task } from "../base/task.ts";
import { version } from "../base/version.ts";
import type { CellModel, UnknownPlace } from "../cell/form/cell-model.ts";
import { composeCell } from "../cell/form/compose.ts";
import { createSpectrumCollector, type SpectrumCollector } from "../cell/linearise/spectrum-collector.ts";
import { type CompiledProtocol, compileProtocol } from "../cell/protocol/compile.ts";
import { DEFAULT_RELATIVE_TOLERANCE, PLOT_RECORD, type SimulationOptions } from "../cell/simulate/options.ts";
import { simulationTask } from "../cell/simulate/simulate.ts";
import type { Trajectory } from "../cell/simulate/trajectory.ts";
import { FARADAY, GAS_CONSTANT } from "../units/constants.ts";
import { protocolLines, totalsOf } from "./protocol.ts";
import { simulateSchema } from "./simulate-cell.ts";
import type { RecordedUnknown, SimulateDocument, SimulateRequest } from "./simulate-document.ts";
import { parameterChanges } from "./simulate-parameters.ts";
import { conservationOf, keptParts, profilesOf, spectrumEntries, voltageParts } from "./simulate-results.ts";
import { submodelEntries } from "./simulate-submodels.ts";
import { cellWarnings, resultWarnings, thinnedWarning } from "./simulate-warnings.ts";

export type * from "./simulate-document.ts";
export { simulateSchema };

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
  /** Takes the spectra of the run. */
  readonly collector: Pick<SpectrumCollector, "save" | "restore">;
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
    collector,
    document(trajectory) {
      const spectra = spectrumEntries(collector.spectra, trajectory);
      return {
        schema: simulateSchema,
        program: { name: "liquidus", version },
        warnings: [
          ...cellWarnings(cell),
          ...protocol.warnings,
          ...trajectory.warnings.map((warning) => thinnedWarning(warning, MOST_POINTS)),
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
