import type { Task, TaskControl } from "../../base/task.ts";
import { version } from "../../base/version.ts";
import type { Warning } from "../../base/warnings.ts";
import { formatNumber } from "../../figures/format-number.ts";
import { compareModels, type Rival } from "./compare.ts";
import {
  type CalibratedStudy,
  type CalibrationDocument,
  calibrationSchema,
  type LeftOutExperiment,
  type MetDatum,
} from "./document.ts";
import { type Estimate, type EstimateOptions, estimate } from "./estimate.ts";
import { criteriaOf } from "./evidence.ts";
import type { Forward } from "./forward.ts";
import { correlation } from "./information.ts";
import { type LeftOut, leaveOut } from "./leave-out.ts";
import { calibratedParameters, profileCurves } from "./parameters.ts";
import { residualsOf } from "./problem.ts";
import { deviationOf, residualOf } from "./residual.ts";
import { valuesAt } from "./scaling.ts";
import { identifiabilitySentences } from "./sentences.ts";
import { degreesWords } from "./words.ts";

export interface CalibrationRequest {
  readonly title: string;
  readonly studies: readonly CalibratedStudy[];
  readonly forward: Forward;
  readonly options?: EstimateOptions & {
    /** Fits without one experiment each; default true. */
    readonly leaveOut?: boolean;
  };
  /** Models with other mechanisms, to be compared on the same data. */
  readonly rivals?: readonly Rival[];
  /** What was seen while reading. */
  readonly warnings?: readonly Warning[];
}

/** Parts of the work, for progress. */
const SHARES = { estimate: 0.5, leaveOut: 0.2, rivals: 0.3 } as const;
/** Change of a residual between the settings of the search and those of the study that is told. */
const TOLD_CHANGE = 0.5;

/**
 * Calibrates a model: estimate with intervals, what is not identifiable, predictions of experiments left out, rivals.
 *
 * @throws DomainError (when run) for parameters that mean nothing, or more parameters than data
 */
export function calibration(request: CalibrationRequest): Task<CalibrationDocument> {
  const { forward, options = {}, rivals = [] } = request;
  return {
    name: `calibrate ${request.title}`,
    async run(control) {
      const part = portions(control, [
        SHARES.estimate,
        options.leaveOut === false ? 0 : SHARES.leaveOut,
        rivals.length === 0 ? 0 : SHARES.rivals,
      ]);
      const fit = await estimate(forward, part(0), options);
      const out = options.leaveOut === false ? [] : await leaveOut(fit, part(1), options);
      const compared =
        rivals.length === 0 ? [] : await compareModels(rivals, part(2), { ...options, starts: rivalStarts(options) });
      control.report(100, 100);
      return {
        ...documentOf(request, fit),
        runs: fit.problem.evaluations.count + compared.reduce((sum, { runs }) => sum + runs, 0),
        leftOut: out.map((one) => leftOutEntry(fit, one)),
        rivals: compared,
      };
    },
  };
}

/** Searches of a rival: it must not lose for want of a start, nor take as long as the fit itself. */
const MOST_RIVAL_STARTS = 2;

const rivalStarts = ({ starts = MOST_RIVAL_STARTS }: EstimateOptions): number => Math.min(starts, MOST_RIVAL_STARTS);

/** Controls that report a share each of the whole. */
function portions(control: TaskControl, shares: readonly number[]): (i: number) => TaskControl {
  const all = shares.reduce((sum, share) => sum + share, 0);
  return (i) => {
    const before = shares.slice(0, i).reduce((sum, share) => sum + share, 0);
    return {
      checkpoint: () => control.checkpoint(),
      report: (done, total, detail) =>
        control.report(Math.round((100 * (before + (shares[i] * done) / total)) / all), 100, detail),
    };
  };
}

function documentOf(
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

function fitWarnings(fit: Estimate): Warning[] {
  const { optimum, problem, values, searches, counts, widening, slopeFailures } = fit;
  const warnings: Warning[] = [];
  const say = (code: string, message: string): void => {
    warnings.push({ code, message });
  };
  if (!optimum.converged) {
    say(
      "not-converged",
      `The search gave up after ${optimum.iterations} steps at a misfit of ${short(optimum.sumOfSquares)}: intervals are those of where it stands.`,
    );
  }
  const failures = values.filter(({ failed }) => failed !== undefined);
  if (failures.length > 0) {
    say(
      "failed-runs",
      `${failures.length} of ${values.length} data have no number at the optimum: ${failures[0].failed?.reason ?? ""}`,
    );
  }
  if (slopeFailures.length > 0) {
    say(
      "slope-unknown",
      `Runs beside the optimum failed on both sides: what some data say of ${slopeFailures.join(", ")} is not counted.`,
    );
  }
  if (widening > 1) {
    say(
      "misfit",
      `The misfit of values is ${short(counts.misfit)} for ${degreesWords(counts.degrees)}, which chance gives in ${short(100 * (counts.probability ?? 0))} % of all cases: the model or the stated deviations do not hold. Intervals are ${short(widening)} times as wide as these make them.`,
    );
  }
  const settled = searches.filter(({ sumOfSquares }) => sumOfSquares < searches[0].sumOfSquares + 1).length;
  if (searches.length > 1 && settled === 1) {
    say(
      "one-search",
      `Only one of ${searches.length} searches came to this optimum (the next ended at a misfit of ${short(searches[1].sumOfSquares)}): more starts may find a better one.`,
    );
  }
  const final = residualsOf(problem, optimum.places, values);
  const change = final.reduce((most, r, i) => Math.max(most, Math.abs(r - optimum.residual[i])), 0);
  if (change > TOLD_CHANGE) {
    say(
      "search-settings",
      `With the study's own settings a datum moves by ${short(change)} standard deviations against those of the search: search with tighter ones.`,
    );
  }
  return warnings;
}

const short = (value: number): string => formatNumber(value, { digits: 3 });

function leftOutEntry({ problem }: Estimate, one: LeftOut): LeftOutExperiment {
  return {
    experiment: one.experiment,
    predictions: one.predictions.map(({ datum, predicted, deviation, standardised, failed }) => ({
      name: datum.name,
      unit: datum.unit,
      bound: datum.bound,
      value: datum.value,
      sigma: datum.sigma,
      predicted: failed === null ? predicted : null,
      deviation,
      standardised,
      failed,
    })),
    values: Object.fromEntries(problem.parameters.map(({ name }, k) => [name, one.values[k]])),
    sumOfSquares: one.sumOfSquares,
    converged: one.converged,
    undetermined: one.undetermined,
    isUnderdetermined: one.isUnderdetermined,
  };
}
