import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type CriterionCurve, criterionCurves } from "./choose-lambda.ts";
import type { RelaxationTimesOptions } from "./options.ts";
import { describeRelaxationTimes } from "./options.ts";
import type { RelaxationPlan } from "./plan.ts";
import { relaxationPlan } from "./plan.ts";
import { relaxationProblem } from "./problem.ts";

/**
 * The λ that each criterion chooses for a spectrum, and its curve over λ: for a slider of λ with a tick where each falls.
 * γ ≥ 0, and 1/(jωC) is part of the model only with `capacitance: true`. `options.lambda` plays no part; a criterion that has a value at no λ, and re-im if only one part of Z is fitted, is left out.
 *
 * @param plan a plan that serves the frequencies of the spectrum; made from the options where not given
 * @throws DomainError as `relaxationTimes`
 */
export function allCriteria(
  spectrum: ImpedanceSpectrum,
  options: RelaxationTimesOptions = {},
  plan: RelaxationPlan = relaxationPlan(spectrum.frequency, describeRelaxationTimes(options)),
): readonly CriterionCurve[] {
  const capacitance = plan.settings.capacitance === true;
  return criterionCurves(relaxationProblem(plan, spectrum, { capacitance, memory: plan.workspace.gram }));
}
