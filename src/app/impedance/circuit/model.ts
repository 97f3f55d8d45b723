import { parameterNames, parseCircuit } from "../../../impedance/circuit/notation.ts";
import { type CircuitModel, type ModelConstraints, noConstraints } from "../../state/project.ts";

/** How a parameter is held. */
export type Held = "free" | "fixed" | "tied";

function kept<Value>(of: Readonly<Record<string, Value>>, names: ReadonlySet<string>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => names.has(name)));
}

/** The model with another circuit; what was said of parameters that are gone is dropped. @throws DomainError as `parseCircuit` */
export function withNotation(model: ModelConstraints, notation: string): CircuitModel {
  const names = new Set(parameterNames(parseCircuit(notation)));
  return {
    notation,
    start: kept(model.start, names),
    fixed: kept(model.fixed, names),
    bounds: kept(model.bounds, names),
    ties: kept(model.ties, names),
  };
}

function without<Value>(of: Readonly<Record<string, Value>>, name: string): Readonly<Record<string, Value>> {
  const { [name]: _, ...others } = of;
  return others;
}

export function heldOf({ fixed, ties }: ModelConstraints, name: string): Held {
  if (Object.hasOwn(fixed, name)) return "fixed";
  return Object.hasOwn(ties, name) ? "tied" : "free";
}

/** A parameter held another way; a fixed one at `value`. */
export function withHeld(model: CircuitModel, name: string, held: Held, value: number): CircuitModel {
  const free = { ...model, fixed: without(model.fixed, name), ties: without(model.ties, name) };
  if (held === "fixed") return { ...free, fixed: { ...free.fixed, [name]: value } };
  return held === "tied" ? { ...free, ties: { ...free.ties, [name]: model.ties[name] ?? "" } } : free;
}

/** The value of a fixed parameter, or where a free one begins. */
export function withValue(model: CircuitModel, name: string, value: number): CircuitModel {
  if (heldOf(model, name) === "fixed") return { ...model, fixed: { ...model.fixed, [name]: value } };
  return { ...model, start: { ...model.start, [name]: value } };
}

export function withTie(model: CircuitModel, name: string, expression: string): CircuitModel {
  return { ...model, ties: { ...model.ties, [name]: expression } };
}

/** Bounds of a parameter; null: those of its element. */
export function withBounds(model: CircuitModel, name: string, ends: readonly [number, number] | null): CircuitModel {
  return { ...model, bounds: ends === null ? without(model.bounds, name) : { ...model.bounds, [name]: ends } };
}

/** What is said of the circuit that is drawn: its draft, else that of the analysis. */
export function modelOf(
  draft: CircuitModel | null,
  analysed: { readonly notation: string; readonly from: string } | null,
  constraints: ModelConstraints,
): CircuitModel | null {
  if (draft !== null) return draft;
  if (analysed === null) return null;
  return { ...(analysed.from === "given" ? constraints : noConstraints), notation: analysed.notation };
}

/** An unfinished tie is nothing that a fit can use. */
export function readyConstraints({ start, fixed, bounds, ties }: ModelConstraints): ModelConstraints {
  return {
    start,
    fixed,
    bounds,
    ties: Object.fromEntries(Object.entries(ties).filter(([, text]) => text.trim() !== "")),
  };
}
