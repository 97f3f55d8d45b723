import { DomainError } from "../../../base/errors.ts";

/** How the constriction of a spot falls when spots crowd; ε² is the fraction of the area that they cover. */
export type ConstrictionClosure = "isothermal" | "negus-yovanovich" | "cooper-mikic-yovanovich" | "free";

export const constrictionClosures: readonly ConstrictionClosure[] = [
  "isothermal",
  "negus-yovanovich",
  "cooper-mikic-yovanovich",
  "free",
];

/**
 * q of ψ = (1 − ε)² (1 + ε q(ε)): interpolates the Galerkin solution of the mixed problem (`fluxTubeConstriction`, 14 functions)
 * at 9 Chebyshev points of [0, 0.95]. Largest error there 4e-7, relatively 5e-6; at ε = 0.99 relatively 2e-4.
 */
const ISOTHERMAL = [
  0.5907535, 0.1810687, 0.1199459, -0.0515534, 0.4764667, -1.1616389, 1.7559344, -1.3594202, 0.4479234,
] as const;

/**
 * Constriction factor ψ = 4aR/ρ of one spot of radius a under which a tube of radius b = a/ε lies, and dψ/dε.
 *
 * - `isothermal`: the spot is an equipotential; exact within 4e-7. Its series begins 1 − 1.40925 ε + 0.33818 ε³ + 0.06793 ε⁵ …
 *   (V. A. Fock, Doklady Akad. Nauk SSSR 31 (1941) 875, for the orifice in a tube, the same problem);
 * - `negus-yovanovich`: 1 − 1.40978 ε + 0.34406 ε³ + 0.0435 ε⁵ + 0.02271 ε⁷, a fit to the same problem, within 7e-5 up to ε = 0.7
 *   (K. J. Negus, M. M. Yovanovich, ASME paper 84-HT-84 (1984));
 * - `cooper-mikic-yovanovich`: (1 − ε)^1.5 (Int. J. Heat Mass Transfer 12 (1969) 279, eq. 24), within 0.025;
 * - `free`: 1, a spot on a half space (R. Holm, Electric Contacts, 4th ed. (1967), eq. 4.16).
 *
 * @param ratio ε, 0 ≤ ε ≤ 1
 * @param out [ψ, dψ/dε]
 * @throws DomainError for a ratio outside of [0, 1]
 */
export function constrictionFactor(closure: ConstrictionClosure, ratio: number, out: Float64Array): void {
  if (!(ratio >= 0 && ratio <= 1))
    throw new DomainError(`constrictionFactor: ratio of the radii ${ratio}; a number between 0 and 1 is expected.`);
  const rest = 1 - ratio;
  switch (closure) {
    case "isothermal": {
      let q = 0;
      let slope = 0;
      for (let k = ISOTHERMAL.length - 1; k >= 0; k--) {
        slope = slope * ratio + q;
        q = q * ratio + ISOTHERMAL[k];
      }
      const p = 1 + ratio * q;
      out[0] = rest * rest * p;
      out[1] = rest * (rest * (q + ratio * slope) - 2 * p);
      return;
    }
    case "negus-yovanovich": {
      const e2 = ratio * ratio;
      out[0] = 1 - ratio * (1.40978 - e2 * (0.34406 + e2 * (0.0435 + e2 * 0.02271)));
      out[1] = -1.40978 + e2 * (3 * 0.34406 + e2 * (5 * 0.0435 + e2 * 7 * 0.02271));
      return;
    }
    case "cooper-mikic-yovanovich":
      out[0] = rest * Math.sqrt(rest);
      out[1] = -1.5 * Math.sqrt(rest);
      return;
    case "free":
      out[0] = 1;
      out[1] = 0;
  }
}
