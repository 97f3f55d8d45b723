import { DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import { bessel, squareAtZero, zeroOfBesselOne } from "./bessel.ts";
import { cosineTail } from "./cosine-tail.ts";

/** Zeros of J₁ that are summed one by one. */
const ZEROS = 4000;

/** Rings on the face of a tube of radius 1. */
export interface FaceRings {
  /** Radii of the edges, from 0 to 1. */
  readonly edges: Float64Array;
  /** How many rings lie on the spot. */
  readonly spot: number;
  /** Shares of the area, which add up to 1. */
  readonly shares: Float64Array;
  /**
   * M, row-major: at current densities j_k into a tube of conductivity κ and radius b the mean potential of ring i, over that of
   * the even current, is (b/κ) Σ_k M_ik j_k/share_i. Symmetric.
   */
  readonly resistances: Float64Array;
}

/**
 * Mean potentials of rings under ring-wise constant currents into a long tube: with j = Σ j_n J₀(α_n r) the potential at the face
 * is (b/κ) Σ j_n J₀(α_n r)/α_n, J₁(α_n) = 0, so that M_ik = Σ_n 4 T_i T_k/(α_n J₀²(α_n)), T = [r J₁(α_n r)/α_n] between the edges.
 * What is left after 4000 zeros is summed with the leading terms of the Bessel functions.
 *
 * The rings crowd as a cube towards the edge of the spot, where the current density is singular or bends.
 *
 * @param ratio a/b of spot and tube, 0 < ratio < 1
 * @param count rings on the spot, and as many beside it
 * @throws DomainError for a ratio outside of (0, 1) or fewer than 2 rings
 */
export function faceRings(ratio: number, count: number): FaceRings {
  if (!(ratio > 0 && ratio < 1))
    throw new DomainError(`faceRings: a/b = ${ratio}; a number between 0 and 1 is expected.`);
  if (!(Number.isInteger(count) && count >= 2))
    throw new DomainError(`faceRings: ${count} rings; at least 2 are expected.`);
  const rings = 2 * count;
  const edges = Float64Array.from({ length: rings + 1 }, (_, l) =>
    l <= count ? ratio * (1 - pow(1 - l / count, 3)) : ratio + (1 - ratio) * pow((l - count) / count, 3),
  );
  edges[rings] = 1;
  const shares = Float64Array.from({ length: rings }, (_, i) => (edges[i + 1] - edges[i]) * (edges[i + 1] + edges[i]));
  const resistances = new Float64Array(rings * rings);
  const transform = new Float64Array(rings);
  let zero = 0;
  for (let n = 1; n <= ZEROS; n++) {
    zero = zeroOfBesselOne(n);
    const weight = 4 / (zero * zero * zero * squareAtZero(zero));
    let inner = 0;
    for (let i = 0; i < rings; i++) {
      const outer = i === rings - 1 ? 0 : edges[i + 1] * bessel(1, zero * edges[i + 1]);
      transform[i] = outer - inner;
      inner = outer;
    }
    for (let i = 0; i < rings; i++) {
      const scaled = weight * transform[i];
      for (let k = 0; k <= i; k++) resistances[i * rings + k] += scaled * transform[k];
    }
  }
  addTail(edges, zero + 0.5 * Math.PI, resistances);
  for (let i = 0; i < rings; i++) for (let k = 0; k < i; k++) resistances[k * rings + i] = resistances[i * rings + k];
  return { edges, spot: count, shares, resistances };
}

/** Adds, below the diagonal, (2/π) √(r r′) ∫_A^∞ (cos α(r − r′) − cos α(2 − r − r′))/α³ dα over the edges of both rings. */
function addTail(edges: Float64Array, from: number, resistances: Float64Array): void {
  const rings = edges.length - 1;
  const pair = new Float64Array((rings + 1) * (rings + 1));
  for (let e = 1; e < rings; e++)
    for (let f = 1; f < rings; f++) {
      const [r, s] = [edges[e], edges[f]];
      const near = cosineTail(from, Math.abs(r - s));
      const mirrored = cosineTail(from, 2 - r - s);
      pair[e * (rings + 1) + f] = (2 / Math.PI) * Math.sqrt(r * s) * (near - mirrored);
    }
  const at = (e: number, f: number): number => pair[e * (rings + 1) + f];
  for (let i = 0; i < rings; i++)
    for (let k = 0; k <= i; k++)
      resistances[i * rings + k] += at(i + 1, k + 1) - at(i + 1, k) - at(i, k + 1) + at(i, k);
}
