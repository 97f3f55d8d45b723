import { describe, expect, it } from "vitest";
import { hasData } from "../../../test/support/data.ts";
import type { ExpectedEis } from "../../../test/support/eis-files.ts";
import { allPeerSpectra } from "../../../test/support/eis-files.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { CLASSIC_SETTINGS } from "./options.ts";
import { relaxationPlan } from "./plan.ts";
import { relaxationProblem } from "./problem.ts";

type Peer = NonNullable<ExpectedEis["pyDRTtools_1e-3"]>;

/** Closest approach of min xᵀHx − 2gᵀx − 2µ Σ ln x to the peer's R∞ and R as µ falls, and the relative duality gap there. */
function alongThePath(spectrum: ImpedanceSpectrum, known: Peer): { error: number; gap: number } {
  const plan = relaxationPlan(spectrum.frequency, CLASSIC_SETTINGS);
  const problem = relaxationProblem(plan, spectrum);
  const { unknowns: n, free } = problem;
  const h = Float64Array.from(problem.gram);
  const m = plan.functions;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) h[(i + free) * n + j + free] += 1e-3 * plan.penalty[i * m + j];
  }
  const d = Float64Array.from({ length: n }, (_, i) => 1 / Math.sqrt(h[i * n + i]));
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) h[i * n + j] *= d[i] * d[j];
  const g = problem.projection.map((v, i) => v * d[i]);
  const top = Math.max(...g);
  const areas = new Float64Array(m);
  for (let i = 0; i < plan.tau.length; i++)
    for (let k = 0; k < m; k++) areas[k] += plan.synthesis[i * m + k] * plan.step;
  const x = new Float64Array(n).fill(top / n);
  let best = { error: Number.POSITIVE_INFINITY, gap: Number.NaN };
  for (let exponent = 0; exponent >= -16; exponent -= 0.25) {
    const barrier = 10 ** exponent * top * top;
    for (let step = 0; step < 60; step++) {
      const a = Float64Array.from(h);
      const r = Float64Array.from(g);
      for (let i = 0; i < n; i++) {
        r[i] += barrier / x[i];
        for (let j = 0; j < n; j++) r[i] -= h[i * n + j] * x[j];
        a[i * n + i] += barrier / x[i] ** 2;
      }
      if (factorCholesky(a, n) >= 0) return best;
      solveCholesky(a, n, r);
      let length = 1;
      for (let i = 0; i < n; i++) if (r[i] < 0) length = Math.min(length, (-0.9 * x[i]) / r[i]);
      let change = 0;
      for (let i = 0; i < n; i++) {
        x[i] += length * r[i];
        change = Math.max(change, Math.abs(r[i] / x[i]));
      }
      if (change < 1e-7) break;
    }
    let objective = 0;
    for (let i = 0; i < n; i++) {
      objective -= 2 * g[i] * x[i];
      for (let j = 0; j < n; j++) objective += x[i] * h[i * n + j] * x[j];
    }
    const rp = areas.reduce((sum, area, k) => sum + area * x[k + free] * d[k + free], 0);
    const error = Math.max(Math.abs((x[0] * d[0]) / known.R_inf - 1), Math.abs(rp / known.Rp - 1));
    if (error < best.error) best = { error, gap: (2 * n * barrier) / Math.abs(objective) };
  }
  return best;
}

describe.skipIf(!hasData)("the peer's quadratic program", () => {
  it("stopped on the path of our problem: R∞ and R agree to 0.1 % on every file at a duality gap below 5e-6", async () => {
    for (const { expected, spectrum } of await allPeerSpectra()) {
      const known = expected["pyDRTtools_1e-3"];
      if (known === undefined) continue;
      const { error, gap } = alongThePath(spectrum, known);
      console.log(`${expected.file}: ${(100 * error).toFixed(3)} % at a gap of ${gap.toExponential(1)}`);
      expect(error, expected.file).toBeLessThan(0.001);
      expect(gap, expected.file).toBeLessThan(5e-6);
    }
  });
});
