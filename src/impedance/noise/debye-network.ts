import type { ImpedanceSpectrum } from "../spectrum.ts";

/** Smallest part of a column that must be left when those before it are taken out. */
const DEPENDENT = 1e-10;
/** Decades beyond the window over which the time constants reach. */
const WIDENING = 0.7;

/** Residuals of a linear fit of Debye terms with R∞, L and 1/C, which any circuit without memory of its sweep obeys. */
export interface NetworkResiduals {
  /** Columns of an orthonormal basis Q of the model: rank × 2N, row-major; Re of the N points, then Im. */
  readonly basis: Float64Array;
  readonly rank: number;
  /** (I − QQᵀ) z of the scaled data z. */
  readonly residual: Float64Array;
  /** 1 − Σ Q² of each row: what is left of its variance. */
  readonly freedom: Float64Array;
}

/**
 * Fits Z_k = R∞ + jωL + 1/(jωC) + Σ a_m / (1 + jωτ_m), a_m of either sign, τ_m evenly spaced in ln τ, divided by `size`: every
 * spectrum that obeys the Kramers-Kronig relations is so described to within its noise (Boukamp, J. Electrochem. Soc. 142 (1995)
 * 1885), and nothing is said of processes. By Gram-Schmidt orthogonalisation, each step twice.
 *
 * @param size what Re and Im of each point are divided by, in Ω: length 2N
 * @param perDecade time constants a decade
 */
export function networkResiduals(spectrum: ImpedanceSpectrum, size: Float64Array, perDecade: number): NetworkResiduals {
  const { frequency } = spectrum;
  const points = frequency.length;
  const rows = 2 * points;
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const f of frequency) {
    lowest = Math.min(lowest, f);
    highest = Math.max(highest, f);
  }
  const decades = Math.log10(highest / lowest) + 2 * WIDENING;
  const terms = Math.min(Math.floor(rows / 3), Math.max(2, Math.ceil(decades * perDecade)));
  const first = Math.log(1 / (2 * Math.PI * highest)) - WIDENING * Math.LN10;
  const step = (decades * Math.LN10) / (terms - 1);
  const basis = new Float64Array(rows * (terms + 3));
  const freedom = new Float64Array(rows).fill(1);
  let rank = 0;
  const take = (): void => {
    const at = rank * rows;
    const before = Math.sqrt(inner(basis, at, basis, at, rows));
    for (let pass = 0; pass < 2; pass++) {
      for (let p = 0; p < at; p += rows) subtract(basis, at, basis, p, inner(basis, at, basis, p, rows), rows);
    }
    const rest = Math.sqrt(inner(basis, at, basis, at, rows));
    if (!(rest > DEPENDENT * before)) {
      basis.fill(0, at, at + rows);
      return;
    }
    for (let r = at; r < at + rows; r++) basis[r] /= rest;
    for (let r = 0; r < rows; r++) freedom[r] -= basis[at + r] * basis[at + r];
    rank++;
  };
  const fill = (real: (f: number) => number, imaginary: (f: number) => number): void => {
    const at = rank * rows;
    for (let k = 0; k < points; k++) {
      basis[at + k] = real(frequency[k]) / size[k];
      basis[at + points + k] = imaginary(frequency[k]) / size[points + k];
    }
    take();
  };
  const none = (): number => 0;
  fill(() => 1, none);
  fill(none, (f) => f / highest);
  fill(none, (f) => lowest / f);
  for (let m = 0; m < terms; m++) {
    const omegaTau = 2 * Math.PI * Math.exp(first + m * step);
    fill(
      (f) => 1 / (1 + (omegaTau * f) ** 2),
      (f) => (-omegaTau * f) / (1 + (omegaTau * f) ** 2),
    );
  }
  const residual = new Float64Array(rows);
  for (let k = 0; k < points; k++) {
    residual[k] = spectrum.real[k] / size[k];
    residual[points + k] = spectrum.imaginary[k] / size[points + k];
  }
  projectOut(basis, rank, residual);
  for (let r = 0; r < rows; r++) freedom[r] = Math.max(0, freedom[r]);
  return { basis, rank, residual, freedom };
}

/** v ← (I − QQᵀ) v. */
export function projectOut(basis: Float64Array, rank: number, v: Float64Array): void {
  const rows = v.length;
  for (let p = 0; p < rank * rows; p += rows) subtract(v, 0, basis, p, inner(v, 0, basis, p, rows), rows);
}

function inner(a: Float64Array, p: number, b: Float64Array, q: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += a[p + k] * b[q + k];
  return sum;
}

function subtract(a: Float64Array, p: number, b: Float64Array, q: number, factor: number, n: number): void {
  for (let k = 0; k < n; k++) a[p + k] -= factor * b[q + k];
}
