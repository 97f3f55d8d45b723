// Will move to spectra/ with diffraction.

import { asin, sin } from "../../numerics/elementary/index.ts";

/** Wavelength of Cu Kα₁ in m. Source: G. Hölzer et al., Phys. Rev. A 56 (1997) 4554. */
export const CU_K_ALPHA_1 = 1.5405929e-10;
/** Mean of Cu Kα₁ and Kα₂ in m, weighted 2 : 1, Kα₂ 1.544 427 4 Å of the same source. */
export const CU_K_ALPHA: number = (2 * CU_K_ALPHA_1 + 1.5444274e-10) / 3;

/** Spacing in m of the planes that reflect at a diffraction angle 2θ in rad: λ / (2 sin θ). */
export function braggSpacing(twoTheta: number, wavelength: number = CU_K_ALPHA_1): number {
  return wavelength / (2 * sin(twoTheta / 2));
}

/** Diffraction angle 2θ in rad of planes of spacing d in m. */
export function braggAngle(spacing: number, wavelength: number = CU_K_ALPHA_1): number {
  return 2 * asin(wavelength / (2 * spacing));
}
