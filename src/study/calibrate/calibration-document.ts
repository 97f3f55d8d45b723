import { version } from "../../base/version.ts";
import type { CalibrationRequest } from "./calibration.ts";
import { type CalibrationDocument, calibrationSchema, type LeftOutExperiment, type MetDatum } from "./document.ts";
import type { Estimate } from "./estimate.ts";
import { criteriaOf } from "./evidence.ts";
import { fitWarnings } from "./fit-warnings.ts";
import { correlation } from "./information.ts";
import type { LeftOut } from "./leave-out.ts";
import { calibratedParameters, profileCurves } from "./parameters.ts";
import { deviationOf, residualOf } from "./residual.ts";
import { valuesAt } from "./scaling.ts";
import { identifiabilitySentences } from "./sentences.ts";

/** What a calibration prints of its fit. */
export function documentOf(
  request: CalibrationRequest,
  fit: Estimate,
): Omit<CalibrationDocument, "leftOut" | "rivals" | "runs"> {
  const { options = {}, forward } = request;
  const { problem, optimum, information, counts, widening } = fit;
  const { parameters } = problem;
  const n = parameters.length;
  const names = parameters.map(({ name }) => name);
  const named = (numbers: readonly number[]): Record<string, number> =>
    Object.fromEntries(names.map((name, k) => [name, numbers[k]]));
  const measured = forward.data.filter(({ value }) => value !== null);
  return {
    schema: calibrationSchema,
    program: { name: "liquidus", version },
    warnings: [...(request.warnings ?? []), ...fitWarnings(fit)],
    studies: request.studies,
    title: request.title,
    options: {
      starts: options.starts ?? 3,
      seed: options.seed ?? 1,
      fall: options.fall ?? 1e-3,
      profiles: options.profiles ?? true,
      leaveOut: options.leaveOut ?? true,
    },
    settings: forward.settings ?? null,
    counts: {
      ...counts,
      experiments: new Set(measured.map(({ experiment }) => experiment)).size,
      proposed: forward.data.length - measured.length,
    },
    misfit: {
      ...criteriaOf(fit),
      sumOfSquares: fit.sumOfSquares,
      inSearch: optimum.sumOfSquares,
      reduced: counts.degrees > 0 ? counts.misfit / counts.degrees : null,
      widening,
    },
    converged: optimum.converged,
    searches: fit.searches.map(({ places, sumOfSquares, converged, iterations }) => ({
      values: named(valuesAt(parameters, places)),
      sumOfSquares,
      converged,
      iterations,
    })),
    parameters: calibratedParameters(fit),
    correlation: names.map((_, k) =>
      names.map((_, l) =>
        information.free.includes(k) && information.free.includes(l)
          ? correlation(information.covariance, n, k, l)
          : null,
      ),
    ),
    combinations: information.combinations.map(({ direction, deviation, verdict }) => ({
      parts: named([...direction]),
      deviation: Number.isFinite(deviation) ? deviation : null,
      verdict,
    })),
    sentences: identifiabilitySentences(problem, information, optimum.bound, fit.proposedSlopes),
    data: metData(fit),
    profiles: profileCurves(fit),
  };
}

function metData({ problem, values }: Estimate): MetDatum[] {
  return problem.evaluations.forward.data.map((datum, i): MetDatum => {
    const { value, failed } = values[i];
    const isFailed = failed !== undefined || !Number.isFinite(value);
    const { curve, ...rest } = datum;
    return {
      ...rest,
      curve: curve ?? null,
      model: isFailed ? null : value,
      deviation: isFailed || datum.value === null ? null : deviationOf(datum, value),
      residual: datum.value === null ? null : residualOf(datum, values[i]),
      failed: isFailed ? (failed?.reason ?? "the run gave no number") : null,
    };
  });
}

/** What a fit without an experiment says of it. */
export function leftOutEntry({ problem }: Estimate, one: LeftOut): LeftOutExperiment {
  return {
    experiment: one.experiment,
    predictions: one.predictions.map(({ datum, predicted, deviation, standardised, remark, failed }) => ({
      name: datum.name,
      unit: datum.unit,
      bound: datum.bound,
      value: datum.value,
      sigma: datum.sigma,
      predicted: failed === null ? predicted : null,
      deviation,
      standardised,
      remark,
      failed,
    })),
    values: Object.fromEntries(problem.parameters.map(({ name }, k) => [name, one.values[k]])),
    sumOfSquares: one.sumOfSquares,
    converged: one.converged,
    undetermined: one.undetermined,
    isUnderdetermined: one.isUnderdetermined,
  };
}
