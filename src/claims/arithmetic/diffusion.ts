// Will move to cell/ with the transport models.
import { DomainError } from "../../base/errors.ts";

/** Length in m over which a gradient grows in a time t in s: √(2 D t), D in m²/s. */
export function diffusionLength(diffusivity: number, time: number): number {
  return Math.sqrt(2 * diffusivity * time);
}

/** Time in s in which a gradient over L in m decays: L² / 2D, D in m²/s. */
export function diffusionTime(length: number, diffusivity: number): number {
  return (length * length) / (2 * diffusivity);
}

/**
 * Share of the surface's depletion that is left after a pulse of length t_p was followed by a rest of r t_p, in a
 * half space of any diffusivity: √(1 + r) − √r. It follows from c(0) − c₀ = −2 j √(t / πD) / F for a constant current,
 * less the same of the opposite current from t_p on.
 */
export function deficitAfterRest(restOverPulse: number): number {
  // 1 / (√(1 + r) + √r): without cancellation for long rests
  return 1 / (Math.sqrt(1 + restOverPulse) + Math.sqrt(restOverPulse));
}

/** Rest over pulse length after which a share d of the depletion is left: ((1 − d²) / 2d)², the inverse of `deficitAfterRest`. */
export function restForDeficit(deficit: number): number {
  if (!(deficit > 0 && deficit <= 1)) throw new DomainError(`restForDeficit: share ${deficit}, must be in (0, 1]`);
  return ((1 - deficit * deficit) / (2 * deficit)) ** 2;
}
