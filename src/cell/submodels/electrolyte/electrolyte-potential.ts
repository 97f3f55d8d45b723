import { pow } from "../../../numerics/elementary/index.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { VoltageDrop } from "../../form/submodel.ts";
import { reciprocalLogarithmicMean } from "../alloy/logarithmic-mean.ts";
import type { IonChain } from "./ion-chain.ts";

/**
 * Potential of the liquid at the working electrode less that at the counter electrode, in V: ohmic drop and diffusion potential,
 *
 *     Δφ = (RT/F) Σ (i / (F T) + Σ z D Δc) · ln(w'/w) / (w' − w),   w = Σ z² D c
 *
 * over the stretches between centres, and from the first and last centre to the electrodes with the slope of the next stretch.
 * Each stretch is integrated exactly for concentrations that change linearly along it (P. Henderson, Z. phys. Chem. 59 (1907) 118),
 * so that the conductivity at uniform concentration, κ = F²/(RT) Σ z² D c, and the potential of a steady binary liquid are exact.
 * Where the extrapolated concentration at an electrode reaches zero the drop grows without bound; beyond it is not a number.
 */
export function electrolytePotential(name: string, ionChain: IonChain): VoltageDrop {
  const { chain, ions, offsets, precipitate, molarVolume, bruggeman, current, half, thermalVoltage } = ionChain;
  const { startRatio, endRatio } = ionChain;
  const { conductance, junction } = ions;
  const n = offsets.length;
  const { cells, unknowns: m, first } = chain;
  const perFaraday = 1 / FARADAY;
  const filling = precipitate >= 0;
  const mean = new Float64Array(3);
  // Of each cell: w, Σ z D c, and the derivatives of the drop by both and by the resistance of its pores (a factor of `half`).
  const widths = new Float64Array(cells);
  const junctions = new Float64Array(cells);
  const byWidth = new Float64Array(cells);
  const byJunction = new Float64Array(cells);
  const byPores = new Float64Array(cells);
  const pores = new Float64Array(cells).fill(1); // φ^−b

  function read(state: Float64Array): void {
    for (let cell = 0; cell < cells; cell++) {
      const at = first + cell * m;
      let w = 0;
      let g = 0;
      for (let k = 0; k < n; k++) {
        const c = state[at + offsets[k]];
        w += conductance[k] * c;
        g += junction[k] * c;
      }
      if (filling) {
        const open = 1 - molarVolume * state[at + precipitate];
        pores[cell] = pow(open, -bruggeman); // not a number where the pores are overfull
        w /= open;
        g /= open;
      }
      widths[cell] = w;
      junctions[cell] = g;
    }
  }

  /** From an electrode to the centre of the cell next to it (side 0, at the start), or from there to it (side 1, at the end). */
  function outer(imposed: number, side: 0 | 1, near: number, far: number, ratio: number): number {
    const w = widths[near];
    const surface = w + ratio * (w - widths[far]);
    reciprocalLogarithmicMean(w, surface > 0 ? surface : Number.NaN, mean);
    const change = (side === 0 ? ratio : -ratio) * (junctions[far] - junctions[near]);
    return imposed * half[2 * near + side] * pores[near] + change;
  }

  function value(state: Float64Array): number {
    read(state);
    const imposed = state[current] * perFaraday;
    const last = cells - 1;
    let sum = outer(imposed, 0, 0, 1, startRatio) * mean[0];
    sum += outer(imposed, 1, last, last - 1, endRatio) * mean[0];
    for (let k = 0; k < last; k++) {
      reciprocalLogarithmicMean(widths[k], widths[k + 1], mean);
      const resistance = half[2 * k + 1] * pores[k] + half[2 * k + 2] * pores[k + 1];
      sum += (imposed * resistance + junctions[k + 1] - junctions[k]) * mean[0];
    }
    return thermalVoltage * sum;
  }

  /** Adds the derivatives of an outer stretch; returns its resistance over w. */
  function outerGradient(imposed: number, side: 0 | 1, near: number, far: number, ratio: number): number {
    const drive = outer(imposed, side, near, far, ratio);
    byWidth[near] += drive * (mean[1] + (1 + ratio) * mean[2]);
    byWidth[far] -= drive * ratio * mean[2];
    const byChange = (side === 0 ? ratio : -ratio) * mean[0];
    byJunction[far] += byChange;
    byJunction[near] -= byChange;
    const way = half[2 * near + side];
    byPores[near] += imposed * way * mean[0];
    return way * pores[near] * mean[0];
  }

  function gradient(state: Float64Array, out: Float64Array): void {
    read(state);
    byWidth.fill(0);
    byJunction.fill(0);
    byPores.fill(0);
    const imposed = state[current] * perFaraday;
    const last = cells - 1;
    let resistances = outerGradient(imposed, 0, 0, 1, startRatio);
    resistances += outerGradient(imposed, 1, last, last - 1, endRatio);
    for (let k = 0; k < last; k++) {
      reciprocalLogarithmicMean(widths[k], widths[k + 1], mean);
      const near = half[2 * k + 1];
      const far = half[2 * k + 2];
      const resistance = near * pores[k] + far * pores[k + 1];
      const drive = imposed * resistance + junctions[k + 1] - junctions[k];
      byWidth[k] += drive * mean[1];
      byWidth[k + 1] += drive * mean[2];
      byJunction[k] -= mean[0];
      byJunction[k + 1] += mean[0];
      byPores[k] += imposed * near * mean[0];
      byPores[k + 1] += imposed * far * mean[0];
      resistances += resistance * mean[0];
    }
    out[current] += thermalVoltage * resistances * perFaraday;
    for (let cell = 0; cell < cells; cell++) {
      const at = first + cell * m;
      const open = filling ? 1 - molarVolume * state[at + precipitate] : 1;
      const scale = thermalVoltage / open;
      for (let k = 0; k < n; k++) {
        out[at + offsets[k]] += scale * (byWidth[cell] * conductance[k] + byJunction[cell] * junction[k]);
      }
      if (filling) {
        const byConcentrations = byWidth[cell] * widths[cell] + byJunction[cell] * junctions[cell];
        out[at + precipitate] += scale * molarVolume * (byConcentrations + bruggeman * byPores[cell] * pores[cell]);
      }
    }
  }

  const depends = [current];
  for (let cell = 0; cell < cells; cell++) {
    for (const offset of offsets) depends.push(first + cell * m + offset);
    if (filling) depends.push(first + cell * m + precipitate);
  }
  return { name, value, gradient, depends };
}
