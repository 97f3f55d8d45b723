import { DomainError } from "../../base/errors.ts";
import { compileSafety } from "./compile-limits.ts";
import { type CompileOptions, checkOptions, densitiesOf } from "./compile-options.ts";
import { type CompileContext, compileStep } from "./compile-step.ts";
import { nothing, type Plan, plus, repeatPlan, runAll, singlePlan, type Totals } from "./plan.ts";
import { sentenceOf } from "./print.ts";
import type { ImpedanceStep, Protocol, SpectrumOfStep, Step } from "./protocol.ts";
import type { Segment, SegmentOutcome } from "./segment.ts";
import { validateProtocol } from "./validate.ts";

/** A protocol, ready to be run: its segments one by one, never all at once. */
export interface CompiledProtocol {
  readonly protocol: Protocol;
  /** Segments if no limit ends one earlier. */
  readonly count: number;
  /** s if no limit ends a segment earlier; undefined where the duration of some is not known beforehand. */
  readonly totalDuration: number | undefined;
  /** C/m² of the cell, positive strips the working electrode, if no limit acts; undefined where some charge is not known beforehand. */
  readonly netCharge: number | undefined;
  readonly totals: Totals;
  /**
   * The segments in their order. Say in `next(outcome)` how each went: a limit may leave a repetition or stop the protocol, and voltages
   * against open circuit become numbers. Told nothing (`for … of`), it takes each segment as ended by its duration.
   */
  segments(): Generator<Segment, void, SegmentOutcome | undefined>;
}

/** No simulation gets through more. */
const MOST_SEGMENTS = 1e12;

/**
 * Compiles a protocol to segments per area of the working electrode. `repeat 5000 { … }` makes no array: memory and time go with the
 * length of the protocol, and with the segments that are asked for.
 *
 * @throws DomainError, quoting the step, for a protocol that cannot be run, and where the area or the nominal capacity is needed
 */
export function compileProtocol(protocol: Protocol, options: CompileOptions = {}): CompiledProtocol {
  validateProtocol(protocol);
  checkOptions(options);
  const context = { ...options, safety: protocol.safety ?? [], everyStep: undefined };
  const plans = compileSteps(protocol.steps, "", context);
  const totals = plans.reduce((sum, plan) => plus(sum, plan.totals), nothing);
  if (totals.segments > MOST_SEGMENTS) {
    throw new DomainError(
      `The protocol has ${totals.segments.toPrecision(3)} segments; up to ${MOST_SEGMENTS.toExponential()} are run. Make its repeats smaller.`,
    );
  }
  return {
    protocol,
    count: totals.segments,
    totalDuration: totals.openEnded > 0 ? undefined : totals.duration,
    netCharge: totals.unknownCharge > 0 ? undefined : totals.positiveCharge - totals.negativeCharge,
    totals,
    segments: () => runAll(plans),
  };
}

function compileSteps(steps: readonly Step[], before: string, context: CompileContext): readonly Plan[] {
  let everyStep: SpectrumOfStep | undefined = context.everyStep;
  return steps.flatMap((step, i): readonly Plan[] => {
    const path = `${before}${i + 1}`;
    if (step.kind === "repeat") {
      return [repeatPlan(compileSteps(step.steps, `${path}.`, { ...context, everyStep }), step.count)];
    }
    if (step.kind !== "impedance") return [compileStep(step, path, { ...context, everyStep })];
    if (step.every !== undefined && "step" in step.every) {
      everyStep = { request: step.request, when: step.every.step };
      return [];
    }
    return [spectrumPlan(step, path, context)];
  });
}

/** A spectrum of its own: an instant at zero current; on an instrument, as long as it takes. */
function spectrumPlan(step: ImpedanceStep & { readonly name?: string }, path: string, context: CompileContext): Plan {
  const sentence = sentenceOf(step);
  const densities = densitiesOf(context, sentence);
  const plan = singlePlan(path, {
    ...(step.name === undefined ? {} : { name: step.name }),
    sentence,
    control: { quantity: "current", from: 0, slope: 0 },
    duration: 0,
    end: "with its spectrum",
    limits: context.safety.map((limit) => compileSafety(limit, densities)),
    impedance: { request: step.request, at: "start" },
  });
  return step.every !== undefined && "passes" in step.every ? { ...plan, passes: step.every.passes } : plan;
}
