import { DomainError } from "../../base/errors.ts";
import { polarity } from "../conventions.ts";
import { chargeLimit, compileLimit, compileSafety } from "./compile-limits.ts";
import { type CompileOptions, type Densities, densitiesOf } from "./compile-options.ts";
import { cyclicVoltammetryPlan, voltageRamp } from "./compile-voltage.ts";
import { faultOfStairs } from "./faults.ts";
import { written } from "./measures.ts";
import {
  actionAfter,
  nothing,
  type Plan,
  plus,
  type SegmentTemplate,
  singlePlan,
  type Totals,
  totalsOf,
} from "./plan.ts";
import { capacityText, currentText, sentenceOf } from "./print.ts";
import type {
  CurrentStep,
  DrivingStep,
  Ends,
  RampStep,
  SpectrumOfStep,
  StaircaseStep,
  Step,
  StepLimit,
} from "./protocol.ts";
import type { Limit } from "./segment.ts";

/** What every step of a protocol is compiled with. */
export interface CompileContext extends CompileOptions {
  readonly safety: readonly StepLimit[];
  /** Spectra that are asked for with every step. */
  readonly everyStep: SpectrumOfStep | undefined;
}

/** Rounding that the number of stairs forgives, in stairs. */
const STAIR_TOLERANCE = 1e-9;

/**
 * Compiles a step that drives the cell.
 * @param path "2.1"
 * @throws DomainError, quoting the step, where the area or the capacity is missing
 */
export function compileStep(
  step: Exclude<Step, { kind: "impedance" | "repeat" }>,
  path: string,
  context: CompileContext,
): Plan {
  const { impedance = context.everyStep, ...drive } = step;
  const spectrum = step.kind === "cyclic-voltammetry" && impedance?.when === "during" ? undefined : impedance;
  const sentence = sentenceOf(drive);
  const densities = densitiesOf(context, sentence);
  const given: Given = {
    path,
    sentence,
    densities,
    sign: polarity[context.electrode ?? "working"],
    safety: context.safety.map((limit) => compileSafety(limit, densities)),
    spectrum,
    named: step.name === undefined ? {} : { name: step.name },
  };
  if (step.kind === "cyclic-voltammetry") {
    return cyclicVoltammetryPlan({ path, sentence, named: given.named, limits: given.safety, spectrum }, step);
  }
  if (step.kind === "staircase") return staircasePlan(step, given);
  const plan = singlePlan(path, withSpectrum({ ...given.named, ...templateOf(step, given) }, spectrum));
  return step.kind === "strip" || step.kind === "plate" ? { ...plan, totals: { ...plan.totals, pulses: 1 } } : plan;
}

interface Given {
  readonly path: string;
  readonly sentence: string;
  readonly densities: Densities;
  /** +1 where positive cell current strips the electrode that is spoken of. */
  readonly sign: 1 | -1;
  readonly safety: readonly Limit[];
  readonly spectrum: SpectrumOfStep | undefined;
  readonly named: { readonly name?: string };
}

function withSpectrum(template: SegmentTemplate, spectrum: SpectrumOfStep | undefined): SegmentTemplate {
  return spectrum === undefined
    ? template
    : { ...template, impedance: { request: spectrum.request, at: spectrum.when } };
}

function limitsOf(limits: readonly StepLimit[] | undefined, drive: number, given: Given): readonly Limit[] {
  return [...(limits ?? []).map((limit) => compileLimit(limit, given.densities, drive)), ...given.safety];
}

type SingleStep = Exclude<DrivingStep, { kind: "cyclic-voltammetry" | "staircase" }>;

function templateOf(step: SingleStep, given: Given): SegmentTemplate {
  const { sentence, sign, densities } = given;
  switch (step.kind) {
    case "strip":
    case "plate":
      return currentTemplate(step, given);
    case "rest":
      return {
        sentence,
        control: { quantity: "current", from: 0, slope: 0 },
        ...timeOf(step),
        limits: limitsOf(step.limits, 1, given),
      };
    case "hold": {
      const { voltage } = step;
      const offset =
        typeof voltage === "object" && voltage.vsOpenCircuit !== 0 ? { offset: voltage.vsOpenCircuit } : {};
      const from = typeof voltage === "number" ? voltage : "present";
      return {
        sentence,
        control: { quantity: "voltage", from, ...offset, slope: 0 },
        ...timeOf(step),
        limits: [...charges(step, given), ...limitsOf(step.limits, 1, given)],
      };
    }
    case "power": {
      const drive = step.direction === "strip" ? sign : -sign;
      return {
        sentence,
        control: { quantity: "power", from: drive * densities.power(step.power), slope: 0 },
        ...timeOf(step),
        limits: [...charges(step, given), ...limitsOf(step.limits, drive, given)],
      };
    }
    case "ramp":
      return rampTemplate(step, given);
  }
}

const timeOf = ({ duration }: Ends): Pick<SegmentTemplate, "duration" | "end"> =>
  duration === undefined
    ? { duration: Number.POSITIVE_INFINITY, end: "by a limit only" }
    : { duration, end: `for ${written(duration, "time")}` };

const charges = ({ capacity }: Ends, { densities }: Given): readonly Limit[] =>
  capacity === undefined ? [] : [chargeLimit(capacity, densities)];

/** A constant current: a charge is a duration, so that the edge is exact. */
function currentTemplate(step: CurrentStep, given: Given): SegmentTemplate {
  const amount = given.densities.current(step.rate);
  const drive = step.kind === "strip" ? given.sign : -given.sign;
  const byTime = timeOf(step);
  const byCharge =
    step.capacity === undefined
      ? byTime
      : { duration: given.densities.capacity(step.capacity) / amount, end: `for ${capacityText(step.capacity)}` };
  return {
    sentence: given.sentence,
    control: { quantity: "current", from: drive * amount, slope: 0 },
    ...(byCharge.duration < byTime.duration ? byCharge : byTime),
    limits: limitsOf(step.limits, drive, given),
  };
}

function rampTemplate(step: RampStep, given: Given): SegmentTemplate {
  const { sentence, densities, sign } = given;
  const end = "as far as the ramp goes";
  if (step.quantity === "voltage") {
    return {
      sentence,
      ...voltageRamp(step.from, step.to, step.rate, true),
      end,
      limits: limitsOf(step.limits, 1, given),
    };
  }
  const to = sign * densities.current(step.to);
  const rate = densities.ramp(step.rate);
  if (step.from === undefined) {
    const control = { quantity: "current", from: "present", slope: rate, to } as const;
    return { sentence, control, duration: Number.POSITIVE_INFINITY, end, limits: limitsOf(step.limits, 1, given) };
  }
  const from = sign * densities.current(step.from);
  if (from === to)
    throw new DomainError(`"${sentence}": with this area both currents are ${from} A/m²; a ramp needs two.`);
  const slope = to < from ? -rate : rate;
  return {
    sentence,
    control: { quantity: "current", from, slope },
    duration: Math.abs(to - from) / rate,
    end,
    limits: limitsOf(step.limits, slope, given),
  };
}

/** Value of the first stair, of the last one at most, and the height; in the units of a segment, and as text of one stair. */
interface Stairs {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  text(value: number): string;
}

function stairsOf(step: StaircaseStep, { densities, sign }: Given): Stairs {
  if (step.quantity === "voltage") {
    return { from: step.from, to: step.to, height: step.step, text: (value) => written(value, "voltage") };
  }
  return {
    from: sign * densities.current(step.from),
    to: sign * densities.current(step.to),
    height: densities.current(step.step),
    text: (value) => currentText({ value: sign * value, unit: "A/m2" }),
  };
}

/** Number of stairs from one value as far as another. */
export function stairCount(from: number, to: number, height: number): number {
  return Math.floor(Math.abs(to - from) / height + STAIR_TOLERANCE) + 1;
}

function staircasePlan(step: StaircaseStep, given: Given): Plan {
  const { path, sentence, spectrum } = given;
  const { from, to, height, text } = stairsOf(step, given);
  const fault = faultOfStairs(from, to, height);
  if (fault !== undefined) throw new DomainError(`"${sentence}": ${fault}`);
  const count = stairCount(from, to, height);
  const rise = to < from ? -height : height;
  const limits = limitsOf(step.limits, from === to ? from : rise, given);
  const time = timeOf({ duration: step.hold });
  // steps of 0.1 lead from 0.1 to 0.3, not to 0.30000000000000004
  const stair = (k: number): number => Number((from + (k - 1) * rise).toPrecision(15));
  const template = (k: number): SegmentTemplate =>
    withSpectrum(
      {
        ...given.named,
        sentence: `${sentence}: stair ${k} of ${count}, ${text(stair(k))}`,
        control: { quantity: step.quantity, from: stair(k), slope: 0 },
        ...time,
        limits,
      },
      spectrum,
    );
  const totals = totalsOfStairs(totalsOf(template(1)), count, stair);
  return {
    totals,
    *run(suffix) {
      for (let k = 1; k <= count; k++) {
        const outcome = yield { step: path + suffix, ...template(k) };
        if (outcome?.endedBy !== undefined) return actionAfter(outcome);
      }
      return "next";
    },
  };
}

/** Totals of stairs that are alike but for their value; those of a current add up as arithmetic series on both sides of zero. */
function totalsOfStairs(one: Totals, count: number, stair: (k: number) => number): Totals {
  const all = plus(nothing, one, count);
  if (one.unknownCharge > 0) return all;
  const series = (from: number, to: number): number =>
    to < from ? 0 : 0.5 * (to - from + 1) * (stair(from) + stair(to)) * one.duration;
  const [first, last] = [stair(1), stair(count)];
  const rise = count > 1 ? (last - first) / (count - 1) : 0;
  const sameSign = first * last >= 0;
  // the last stair with the sign of the first
  const turn = sameSign ? count : Math.min(count - 1, Math.max(1, Math.floor(-first / rise) + 1));
  const charges = [series(1, turn), series(turn + 1, count)];
  const sum = (sign: number): number => charges.reduce((total, charge) => total + Math.max(sign * charge, 0), 0);
  return { ...all, positiveCharge: sum(1), negativeCharge: sum(-1) };
}
