import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import { fitJoint, freeStatics, type JointFit } from "./joint-fit.ts";
import { type DriftLink, type JointData, jointModel, parameterCount, staticCount } from "./joint-model.ts";
import type { DriftSignificance } from "./result.ts";
import { referenceOf } from "./screening.ts";
import type { TimeBasis } from "./time-basis.ts";

/** Variance of the coefficients under the alternative: so large that the prior does not count. */
const UNPENALIZED = 1e4;

/**
 * Tests whether anything drifts: F = [(RSS₀ − RSS₁)/(p₁ − p₀)]/[RSS₁/(2N − p₁)] of the same arcs with constant
 * resistances (0) and with every resistance free to follow the functions of `basis` (1). Under the first, F has
 * Fisher's distribution: no law of drift and no choice of what drifts enters, so the level is that asked for.
 *
 * @param fit any fit of the arcs
 * @param basis few functions: a straight line and one bend
 */
export function driftSignificance(data: JointData, fit: JointFit, basis: TimeBasis, level: number): DriftSignificance {
  const { arcs, skewed } = fit.model.structure;
  const first = staticCount(fit.model.structure);
  const statics = fit.x.slice(0, first);
  const still = { arcs, skewed, drifting: [], links: [] };
  const noise = 1;
  const none = fitJoint(data, jointModel(data, still, basis, new Float64Array(0)), statics, { variances: [], noise });
  const all = Array.from({ length: arcs + 1 }, (_, k) => k);
  const open = { arcs, skewed, drifting: all, links: all.map((): DriftLink => "time-constant") };
  const start = new Float64Array(parameterCount(open, basis));
  start.set(none.x);
  const variance = new Float64Array(basis.size).fill(UNPENALIZED);
  const moved = fitJoint(data, jointModel(data, open, basis, referenceOf(open, start)), start, {
    variances: all.map(() => variance),
    noise: Math.sqrt(none.sumOfSquares / data.points / 2) * 1e-3,
  });
  const added = all.length * basis.size;
  const freedom = 2 * data.points - freeStatics(none).length - added;
  const f = Math.max(0, (none.sumOfSquares - moved.sumOfSquares) / added / (moved.sumOfSquares / freedom));
  const probability = exceedsF(f, added, freedom);
  return { f, freedom: [added, freedom], probability, significant: probability < level };
}
