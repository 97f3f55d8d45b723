import { ConvergenceError } from "../../base/errors.ts";
import { factorComplexEquilibrated, solveComplexEquilibrated } from "../../numerics/linear/complex-equilibrated-lu.ts";
import { type Complex, complexInverse } from "./complex.ts";
import { faceRings } from "./ring-resistances.ts";

/** Vacuum permittivity in F/m, CODATA 2018. */
export const VACUUM_PERMITTIVITY = 8.8541878128e-12;

/** A contact spot in the middle of a flux tube, and a gap beside it. SI. */
export interface SpotAndGap {
  /** m: of the spot */
  readonly radius: number;
  /** Share of the area that the spot covers, 0 < f < 1: the tube's radius is radius/√f. */
  readonly fraction: number;
  /** S/m */
  readonly conductivity: number;
  /** Relative permittivity of the ceramic. */
  readonly permittivity: number;
  /** Ω m² of the spot: charge transfer, per area of the spot. */
  readonly chargeTransfer: number;
  /** F/m² of the spot. */
  readonly doubleLayer: number;
  /** m: height of the gap. */
  readonly gap: number;
}

/** Impedance in Ω m² of the whole face, without the ceramic under an even current. */
export type FaceImpedance = (frequency: number) => Complex;

/**
 * Impedance of a face of a ceramic on which a liquid touches a spot and stands over a gap elsewhere, by solving Laplace's equation in
 * the ceramic: a tube of radius b, long against it, κ = σ + jωε,
 *
 *     j = y (V − φ) at the face, y = 1/R_ct + jωC on r < a, y = jωε₀/g on a < r < b;   Z = (V − φ₀)/⟨j⟩
 *
 * with φ₀ the potential that an even current extrapolates to the face. The current density is constant on rings; each ring
 * meets the law of its face on average (Galerkin, symmetric). The liquid is at one potential.
 *
 * @param rings on the spot, and as many beside it; default 24: within 1.4e-4 of |Z| at rest, order 2
 * @returns a function of the frequency in Hz
 * @throws DomainError for a fraction outside of (0, 1)
 */
export function spotAndGapImpedance(cell: SpotAndGap, rings = 24): FaceImpedance {
  const { radius, fraction, conductivity, permittivity, chargeTransfer, doubleLayer, gap } = cell;
  const ratio = Math.sqrt(fraction);
  const { shares, spot, resistances } = faceRings(ratio, rings);
  const length = radius / ratio;
  const n = shares.length;
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  const bRe = new Float64Array(n);
  const bIm = new Float64Array(n);
  const work = new Float64Array(2 * n);
  const order = new Int32Array(n);
  return (frequency) => {
    const omega = 2 * Math.PI * frequency;
    const [tubeRe, tubeIm] = complexInverse([conductivity, omega * permittivity * VACUUM_PERMITTIVITY]);
    const [spotRe, spotIm] = complexInverse([1 / chargeTransfer, omega * doubleLayer]);
    const [gapRe, gapIm] = complexInverse([0, (omega * VACUUM_PERMITTIVITY) / gap]);
    for (let i = 0; i < n * n; i++) {
      re[i] = length * tubeRe * resistances[i];
      im[i] = length * tubeIm * resistances[i];
    }
    for (let i = 0; i < n; i++) {
      re[i * n + i] += shares[i] * (i < spot ? spotRe : gapRe);
      im[i * n + i] += shares[i] * (i < spot ? spotIm : gapIm);
      bRe[i] = shares[i];
      bIm[i] = 0;
    }
    if (!factorComplexEquilibrated(re, im, n, order, work))
      throw new ConvergenceError(`spotAndGapImpedance: the rings are dependent at ${frequency} Hz.`);
    solveComplexEquilibrated(re, im, n, order, bRe, bIm, work);
    let currentRe = 0;
    let currentIm = 0;
    for (let i = 0; i < n; i++) {
      currentRe += shares[i] * bRe[i];
      currentIm += shares[i] * bIm[i];
    }
    return complexInverse([currentRe, currentIm]);
  };
}
