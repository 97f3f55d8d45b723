import { describe, expect, it } from "vitest";
import { runSeparatorBenchmark } from "../../../test/support/separator-benchmark.ts";
import { composeCell } from "../form/compose.ts";
import { conservationMismatch } from "../form/conservation-mismatch.ts";
import type { CellDescription } from "../form/description.ts";
import { separatorBenchmark } from "./r2.ts";

/** R2 whose pores fill with the salt. */
function filling(description: CellDescription, molarVolume: number): CellDescription {
  return {
    ...description,
    submodels: description.submodels.map((submodel) =>
      submodel.name === "separator"
        ? { ...submodel, connect: { precipitate: "salt.precipitate" } }
        : submodel.name === "salt"
          ? { ...submodel, parameters: { ...submodel.parameters, molarVolume } }
          : submodel,
    ),
  };
}

describe("benchmark R2", () => {
  it("follows CVODE over five cycles and keeps the anion", () => {
    const run = runSeparatorBenchmark(composeCell(separatorBenchmark()), 10, 1e-6);
    expect(run.compared).toBe(5);
    expect(run.error).toBeLessThan(1e-6);
    expect(run.drift).toBeLessThan(1e-12);
  });

  it("gives the same with the general kernels, and with its potential counted", () => {
    // Pores that fill by a part in 1e13 take the kernels for any number of ions.
    const plain = runSeparatorBenchmark(composeCell(separatorBenchmark()), 2, 1e-4);
    const general = runSeparatorBenchmark(composeCell(filling(separatorBenchmark(), 1e-20)), 2, 1e-4);
    const counted = runSeparatorBenchmark(composeCell(separatorBenchmark({ potential: "counted" })), 2, 1e-4);
    for (let i = 3; i < plain.state.length; i++) {
      expect(Math.abs(general.state[i] - plain.state[i])).toBeLessThan(1e-9 * Math.abs(plain.state[i]));
      expect(Math.abs(counted.state[i] - plain.state[i])).toBeLessThan(1e-4 * Math.abs(plain.state[i]) + 1e-6);
    }
    // i L / κ of 1000 mol/m³ is 2.8 mV; the diffusion potential adds to it.
    expect(counted.state[1]).toBeLessThan(-2e-3);
    expect(counted.state[1]).toBeGreaterThan(-5e-3);
  });

  it("keeps the amount of its anion in every state, row by row", () => {
    for (const description of [separatorBenchmark(), filling(separatorBenchmark(), 5e-5)]) {
      const model = composeCell(description);
      const state = model.initialState();
      for (let i = 3; i < state.length; i++) state[i] += 0.4 * (1 + Math.sin(9.1 * i));
      state[model.current] = 4;
      const anion = model.inventories.find((each) => each.amount === "ClO4-");
      if (anion === undefined) throw new Error("no inventory");
      expect(Math.abs(anion.perCurrent)).toBeLessThan(1e-20);
      expect(anion.of(model.initialState())).toBeCloseTo(1, 14);
      expect(conservationMismatch(model, anion, 0, state)).toBeLessThan(1e-12);
    }
  });

  it("never fills a pore beyond solid, but loses its conductivity first", () => {
    // 1/V_m = 18 182 mol/m³, which R2 without feedback passes in its 13th cycle and overfills by a third in the end.
    const model = composeCell(filling(separatorBenchmark({ potential: "counted" }), 5.5e-5));
    const run = runSeparatorBenchmark(model, 24, 1e-4);
    const place = model.indexOf("salt.precipitate");
    let fullest = 0;
    for (let at = place; at < run.state.length; at += 3) fullest = Math.max(fullest, 5.5e-5 * run.state[at]);
    expect(fullest).toBeGreaterThan(0.85);
    expect(fullest).toBeLessThan(1);
    expect(run.drift).toBeLessThan(1e-12);
    expect(Math.abs(run.state[model.voltage])).toBeGreaterThan(4 * 2.8e-3);
    // Soon after, ions cannot reach the clogged electrode.
    expect(() => runSeparatorBenchmark(model, 40, 1e-4)).toThrow(/not finite|step/);
  });
});
