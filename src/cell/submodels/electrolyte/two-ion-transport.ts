import { FARADAY } from "../../../units/constants.ts";
import type { BoundSubmodel } from "../../form/submodel.ts";
import type { IonChain } from "./ion-chain.ts";

/**
 * `ionTransport` for the common case of two kept ions and pores that stay open, written out: the same sums in the same order of
 * faces, one division a face.
 */
export function twoIonTransport(liquid: IonChain): BoundSubmodel {
  const { chain, ions, offsets, current, currentSlot, weight, conductance } = liquid;
  const { cells, unknowns: m, first, diagonal, lower, upper } = chain;
  const perFaraday = 1 / FARADAY;
  const [d1, d2] = ions.diffusivities;
  const mobility1 = ions.charges[0] * d1;
  const mobility2 = ions.charges[1] * d2;
  const [w1, w2] = ions.conductance;
  const [g1, g2] = ions.junction;
  const [first1, first2] = [first + offsets[0], first + offsets[1]];
  const slot11 = offsets[0] * m + offsets[0];
  const slot12 = offsets[0] * m + offsets[1];
  const slot21 = offsets[1] * m + offsets[0];
  const slot22 = offsets[1] * m + offsets[1];

  return {
    evaluate(_time, state, out) {
      const imposed = state[current] * perFaraday;
      const last = cells - 1;
      let at1 = first1;
      let at2 = first2;
      let a1 = state[at1];
      let a2 = state[at2];
      let sumHere = w1 * a1 + w2 * a2;
      let lowest = sumHere;
      let in1 = 0;
      let in2 = 0;
      for (let face = 0; face < last; face++) {
        const b1 = state[at1 + m];
        const b2 = state[at2 + m];
        const change1 = b1 - a1;
        const change2 = b2 - a2;
        const sumNext = w1 * b1 + w2 * b2;
        if (!(sumNext >= lowest)) lowest = sumNext;
        const share = weight[face];
        const t = conductance[face];
        const q = (imposed + t * (g1 * change1 + g2 * change2)) / (sumHere + share * (sumNext - sumHere));
        const flux1 = mobility1 * (a1 + share * change1) * q - t * d1 * change1;
        const flux2 = mobility2 * (a2 + share * change2) * q - t * d2 * change2;
        out[at1] += in1 - flux1;
        out[at2] += in2 - flux2;
        in1 = flux1;
        in2 = flux2;
        a1 = b1;
        a2 = b2;
        sumHere = sumNext;
        at1 += m;
        at2 += m;
      }
      out[at1] += in1;
      out[at2] += in2;
      if (!(lowest > 0)) out[first1] = Number.NaN;
    },

    jacobian(_time, state, out) {
      const imposed = state[current] * perFaraday;
      const last = cells - 1;
      const block = m * m;
      const [offset1, offset2] = [offsets[0], offsets[1]];
      let at1 = first1;
      let at2 = first2;
      let a1 = state[at1];
      let a2 = state[at2];
      let sumHere = w1 * a1 + w2 * a2;
      let here = diagonal;
      let right = upper;
      let left = lower + block;
      let column = currentSlot;
      for (let face = 0; face < last; face++) {
        const b1 = state[at1 + m];
        const b2 = state[at2 + m];
        const change1 = b1 - a1;
        const change2 = b2 - a2;
        const sumNext = w1 * b1 + w2 * b2;
        const share = weight[face];
        const rest = 1 - share;
        const t = conductance[face];
        const perSum = 1 / (sumHere + share * (sumNext - sumHere));
        const q = (imposed + t * (g1 * change1 + g2 * change2)) * perSum;
        const drift1 = mobility1 * q;
        const drift2 = mobility2 * q;
        const carried1 = mobility1 * (a1 + share * change1) * perSum;
        const carried2 = mobility2 * (a2 + share * change2) * perSum;
        const thin1 = q * w1;
        const thin2 = q * w2;
        const fall1 = t * g1;
        const fall2 = t * g2;
        // ∂(flux k)/∂(ion l) of this cell (h) and of the next one (n)
        const h1 = fall1 + rest * thin1;
        const h2 = fall2 + rest * thin2;
        const n1 = fall1 - share * thin1;
        const n2 = fall2 - share * thin2;
        const h11 = t * d1 + rest * drift1 - carried1 * h1;
        const h12 = -carried1 * h2;
        const h21 = -carried2 * h1;
        const h22 = t * d2 + rest * drift2 - carried2 * h2;
        const n11 = share * drift1 - t * d1 + carried1 * n1;
        const n12 = carried1 * n2;
        const n21 = carried2 * n1;
        const n22 = share * drift2 - t * d2 + carried2 * n2;
        out[here + slot11] -= h11;
        out[here + slot12] -= h12;
        out[here + slot21] -= h21;
        out[here + slot22] -= h22;
        out[right + slot11] -= n11;
        out[right + slot12] -= n12;
        out[right + slot21] -= n21;
        out[right + slot22] -= n22;
        out[left + slot11] += h11;
        out[left + slot12] += h12;
        out[left + slot21] += h21;
        out[left + slot22] += h22;
        here += block;
        right += block;
        left += block;
        out[here + slot11] += n11;
        out[here + slot12] += n12;
        out[here + slot21] += n21;
        out[here + slot22] += n22;
        const byCurrent1 = carried1 * perFaraday;
        const byCurrent2 = carried2 * perFaraday;
        out[column + offset1] -= byCurrent1;
        out[column + offset2] -= byCurrent2;
        column += m;
        out[column + offset1] += byCurrent1;
        out[column + offset2] += byCurrent2;
        a1 = b1;
        a2 = b2;
        sumHere = sumNext;
        at1 += m;
        at2 += m;
      }
    },
  };
}
