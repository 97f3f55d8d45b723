import { DomainError } from "../../base/errors.ts";
import type { Task } from "../../base/task.ts";
import type { Warning } from "../../base/warnings.ts";
import { GAS_CONSTANT, STANDARD_PRESSURE } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { assembleRegions, tabulateEvents, unresolvedWarnings } from "./assemble.ts";
import { binaryCurves } from "./binary-curves.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";
import { stateOfMatter } from "./invariant-kind.ts";
import { type Accuracy, mapBetween, type Station } from "./map-slices.ts";
import type { BinaryDiagram } from "./result.ts";
import { refuseSamePhases } from "./same-phase.ts";
import { type Slice, sameFields } from "./slice.ts";
import { SliceMaker } from "./stable-slice.ts";

export interface BinaryDiagramOptions {
  /** Upper-case symbol of the component whose mole fraction is the axis. */
  readonly component: string;
  /**
   * K; default: from where the functions of at least half of the phases begin to somewhat above the last liquidus, or to where
   * they end if nothing changes. Clipped to where any phase is defined; a phase is left out, with a warning, where it is not.
   */
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
  const steps = mapDiagram(models, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same as a task that tells the temperature it has come to, for systems whose phases have internal degrees of freedom.
 * @throws DomainError as `binaryDiagram`, once it runs
 */
export function binaryDiagramTask(models: readonly PhaseModel[], options: BinaryDiagramOptions): Task<BinaryDiagram> {
  return {
    name: "phase diagram",
    async run(control) {
      const steps = mapDiagram(models, options);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        const { done, total, temperature } = step.value;
        control.report(done, total, `${temperature.toFixed(1)} K`);
        await control.checkpoint();
      }
    },
  };
}

/** How far a diagram is: whole kelvins of its height. */
interface Step {
  readonly done: number;
  readonly total: number;
  /** K */
  readonly temperature: number;
}

function* mapDiagram(models: readonly PhaseModel[], options: BinaryDiagramOptions): Generator<Step, BinaryDiagram> {
  const pressure = options.pressure ?? STANDARD_PRESSURE;
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
  const warnings: Warning[] = [...system.warnings];
  refuseSamePhases(curves, system.temperatureRange);
  const maker = new SliceMaker(curves);
  const limits = system.temperatureRange;
  const asked = options.temperatureRange ? clip(options.temperatureRange, limits, warnings) : null;
  const searched = asked
    ? [maker.at(asked[0]), maker.at(asked[1])]
    : yield* slicesToLastChange(maker, system.usualRange, warnings);
  const range: [number, number] = [(searched[0] as Slice).temperature, (searched.at(-1) as Slice).temperature];

  let stations = yield* mapRange(maker, searched, limits, accuracy, density);
  if (!asked) {
    const last = stations.findLast((station) => "event" in station);
    if (last) {
      const top = last.event.temperature + HEADROOM * (last.event.temperature - range[0]);
      const high = Math.min(system.usualRange[1], Math.ceil(top / ROUND) * ROUND);
      stations = stations.filter((station) => temperatureOf(station) < high);
      stations.push({ slice: maker.at(high) });
      range[1] = high;
    }
  }
  stations = inOrder(stations);
  const events = stations.flatMap((station) => ("event" in station ? [station.event] : []));
  warnings.push(...undefinedPhases(curves, range), ...unresolvedWarnings(events, curves));
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

/** Phases that are not defined in the whole range: left out where they are not. */
function undefinedPhases(curves: readonly GibbsCurve[], [low, high]: readonly [number, number]): Warning[] {
  const bounded = curves.filter(({ temperatureRange: [from, to] }) => from > low || to < high);
  if (bounded.length === 0) return [];
  const names = bounded.map(({ name, temperatureRange: [from, to] }) => `${name} (${from} K to ${to} K)`);
  return [
    {
      code: "phase-undefined",
      message: `The diagram spans ${low} K to ${high} K. Left out where the functions of the database do not define them: ${names.join(", ")}; the states drawn there may be metastable.`,
    },
  ];
}

/** The stations without the slices that an event solved outside of its bracket has overtaken. */
function inOrder(stations: readonly Station[]): Station[] {
  const ordered: Station[] = [];
  for (const station of stations) {
    const temperature = temperatureOf(station);
    if ("event" in station) {
      for (let last = ordered.at(-1); last && "slice" in last; last = ordered.at(-1)) {
        if (last.slice.temperature < temperature) break;
        ordered.pop();
      }
    } else if (ordered.length > 0 && temperatureOf(ordered.at(-1) as Station) >= temperature) continue;
    ordered.push(station);
  }
  return ordered;
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
      message: `The range ${low} K to ${high} K was cut to ${clipped[0]} K to ${clipped[1]} K, where any phase is defined.`,
    });
  }
  return clipped;
}

/**
 * Slices from the bottom to above the last change: to the first at which the liquid alone is stable. Where that never comes, or where
 * nothing has changed before, to above the last tie line; to the top if there is none. What changes above is told, not mapped.
 */
function* slicesToLastChange(
  maker: SliceMaker,
  [low, high]: readonly [number, number],
  warnings: Warning[],
): Generator<Step, Slice[]> {
  const slices: Slice[] = [];
  // as many as reach one above the last of several fields
  let count = 0;
  let melted = 0;
  for (let temperature = low; ; temperature *= SEARCH_RATIO) {
    const slice = maker.at(Math.min(temperature, high));
    yield { done: 0, total: Math.ceil(high - low), temperature: slice.temperature };
    slices.push(slice);
    const single = slice.fields.length === 1;
    if (!single || !sameFields(slice.fields, (slices[0] as Slice).fields)) {
      if (melted > 0 && !sameFields(slice.fields, (slices[melted - 1] as Slice).fields)) {
        warnings.push({
          code: "changes-above",
          message: `The diagram ends above the last liquidus. By the functions of the database the stable phases change again below ${slice.temperature.toFixed(0)} K; ask for the range up to ${high} K to see it.`,
        });
        return slices.slice(0, melted);
      }
    }
    if (!single) count = slices.length + 1;
    if (
      melted === 0 &&
      slices.length > 1 &&
      single &&
      !sameFields(slice.fields, (slices[0] as Slice).fields) &&
      stateOfMatter(maker.curves[slice.fields[0] as number]?.name ?? "") === "liquid"
    ) {
      melted = slices.length;
    }
    if (slice.temperature >= high) {
      if (melted > 0) return slices.slice(0, melted);
      return single && count > 1 ? slices.slice(0, count) : slices;
    }
  }
}

/** Slices at most one part in `density` of the range from one another, and all that lies between them. */
function* mapRange(
  maker: SliceMaker,
  known: readonly Slice[],
  limits: readonly [number, number],
  accuracy: Accuracy,
  density: number,
): Generator<Step, Station[]> {
  let slice = known[0] as Slice;
  const start = slice.temperature;
  const total = (known.at(-1) as Slice).temperature - start;
  const widest = total / density;
  const stations: Station[] = [{ slice }];
  const step = (temperature: number): Step => ({
    done: Math.floor(slice.temperature - start),
    total: Math.ceil(total),
    temperature,
  });
  for (const end of known.slice(1)) {
    const low = slice.temperature;
    const height = end.temperature - low;
    const parts = Math.ceil(height / widest - 1e-9);
    for (let k = 1; k <= parts; k++) {
      const next = k === parts ? end : maker.at(low + (height * k) / parts);
      const between = mapBetween(maker, slice, next, limits, accuracy);
      let found = between.next();
      for (; !found.done; found = between.next()) yield step(found.value);
      stations.push(...found.value, { slice: next });
      slice = next;
    }
  }
  return stations;
}
