import { scanDuration } from "../linearise/scan-duration.ts";
import { written } from "./measures.ts";
import { actionAfter, nothing, type Plan, plus, type SegmentTemplate, type Totals, totalsOf } from "./plan.ts";
import { voltageText } from "./print.ts";
import type { CyclicVoltammetryStep, SpectrumOfStep } from "./protocol.ts";
import type { Voltage } from "./quantities.ts";
import type { Limit, SegmentControl } from "./segment.ts";

/** b − a in V; undefined where one of them stands against open circuit and the other does not. */
function distance(a: Voltage, b: Voltage): number | undefined {
  if (typeof a === "number") return typeof b === "number" ? b - a : undefined;
  return typeof b === "number" ? undefined : b.vsOpenCircuit - a.vsOpenCircuit;
}

/**
 * A ramp of the voltage.
 * @param from absent: the present one
 * @param rate V/s
 * @param first whether its step begins with it: the present voltage is then what `from` stands against
 */
export function voltageRamp(
  from: Voltage | undefined,
  to: Voltage,
  rate: number,
  first: boolean,
): { readonly control: SegmentControl; readonly duration: number } {
  const way = from === undefined ? undefined : distance(from, to);
  const offset = first && typeof from === "object" && from.vsOpenCircuit !== 0 ? { offset: from.vsOpenCircuit } : {};
  const start = { from: typeof from === "number" ? from : ("present" as const), ...offset };
  if (way === undefined) {
    return { control: { quantity: "voltage", ...start, slope: rate, to }, duration: Number.POSITIVE_INFINITY };
  }
  return { control: { quantity: "voltage", ...start, slope: way < 0 ? -rate : rate }, duration: Math.abs(way) / rate };
}

interface Leg {
  readonly from: Voltage;
  readonly to: Voltage;
}

/** Stretches between the points, without those that leave the voltage as it is. */
function legsThrough(points: readonly Voltage[]): readonly Leg[] {
  return points.slice(1).flatMap((to, i) => {
    const from = points[i] as Voltage;
    return distance(from, to) === 0 ? [] : [{ from, to }];
  });
}

/** The first cycle, every further one, and the way to the end. With one vertex a cycle ends where it began. */
function legsOf({ from, vertices, to }: CyclicVoltammetryStep): {
  readonly first: readonly Leg[];
  readonly further: readonly Leg[];
  readonly last: readonly Leg[];
} {
  const turns = vertices.length === 1 ? [...vertices, from] : vertices;
  const end = turns[turns.length - 1] as Voltage;
  return {
    first: legsThrough([from, ...turns]),
    further: legsThrough([end, ...turns]),
    last: legsThrough([end, to]),
  };
}

/** What a voltammogram takes from its protocol. */
export interface VoltammogramPlace {
  readonly path: string;
  readonly sentence: string;
  readonly named: { readonly name?: string };
  readonly limits: readonly Limit[];
  readonly spectrum: SpectrumOfStep | undefined;
}

/** From vertex to vertex, cycle after cycle; told the voltage at which it began, it takes open circuit as that number. */
export function cyclicVoltammetryPlan(
  { path, sentence, named, limits, spectrum }: VoltammogramPlace,
  step: CyclicVoltammetryStep,
): Plan {
  const { scanRate, cycles } = step;
  const rate = written(scanRate, "scanRate");
  const legs = legsOf(step);
  const template = ({ from, to }: Leg, cycle: number, start: number | undefined, first: boolean): SegmentTemplate => {
    const resolved = (voltage: Voltage): Voltage =>
      start === undefined || typeof voltage === "number" ? voltage : start + voltage.vsOpenCircuit;
    return {
      ...named,
      sentence: `${sentence}: cycle ${cycle} of ${cycles}, to ${voltageText(to)}`,
      ...voltageRamp(resolved(from), resolved(to), scanRate, first),
      end: `to ${voltageText(to)} at ${rate}`,
      limits,
    };
  };
  const sum = (list: readonly Leg[]): Totals =>
    list.reduce((total, leg) => plus(total, totalsOf(template(leg, 1, undefined, false))), nothing);
  const withoutSpectrum = plus(plus(sum(legs.first), sum(legs.further), cycles - 1), sum(legs.last));
  const totals = {
    ...withoutSpectrum,
    ...(spectrum === undefined ? {} : { scan: scanDuration(spectrum.request), spectra: 1 }),
  };
  const cycleLegs = (cycle: number): readonly Leg[] => {
    const own = cycle === 1 ? legs.first : legs.further;
    return cycle === cycles ? [...own, ...legs.last] : own;
  };
  return {
    totals,
    *run(suffix) {
      let start: number | undefined;
      let done = 0;
      for (let cycle = 1; cycle <= cycles; cycle++) {
        for (const leg of cycleLegs(cycle)) {
          done++;
          const wanted = spectrum?.when === "start" ? done === 1 : done === totals.segments;
          const outcome = yield {
            step: path + suffix,
            ...template(leg, cycle, start, done === 1),
            ...(spectrum !== undefined && wanted
              ? { impedance: { request: spectrum.request, at: spectrum.when } }
              : {}),
          };
          if (outcome?.endedBy !== undefined) return actionAfter(outcome);
          start ??= outcome?.startVoltage;
        }
      }
      return "next";
    },
  };
}
