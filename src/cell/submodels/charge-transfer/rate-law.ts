import { exp } from "../../../numerics/elementary/index.ts";

/**
 * The current i_F of an electrode reaction is an unknown of its own; its balance is the rate law, u = nF(E − E0)/RT, in one of two
 * forms. As it stands ("plain"),
 *
 *     0 = c_R e^{(1−α)u} − c_O e^{−αu} − i_F/(n F k0),
 *
 * in which Newton's method finds the potential of a given current from afar; or divided by the sum of the exponentials
 * ("bounded"), linear in the concentrations however far the potential runs after one of them is exhausted,
 *
 *     0 = θ c_R − (1 − θ) c_O − q i_F/(n F k0),   θ = 1/(1 + e^{−u}),   q = 1/(e^{(1−α)u} + e^{−αu}).
 *
 * Both go over into Nernst's equation as k0 → ∞.
 *
 * @param out factors of c_R, c_O and i_F/(nFk0) at u, then their derivatives by u
 */
export function plainLaw(u: number, alpha: number, out: Float64Array): void {
  const anodic = exp((1 - alpha) * u);
  const cathodic = exp(-alpha * u);
  out[0] = anodic;
  out[1] = cathodic;
  out[2] = 1;
  out[3] = (1 - alpha) * anodic;
  out[4] = -alpha * cathodic;
  out[5] = 0;
}

/** The same times q; dθ/du = θ(1 − θ), dq/du = −q (θ − α). With e^{−|u|} no exponential overflows. */
export function boundedLaw(u: number, alpha: number, out: Float64Array): void {
  const small = exp(-Math.abs(u));
  const larger = 1 / (1 + small);
  const smaller = small * larger;
  const theta = u > 0 ? larger : smaller;
  const q = larger * exp(u > 0 ? (alpha - 1) * u : alpha * u);
  out[0] = theta;
  out[1] = u > 0 ? smaller : larger;
  out[2] = q;
  out[3] = larger * smaller;
  out[4] = -larger * smaller;
  out[5] = -q * (theta - alpha);
}
