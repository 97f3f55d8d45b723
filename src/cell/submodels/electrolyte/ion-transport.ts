import { pow } from "../../../numerics/elementary/index.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { BoundSubmodel } from "../../form/submodel.ts";
import type { IonChain } from "./ion-chain.ts";

/**
 * Migration and diffusion of any number of ions between the cells of a chain, pores open or filling. With the gradient of the
 * potential eliminated through the current i, the amount of ion k that passes a face in unit time is, per mol/m² s,
 *
 *     N_k = −T D_k Δc_k + z_k D_k c̄_k q,   q = (i/F + T Σ z D Δc) / Σ z² D c̄
 *
 * T: conductance of the face in 1/m, Δc from cell k to cell k + 1, c̄ interpolated. Where Σ z² D c of a cell is not positive there
 * is no such liquid: its balances are not finite there, and an integrator goes back.
 */
export function ionTransport(ionChain: IonChain): BoundSubmodel {
  const { chain, ions, offsets, precipitate, molarVolume, bruggeman, current, currentSlot, weight, half } = ionChain;
  const { charges, diffusivities, conductance, junction } = ions;
  const n = offsets.length;
  const { cells, unknowns: m, first } = chain;
  const perFaraday = 1 / FARADAY;
  const mobility = charges.map((z, k) => z * diffusivities[k]);
  // Work space, two cells: concentrations per open pore volume, and their derivatives by the precipitate.
  const here = new Float64Array(n);
  const next = new Float64Array(n);
  const filling = precipitate >= 0;

  /** Concentrations in the liquid of a cell into `into`; returns the open part φ = 1 − V_m s of its pores. */
  function read(state: Float64Array, cell: number, into: Float64Array): number {
    const at = first + cell * m;
    const open = filling ? 1 - molarVolume * state[at + precipitate] : 1;
    const scale = open > 0 ? 1 / open : Number.NaN;
    for (let k = 0; k < n; k++) into[k] = state[at + offsets[k]] * scale;
    return open;
  }

  function dot(factors: Float64Array, values: Float64Array): number {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += factors[k] * values[k];
    return sum;
  }

  function evaluate(_time: number, state: Float64Array, out: Float64Array): void {
    const imposed = state[current] * perFaraday;
    let openHere = read(state, 0, here);
    let sumHere = dot(conductance, here);
    if (!(sumHere > 0)) out[first + offsets[0]] = Number.NaN;
    for (let face = 0; face < cells - 1; face++) {
      const openNext = read(state, face + 1, next);
      const sumNext = dot(conductance, next);
      const row = first + face * m;
      if (!(sumNext > 0)) out[row + m + offsets[0]] = Number.NaN;
      const share = weight[face];
      const t = filling
        ? 1 / (half[2 * face + 1] * pow(openHere, -bruggeman) + half[2 * face + 2] * pow(openNext, -bruggeman))
        : ionChain.conductance[face];
      let drive = 0;
      for (let k = 0; k < n; k++) drive += junction[k] * (next[k] - here[k]);
      const q = (imposed + t * drive) / (sumHere + share * (sumNext - sumHere));
      for (let k = 0; k < n; k++) {
        const change = next[k] - here[k];
        const flux = mobility[k] * (here[k] + share * change) * q - t * diffusivities[k] * change;
        out[row + offsets[k]] -= flux;
        out[row + m + offsets[k]] += flux;
        here[k] = next[k];
      }
      sumHere = sumNext;
      openHere = openNext;
    }
  }

  function jacobian(_time: number, state: Float64Array, out: Float64Array): void {
    const imposed = state[current] * perFaraday;
    const block = m * m;
    let openHere = read(state, 0, here);
    let sumHere = dot(conductance, here);
    for (let face = 0; face < cells - 1; face++) {
      const openNext = read(state, face + 1, next);
      const sumNext = dot(conductance, next);
      const share = weight[face];
      const rest = 1 - share;
      const t = filling
        ? 1 / (half[2 * face + 1] * pow(openHere, -bruggeman) + half[2 * face + 2] * pow(openNext, -bruggeman))
        : ionChain.conductance[face];
      let drive = 0;
      for (let k = 0; k < n; k++) drive += junction[k] * (next[k] - here[k]);
      const perSum = 1 / (sumHere + share * (sumNext - sumHere));
      const q = (imposed + t * drive) * perSum;
      const scaleHere = 1 / openHere;
      const scaleNext = 1 / openNext;
      const here0 = chain.diagonal + face * block;
      const next0 = chain.diagonal + (face + 1) * block;
      const upper0 = chain.upper + face * block;
      const lower0 = chain.lower + (face + 1) * block;
      for (let k = 0; k < n; k++) {
        const change = next[k] - here[k];
        const mean = here[k] + share * change;
        const carried = mobility[k] * mean * perSum;
        const diffusion = t * diffusivities[k];
        const line = offsets[k] * m;
        // By the precipitate: concentrations rise as the pores fill, and the face conducts less.
        let byFillHere = 0;
        let byFillNext = 0;
        for (let l = 0; l < n; l++) {
          const fall = carried * t * junction[l];
          const thin = carried * q * conductance[l];
          let byHere = -fall - rest * thin;
          let byNext = fall - share * thin;
          if (l === k) {
            byHere += diffusion + rest * mobility[k] * q;
            byNext += share * mobility[k] * q - diffusion;
          }
          byHere *= scaleHere;
          byNext *= scaleNext;
          byFillHere += byHere * here[l];
          byFillNext += byNext * next[l];
          const slot = line + offsets[l];
          out[here0 + slot] -= byHere;
          out[upper0 + slot] -= byNext;
          out[lower0 + slot] += byHere;
          out[next0 + slot] += byNext;
        }
        if (filling) {
          const byConductance = carried * drive - diffusivities[k] * change;
          const blocked = -bruggeman * molarVolume * t * t;
          const slot = line + precipitate;
          const fillHere =
            molarVolume * byFillHere + byConductance * blocked * half[2 * face + 1] * pow(openHere, -bruggeman - 1);
          const fillNext =
            molarVolume * byFillNext + byConductance * blocked * half[2 * face + 2] * pow(openNext, -bruggeman - 1);
          out[here0 + slot] -= fillHere;
          out[upper0 + slot] -= fillNext;
          out[lower0 + slot] += fillHere;
          out[next0 + slot] += fillNext;
        }
        const byCurrent = carried * perFaraday;
        const column = currentSlot + face * m + offsets[k];
        out[column] -= byCurrent;
        out[column + m] += byCurrent;
      }
      for (let k = 0; k < n; k++) here[k] = next[k];
      sumHere = sumNext;
      openHere = openNext;
    }
  }

  return { evaluate, jacobian };
}
