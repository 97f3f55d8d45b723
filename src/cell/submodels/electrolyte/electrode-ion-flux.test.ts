import { describe, expect, it } from "vitest";
import { balances, fill, graded, separator } from "../../../../test/support/separator-cells.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";

const ions = [
  { name: "A", charge: 1, diffusivity: 2e-10, initial: 300 },
  { name: "B", charge: 1, diffusivity: 2e-10, initial: 20 },
  { name: "X", charge: -2, diffusivity: 2e-10 },
];

function withSurfaces(options: Readonly<Record<string, unknown>>, electrodes: readonly string[]): CellModel {
  const description = separator(ions, graded);
  return composeCell({
    ...description,
    submodels: description.submodels
      .filter(({ electrode }) => electrode === undefined || electrodes.includes(electrode))
      .map((each) => (each.kind === "electrode-ion-flux" ? { ...each, options } : each)),
  });
}

describe("ions through the surface of an electrode", () => {
  it("have no share where their profile falls to zero before the surface", () => {
    // Oracle: B extrapolates to a concentration below zero, so that A takes the whole current.
    const share = { kind: "concentration", preferences: { A: 1, B: 1 } };
    const model = withSurfaces({ stripping: share, plating: share }, ["working", "counter"]);
    const state = model.initialState();
    fill(model, "separator.B", state, (z) => (20 * z) / 1e-3);
    const place = model.indexOf("separator.B");
    state[place] = 1e-3;
    const idle = balances(model, state)[place];
    state[model.current] = -3;
    const passed = balances(model, state)[place];
    // B migrates to the next cell and is not taken; what it carries in its own cell is 1e-5 of the current.
    expect(Math.abs(passed - idle)).toBeLessThan(0.02 * (3 / FARADAY));
    const other = model.indexOf("separator.A");
    const taken = balances(model, state)[other];
    state[model.current] = 0;
    expect(taken - balances(model, state)[other]).toBeLessThan(-0.6 * (3 / FARADAY));
    state[model.current] = -3;
    const mismatch = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
    expect(mismatch.worst, mismatch.message).toBeLessThan(1e-9);
  });

  it("change the amount of an anion of charge −2 at one electrode by i/(2F), which the inventory counts", () => {
    const share = { kind: "fixed", shares: { A: 0.7, B: 0.3 } };
    for (const [electrode, sign] of [
      ["working", 1],
      ["counter", -1],
    ] as const) {
      const model = withSurfaces({ stripping: share, plating: share }, [electrode]);
      const anion = model.inventories.find(({ amount }) => amount === "X");
      if (anion === undefined) throw new Error("no inventory");
      expect(anion.of(model.initialState())).toBeCloseTo(160 * 1e-3, 14);
      expect(anion.perCurrent * 2 * FARADAY).toBeCloseTo(sign, 13);
      const state = model.initialState();
      state[model.current] = 5;
      expect(conservationMismatch(model, anion, 0, state)).toBeLessThan(1e-13);
    }
  });

  it("say what is wrong with their shares", () => {
    const fixed = { kind: "fixed", shares: { A: 1 } };
    const refused = (plating: object, message: RegExp): void => {
      expect(() => withSurfaces({ stripping: fixed, plating }, ["working", "counter"])).toThrow(message);
    };
    refused({ kind: "concentration", preferences: { A: 1 }, att: "cell" }, /no option "att". Did you mean "at"/);
    refused({ ...fixed, preferences: { A: 1 } }, /no option "preferences".*Known: kind, shares/);
    refused({ kind: "fixed", shares: { A: 0.5 } }, /add up to 0.5, not to 1/);
    refused({ kind: "fixed", shares: { X: 1 } }, /X is the last ion/);
  });
});
