import { log } from "../../../numerics/elementary/index.ts";
import { onlyOptions, optionText } from "../../form/options.ts";
import type { SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import {
  fractionUnknown,
  growthRateParameter,
  initialFractionParameter,
  recoveryTimeParameter,
} from "./lost-fraction.ts";
import { positivePart, positivePartSlope, smoothStep, smoothStepSlope } from "./positive-part.ts";

/** Width of the onset in ln a: 0.26 mV for one electron at room temperature. */
const ONSET = 0.01;
/** Part of the activity at saturation below which the logarithm is continued by a parabola. */
const LEAST_ACTIVITY = 1e-3;

/**
 * The other metal precipitates on the contact where the activity of the working metal at the electrolyte falls below that of
 * saturation, and alloys again. Unknown "coverage" θ, the fraction of the contact covered. The amount of the precipitate is not
 * tracked: a film of it thin enough to cover is small against the pool. Below a thousandth of a_sat the logarithm is continued
 * by its parabola, so that an activity that passes zero inside of a step does no harm.
 *
 * Option `alloying`: "always" (default) with −θ/τ in every state, or "undersaturated": only where a > a_sat.
 */
export const precipitateCoverage: SubmodelKind = {
  kind: "precipitate-coverage",
  title: "Precipitation of the other metal on the contact",
  equations: "dθ/dt = k_n [ln(a_sat/a)]₊ (1 − θ) − θ/τ; [y]₊ is rounded off over 0.01 above saturation",
  source:
    "Phenomenological: growth linear in the supersaturation, as of a film that spreads; alloying again of first order",
  parameters: {
    growthRate: growthRateParameter("k_n", "rate of covering per unit of ln(a_sat/a)"),
    alloyingTime: recoveryTimeParameter("tau", "time constant of alloying again", "long rests"),
    saturationActivity: {
      symbol: "a_sat",
      description: "activity of the working metal where the other metal begins to precipitate",
      unit: "1",
      lower: 1e-6,
      upper: 10,
      status: "computed",
      source: "the phase diagram: activity at the liquidus of the other metal",
    },
    initialCoverage: initialFractionParameter("theta0", "fraction of the contact covered at the start"),
  },
  electrode: "required",
  ports: { activity: "activity of the working metal at the electrolyte" },

  declare(given) {
    onlyOptions(given.name, given.options, ["alloying"]);
    onlyUndersaturated(given);
    const { initialCoverage } = given.parameters;
    return {
      unknowns: [fractionUnknown("coverage", "fraction of the contact covered by the other metal", initialCoverage)],
    };
  },

  bind(given, binding) {
    const { growthRate, alloyingTime, saturationActivity } = given.parameters;
    const waits = onlyUndersaturated(given);
    const alloying = 1 / alloyingTime;
    const perSaturation = 1 / saturationActivity;
    const coverage = binding.unknown("coverage");
    const activity = binding.unknown("activity");
    const byCoverage = binding.slot(coverage, coverage);
    const byActivity = binding.slot(coverage, activity);
    return {
      evaluate(_time, state, out) {
        const covered = state[coverage];
        const driving = supersaturation(state[activity] * perSaturation);
        const share = waits ? smoothStep(-driving, ONSET) : 1;
        out[coverage] += growthRate * positivePart(driving, ONSET) * (1 - covered) - alloying * share * covered;
      },
      jacobian(_time, state, out) {
        const covered = state[coverage];
        const relative = state[activity] * perSaturation;
        const driving = supersaturation(relative);
        const share = waits ? smoothStep(-driving, ONSET) : 1;
        const shareSlope = waits ? -smoothStepSlope(-driving, ONSET) : 0;
        const byDriving =
          growthRate * positivePartSlope(driving, ONSET) * (1 - covered) - alloying * shareSlope * covered;
        out[byCoverage] -= growthRate * positivePart(driving, ONSET) + alloying * share;
        out[byActivity] += byDriving * supersaturationSlope(relative) * perSaturation;
      },
    };
  },
};

/** −ln r, below f = 10⁻³ by −ln f + (1 − t) + (1 − t)²/2, t = r/f, with the same value, slope and curvature. */
function supersaturation(relative: number): number {
  if (relative >= LEAST_ACTIVITY) return -log(relative);
  const missing = 1 - relative / LEAST_ACTIVITY;
  return missing * (1 + 0.5 * missing) - log(LEAST_ACTIVITY);
}

function supersaturationSlope(relative: number): number {
  if (relative >= LEAST_ACTIVITY) return -1 / relative;
  return (relative / LEAST_ACTIVITY - 2) / LEAST_ACTIVITY;
}

/** @throws DomainError where neither is named */
function onlyUndersaturated({ name, options }: SubmodelInput): boolean {
  return (
    optionText(`Alloying of "${name}"`, options.alloying ?? "always", ["always", "undersaturated"]) === "undersaturated"
  );
}
