import { DomainError } from "../../base/errors.ts";
import { exp } from "../../numerics/elementary/index.ts";
import type { Share } from "./average.ts";
import { describeShare } from "./describe.ts";
import type { FittedModel, WeightedSpectrum } from "./fitted-model.ts";
import { fitCovariance } from "./posterior.ts";
import type { Process } from "./process.ts";
import type { ModelParameter, RelaxationModel } from "./result.ts";
import { smoothCovariance } from "./smooth-quantities.ts";
import type { VariableProjection } from "./variable-projection.ts";

/** A share of the average with its parameters by name, their values and covariance. */
export function modelOf(
  share: Share,
  logEvidence: number,
  projection: VariableProjection,
  weighted: WeightedSpectrum,
): RelaxationModel {
  const parameters: ModelParameter[] = [{ kind: "ohmicResistance", process: -1, exponent: -1 }];
  const common = { description: describeShare(share), logEvidence, weight: share.weight };
  const { fit, smooth } = share;
  if (smooth !== null) {
    parameters.push({ kind: "inductance", process: -1, exponent: -1 });
    smooth.weights.forEach((_, i) => {
      parameters.push({ kind: "weight", process: i, exponent: -1 });
    });
    const values = Float64Array.of(smooth.ohmicResistance, smooth.inductance, ...smooth.weights);
    const { centres, sigma } = smooth.plan;
    const covariance = smoothCovariance(smooth, weighted);
    return { ...common, kind: "smooth", parameters, values, covariance, processes: [], basis: { centres, sigma } };
  }
  if (fit === null) throw new DomainError("resolveProcesses: a share without a model.");
  if (fit.series.inductance) parameters.push({ kind: "inductance", process: -1, exponent: -1 });
  if (fit.series.capacitance) parameters.push({ kind: "elastance", process: -1, exponent: -1 });
  // in the order of the fit; `process` counts the processes as they are listed, ascending in τ
  const order = fit.forms.map((_, k) => indexOfProcess(share, fit, k));
  for (const process of order) parameters.push({ kind: "resistance", process, exponent: -1 });
  fit.forms.forEach(({ free }, k) => {
    parameters.push({ kind: "logTau", process: order[k], exponent: -1 });
    for (const exponent of free) parameters.push({ kind: "exponent", process: order[k], exponent });
  });
  const values = Float64Array.of(...fit.linear, ...fit.theta);
  const covariance = fitCovariance(projection, fit);
  return { ...common, kind: "processes", parameters, values, covariance, processes: share.processes, basis: null };
}

function indexOfProcess(share: Share, fit: FittedModel, k: number): number {
  let at = 0;
  for (let i = 0; i < k; i++) at += 1 + fit.forms[i].free.length;
  const tau = exp(fit.theta[at]);
  const resistance = fit.linear[fit.linear.length - fit.forms.length + k];
  return share.processes.findIndex((p) => p.tau === tau && p.resistance === resistance);
}

/** The processes of a model for other values of its parameters, for example of a sample of its posterior. */
export function processesAt(model: RelaxationModel, values: ArrayLike<number>): readonly Process[] {
  const changed = model.processes.map((p) => ({ ...p, exponents: [...p.exponents] }));
  model.parameters.forEach(({ kind, process, exponent }, i) => {
    if (kind === "resistance") changed[process].resistance = values[i];
    else if (kind === "logTau") changed[process].tau = exp(values[i]);
    else if (kind === "exponent") changed[process].exponents[exponent] = values[i];
  });
  return changed;
}
