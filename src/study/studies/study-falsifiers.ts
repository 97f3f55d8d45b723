import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import {
  type Direction,
  type Falsifier,
  type FalsifierInput,
  type FalsifierLiquid,
  type FalsifierMeasurements,
  type FalsifierProtocol,
  falsifiers,
  liquidFromAlloy,
  sodiumPotassiumLiquid,
} from "../../cell/falsifiers/index.ts";
import { siValue } from "../../cell/families/index.ts";
import { sentenceOf } from "../document.ts";
import { type PoolAlloy, poolAlloys } from "../pool-alloys.ts";
import type { SimulateDocument } from "../simulate.ts";
import { parameterValue } from "../simulate-parameters.ts";
import type { CaseCell } from "./case-cell.ts";
import type { PlannedObservation } from "./observables/observe.ts";
import { FEWEST_STAIRS, stairsOf } from "./observables/onset.ts";
import type { FalsifierEntry, Written, WrittenRange } from "./study.ts";

/** Units of what a study gives to falsifiers, SI. */
const falsifierUnits: Readonly<Record<string, string>> = {
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

/** A number, or an interval from two: its middle is the value. @throws DomainError for another unit, or ends in the wrong order */
export function rangeOf(name: string, given: WrittenRange): Range {
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

/** A falsifier with the direction of the current that it speaks of. */
export interface RunFalsifier extends Falsifier {
  readonly direction: Direction;
}

/** What stands against the mechanisms of a run, and why where nothing could be said. */
export interface RunFalsifiers {
  readonly falsifiers: readonly RunFalsifier[];
  readonly warnings: readonly Warning[];
}

/** What was found for an input, by the text of it: cases of one cell ask for the same. */
export type KnownFalsifiers = Map<string, readonly Falsifier[]>;

/**
 * What stands against the mechanisms of a run, from the composition, temperature, conductivity and geometry of its cell, for every
 * direction in which current flows, and from what the study says was measured: in `falsifiers.measured`, or as the published value
 * of an observable that means the same. Measurements belong to the direction in which current flows first. Empty for a cell without
 * a parameter set, or of a pure metal.
 *
 * @param known filled here; the same map for all cases of a study
 */
export function falsifiersOf(
  cell: CaseCell,
  document: SimulateDocument,
  entry: FalsifierEntry = {},
  published: readonly PlannedObservation[] = [],
  known: KnownFalsifiers = new Map(),
): RunFalsifiers {
  try {
    const found = inputsOf(cell, document, entry, published).map((input): readonly RunFalsifier[] => {
      const { liquid, ...rest } = input;
      const key = JSON.stringify([liquid.name, liquid.temperature, liquid.sources, rest]);
      const computed = known.get(key) ?? falsifiers(input);
      known.set(key, computed);
      return computed.map((one) => ({ ...one, direction: input.direction }));
    });
    return { falsifiers: found.flat(), warnings: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const message = `No falsifiers were computed: ${sentenceOf(error)}`;
    return { falsifiers: [], warnings: [{ code: "no-falsifiers", message }] };
  }
}

function inputsOf(
  cell: CaseCell,
  document: SimulateDocument,
  entry: FalsifierEntry,
  published: readonly PlannedObservation[],
): FalsifierInput[] {
  const { moleFraction } = cell;
  const [pool] = poolAlloys(document);
  if (moleFraction === null || !(moleFraction > 0 && moleFraction < 1) || pool === undefined) return [];
  const liquid = liquidOf(cell, pool, moleFraction, document);
  const conductivity =
    entry.conductivity === undefined
      ? setRange(cell, "geometry.grainConductivity")
      : rangeOf("conductivity", entry.conductivity);
  const depth = entry.depth === undefined ? poolDepth(document) : rangeOf("depth", entry.depth);
  if (liquid === null || conductivity === null || depth === null) return [];
  const measured = {
    ...publishedMeasurements(published),
    ...Object.fromEntries(
      Object.entries(entry.measured ?? {}).flatMap(([name, given]) =>
        given === undefined ? [] : [[name, rangeOf(name, given)]],
      ),
    ),
  } as FalsifierMeasurements;
  const signs = [...new Set(document.segments.flatMap(({ charge }) => (charge === 0 ? [] : [Math.sign(charge)])))];
  return signs.map((sign, k): FalsifierInput => {
    const protocol = protocolOf(document, sign);
    return {
      liquid,
      moleFraction,
      direction: sign > 0 ? "strip" : "plate",
      conductivity,
      depth,
      ...(protocol === null ? {} : { protocol }),
      ...(entry.orientation === undefined ? {} : { orientation: entry.orientation }),
      ...(entry.farSide === undefined ? {} : { farSide: entry.farSide }),
      ...(entry.voidSize === undefined ? {} : { voidSize: rangeOf("voidSize", entry.voidSize) }),
      measured: k === 0 ? measured : {},
    };
  });
}

/** Observables that state what a falsifier is held against. */
const MEASURED_BY: Readonly<Record<string, keyof FalsifierMeasurements>> = {
  "onset current": "limitingCurrentDensity",
  "recovery time": "recoveryTime",
};

/** Published values ± σ of observables that mean the same as a measurement of falsifiers; ends (≥, ≤) are none. */
function publishedMeasurements(all: readonly PlannedObservation[]): FalsifierMeasurements {
  return Object.fromEntries(
    all.flatMap(({ kind, published }): [string, Range][] => {
      const name = Object.hasOwn(MEASURED_BY, kind.name) ? MEASURED_BY[kind.name] : undefined;
      if (name === undefined || published === null || published.sense !== "equals" || !(published.value > 0)) return [];
      const { value, sigma } = published;
      const half = Math.min(sigma ?? 0, 0.99 * value);
      return [[name, { value, lower: value - half, upper: value + half }]];
    }),
  );
}

/** Segments in one direction up to which they are steps, not pulses. */
const MOST_STEPS = 12;

/** The current of a run in one direction as a falsifier takes it: a staircase as a ramp, else the largest of a few steps; null for pulses. */
function protocolOf({ segments }: SimulateDocument, sign: number): FalsifierProtocol | null {
  const own = segments.filter(({ charge, start, end }) => Math.sign(charge) === sign && end > start);
  const stairs = stairsOf(segments);
  const [first, last] = [own[0], own.at(-1)];
  if (stairs.length >= FEWEST_STAIRS && first !== undefined && last !== undefined) {
    const rising = own.filter(({ endCurrent }) => stairs.some(({ current }) => current === endCurrent));
    const [low, high] = [rising[0], rising.at(-1)];
    if (low === undefined || high === undefined || !(high.start > low.start)) return null;
    const rate = Math.abs(high.endCurrent - low.endCurrent) / (high.start - low.start);
    return rate > 0 ? { kind: "ramp", rate } : null;
  }
  if (own.length === 0 || own.length > MOST_STEPS) return null;
  return { kind: "step", currentDensity: Math.max(...own.map(({ endCurrent }) => Math.abs(endCurrent))) };
}

/** The liquid: of Na-K with its covariance, of any other alloy as its pool has it. */
function liquidOf(
  { choice }: CaseCell,
  { submodel, alloy, diffusivity, metal }: PoolAlloy,
  moleFraction: number,
  { cell }: SimulateDocument,
): FalsifierLiquid | null {
  if (isSodiumPotassium(choice.description)) return sodiumPotassiumLiquid(moleFraction, cell.temperature);
  if (diffusivity === null) return null;
  const numbers = cell.submodels.flatMap(({ parameters }) => parameters.filter(({ name }) => name === "chargeNumber"));
  return liquidFromAlloy(alloy, {
    name: metal === null ? `the alloy of the ${submodel}` : `the alloy of ${metal}`,
    temperature: cell.temperature,
    chargeNumber: numbers[0]?.value ?? 1,
    diffusivity,
    sources: ["alloy and diffusivity of the cell itself, without accuracies: the band holds what else is uncertain"],
  });
}

function isSodiumPotassium({ submodels }: CaseCell["choice"]["description"]): boolean {
  return submodels.some(({ options }) => {
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
