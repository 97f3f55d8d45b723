import { exp } from "../../numerics/elementary/index.ts";
import type { PhaseModel } from "../model/phase-model.ts";

/** No site fraction falls below this; its share of any balance is beyond rounding. */
export const SMALLEST_SITE_FRACTION = 1e-100;

const MOST_CHARGE_STEPS = 100;

/**
 * Brings positive site fractions back to Σ y = 1 on each sublattice and, in a phase of charged constituents, to q · y = 0, in
 * place, by y ← y exp(ν q) / Z: the point of the constraints that is nearest in relative entropy, always positive. The
 * charge rises with ν, so a safeguarded Newton iteration finds it.
 */
export function projectSiteFractions(model: PhaseModel, siteFractions: Float64Array): void {
  normalise(model, siteFractions);
  const charge = model.charge;
  if (charge === null) return;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let total = 0; // ν so far, relative to the point given
  for (let step = 0; step < MOST_CHARGE_STEPS; step++) {
    let value = 0;
    let slope = 0;
    let scale = 0;
    for (const { first, constituents } of model.sublattices) {
      let mean = 0;
      let square = 0;
      for (let i = first; i < first + constituents.length; i++) {
        mean += siteFractions[i] * charge[i];
        square += siteFractions[i] * charge[i] * charge[i];
        scale = Math.max(scale, Math.abs(charge[i]));
      }
      value += mean;
      slope += square - mean * mean;
    }
    if (Math.abs(value) <= 1e-15 * scale || !(slope > 0)) return;
    if (value > 0) high = total;
    else low = total;
    let next = total - Math.sign(value) * Math.min(Math.abs(value / slope), 20 / scale);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (next === total) return;
    const shift = next - total;
    for (let i = 0; i < siteFractions.length; i++) siteFractions[i] *= exp(shift * charge[i]);
    normalise(model, siteFractions);
    total = next;
  }
}

function normalise(model: PhaseModel, siteFractions: Float64Array): void {
  for (const { first, constituents } of model.sublattices) {
    let sum = 0;
    for (let i = first; i < first + constituents.length; i++) {
      if (!(siteFractions[i] > SMALLEST_SITE_FRACTION)) siteFractions[i] = SMALLEST_SITE_FRACTION;
      sum += siteFractions[i];
    }
    for (let i = first; i < first + constituents.length; i++) siteFractions[i] /= sum;
  }
}

/** Steps that change a site fraction by less than this share are taken as they are; larger ones in its logarithm. */
const LINEAR_SHARE = 0.5;
/** A site fraction that grows by powers of ten in one step ends here at most. */
const LARGEST_JUMP = 0.02;

/**
 * Site fractions after a share of a Newton step, written to `out`. Where the step exceeds half of a site fraction it is taken
 * in ln y, which a dilute constituent follows exactly (its ∂G/∂y is RT ln y and a constant); the result is projected.
 */
export function stepSiteFractions(
  model: PhaseModel,
  siteFractions: Float64Array,
  step: Float64Array,
  share: number,
  out: Float64Array,
): void {
  for (let i = 0; i < model.variables; i++) {
    const y = siteFractions[i];
    const change = share * step[i];
    const relative = change / y;
    if (Math.abs(relative) <= LINEAR_SHARE) out[i] = y + change;
    else if (relative < 0) out[i] = y * exp(Math.max(relative, -40));
    else out[i] = Math.max(y + change, Math.min(y * exp(Math.min(relative, 300)), LARGEST_JUMP));
  }
  projectSiteFractions(model, out);
}
