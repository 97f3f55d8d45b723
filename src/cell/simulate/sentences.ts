import type { IntegrationFailure } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Segment } from "../protocol/segment.ts";

/** A number for a sentence: six digits, without a tail of zeros. */
export function spell(value: number): string {
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) < 1e-3 && rounded !== 0 ? rounded.toExponential() : String(rounded);
}

/** `step 2.1 (pass 37 of 5000), "strip at 1 mA/cm2 for 1 s"`; a name that it was given stands first in quotes: `step 3 "going", …`. */
export function nameStep({ step, name, sentence }: Segment): string {
  return `step ${step}${name === undefined ? "" : ` "${name}"`}, "${sentence}"`;
}

const ADVICE: Readonly<Record<IntegrationFailure["reason"], string>> = {
  "step-too-small":
    "An amount has probably run out, or a limit of the cell was reached: give the step a voltage limit, a smaller rate or less charge.",
  "not-finite": "An amount has probably run out: give the step a voltage limit, a smaller rate or less charge.",
  "too-many-steps":
    "Give the step a voltage limit or a shorter duration, or the simulation a larger relative tolerance.",
  "singular-matrix": "The equations do not determine the cell here: check the parameters, or impose another quantity.",
  "inconsistent-start": "The cell cannot take the imposed value: impose a smaller one, or go there by a ramp.",
};

/**
 * What failed, where and in which state, and what to try.
 * @param time s in the experiment
 * @param into s in the segment
 */
export function explainFailure(
  model: CellModel,
  segment: Segment,
  failure: IntegrationFailure,
  time: number,
  into: number,
  more: string,
): string {
  const state = failure.lastState;
  return (
    `The simulation failed in ${nameStep(segment)}, ${spell(into)} s into it, at ${spell(time)} s. ` +
    `${ended(failure.cause ?? failure.message)} Last good state: ${spell(state[model.current])} A/m², ${spell(state[model.voltage])} V, ` +
    `${spell(state[model.charge])} C/m² passed. ${more === "" ? ADVICE[failure.reason] : `${ended(more)} Ask for less power, or give the step a voltage limit.`}`
  );
}

function ended(sentence: string): string {
  const text = sentence.trim();
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
