import { describe, expect, it } from "vitest";
import { balances, fill, fillingBenchmark, graded, separator } from "../../../../test/support/separator-cells.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import type { CellDescription, SubmodelDescription } from "../../form/description.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { ionDepletion } from "../electrolyte/ion-depletion.ts";

const molarVolume = 5e-5;

function salt(name: string, room: number): SubmodelDescription {
  return {
    name,
    kind: "salt-precipitation",
    parameters: { solubilityProduct: 1e30, rateConstant: 0, molarVolume: room },
    options: { salt: { B: 1, X: 1 } },
    connect: { liquid: "separator.liquid" },
  };
}

/** Two cations that the electrodes take as they stand at their surfaces, in pores that fill. */
function twoCations(salts: readonly SubmodelDescription[] = [salt("salt", molarVolume)]): CellDescription {
  const description = separator(
    [
      { name: "A", charge: 1, diffusivity: 2e-10, initial: 30 },
      { name: "B", charge: 1, diffusivity: 2e-10, initial: 10 },
      { name: "X", charge: -1, diffusivity: 2e-10 },
    ],
    graded,
    salts,
    { connect: { precipitate: "salt.precipitate" } },
  );
  const share = { kind: "concentration", preferences: { A: 1, B: 1 } };
  return {
    ...description,
    submodels: description.submodels.map((each) =>
      each.kind === "electrode-ion-flux" ? { ...each, options: { stripping: share, plating: share } } : each,
    ),
  };
}

/** Writes true concentrations c, as u = φ c, where a fraction of the pores is filled. */
function fillTrue(model: CellModel, state: Float64Array, full: (z: number) => number, c: (z: number) => number): void {
  fill(model, "salt.precipitate", state, (z) => full(z) / molarVolume);
  fill(model, "separator.A", state, (z) => (1 - full(z)) * c(z));
  fill(model, "separator.B", state, (z) => (1 - full(z)) * (40 - c(z)));
}

describe("pores that fill", () => {
  it("leave the shares of the ions at an electrode to the concentrations in the liquid", () => {
    // Oracle: c_A = 30 and c_B = 10 everywhere: B takes a quarter of the current, however the pores are filled.
    const model = composeCell(twoCations());
    for (const i of [3, -3]) {
      const open = model.initialState();
      const filled = model.initialState();
      fillTrue(
        model,
        open,
        () => 0,
        () => 30,
      );
      fillTrue(
        model,
        filled,
        (z) => 0.8 - 700 * z,
        () => 30,
      );
      const flux = (state: Float64Array): number => {
        state[model.current] = i;
        const under = balances(model, state);
        state[model.current] = 0;
        const idle = balances(model, state);
        // What the electrode brings and what migrates on to the next cell: half of 10/80 of the current is carried by B.
        return under[model.indexOf("separator.B")] - idle[model.indexOf("separator.B")];
      };
      const expected = (i / FARADAY) * (0.25 - 0.5 * 0.25);
      expect(Math.abs(flux(open) / expected - 1)).toBeLessThan(1e-12);
      expect(Math.abs(flux(filled) / expected - 1)).toBeLessThan(1e-12);
    }
  });

  it("have shares with exact derivatives", () => {
    // Oracle: differences of the residual, extrapolated.
    const model = composeCell(twoCations());
    for (const i of [3, -3]) {
      const state = model.initialState();
      state[model.current] = i;
      fillTrue(
        model,
        state,
        (z) => 0.7 - 500 * z,
        (z) => 25 + 5 * Math.cos(2e3 * z),
      );
      const mismatch = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
      expect(mismatch.worst, mismatch.message).toBeLessThan(1e-9);
      expect(mismatch.undeclared).toEqual([]);
    }
  });

  it("are no depletion of the ions: the event looks at the concentrations in the liquid", () => {
    // Oracle: where c is uniform and as at the start, the lowest Σ z² D c is the mean at the start.
    const model = composeCell(twoCations());
    const event = ionDepletion(model, "separator", 0.1);
    const state = model.initialState();
    fillTrue(
      model,
      state,
      (z) => 0.7 * Math.exp(-((z / 1e-4) ** 2)),
      () => 30,
    );
    expect(event.value(0, state)).toBeCloseTo(0.9, 12);
    const benchmark = composeCell(fillingBenchmark(graded, molarVolume));
    expect(ionDepletion(benchmark, "separator").value(0, benchmark.initialState())).toBeCloseTo(1 - 1e-3, 12);
  });

  it("fill with one salt: another one that takes room is refused, one without stands beside it", () => {
    expect(() => composeCell(twoCations([salt("other", 1e-5), salt("salt", molarVolume)]))).toThrow(
      /other: its molar volume is 0.00001 m³\/mol, but the pores of "separator" fill with "salt"/,
    );
    const model = composeCell(twoCations([salt("other", 0), salt("salt", molarVolume)]));
    const state = model.initialState();
    state[model.current] = 3;
    fillTrue(
      model,
      state,
      (z) => 0.6 - 500 * z,
      (z) => 25 + 5 * Math.cos(2e3 * z),
    );
    const mismatch = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
    expect(mismatch.worst, mismatch.message).toBeLessThan(1e-9);
  });
});
