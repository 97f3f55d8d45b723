import { describe, expect, it } from "vitest";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import { measuredTimes } from "../measured-times.ts";
import { stateLayout } from "./layout.ts";
import { linearizeSweep, REFERENCE_LOG_OMEGA, sweepWorkspace } from "./sweep-model.ts";

describe("linearizeSweep", () => {
  const layout = stateLayout(["cole-cole", "havriliak-negami"], true);
  const f = frequencies(1e6, 1e-1, 30);
  const inductance = 1e-7;
  const z = exactSpectrum(
    [
      ["R", 10],
      ["L", inductance],
      ["ZARC", 40, 1e-4, 0.8],
      ["HN", 20, 1e-2, 0.9, 0.6],
    ],
    f,
  );
  const sweep = {
    logOmega: f.map((x) => Math.log(2 * Math.PI * x)),
    real: z.real,
    imaginary: z.imaginary,
    weight: f.map((_, k) => 1 + 0.1 * k),
    times: measuredTimes(f),
  };
  const truth = Float64Array.of(
    ...[10, inductance * Math.exp(REFERENCE_LOG_OMEGA), 40, Math.log(1e-4), 0.8, 20, Math.log(1e-2), 0.9, 0.6],
  );
  const work = sweepWorkspace(30, layout.size);

  it("leaves nothing of an exact spectrum (oracle: the closed forms of the workload)", () => {
    expect(linearizeSweep(sweep, layout, truth, 0, work, false)).toBeLessThan(1e-18);
  });

  it("has the derivatives that central differences give", () => {
    const state = truth.map((x, u) => x * (1 + 0.02 * Math.sin(u)));
    linearizeSweep(sweep, layout, state, 0, work, true);
    const other = sweepWorkspace(30, layout.size);
    for (let u = 0; u < layout.size; u++) {
      const h = 1e-5;
      const [up, down] = [1, -1].map((sign) => {
        const moved = state.slice();
        moved[u] += sign * h;
        linearizeSweep(sweep, layout, moved, 0, other, false);
        return other.residual.slice();
      });
      for (let k = 0; k < 60; k++) {
        const exact = work.jacobian[u * 60 + k];
        expect(Math.abs((down[k] - up[k]) / (2 * h) - exact)).toBeLessThan(1e-6 * (1 + Math.abs(exact)));
      }
    }
  });
});
