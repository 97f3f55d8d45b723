import { scanDuration } from "../linearise/scan-duration.ts";
import type { AfterLimit } from "./protocol.ts";
import type { PassPlace, Segment, SegmentOutcome } from "./segment.ts";

/** A run of segments; it is told how each went and returns what is to be done next. */
export type SegmentRun = Generator<Segment, AfterLimit, SegmentOutcome | undefined>;

/** A segment that knows neither where nor in which pass it stands. */
export type SegmentTemplate = Omit<Segment, "step">;

/** What a step comes to if no limit ends it earlier. */
export interface Totals {
  readonly segments: number;
  /** s, of the segments whose duration is known beforehand. */
  readonly duration: number;
  /** C/m² that positive, and that negative cell current passes in the segments whose charge is known beforehand; both positive. */
  readonly positiveCharge: number;
  readonly negativeCharge: number;
  /** Segments whose duration is not known beforehand. */
  readonly openEnded: number;
  /** Segments whose charge is not known beforehand. */
  readonly unknownCharge: number;
  /** Segments that a limit may end earlier. */
  readonly limited: number;
  /** Steps at constant current. */
  readonly pulses: number;
  /** s that an instrument takes besides for spectra, at its usual scan; those during a step take the time of the step. */
  readonly scan: number;
  /** All spectra. */
  readonly spectra: number;
}

export const nothing: Totals = {
  segments: 0,
  duration: 0,
  positiveCharge: 0,
  negativeCharge: 0,
  openEnded: 0,
  unknownCharge: 0,
  limited: 0,
  pulses: 0,
  scan: 0,
  spectra: 0,
};

/** a + times · b */
export function plus(a: Totals, b: Totals, times = 1): Totals {
  return {
    segments: a.segments + times * b.segments,
    duration: a.duration + times * b.duration,
    positiveCharge: a.positiveCharge + times * b.positiveCharge,
    negativeCharge: a.negativeCharge + times * b.negativeCharge,
    openEnded: a.openEnded + times * b.openEnded,
    unknownCharge: a.unknownCharge + times * b.unknownCharge,
    limited: a.limited + times * b.limited,
    pulses: a.pulses + times * b.pulses,
    scan: a.scan + times * b.scan,
    spectra: a.spectra + times * b.spectra,
  };
}

/** A step, compiled. */
export interface Plan {
  readonly totals: Totals;
  /** Only in every so many passes of the repeat around it. */
  readonly passes?: number;
  /** Whether it is a repetition, or holds one. */
  readonly repeats?: true;
  /** @param suffix the passes of the repeats around it: " (pass 37 of 5000)" */
  run(suffix: string): SegmentRun;
}

/** Totals of one segment. Its charge is known where its current is the integral of a straight line between known numbers. */
export function totalsOf({ control, duration, limits, impedance }: SegmentTemplate): Totals {
  const { quantity, from, offset = 0, slope, to } = control;
  const known = to === undefined && Number.isFinite(duration);
  const none = quantity === "current" && from === 0 && offset === 0 && slope === 0;
  const straight = quantity === "current" && from !== "present" && known;
  const charge = none ? ([0, 0] as const) : straight ? chargesOf(from + offset, slope, duration) : undefined;
  return {
    segments: 1,
    duration: known ? duration : 0,
    positiveCharge: charge?.[0] ?? 0,
    negativeCharge: charge?.[1] ?? 0,
    openEnded: known ? 0 : 1,
    unknownCharge: charge === undefined ? 1 : 0,
    limited: limits.length > 0 && duration > 0 ? 1 : 0,
    pulses: 0,
    spectra: impedance === undefined ? 0 : 1,
    scan: impedance === undefined || impedance.at === "during" ? 0 : scanDuration(impedance.request),
  };
}

/** ∫ max(±i, 0) dt of a current that goes in a straight line. */
function chargesOf(from: number, slope: number, duration: number): readonly [positive: number, negative: number] {
  const end = from + slope * duration;
  const split = (from < 0 && end > 0) || (from > 0 && end < 0);
  if (!split) {
    const charge = 0.5 * (from + end) * duration;
    return charge >= 0 ? [charge, 0] : [0, -charge];
  }
  const first = (0.5 * from * from) / Math.abs(slope);
  const last = (0.5 * end * end) / Math.abs(slope);
  return from > 0 ? [first, last] : [last, first];
}

/** What to do after a segment: as its limit says if one ended it. */
export const actionAfter = (outcome: SegmentOutcome | undefined): AfterLimit => outcome?.endedBy?.action ?? "next";

/** A step of one segment. */
export function singlePlan(path: string, template: SegmentTemplate, pulses = 0): Plan {
  return {
    totals: { ...totalsOf(template), pulses },
    *run(suffix) {
      return actionAfter(yield { step: path + suffix, ...template });
    },
  };
}

/** Steps one after another, `count` times. */
export function repeatPlan(plans: readonly Plan[], count: number): Plan {
  const totals = plans.reduce(
    (sum, plan) => plus(sum, plan.totals, plan.passes === undefined ? count : Math.floor(count / plan.passes)),
    nothing,
  );
  const innermost = plans.every(({ repeats }) => repeats === undefined);
  const intervals = plans.flatMap(({ passes }) => (passes === undefined ? [] : [passes]));
  return {
    totals,
    repeats: true,
    *run(suffix) {
      const before = suffix === "" ? " (" : `${suffix.slice(0, -1)}, `;
      const repetition = {};
      for (let pass = 1; pass <= count; pass++) {
        const place = `${before}pass ${pass} of ${count})`;
        let first = innermost;
        for (const plan of plans) {
          if (plan.passes !== undefined && pass % plan.passes !== 0) continue;
          const run = plan.run(place);
          const free = first ? freePasses(pass, count, intervals) : 0;
          const action = yield* first ? firstOfPass(run, { repetition, number: pass, count, free }) : run;
          first = false;
          if (typeof action === "number") {
            pass += action - 1;
            break;
          }
          if (action === "stop") return "stop";
          if (action === "leave-repeat") return "next";
        }
      }
      return "next";
    },
  };
}

/** Passes from `pass` on before the last, and before the next that is a multiple of an interval. */
function freePasses(pass: number, count: number, intervals: readonly number[]): number {
  return intervals.reduce((least, every) => Math.min(least, Math.ceil(pass / every) * every - pass), count - pass);
}

/** A run whose first segment tells its pass; ends with the number of passes to be left out, where it is told so. */
function* firstOfPass(
  run: SegmentRun,
  pass: PassPlace,
): Generator<Segment, AfterLimit | number, SegmentOutcome | undefined> {
  let item = run.next();
  if (item.done === true) return item.value;
  const outcome = yield { ...item.value, pass };
  if (outcome?.skipPasses !== undefined) return outcome.skipPasses;
  item = run.next(outcome);
  while (item.done !== true) item = run.next(yield item.value);
  return item.value;
}

/** The steps of a whole protocol. */
export function* runAll(plans: readonly Plan[]): Generator<Segment, void, SegmentOutcome | undefined> {
  for (const plan of plans) if ((yield* plan.run("")) === "stop") return;
}
