import { describe, expect, it } from "vitest";
import { balances, fill, graded, separator } from "../../../../test/support/separator-cells.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import type { SubmodelDescription } from "../../form/description.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { separatorBenchmark } from "../../models/r2.ts";

describe("precipitation of a salt", () => {
  it("is exact in its derivatives for a salt of three ions, with any counts", () => {
    const ions = [
      { name: "A", charge: 2, diffusivity: 3e-10, initial: 20 },
      { name: "B", charge: 1, diffusivity: 9e-10, initial: 7 },
      { name: "C", charge: -1, diffusivity: 5e-10, initial: 3 },
      { name: "D", charge: -2, diffusivity: 2e-10 },
    ];
    for (const counts of [
      { A: 1, C: 2 },
      { B: 2, D: 1 },
      { A: 1, B: 1, C: 1, D: 1 },
    ]) {
      const salt: SubmodelDescription = {
        name: "salt",
        kind: "salt-precipitation",
        parameters: { solubilityProduct: 900, rateConstant: 0.5 },
        options: { salt: counts },
        connect: { liquid: "separator.liquid" },
      };
      const model = composeCell(separator(ions, graded, [salt]));
      const state = model.initialState();
      for (let i = 3; i < state.length; i++) state[i] = 0.5 + 1.2 * state[i] * (1.1 + Math.sin(3.3 * i));
      const mismatch = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
      expect(mismatch.worst, mismatch.message).toBeLessThan(1e-9);
      const anion = model.inventories.find((each) => each.amount === "D");
      if (anion === undefined) throw new Error("no inventory");
      expect(conservationMismatch(model, anion, 0, state)).toBeLessThan(1e-14);
    }
    const charged: SubmodelDescription = {
      name: "salt",
      kind: "salt-precipitation",
      parameters: { solubilityProduct: 900 },
      options: { salt: { A: 1, C: 1 } },
      connect: { liquid: "separator.liquid" },
    };
    expect(() => composeCell(separator(ions, graded, [charged]))).toThrow(/charges of the salt add up to 1/);
  });

  it("does not grow from ions that are overdrawn: S has the sign of the least concentration", () => {
    // Oracle: below saturation and without solid, what precipitates is e²/4 of the rate constant or less.
    const ions = [
      { name: "A", charge: 1, diffusivity: 3e-10, initial: 20 },
      { name: "B", charge: 1, diffusivity: 9e-10, initial: 50 },
      { name: "C", charge: -1, diffusivity: 5e-10, initial: 30 },
      { name: "D", charge: -2, diffusivity: 2e-10 },
    ];
    const cases: readonly (readonly [Readonly<Record<string, number>>, Readonly<Record<string, number>>])[] = [
      [{ B: 2, D: 1 }, { B: -5 }],
      [
        { B: 1, C: 1 },
        { B: -5, C: -4, A: 90 },
      ],
      [
        { B: 4, D: 2 },
        { A: 30, B: -5, C: 50 },
      ],
    ];
    for (const [counts, concentrations] of cases) {
      const salt: SubmodelDescription = {
        name: "salt",
        kind: "salt-precipitation",
        parameters: { solubilityProduct: 1, rateConstant: 2 },
        options: { salt: counts },
        connect: { liquid: "separator.liquid" },
      };
      const model = composeCell(separator(ions, graded, [salt]));
      const state = model.initialState();
      for (const [name, value] of Object.entries(concentrations)) fill(model, `separator.${name}`, state, () => value);
      const solid = model.unknowns.find(({ name }) => name === "salt.precipitate");
      if (solid?.mesh === undefined) throw new Error("no precipitate");
      const rate = balances(model, state)[solid.index] / solid.mesh.volumes[0];
      expect(rate).toBeGreaterThanOrEqual(0);
      expect(rate).toBeLessThan(2 * 1e-4);
      const mismatch = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
      expect(mismatch.worst, mismatch.message).toBeLessThan(1e-9);
    }
    // The kernel written out for two kept ions: both ions of the salt below zero, and a liquid that still conducts.
    const model = composeCell(separatorBenchmark({ mesh: graded }));
    const state = model.initialState();
    fill(model, "separator.Na+", state, () => -20);
    fill(model, "separator.K+", state, () => -30);
    const solid = model.indexOf("salt.precipitate");
    const rates = balances(model, state);
    expect(Math.abs(rates[solid + 3])).toBeLessThan(0.5 * 1e-4 * 1e-3);
  });
});
