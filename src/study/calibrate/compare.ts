import type { TaskControl } from "../../base/task.ts";
import { exp } from "../../numerics/elementary/index.ts";
import { type DataCounts, type Estimate, type EstimateOptions, estimate } from "./estimate.ts";
import { type Criteria, criteriaOf } from "./evidence.ts";
import type { Forward } from "./forward.ts";
import { valuesAt } from "./scaling.ts";

/** A model among rivals. */
export interface Rival {
  /** As it is told: "store, voids; without precipitate". */
  readonly name: string;
  readonly forward: Forward;
}

/** How a rival meets the data. */
export interface RivalResult {
  readonly name: string;
  /** F = Σ r² */
  readonly sumOfSquares: number;
  readonly counts: DataCounts;
  readonly criteria: Criteria;
  /** BIC less that of the best. */
  readonly difference: number;
  /** Share of the evidence among these rivals, each as likely beforehand as the others. */
  readonly weight: number;
  /** Parameter values by name. */
  readonly values: Readonly<Record<string, number>>;
  /** Data that it misses by more than two standard deviations, with the residual. */
  readonly missed: readonly { readonly name: string; readonly experiment: string; readonly residual: number }[];
  /** Whether nothing here is better by more than `REMAINS`. */
  readonly remains: boolean;
  readonly converged: boolean;
  /** Runs of the model. */
  readonly runs: number;
}

/**
 * Difference of BIC up to which a rival remains: beyond, the evidence against it is above e⁵ = 148 (R. E. Kass, A. E. Raftery,
 * J. Am. Stat. Assoc. 90 (1995) 773: very strong).
 */
const REMAINS = 10;
/** Residual from which on a datum counts as missed. */
const MISSED = 2;

/** A rival that was fitted. */
export interface RivalFit {
  readonly name: string;
  readonly fit: Estimate;
  readonly criteria: Criteria;
}

/** Fits one rival after the other to the data. Rivals fit the same data; each may vary other parameters. */
export async function* fitRivals(
  rivals: readonly Rival[],
  control: TaskControl,
  options: Omit<EstimateOptions, "profiles" | "onBetter"> = {},
): AsyncGenerator<RivalFit> {
  for (const [i, { name, forward }] of rivals.entries()) {
    const own: TaskControl = {
      report: (done, total, detail) =>
        control.report(Math.round((100 * (i + done / total)) / rivals.length), 100, `${name}: ${detail ?? ""}`),
      checkpoint: () => control.checkpoint(),
    };
    const fit = await estimate(forward, own, { ...options, profiles: false });
    yield { name, fit, criteria: criteriaOf(fit) };
  }
}

/**
 * Ranks rivals by BIC, the best first. Not by AICc: what that adds to AIC stands for a variance estimated from the residuals, and
 * here deviations are stated; where n is hardly above k it charges a parameter more than the data can pay.
 */
export function rankedRivals(fits: readonly RivalFit[]): RivalResult[] {
  const best = Math.min(...fits.map(({ criteria }) => criteria.bic));
  const mostEvidence = Math.max(...fits.map(({ criteria }) => criteria.logEvidence));
  const all = fits.reduce((sum, { criteria }) => sum + exp(criteria.logEvidence - mostEvidence), 0);
  return fits
    .map((one): RivalResult => {
      const { name, fit, criteria } = one;
      const { problem, optimum, counts } = fit;
      return {
        name,
        sumOfSquares: fit.sumOfSquares,
        counts,
        criteria,
        difference: criteria.bic - best,
        weight: exp(criteria.logEvidence - mostEvidence) / all,
        values: Object.fromEntries(
          valuesAt(problem.parameters, optimum.places).map((value, k) => [problem.parameters[k].name, value]),
        ),
        missed: problem.rows.flatMap((row, i) =>
          row.kind === "datum" && Math.abs(optimum.residual[i]) > MISSED
            ? [{ name: row.datum.name, experiment: row.datum.experiment, residual: optimum.residual[i] }]
            : [],
        ),
        remains: criteria.bic - best <= REMAINS,
        converged: optimum.converged,
        runs: fit.runs,
      };
    })
    .sort((a, b) => a.difference - b.difference);
}
