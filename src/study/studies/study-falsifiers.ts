import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import {
  type Falsifier,
  type FalsifierInput,
  type FalsifierMeasurements,
  falsifiers,
  sodiumPotassiumLiquid,
} from "../../cell/falsifiers/index.ts";
import { siValue } from "../../cell/families/index.ts";
import { sentenceOf } from "../document.ts";
import type { SimulateDocument } from "../simulate.ts";
import { parameterValue } from "../simulate-parameters.ts";
import type { CaseCell } from "./case-cell.ts";
import type { FalsifierEntry, Written, WrittenRange } from "./study.ts";

/** Units of what a study gives to falsifiers, SI. */
export const falsifierUnits: Readonly<Record<string, string>> = {
  conductivity: "S/m",
  depth: "m",
  voidSize: "m",
  limitingCurrentDensity: "A/m2",
  interfaceResistance: "ohm m2",
  voltageLimit: "V",
  voltageChange: "V",
  resistanceRatio: "1",
  onsetTime: "s",
  recoveryTime: "s",
};

type Range = { readonly value: number; readonly lower: number; readonly upper: number };

/** A number, or an interval from two: its middle is the value. */
function rangeOf(name: string, given: WrittenRange): Range {
  const unit = falsifierUnits[name] ?? "1";
  const read = (one: Written): number => (typeof one === "number" ? one : parameterValue(name, one, unit));
  if (typeof given === "number" || typeof given === "string") {
    const value = read(given);
    return { value, lower: value, upper: value };
  }
  const [lower, upper] = [read(given[0]), read(given[1])];
  if (!(lower <= upper))
    throw new DomainError(
      `The lower end of ${name}, ${String(given[0])}, is above the upper one, ${String(given[1])}.`,
    );
  return { value: (lower + upper) / 2, lower, upper };
}

/** What stands against the mechanisms of a run, and why where nothing could be said. */
export interface RunFalsifiers {
  readonly falsifiers: readonly Falsifier[];
  readonly warnings: readonly Warning[];
}

/**
 * What stands against the mechanisms of a run, from the composition, temperature, direction, conductivity and geometry of its cell,
 * and from what the study says was measured. Empty for a cell without a parameter set, or whose liquid the falsifiers do not know.
 */
export function falsifiersOf(cell: CaseCell, document: SimulateDocument, entry: FalsifierEntry = {}): RunFalsifiers {
  try {
    const input = inputOf(cell, document, entry);
    return { falsifiers: input === null ? [] : falsifiers(input), warnings: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const message = `No falsifiers were computed: ${sentenceOf(error)}`;
    return { falsifiers: [], warnings: [{ code: "no-falsifiers", message }] };
  }
}

/** Reads every quantity that a study gives to falsifiers. @throws DomainError for one in another unit, or ends in the wrong order */
export function checkFalsifierEntry({ measured = {}, conductivity, depth, voidSize }: FalsifierEntry): void {
  for (const [name, given] of Object.entries({ ...measured, conductivity, depth, voidSize })) {
    if (given !== undefined) rangeOf(name, given);
  }
}

function inputOf(cell: CaseCell, document: SimulateDocument, entry: FalsifierEntry): FalsifierInput | null {
  const { moleFraction } = cell;
  if (moleFraction === null || !isSodiumPotassium(cell)) return null;
  const direction = document.segments.find(({ charge }) => charge !== 0);
  if (direction === undefined) return null;
  const conductivity =
    entry.conductivity === undefined
      ? setRange(cell, "geometry.grainConductivity")
      : rangeOf("conductivity", entry.conductivity);
  const depth = entry.depth === undefined ? poolDepth(document) : rangeOf("depth", entry.depth);
  if (conductivity === null || depth === null) return null;
  const measured = Object.fromEntries(
    Object.entries(entry.measured ?? {}).flatMap(([name, given]) =>
      given === undefined ? [] : [[name, rangeOf(name, given)]],
    ),
  ) as FalsifierMeasurements;
  return {
    liquid: sodiumPotassiumLiquid(moleFraction, document.cell.temperature),
    moleFraction,
    direction: direction.charge > 0 ? "strip" : "plate",
    conductivity,
    depth,
    ...(entry.orientation === undefined ? {} : { orientation: entry.orientation }),
    ...(entry.farSide === undefined ? {} : { farSide: entry.farSide }),
    ...(entry.voidSize === undefined ? {} : { voidSize: rangeOf("voidSize", entry.voidSize) }),
    measured,
  };
}

function isSodiumPotassium({ choice }: CaseCell): boolean {
  return choice.description.submodels.some(({ options }) => {
    const alloy = options?.alloy;
    if (typeof alloy !== "object" || alloy === null) return false;
    const { kind, database, metal } = alloy as { kind?: unknown; database?: unknown; metal?: unknown };
    return kind === "assessed" && database === "K-Na" && metal === "NA";
  });
}

/** A number of the set with what the literature allows. */
function setRange({ parameters }: CaseCell, name: string): Range | null {
  const found = parameters.find((one) => one.name === name);
  if (found === undefined) return null;
  const { unit } = found;
  const [lower, upper] = found.range ?? [found.value, found.value];
  const si = (value: number): number => siValue({ value, unit });
  return { value: si(found.value), lower: si(lower), upper: si(upper) };
}

function poolDepth({ cell }: SimulateDocument): Range | null {
  for (const { parameters, electrode } of cell.submodels) {
    const depth = parameters.find(({ name }) => name === "depth");
    if (depth !== undefined && electrode === "working")
      return { value: depth.value, lower: depth.value, upper: depth.value };
  }
  return null;
}
