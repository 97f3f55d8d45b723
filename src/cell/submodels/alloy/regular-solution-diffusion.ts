import type { AlloyDiffusion } from "./alloy-diffusion.ts";
import type { RegularSolution } from "./regular-solution.ts";

/**
 * For a regular solution, one pass with one division a face. With m = c_{k−1} + c_k and r = 1/(1 + ½m(V' − V)),
 * θ = 1 − 2χ x(1 − x) with x(1 − x) = ½mV'(1 − ½mV) r², and dθ/dm = −χV'(1 − ½m(V' + V)) r³. Both loops take four faces at a
 * time, which is a quarter to a third faster in V8.
 */
export function regularSolutionDiffusion(alloy: RegularSolution): AlloyDiffusion {
  const volumeHalf = 0.5 * (alloy.otherMolarVolume - alloy.molarVolume);
  const volumeMean = 0.5 * (alloy.otherMolarVolume + alloy.molarVolume);
  const factorLinear = alloy.interaction * alloy.otherMolarVolume;
  const factorQuadratic = 0.5 * factorLinear * alloy.molarVolume;
  return {
    evaluate(conductances, surface, first, stride, state, out) {
      const half = volumeHalf;
      const linear = factorLinear;
      const quadratic = factorQuadratic;
      const cells = conductances.length;
      const fours = cells - 3;
      const surfaceValue = state[surface];
      let before = state[first];
      const m = surfaceValue + before;
      const r = 1 / (1 + half * m);
      let incoming = conductances[0] * (before - surfaceValue) * (1 - m * (linear - quadratic * m) * (r * r));
      out[surface] += incoming;
      let row = first;
      let k = 1;
      let i = (first + stride) | 0;
      for (; k < fours; k = (k + 4) | 0) {
        const i1 = (i + stride) | 0;
        const i2 = (i1 + stride) | 0;
        const i3 = (i2 + stride) | 0;
        const c0 = state[i];
        const c1 = state[i1];
        const c2 = state[i2];
        const c3 = state[i3];
        const m0 = before + c0;
        const m1 = c0 + c1;
        const m2 = c1 + c2;
        const m3 = c2 + c3;
        const r0 = 1 / (1 + half * m0);
        const r1 = 1 / (1 + half * m1);
        const r2 = 1 / (1 + half * m2);
        const r3 = 1 / (1 + half * m3);
        const j0 = conductances[k] * (c0 - before) * (1 - m0 * (linear - quadratic * m0) * (r0 * r0));
        const j1 = conductances[k + 1] * (c1 - c0) * (1 - m1 * (linear - quadratic * m1) * (r1 * r1));
        const j2 = conductances[k + 2] * (c2 - c1) * (1 - m2 * (linear - quadratic * m2) * (r2 * r2));
        const j3 = conductances[k + 3] * (c3 - c2) * (1 - m3 * (linear - quadratic * m3) * (r3 * r3));
        out[row] += j0 - incoming;
        out[i] += j1 - j0;
        out[i1] += j2 - j1;
        out[i2] += j3 - j2;
        incoming = j3;
        before = c3;
        row = i3;
        i = (i3 + stride) | 0;
      }
      for (; k < cells; k++) {
        const after = state[i];
        const m = before + after;
        const r = 1 / (1 + half * m);
        const flux = conductances[k] * (after - before) * (1 - m * (linear - quadratic * m) * (r * r));
        out[row] += flux - incoming;
        incoming = flux;
        before = after;
        row = i;
        i = (i + stride) | 0;
      }
      out[row] -= incoming;
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const half = volumeHalf;
      const middle = volumeMean;
      const linear = factorLinear;
      const quadratic = factorQuadratic;
      const cells = conductances.length;
      const fours = cells - 3;
      const step = slots.stride;
      const surfaceValue = state[surface];
      let before = state[first];
      let m = surfaceValue + before;
      let r = 1 / (1 + half * m);
      let even = conductances[0] * (1 - m * (linear - quadratic * m) * (r * r));
      let odd = conductances[0] * (before - surfaceValue) * linear * (middle * m - 1) * (r * r * r);
      out[slots.surfaceBySurface] += odd - even;
      out[slots.surfaceByCell] += odd + even;
      out[slots.cellBySurface] += even - odd;
      let held = odd + even;
      let d = slots.diagonal;
      let u = slots.upper;
      let l = slots.lower;
      let k = 1;
      let i = (first + stride) | 0;
      for (; k < fours; k = (k + 4) | 0) {
        const i1 = (i + stride) | 0;
        const i2 = (i1 + stride) | 0;
        const i3 = (i2 + stride) | 0;
        const c0 = state[i];
        const c1 = state[i1];
        const c2 = state[i2];
        const c3 = state[i3];
        const m0 = before + c0;
        const m1 = c0 + c1;
        const m2 = c1 + c2;
        const m3 = c2 + c3;
        const r0 = 1 / (1 + half * m0);
        const r1 = 1 / (1 + half * m1);
        const r2 = 1 / (1 + half * m2);
        const r3 = 1 / (1 + half * m3);
        const g0 = conductances[k];
        const g1 = conductances[k + 1];
        const g2 = conductances[k + 2];
        const g3 = conductances[k + 3];
        const even0 = g0 * (1 - m0 * (linear - quadratic * m0) * (r0 * r0));
        const even1 = g1 * (1 - m1 * (linear - quadratic * m1) * (r1 * r1));
        const even2 = g2 * (1 - m2 * (linear - quadratic * m2) * (r2 * r2));
        const even3 = g3 * (1 - m3 * (linear - quadratic * m3) * (r3 * r3));
        const odd0 = g0 * (c0 - before) * linear * (middle * m0 - 1) * (r0 * r0 * r0);
        const odd1 = g1 * (c1 - c0) * linear * (middle * m1 - 1) * (r1 * r1 * r1);
        const odd2 = g2 * (c2 - c1) * linear * (middle * m2 - 1) * (r2 * r2 * r2);
        const odd3 = g3 * (c3 - c2) * linear * (middle * m3 - 1) * (r3 * r3 * r3);
        const d1 = (d + step) | 0;
        const d2 = (d1 + step) | 0;
        const d3 = (d2 + step) | 0;
        out[d] = odd0 - even0 - held;
        out[d1] = odd1 - even1 - (odd0 + even0);
        out[d2] = odd2 - even2 - (odd1 + even1);
        out[d3] = odd3 - even3 - (odd2 + even2);
        const u1 = (u + step) | 0;
        const u2 = (u1 + step) | 0;
        const u3 = (u2 + step) | 0;
        out[u] = odd0 + even0;
        out[u1] = odd1 + even1;
        out[u2] = odd2 + even2;
        out[u3] = odd3 + even3;
        const l1 = (l + step) | 0;
        const l2 = (l1 + step) | 0;
        const l3 = (l2 + step) | 0;
        l = (l3 + step) | 0;
        out[l1] = even0 - odd0;
        out[l2] = even1 - odd1;
        out[l3] = even2 - odd2;
        out[l] = even3 - odd3;
        held = odd3 + even3;
        before = c3;
        d = (d3 + step) | 0;
        u = (u3 + step) | 0;
        i = (i3 + stride) | 0;
      }
      for (; k < cells; k++) {
        const after = state[i];
        m = before + after;
        r = 1 / (1 + half * m);
        even = conductances[k] * (1 - m * (linear - quadratic * m) * (r * r));
        odd = conductances[k] * (after - before) * linear * (middle * m - 1) * (r * r * r);
        out[d] = odd - even - held;
        held = odd + even;
        out[u] = held;
        before = after;
        d = (d + step) | 0;
        u = (u + step) | 0;
        l = (l + step) | 0;
        i = (i + stride) | 0;
        out[l] = even - odd;
      }
      out[d] = -held;
      out[u] = 0;
      out[slots.lower] = 0;
    },
  };
}
