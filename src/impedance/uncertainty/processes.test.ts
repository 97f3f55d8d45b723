import { describe, expect, it } from "vitest";
import { addNoise, CASES, exactSpectrum, F80 } from "../../../test/support/drt-workload.ts";
import { resolveProcesses } from "../processes/resolve.ts";
import { relaxationTimesBands } from "./bands.ts";

const SEEDS = 12;

describe("bandedProcesses", () => {
  it("gives τ₀ of Havriliak-Negami, not the place of the maximum (oracle: τ₀ and R of the case; binomial, 3 s.e.)", () => {
    // τ₀ 0.1 s; the maximum of γ is at 0.084 s
    const exact = exactSpectrum(
      [
        ["R", 10],
        ["HN", 50, 1e-1, 0.9, 0.5],
      ],
      F80,
    );
    let [held, estimates, alike] = [0, 0, 0];
    for (let seed = 5001; seed < 5001 + SEEDS; seed++) {
      const z = addNoise(exact, 0.005, seed);
      const resolved = resolveProcesses(z);
      const { processes } = relaxationTimesBands(z, resolved);
      expect(processes).toHaveLength(resolved.processes.length);
      const [found] = resolved.processes;
      const [{ tau, tauLower, tauUpper, resistanceLower, resistanceUpper }] = processes;
      if (found.shape !== "havriliak-negami" || processes.length !== 1) continue;
      alike++;
      expect(tau / found.tau).toBeCloseTo(1, 1);
      if ((tauLower as number) < found.tau && found.tau < (tauUpper as number)) estimates++;
      if ((tauLower as number) < 0.1 && 0.1 < (tauUpper as number)) held++;
      if ((resistanceLower as number) < 50 && 50 < (resistanceUpper as number)) held++;
    }
    expect(alike).toBeGreaterThan(SEEDS / 2);
    expect(estimates).toBe(alike);
    const n = 2 * alike;
    expect(held).toBeGreaterThanOrEqual(Math.floor(0.95 * n - 3 * Math.sqrt(0.05 * 0.95 * n)));
  });

  it("has one entry for each process of the result, in its order, whichever model leads the bands", () => {
    for (const name of ["nak", "gauss2"] as const) {
      const z = addNoise(exactSpectrum(CASES[name].elements, CASES[name].frequency), 0.01, 5002);
      const resolved = resolveProcesses(z);
      const { processes } = relaxationTimesBands(z, resolved);
      expect(processes).toHaveLength(resolved.processes.length);
      processes.forEach((one, k) => {
        expect(Math.sign(one.resistance)).toBe(Math.sign(resolved.processes[k].resistance));
        expect(Math.abs(Math.log10(one.tau / resolved.processes[k].tau))).toBeLessThan(0.5);
      });
    }
  });
});
