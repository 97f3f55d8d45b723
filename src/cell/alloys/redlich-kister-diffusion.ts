import type { AlloyDiffusion } from "../submodels/alloy/alloy-diffusion.ts";
import type { RedlichKister } from "./redlich-kister.ts";

/**
 * For a Redlich-Kister solution, one pass with one division a face. With m = c_{k−1} + c_k, r = 1/(1 + ½m(V' − V)) and x = ½mV'r,
 * θ = 1 + x(1 − x) Q(x) and dθ/dm = ((1 − 2x) Q + x(1 − x) Q') ½V'r².
 */
export function redlichKisterDiffusion(alloy: RedlichKister): AlloyDiffusion {
  const volumeHalf = 0.5 * (alloy.otherMolarVolume - alloy.molarVolume);
  const otherHalf = 0.5 * alloy.otherMolarVolume;
  const [curvature0, curvature1, curvature2, curvature3] = alloy.curvature;
  return {
    evaluate(conductances, surface, first, stride, state, out) {
      const half = volumeHalf;
      const other = otherHalf;
      const q0 = curvature0;
      const q1 = curvature1;
      const q2 = curvature2;
      const q3 = curvature3;
      const cells = conductances.length;
      const twos = cells - 1;
      let before = state[first];
      let m = state[surface] + before;
      let x = (other * m) / (1 + half * m);
      let incoming =
        conductances[0] * (before - state[surface]) * (1 + x * (1 - x) * (q0 + x * (q1 + x * (q2 + x * q3))));
      out[surface] += incoming;
      let row = first;
      let k = 1;
      let i = (first + stride) | 0;
      for (; k < twos; k = (k + 2) | 0) {
        const next = (i + stride) | 0;
        const c0 = state[i];
        const c1 = state[next];
        const m0 = before + c0;
        const m1 = c0 + c1;
        const x0 = (other * m0) / (1 + half * m0);
        const x1 = (other * m1) / (1 + half * m1);
        const j0 = conductances[k] * (c0 - before) * (1 + x0 * (1 - x0) * (q0 + x0 * (q1 + x0 * (q2 + x0 * q3))));
        const j1 = conductances[k + 1] * (c1 - c0) * (1 + x1 * (1 - x1) * (q0 + x1 * (q1 + x1 * (q2 + x1 * q3))));
        out[row] += j0 - incoming;
        out[i] += j1 - j0;
        incoming = j1;
        before = c1;
        row = next;
        i = (next + stride) | 0;
      }
      if (k < cells) {
        m = before + state[i];
        x = (other * m) / (1 + half * m);
        const flux = conductances[k] * (state[i] - before) * (1 + x * (1 - x) * (q0 + x * (q1 + x * (q2 + x * q3))));
        out[row] += flux - incoming;
        incoming = flux;
        row = i;
      }
      out[row] -= incoming;
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const half = volumeHalf;
      const other = otherHalf;
      const q0 = curvature0;
      const q1 = curvature1;
      const q2 = curvature2;
      const q3 = curvature3;
      const twice2 = 2 * curvature2;
      const thrice3 = 3 * curvature3;
      const cells = conductances.length;
      const twos = cells - 1;
      const step = slots.stride;
      const surfaceValue = state[surface];
      let before = state[first];
      let m = surfaceValue + before;
      let r = 1 / (1 + half * m);
      let x = other * m * r;
      let mixed = x * (1 - x);
      let q = q0 + x * (q1 + x * (q2 + x * q3));
      let slope = (1 - 2 * x) * q + mixed * (q1 + x * (twice2 + x * thrice3));
      let even = conductances[0] * (1 + mixed * q);
      let odd = conductances[0] * (before - surfaceValue) * (slope * other * (r * r));
      out[slots.surfaceBySurface] += odd - even;
      out[slots.surfaceByCell] += odd + even;
      out[slots.cellBySurface] += even - odd;
      let held = odd + even;
      let d = slots.diagonal;
      let u = slots.upper;
      let l = slots.lower;
      out[l] = 0;
      let k = 1;
      let i = (first + stride) | 0;
      for (; k < twos; k = (k + 2) | 0) {
        const next = (i + stride) | 0;
        const c0 = state[i];
        const c1 = state[next];
        const m0 = before + c0;
        const m1 = c0 + c1;
        const r0 = 1 / (1 + half * m0);
        const r1 = 1 / (1 + half * m1);
        const x0 = other * m0 * r0;
        const x1 = other * m1 * r1;
        const mixed0 = x0 * (1 - x0);
        const mixed1 = x1 * (1 - x1);
        const p0 = q0 + x0 * (q1 + x0 * (q2 + x0 * q3));
        const p1 = q0 + x1 * (q1 + x1 * (q2 + x1 * q3));
        const slope0 = (1 - 2 * x0) * p0 + mixed0 * (q1 + x0 * (twice2 + x0 * thrice3));
        const slope1 = (1 - 2 * x1) * p1 + mixed1 * (q1 + x1 * (twice2 + x1 * thrice3));
        const g0 = conductances[k];
        const g1 = conductances[k + 1];
        const even0 = g0 * (1 + mixed0 * p0);
        const even1 = g1 * (1 + mixed1 * p1);
        const odd0 = g0 * (c0 - before) * (slope0 * other * (r0 * r0));
        const odd1 = g1 * (c1 - c0) * (slope1 * other * (r1 * r1));
        const above = odd0 + even0;
        const d1 = (d + step) | 0;
        const u1 = (u + step) | 0;
        const l1 = (l + step) | 0;
        l = (l1 + step) | 0;
        out[d] = odd0 - even0 - held;
        out[d1] = odd1 - even1 - above;
        out[u] = above;
        held = odd1 + even1;
        out[u1] = held;
        out[l1] = even0 - odd0;
        out[l] = even1 - odd1;
        before = c1;
        d = (d1 + step) | 0;
        u = (u1 + step) | 0;
        i = (next + stride) | 0;
      }
      if (k < cells) {
        m = before + state[i];
        r = 1 / (1 + half * m);
        x = other * m * r;
        mixed = x * (1 - x);
        q = q0 + x * (q1 + x * (q2 + x * q3));
        slope = (1 - 2 * x) * q + mixed * (q1 + x * (twice2 + x * thrice3));
        even = conductances[k] * (1 + mixed * q);
        odd = conductances[k] * (state[i] - before) * (slope * other * (r * r));
        out[d] = odd - even - held;
        held = odd + even;
        out[u] = held;
        d = (d + step) | 0;
        u = (u + step) | 0;
        out[(l + step) | 0] = even - odd;
      }
      out[d] = -held;
      out[u] = 0;
    },
  };
}
