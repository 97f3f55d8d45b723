import { log } from "../../numerics/elementary/index.ts";
import type { Process } from "../processes/process.ts";
import type { RelaxationModel } from "../processes/result.ts";
import { processShape } from "../processes/shape.ts";

/** Processes and what stands in series with them, at their best fit. */
export interface ProcessModel {
  readonly processes: readonly Process[];
  /** R∞ in Ω. */
  readonly ohmicResistance: number;
  /** L in H and C in F; null where the model has none. */
  readonly inductance: number | null;
  readonly capacitance: number | null;
}

/** Where the parameters of a model stand in its vector: R∞, L, 1/C, then R, ln τ₀ and the free exponents of each process. */
export interface ModelLayout {
  readonly count: number;
  readonly inductance: number;
  readonly capacitance: number;
  /** Index of R of each process; ln τ₀ follows it. */
  readonly processes: Int32Array;
  /** Of each process: which exponents are free, and where they stand. */
  readonly exponents: readonly (readonly { readonly index: number; readonly at: number }[])[];
  /** Bounds of each parameter; R keeps its sign. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Standard deviation of each beforehand, where the data leave it open. */
  readonly open: Float64Array;
}

/** ln τ₀ may leave the window by so much, and is open to twice as much beforehand. */
const BEYOND = Math.LN10;

/** Barriers without width are log-normal: their width is held. */
function isFree({ shape, exponents }: Process, index: number): boolean {
  return !(shape === "barriers" && index === 0 && exponents[0] === 0);
}

/**
 * @param size largest |Z| in Ω, @param logTauMin, logTauMax ends of the measured window
 */
export function modelLayout(model: ProcessModel, size: number, logTauMin: number, logTauMax: number): ModelLayout {
  const lower = [Number.NEGATIVE_INFINITY];
  const upper = [Number.POSITIVE_INFINITY];
  const open = [10 * size];
  const place = (low: number, high: number, deviation: number): number => {
    lower.push(low);
    upper.push(high);
    open.push(deviation);
    return lower.length - 1;
  };
  const inductance = model.inductance === null ? -1 : place(0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const capacitance = model.capacitance === null ? -1 : place(0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const range = logTauMax - logTauMin + 2 * BEYOND;
  const processes = new Int32Array(model.processes.length);
  const exponents = model.processes.map((process, k) => {
    const { shape, resistance } = process;
    processes[k] = resistance < 0 ? place(Number.NEGATIVE_INFINITY, 0, size) : place(0, Number.POSITIVE_INFINITY, size);
    place(logTauMin - 2 * BEYOND, logTauMax + 2 * BEYOND, range / Math.sqrt(12));
    return processShape(shape).exponents.flatMap((exponent, index) => {
      if (!isFree(process, index)) return [];
      const width = exponent.upper - exponent.lower;
      return [{ index, at: place(exponent.lower, exponent.upper, width / Math.sqrt(12)) }];
    });
  });
  return {
    count: lower.length,
    inductance,
    capacitance,
    processes,
    exponents,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    open: Float64Array.from(open),
  };
}

/** The vector of a model. */
export function packModel(model: ProcessModel, layout: ModelLayout): Float64Array {
  const x = new Float64Array(layout.count);
  x[0] = model.ohmicResistance;
  if (model.inductance !== null) x[layout.inductance] = model.inductance;
  if (model.capacitance !== null) x[layout.capacitance] = 1 / model.capacitance;
  model.processes.forEach(({ resistance, tau, exponents }, k) => {
    x[layout.processes[k]] = resistance;
    x[layout.processes[k] + 1] = log(tau);
    for (const { index, at } of layout.exponents[k]) x[at] = exponents[index];
  });
  return x;
}

/** Exponents of process k, held ones included, into `out`. */
export function exponentsAt(
  model: ProcessModel,
  layout: ModelLayout,
  k: number,
  x: Float64Array,
  from: number,
  out: Float64Array,
): void {
  const { exponents } = model.processes[k];
  for (let i = 0; i < exponents.length; i++) out[i] = exponents[i];
  for (const { index, at } of layout.exponents[k]) out[index] = x[from + at];
}

/** The processes and series elements of a model of the average. */
export function processModelOf(model: RelaxationModel): ProcessModel {
  const value = (kind: RelaxationModel["parameters"][number]["kind"]): number | null => {
    const i = model.parameters.findIndex((p) => p.kind === kind);
    return i < 0 ? null : model.values[i];
  };
  const elastance = value("elastance");
  return {
    processes: model.processes,
    ohmicResistance: value("ohmicResistance") ?? 0,
    inductance: value("inductance"),
    capacitance: elastance === null || elastance === 0 ? null : 1 / elastance,
  };
}
