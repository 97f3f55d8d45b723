import type { Task, TaskControl } from "../../base/task.ts";
import type { Warning } from "../../base/warnings.ts";
import { documentOf, leftOutEntry } from "./calibration-document.ts";
import { fitRivals, type Rival, rankedRivals } from "./compare.ts";
import type { CalibratedStudy, CalibrationDocument } from "./document.ts";
import { type Estimate, type EstimateOptions, estimate } from "./estimate.ts";
import type { Forward } from "./forward.ts";
import { reachedOr, stoppable, untilStopped } from "./interrupted.ts";
import { leaveOut } from "./leave-out.ts";

/** What is calibrated, and how. */
export interface CalibrationRequest {
  readonly title: string;
  readonly studies: readonly CalibratedStudy[];
  readonly forward: Forward;
  readonly options?: Omit<EstimateOptions, "onBetter"> & {
    /** Fits without one experiment each; default true. */
    readonly leaveOut?: boolean;
  };
  /** Models with other mechanisms, to be compared on the same data. */
  readonly rivals?: readonly Rival[];
  /** What was seen while reading. */
  readonly warnings?: readonly Warning[];
  /** Asked at every checkpoint: true stops it; what was reached is given. */
  readonly isStopped?: () => boolean;
}

/** Parts of the work, for progress. */
const SHARES = { estimate: 0.5, leaveOut: 0.2, rivals: 0.3 } as const;

/**
 * Calibrates a model: estimate with intervals, what is not identifiable, predictions of experiments left out, rivals. Once
 * `isStopped` says so the fit, where it is done, is given with as much of the rest as was reached, and a warning says so.
 *
 * @throws DomainError (when run) for parameters that mean nothing, or more parameters than data
 * @throws CalibrationStopped (when run) where `isStopped` said so before the fit was done, with the best place so far
 */
export function calibration(request: CalibrationRequest): Task<CalibrationDocument> {
  const { forward, options = {}, rivals = [], isStopped = () => false } = request;
  return {
    name: `calibrate ${request.title}`,
    async run(control) {
      const part = portions(stoppable(control, isStopped), [
        SHARES.estimate,
        options.leaveOut === false ? 0 : SHARES.leaveOut,
        rivals.length === 0 ? 0 : SHARES.rivals,
      ]);
      const fit = await reachedOr(request, isStopped, (onBetter) =>
        estimate(forward, part(0), { ...options, onBetter }),
      );
      const out = await untilStopped(isStopped, options.leaveOut === false ? [] : leaveOut(fit, part(1), options));
      const fits = await untilStopped(
        isStopped,
        fitRivals(rivals, part(2), { ...options, starts: rivalStarts(options) }),
      );
      const compared = rankedRivals(fits.results);
      control.report(100, 100);
      const document = documentOf(request, fit);
      return {
        ...document,
        warnings: [
          ...document.warnings,
          ...(out.stopped || fits.stopped
            ? [interruptedWarning(fit, out.results.length, compared.length, rivals)]
            : []),
        ],
        runs: fit.problem.evaluations.count + compared.reduce((sum, { runs }) => sum + runs, 0),
        leftOut: out.results.map((one) => leftOutEntry(fit, one)),
        rivals: compared,
      };
    },
  };
}

function interruptedWarning(fit: Estimate, out: number, compared: number, rivals: readonly Rival[]): Warning {
  const { data } = fit.problem.evaluations.forward;
  const experiments = new Set(data.flatMap(({ value, experiment }) => (value === null ? [] : [experiment]))).size;
  const sets = rivals.length === 0 ? "" : `, and ${compared} of ${rivals.length} sets of mechanisms compared`;
  return {
    code: "interrupted",
    message: `Stopped after the fit: ${out} of ${experiments} experiments were left out in turn${sets}.`,
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
