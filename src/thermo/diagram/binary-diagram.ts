import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { assembleRegions, tabulateEvents } from "./assemble.ts";
import { binaryCurves } from "./binary-curves.ts";
import { stateOfMatter } from "./invariant-kind.ts";
import { type Accuracy, mapBetween, type Station } from "./map-slices.ts";
import type { BinaryDiagram } from "./result.ts";
import { refuseSamePhases } from "./same-phase.ts";
import type { Slice } from "./slice.ts";
import { SliceMaker } from "./stable-slice.ts";

export interface BinaryDiagramOptions {
  /** Upper-case symbol of the component whose mole fraction is the axis. */
  readonly component: string;
  /** K; default: from where the functions begin to somewhat above the last liquidus. Clipped to the range of the functions. */
  readonly temperatureRange?: readonly [low: number, high: number];
  /** Pa, default 101325 */
  readonly pressure?: number;
  /** J/(mol K) that the models were made with: recorded, not used. Default: CODATA. */
  readonly gasConstant?: number;
  /** Names of phases left out: what remains is then metastable. */
  readonly without?: readonly string[];
  /** A boundary drawn through its points is nearer to the true one than 0.05 K or than 1e-4 in mole fraction, by default. */
  readonly accuracy?: Partial<Accuracy>;
  /** Number of equal intervals of temperature that are looked into at least, default 16. */
  readonly density?: number;
}

export const DEFAULT_PRESSURE = 101325;
const DEFAULT_ACCURACY: Accuracy = { temperature: 0.05, moleFraction: 1e-4 };
const DEFAULT_DENSITY = 16;
/** Ratio of neighbouring temperatures while the last liquidus is sought. */
const SEARCH_RATIO = 1.1;
/** A default diagram ends this share of its height above its last event, at a multiple of 5 K. */
const HEADROOM = 0.05;
const ROUND = 5;

/**
 * The complete equilibrium phase diagram of a binary system.
 *
 * At a set of temperatures the stable state is the lower convex hull of all Gibbs curves, each tie line refined by
 * Newton's method to rounding and held against every phase. Where the sequence of fields differs between two temperatures
 * the event between them (three-phase equilibrium, congruent or critical point, transition of a pure component) is
 * solved exactly; intervals are halved until each holds one event, and until every boundary is as near to its polyline
 * as asked.
 *
 * @throws DomainError for a system that is not binary, a range outside of that of the functions, or two phases that are the same
 */
export function binaryDiagram(models: readonly PhaseModel[], options: BinaryDiagramOptions): BinaryDiagram {
  const pressure = options.pressure ?? DEFAULT_PRESSURE;
  const without = new Set(options.without ?? []);
  const system = binaryCurves(
    models.filter((model) => !without.has(model.name)),
    options.component,
    pressure,
  );
  const { curves } = system;
  const accuracy = { ...DEFAULT_ACCURACY, ...options.accuracy };
  const density = options.density ?? DEFAULT_DENSITY;
  if (!(accuracy.temperature > 0 && accuracy.moleFraction > 0 && density >= 1)) {
    throw new DomainError(
      `binaryDiagram: accuracy ${accuracy.temperature} K and ${accuracy.moleFraction}, density ${density}; all must be positive.`,
    );
  }
  const warnings: Warning[] = [];
  refuseSamePhases(curves, system.temperatureRange);
  const maker = new SliceMaker(curves);
  const limits = system.temperatureRange;
  const asked = options.temperatureRange ? clip(options.temperatureRange, limits, warnings) : null;
  const searched = asked ? [maker.at(asked[0]), maker.at(asked[1])] : slicesToLastChange(maker, limits);
  const range: [number, number] = [(searched[0] as Slice).temperature, (searched.at(-1) as Slice).temperature];

  let stations = mapRange(maker, searched, limits, accuracy, density);
  if (!asked) {
    const events = stations.filter((station) => "event" in station);
    const last = events.at(-1);
    if (last) {
      const top = last.event.temperature + HEADROOM * (last.event.temperature - range[0]);
      const high = Math.min(limits[1], Math.ceil(top / ROUND) * ROUND);
      stations = stations.filter((station) => temperatureOf(station) < high);
      stations.push({ slice: maker.at(high) });
      range[1] = high;
    }
  }
  const events = stations.flatMap((station) => ("event" in station ? [station.event] : []));
  for (const { change, temperature, below, above, isBracketed, phases } of events) {
    if (isBracketed && change.kind !== "jump") {
      warnings.push({
        code: "unresolved-event",
        message: `At ${temperature} K the event of ${phases.map(({ curve }) => curves[curve]?.name).join(", ")} (${change.kind}) has no smooth solution, as on a magnetic transition or between phases that are nearly one: it is known from the slices beside it only, and may move with the temperatures and grid points looked at.`,
      });
    }
    if (change.kind !== "jump") continue;
    const names = ({ fields }: Slice) => fields.map((k) => curves[k]?.name).join(" | ");
    warnings.push({
      code: "unresolved-event",
      message: `At ${temperature} K the stable phases change from ${names(below)} to ${names(above)}: no sequence of single events explains it, so none is listed there.`,
    });
  }
  return {
    components: system.components,
    component: system.component,
    temperatureRange: [range[0], range[1]],
    pressure,
    gasConstant: options.gasConstant ?? GAS_CONSTANT,
    regions: assembleRegions(stations, curves),
    ...tabulateEvents(events, curves),
    slices: maker.count,
    warnings,
  };
}

const temperatureOf = (station: Station): number =>
  "slice" in station ? station.slice.temperature : station.event.temperature;

function clip(
  [low, high]: readonly [number, number],
  limits: readonly [number, number],
  warnings: Warning[],
): [number, number] {
  if (!(high > low && high > limits[0] && low < limits[1])) {
    throw new DomainError(
      `binaryDiagram: the range ${low} K to ${high} K; the functions of the phases hold from ${limits[0]} K to ${limits[1]} K: ask for a part of that.`,
    );
  }
  const clipped: [number, number] = [Math.max(low, limits[0]), Math.min(high, limits[1])];
  if (clipped[0] !== low || clipped[1] !== high) {
    warnings.push({
      code: "temperature-range-clipped",
      message: `The range ${low} K to ${high} K was cut to ${clipped[0]} K to ${clipped[1]} K, where all functions of the phases are defined.`,
    });
  }
  return clipped;
}

/** Slices from the bottom to where one phase alone stays stable: the first at which the liquid is, else above the last tie line. */
function slicesToLastChange(maker: SliceMaker, [low, high]: readonly [number, number]): Slice[] {
  const slices: Slice[] = [];
  let count = 0;
  for (let temperature = low; ; temperature *= SEARCH_RATIO) {
    const slice = maker.at(Math.min(temperature, high));
    slices.push(slice);
    const single = slice.fields.length === 1;
    if (single && stateOfMatter(maker.curves[slice.fields[0] as number]?.name ?? "") === "liquid") return slices;
    // one more than the last of several fields
    if (!single) count = slices.length + 1;
    if (slice.temperature >= high) return single && count > 1 ? slices.slice(0, count) : slices;
  }
}

/** Slices at most one part in `density` of the range from one another, and all that lies between them. */
function mapRange(
  maker: SliceMaker,
  known: readonly Slice[],
  limits: readonly [number, number],
  accuracy: Accuracy,
  density: number,
): Station[] {
  let slice = known[0] as Slice;
  const widest = ((known.at(-1) as Slice).temperature - slice.temperature) / density;
  const stations: Station[] = [{ slice }];
  for (const end of known.slice(1)) {
    const low = slice.temperature;
    const height = end.temperature - low;
    const parts = Math.ceil(height / widest - 1e-9);
    for (let k = 1; k <= parts; k++) {
      const next = k === parts ? end : maker.at(low + (height * k) / parts);
      stations.push(...mapBetween(maker, slice, next, limits, accuracy), { slice: next });
      slice = next;
    }
  }
  return stations;
}
