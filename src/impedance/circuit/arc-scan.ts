import { exp, hypot, log } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { frequencyGrid } from "./element.ts";
import { zarc } from "./elements/constant-phase.ts";
import { weightRoots } from "./weighting.ts";

/** An arc to start from. */
export interface ArcSeed {
  /** s */
  readonly tau: number;
  /** Ω */
  readonly resistance: number;
}

/** A rough reading of a spectrum as a series of arcs. */
export interface ArcPlacement {
  /** Series resistance in Ω, > 0. */
  readonly ohmic: number;
  /** Series inductance in H, ≥ 0. */
  readonly inductance: number;
  /** Reciprocal of a series capacitance in F⁻¹, ≥ 0. */
  readonly elastance: number;
  /** Ascending in τ. */
  readonly arcs: readonly ArcSeed[];
  /** √⟨|Z − Ẑ|²/|Z|²⟩ of the linear fit. */
  readonly residual: number;
}

/** Exponent of the arcs that are laid over the spectrum. */
const SCAN_EXPONENT = 0.85;
const COLUMNS_PER_DECADE = 3;
const MOST_COLUMNS = 36;
/** Swapping passes after each arc that is added. */
const SWAPS = 2;
/** Keeps nearly parallel columns solvable. */
const RIDGE = 1e-9;
/** Series columns that stand before the arcs: R, L, 1/C. */
const SERIES = 3;

/**
 * Finds arcs in a spectrum for a fit to start from: among arcs R/(1 + (jωτ)^0.85) on a grid of τ a few are chosen one
 * by one, and exchanged, so that the linear least-squares fit of their R (and of a series R, L, C) with weights 1/|Z|²
 * leaves the least; choices with a negative coefficient are passed over.
 */
export interface ArcScanner {
  /** The best `count` arcs found; fewer distinct ones are filled up with small ones in the widest gaps. */
  place(count: number): ArcPlacement;
}

interface Choice {
  /** Series columns, then arcs. */
  readonly columns: readonly number[];
  readonly arcs: number;
  /** Part of ΣwZ² explained. */
  readonly value: number;
}

/** Prepares the scan of one spectrum, with a series inductor and capacitor if asked. */
export function arcScanner(
  spectrum: ImpedanceSpectrum,
  { inductor, capacitor }: { readonly inductor: boolean; readonly capacitor: boolean },
): ArcScanner {
  const roots = weightRoots(spectrum, "modulus");
  const grid = frequencyGrid(spectrum.frequency);
  const logs = grid.logOmega;
  const logMin = -logs.reduce((a, b) => Math.max(a, b), -Infinity) - Math.LN2;
  const logMax = -logs.reduce((a, b) => Math.min(a, b), Infinity) + Math.LN2;
  const columns = Math.min(MOST_COLUMNS, Math.max(4, Math.ceil(((logMax - logMin) / Math.LN10) * COLUMNS_PER_DECADE)));
  const taus = Float64Array.from({ length: columns }, (_, k) =>
    exp(logMin + ((logMax - logMin) * (k + 0.5)) / columns),
  );
  const { gram, right, scale } = prepareColumns(spectrum, roots, taus);
  const total = SERIES + columns;
  const matrix = new Float64Array(16 * 16);
  const solution = new Float64Array(16);

  const chosen = new Int32Array(16);

  /**
   * Part of ΣwZ² explained by the first n chosen columns, −1 where a coefficient is negative; `solution` then holds
   * the coefficients.
   */
  const explained = (n: number): number => {
    for (let i = 0; i < n; i++) {
      const k = chosen[i] as number;
      for (let j = 0; j <= i; j++) matrix[i * n + j] = gram[k * total + (chosen[j] as number)] as number;
      matrix[i * n + i] = (matrix[i * n + i] as number) + RIDGE;
      solution[i] = right[k] as number;
    }
    if (factorCholesky(matrix, n) >= 0) return -1;
    solveCholesky(matrix, n, solution);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if ((solution[i] as number) < 0) return -1;
      sum += (solution[i] as number) * (right[chosen[i] as number] as number);
    }
    return sum;
  };
  const isChosen = (column: number, n: number): boolean => {
    for (let i = 0; i < n; i++) if (chosen[i] === column) return true;
    return false;
  };

  const seriesColumns = [
    [0, ...(inductor ? [1] : []), ...(capacitor ? [2] : [])],
    [0, ...(capacitor ? [2] : [])],
    [0],
    [],
  ];

  const choose = (series: readonly number[], count: number): Choice => {
    const first = series.length;
    chosen.set(series);
    let n = first;
    let value = explained(n);
    for (let added = 0; added < count; added++) {
      let best = -1;
      for (let k = SERIES; k < total; k++) {
        if (isChosen(k, n)) continue;
        chosen[n] = k;
        const found = explained(n + 1);
        if (found > value) {
          value = found;
          best = k;
        }
      }
      if (best < 0) break;
      chosen[n++] = best;
      for (let swap = 0; swap < SWAPS && n > first + 1; swap++) {
        const before = value;
        for (let i = first; i < n; i++) {
          for (let k = SERIES; k < total; k++) {
            if (isChosen(k, n)) continue;
            const kept = chosen[i] as number;
            chosen[i] = k;
            const found = explained(n);
            if (found > value) value = found;
            else chosen[i] = kept;
          }
        }
        if (value === before) break;
      }
    }
    return { columns: Array.from(chosen.subarray(0, n)), arcs: n - first, value };
  };

  return {
    place: (count) => {
      let best: Choice = { columns: [], arcs: 0, value: -1 };
      for (const series of seriesColumns) {
        const found = choose(series, count);
        if (found.value > best.value || (found.value === best.value && found.arcs > best.arcs)) best = found;
        if (best.arcs === count) break;
      }
      chosen.set(best.columns);
      explained(best.columns.length);
      const coefficient = (column: number): number => {
        const at = best.columns.indexOf(column);
        return at < 0 ? 0 : Math.max(0, solution[at] as number) / (scale[column] as number);
      };
      const smallest = spectrum.real.reduce((a, b) => Math.min(a, Math.abs(b)), Infinity);
      const arcs = best.columns
        .filter((column) => column >= SERIES)
        .map((column) => ({ tau: taus[column - SERIES] as number, resistance: coefficient(column) }))
        .filter(({ resistance }) => resistance > 0);
      return {
        residual: Math.sqrt(Math.max(0, 1 - best.value / spectrum.frequency.length)),
        ohmic: coefficient(0) || Math.max(0.1 * smallest, 1e-6 * maximumModulus(spectrum)),
        inductance: coefficient(1),
        elastance: coefficient(2),
        arcs: fillUp(arcs, count, taus, spectrum),
      };
    },
  };
}

function maximumModulus({ real, imaginary }: ImpedanceSpectrum): number {
  return real.reduce((largest, re, i) => Math.max(largest, hypot(re, imaginary[i] as number)), 0);
}

/** Gram matrix of the weighted columns of unit length, their products with Z, and the lengths taken out. */
function prepareColumns(
  spectrum: ImpedanceSpectrum,
  roots: Float64Array,
  taus: Float64Array,
): { gram: Float64Array; right: Float64Array; scale: Float64Array } {
  const grid = frequencyGrid(spectrum.frequency);
  const size = roots.length;
  const total = SERIES + taus.length;
  const basis = new Float64Array(total * size);
  const derivatives = new Float64Array(3 * size);
  for (let i = 0; i < size / 2; i++) {
    const omega = grid.omega[i] as number;
    basis[2 * i] = 1;
    basis[size + 2 * i + 1] = omega;
    basis[2 * size + 2 * i + 1] = -1 / omega;
  }
  taus.forEach((tau, k) => {
    const column = basis.subarray((SERIES + k) * size, (SERIES + k + 1) * size);
    zarc.impedance(grid, Float64Array.of(1, tau, SCAN_EXPONENT), 0, column, derivatives);
  });
  const right = new Float64Array(total);
  const scale = new Float64Array(total);
  for (let k = 0; k < total; k++) {
    let square = 0;
    for (let i = 0; i < size; i++) {
      const value = (basis[k * size + i] as number) * (roots[i] as number);
      basis[k * size + i] = value;
      square += value * value;
    }
    const length = Math.sqrt(square) || 1;
    scale[k] = length;
    let product = 0;
    for (let i = 0; i < size; i++) {
      const value = (basis[k * size + i] as number) / length;
      basis[k * size + i] = value;
      const part = (i % 2 === 0 ? spectrum.real : spectrum.imaginary)[i >> 1] as number;
      product += value * (roots[i] as number) * part;
    }
    right[k] = product;
  }
  const gram = new Float64Array(total * total);
  for (let k = 0; k < total; k++) {
    for (let l = 0; l <= k; l++) {
      let dot = 0;
      for (let i = 0, a = k * size, b = l * size; i < size; i++)
        dot += (basis[a + i] as number) * (basis[b + i] as number);
      gram[k * total + l] = dot;
      gram[l * total + k] = dot;
    }
  }
  return { gram, right, scale };
}

/** Adds small arcs in the widest gaps of ln τ until there are `count`, ascending in τ. */
export function fillUp(
  arcs: readonly ArcSeed[],
  count: number,
  taus: Float64Array,
  spectrum: ImpedanceSpectrum,
): readonly ArcSeed[] {
  const filled = [...arcs];
  const small = 0.02 * Math.max(maximumModulus(spectrum), Number.MIN_VALUE);
  while (filled.length < count) {
    let widest = taus[taus.length >> 1] as number;
    let gap = -1;
    for (const tau of taus) {
      const nearest = filled.reduce((least, arc) => Math.min(least, Math.abs(log(tau / arc.tau))), 100);
      if (nearest > gap) {
        gap = nearest;
        widest = tau;
      }
    }
    filled.push({ tau: widest, resistance: small });
  }
  return filled.sort((a, b) => a.tau - b.tau);
}
