import { ConvergenceError } from "../../base/errors.ts";
import { factorCholesky } from "../../numerics/linear/cholesky.ts";
import { singularValues } from "../../numerics/linear/singular-values.ts";
import { constrictionFactor } from "../submodels/interface/constriction.ts";
import type { Relaxation } from "../submodels/interface/patched-interface-network.ts";
import { faceRings } from "./ring-resistances.ts";
import { type SpotAndGap, VACUUM_PERMITTIVITY } from "./spot-and-gap.ts";

/**
 * Exact relaxations of a network of resistances and capacitances, longest first: Z = wᵀ (G + sC)⁻¹ w = Σ R_k/(1 + sτ_k) with
 * G x = λ C x, τ = 1/λ, R = τ (wᵀx)².
 *
 * @param conductances G, n × n, symmetric and positive definite; overwritten
 * @param capacitances C, the same
 * @param weights w
 * @throws ConvergenceError where one of them is not positive definite
 */
function relaxationsOf(
  conductances: Float64Array,
  capacitances: Float64Array,
  weights: Float64Array,
): readonly Relaxation[] {
  const n = weights.length;
  if (factorCholesky(conductances, n) >= 0 || factorCholesky(capacitances, n) >= 0)
    throw new ConvergenceError(`relaxationsOf: a matrix of order ${n} is not positive definite.`);
  // B = L_C⁻¹ L_G, so that λ and the vectors are those of B Bᵀ: singular values of Bᵀ, stored column by column as B by rows
  const b = new Float64Array(n * n);
  const w = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      let sum = k <= i ? conductances[i * n + k] : 0;
      for (let j = 0; j < i; j++) sum -= capacitances[i * n + j] * b[j * n + k];
      b[i * n + k] = sum / capacitances[i * n + i];
    }
    let sum = weights[i];
    for (let j = 0; j < i; j++) sum -= capacitances[i * n + j] * w[j];
    w[i] = sum / capacitances[i * n + i];
  }
  const { values, right } = singularValues(b, n, n);
  return Array.from(values, (sigma, k) => {
    let product = 0;
    for (let i = 0; i < n; i++) product += right[k * n + i] * w[i];
    const time = 1 / (sigma * sigma);
    return { timeConstant: time, resistance: time * product * product };
  }).sort((p, q) => q.timeConstant - p.timeConstant);
}

/** Relaxations of `spotAndGapImpedance`: what an ideal distribution of relaxation times would show. */
export function spotAndGapRelaxations(cell: SpotAndGap, rings = 16): readonly Relaxation[] {
  const { radius, fraction, conductivity, permittivity, chargeTransfer, doubleLayer, gap } = cell;
  const { shares, spot, resistances } = faceRings(Math.sqrt(fraction), rings);
  const n = shares.length;
  const couplings = faceConductances(resistances, shares);
  const scale = Math.sqrt(fraction) / radius;
  const g = new Float64Array(n * n);
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      g[i * n + k] = conductivity * scale * couplings[i * n + k];
      c[i * n + k] = permittivity * VACUUM_PERMITTIVITY * scale * couplings[i * n + k];
    }
    g[i * n + i] += i < spot ? shares[i] / chargeTransfer : 0;
    c[i * n + i] += shares[i] * (i < spot ? doubleLayer : VACUUM_PERMITTIVITY / gap);
  }
  return relaxationsOf(g, c, shares);
}

/** Relaxations of the two closures without spreading: nodes of the spot and of the gap. */
export function lumpedSpotRelaxations(cell: SpotAndGap, closure: "beside" | "mean-voltage"): readonly Relaxation[] {
  const { radius, fraction, conductivity, permittivity, chargeTransfer, doubleLayer, gap } = cell;
  const factor = new Float64Array(2);
  constrictionFactor("isothermal", Math.sqrt(fraction), factor);
  const rest = 1 - fraction;
  const isMean = closure === "mean-voltage";
  const bridge = ((isMean ? rest * rest : 1) * 4 * fraction) / (Math.PI * radius * factor[0]);
  const [gBridge, cBridge] = [conductivity * bridge, permittivity * VACUUM_PERMITTIVITY * bridge];
  const gapCapacitance = (VACUUM_PERMITTIVITY * rest) / gap;
  return relaxationsOf(
    Float64Array.of(fraction / chargeTransfer + gBridge, -gBridge, -gBridge, gBridge),
    Float64Array.of(fraction * doubleLayer + cBridge, -cBridge, -cBridge, cBridge + gapCapacitance),
    isMean ? Float64Array.of(fraction, rest) : Float64Array.of(0, 1),
  );
}

/**
 * K of the currents share_i j_i = share_i ⟨j⟩ − (κ/b) Σ K_ik u_k that voltages u over the interface drive: the inverse of the
 * resistances on what is not even, W (M + w wᵀ)⁻¹ W − w wᵀ, symmetric, with rows that add up to 0.
 */
function faceConductances(resistances: Float64Array, shares: Float64Array): Float64Array {
  const n = shares.length;
  const l = resistances.slice();
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) l[i * n + k] += shares[i] * shares[k];
  if (factorCholesky(l, n) >= 0) throw new ConvergenceError(`faceConductances: ${n} rings are dependent.`);
  // L⁻¹ W, column by column; K = (L⁻¹W)ᵀ(L⁻¹W) − w wᵀ
  const columns = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let i = k; i < n; i++) {
      let sum = i === k ? shares[k] : 0;
      for (let j = k; j < i; j++) sum -= l[i * n + j] * columns[k * n + j];
      columns[k * n + i] = sum / l[i * n + i];
    }
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k <= i; k++) {
      let sum = -shares[i] * shares[k];
      for (let j = i; j < n; j++) sum += columns[i * n + j] * columns[k * n + j];
      out[i * n + k] = sum;
      out[k * n + i] = sum;
    }
  return out;
}
