import { exp } from "../../numerics/elementary/index.ts";
import type { Process } from "./process.ts";
import { processShape } from "./shape.ts";
import type { ProcessShape, ShapeName } from "./shapes/process-shape.ts";

/** What a process may be in a fit: a shape, some of whose exponents may be held. `log-normal`: barriers of width 0. */
export type FormName = "debye" | "cole-cole" | "gerischer" | "havriliak-negami" | "log-normal" | "barriers";

export interface Form {
  readonly name: FormName;
  readonly shape: ProcessShape;
  /** Exponents that are held, as the shape counts them; NaN: fitted. */
  readonly held: readonly number[];
  /** Indices of the exponents that are fitted. */
  readonly free: readonly number[];
  /** Bounds of the fitted exponents, and the longest step of one iteration. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly stride: readonly number[];
  /** Normal prior of the fitted exponents, [mean, standard deviation]; null: uniform between the bounds. */
  readonly prior: readonly (readonly [number, number] | null)[];
}

/** Least width of a box in a fit: the derivative vanishes at 0, where `log-normal` stands. */
const LEAST_WIDTH = 0.5;

function form(
  name: FormName,
  shape: ShapeName,
  held: readonly number[],
  stride: readonly number[],
  prior: Form["prior"],
): Form {
  const model = processShape(shape);
  const free = held.flatMap((value, i) => (Number.isNaN(value) ? [i] : []));
  return {
    name,
    shape: model,
    held,
    free,
    lower: free.map((i) => Math.max(model.exponents[i].lower, model.exponents[i].name === "width" ? LEAST_WIDTH : 0)),
    upper: free.map((i) => model.exponents[i].upper),
    stride,
    prior,
  };
}

const FITTED = Number.NaN;
/** Exponents of constant-phase elements as they are found in cells. */
const ALPHA: readonly [number, number] = [0.87, 0.08];

export const FORMS: Readonly<Record<FormName, Form>> = {
  debye: form("debye", "debye", [], [], []),
  "cole-cole": form("cole-cole", "cole-cole", [FITTED], [0.15], [ALPHA]),
  gerischer: form("gerischer", "gerischer", [], [], []),
  "havriliak-negami": form("havriliak-negami", "havriliak-negami", [FITTED, FITTED], [0.12, 0.2], [ALPHA, null]),
  "log-normal": form("log-normal", "barriers", [0, FITTED], [0.5], [null]),
  barriers: form("barriers", "barriers", [FITTED, FITTED], [1.5, 0.5], [null, null]),
};

/** A process of a fit: its form, ln τ₀, and the exponents that are fitted. */
export interface Candidate {
  readonly form: Form;
  readonly logTau: number;
  readonly exponents: readonly number[];
}

/** ln τ₀ and fitted exponents of all processes, one after the other. */
export function packCandidates(candidates: readonly Candidate[]): Float64Array {
  return Float64Array.from(candidates.flatMap((c) => [c.logTau, ...c.exponents]));
}

/** The processes of a parameter vector. */
export function processesOf(
  forms: readonly Form[],
  resistances: ArrayLike<number>,
  theta: ArrayLike<number>,
): readonly Process[] {
  let at = 0;
  return forms.map((one, k) => {
    const tau = exp(theta[at++]);
    const exponents = one.held.map((value) => (Number.isNaN(value) ? theta[at++] : value));
    return { shape: one.shape.name, resistance: resistances[k], tau, exponents };
  });
}
