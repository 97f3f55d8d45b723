import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  balances,
  fill,
  fillingBenchmark,
  graded,
  type IonData,
  separator,
} from "../../../../test/support/separator-cells.ts";
import { DomainError } from "../../../base/errors.ts";
import { FARADAY } from "../../../units/constants.ts";
import { composeCell } from "../../form/compose.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import type { MeshDescription } from "../../form/options.ts";
import { separatorBenchmark } from "../../models/r2.ts";

describe("Nernst-Planck transport", () => {
  it("has exact derivatives, with the drop and with pores that fill", () => {
    // Oracle: differences of the residual, extrapolated (jacobianMismatch).
    const trivalent = separator(
      [
        { name: "A", charge: 3, diffusivity: 2e-10, initial: 100 },
        { name: "B", charge: 1, diffusivity: 7e-10, initial: 50 },
        { name: "C", charge: -1, diffusivity: 3e-10, initial: 150 },
        { name: "D", charge: -2, diffusivity: 5e-10 },
      ],
      graded,
    );
    const cells = [separatorBenchmark({ mesh: graded }), separatorBenchmark({ mesh: graded, potential: "counted" })];
    const selective = {
      ...trivalent,
      submodels: trivalent.submodels.map((each) => {
        const share = { kind: "concentration", preferences: { A: 1, B: 3 } };
        return each.kind === "electrode-ion-flux" ? { ...each, options: { stripping: share, plating: share } } : each;
      }),
    };
    for (const description of [...cells, fillingBenchmark(graded, 4.5e-5), trivalent, selective]) {
      const model = composeCell(description);
      const scales = model.absoluteTolerances(1);
      for (const current of [4, -3]) {
        model.control = { quantity: "current", value: current, slope: 0, start: 0 };
        const state = model.initialState();
        for (let i = 3; i < state.length; i++) state[i] *= 1 + 0.3 * Math.sin(3.3 * i);
        if (description.name === "R2") {
          fill(model, "separator.K+", state, (z) => 0.5 + 0.4 * Math.cos(4e3 * z));
          fill(model, "salt.precipitate", state, (z) => 9000 * (1 - 900 * z));
        }
        state[model.current] = current;
        const mismatch = jacobianMismatch(model, 0, state, { scales });
        expect(mismatch.worst, mismatch.message).toBeLessThan(1e-9);
        expect(mismatch.undeclared).toEqual([]);
      }
    }
  });

  it("reduces to D = 2 D₊D₋/(D₊ + D₋) and t₊ for a binary salt, and for R2 without its second cation", () => {
    // Oracle: ε ∂c/∂t = ∂/∂z (D ∂c/∂z) + (1 − t₊) i/F at the electrodes (Newman, chapter 11).
    const [plus, minus] = [2e-10, 3.5e-10];
    const diffusivity = (2 * plus * minus) / (plus + minus);
    const transference = plus / (plus + minus);
    const cells = 12;
    const profile = (z: number): number => 1000 + 400 * Math.sin(2500 * z) + 3e5 * z;
    const r2 = separatorBenchmark({ mesh: { kind: "uniform", cells } });
    const withoutPotassium = {
      ...r2,
      submodels: r2.submodels.map((each) =>
        each.kind === "electrode-ion-flux"
          ? { ...each, options: { ...each.options, stripping: { kind: "fixed", shares: { "Na+": 1 } } } }
          : each,
      ),
    };
    const binary = separator(
      [
        { name: "Na+", charge: 1, diffusivity: plus, initial: 1000 },
        { name: "ClO4-", charge: -1, diffusivity: minus },
      ],
      { kind: "uniform", cells },
    );
    for (const description of [withoutPotassium, binary]) {
      const model = composeCell(description);
      const state = model.initialState();
      const current = 7;
      state[model.current] = current;
      fill(model, "separator.Na+", state, profile);
      if (description.name === "R2") fill(model, "separator.K+", state, () => 0);
      const place = model.unknowns.find((each) => each.name === "separator.Na+");
      const h = 1e-3 / cells;
      const out = balances(model, state);
      const at = (k: number): number => profile((k + 0.5) * h);
      const faceFlux = (k: number): number =>
        k === 0 || k === cells
          ? current / FARADAY
          : (-diffusivity * (at(k) - at(k - 1))) / h + (transference * current) / FARADAY;
      for (let k = 0; k < cells; k++) {
        const expected = faceFlux(k) - faceFlux(k + 1);
        const found = out[(place?.index ?? 0) + k * (place?.stride ?? 0)];
        expect(Math.abs(found - expected)).toBeLessThan(1e-10 * (current / FARADAY));
      }
    }
  });

  it("keeps every ion and the charge: what leaves a cell enters the next, for any ions", () => {
    // Law: Σ rows of one ion over the cells = what crosses the electrodes.
    const ion = fc.record({
      charge: fc.constantFrom(-3, -2, -1, 1, 2, 3),
      diffusivity: fc.double({ min: 1e-11, max: 1e-8, noNaN: true }),
      initial: fc.double({ min: 0.1, max: 2000, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(ion, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (drawn, i) => {
          // The last ion balances cations: its charge is −1, anions among the kept are turned into cations.
          const ions = [
            ...drawn.map((each, k) => ({ ...each, name: `ion ${k}`, charge: Math.abs(each.charge) })),
            { name: "last", charge: -1, diffusivity: 4e-10 },
          ];
          const model = composeCell(separator(ions, { kind: "graded", cells: 5, grading: 1 }));
          const state = model.initialState();
          for (let k = 3; k < state.length; k++) state[k] *= 1 + 0.5 * Math.sin(7.7 * k);
          state[model.current] = i;
          const out = balances(model, state);
          for (const place of model.unknowns.filter((each) => each.mesh !== undefined)) {
            let sum = 0;
            let size = i / FARADAY;
            for (let k = 0; k < place.cells; k++) {
              sum += out[place.index + k * place.stride];
              size = Math.max(size, Math.abs(out[place.index + k * place.stride]));
            }
            expect(Math.abs(sum)).toBeLessThan(1e-14 * size * 5);
          }
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });

  it("says what is wrong with its ions", () => {
    const sodium = { name: "A", charge: 1, diffusivity: 1e-10, initial: 10 };
    const mesh: MeshDescription = { kind: "uniform", cells: 4 };
    const refused = (ions: readonly IonData[], message: RegExp): void => {
      expect(() => composeCell(separator(ions, mesh))).toThrow(DomainError);
      expect(() => composeCell(separator(ions, mesh))).toThrow(message);
    };
    refused([sodium], /two or more ions/);
    const misspelt = { ...sodium, difusivity: 2e-10 };
    refused(
      [misspelt, { name: "B", charge: -1, diffusivity: 1e-10 }],
      /"separator: ion A" has no option "difusivity". Did you mean "diffusivity"/,
    );
    refused([sodium, { name: "B", charge: 1, diffusivity: 1e-10 }], /balances the charge/);
    refused([sodium, { name: "B", charge: -0.5, diffusivity: 1e-10 }], /charge number of B is -0.5/);
    refused(
      [
        { ...sodium, diffusivity: -1 },
        { name: "B", charge: -1, diffusivity: 1e-10 },
      ],
      /diffusivity of A is -1/,
    );
    refused([sodium, { name: "B", charge: -1, diffusivity: 1e-10, initial: 3 }], /follows from electroneutrality/);
    refused(
      [
        { ...sodium, initial: [1, 2] },
        { name: "B", charge: -1, diffusivity: 1e-10 },
      ],
      /2 initial .* for 4 cells/,
    );
  });
});
