import { describe, expect, it } from "vitest";
import { balances, fill, graded, separator } from "../../../../test/support/separator-cells.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import { composeCell } from "../../form/compose.ts";

// Not that of most other tests, so that no temperature can be built in.
const temperature = 350;
const thermalVoltage = (GAS_CONSTANT * temperature) / FARADAY;

describe("the potential in the liquid", () => {
  it("is i L / κ with κ = F²/(RT) Σ z² D c at uniform concentration", () => {
    const ions = [
      { name: "A", charge: 2, diffusivity: 3e-10, initial: 120 },
      { name: "B", charge: 1, diffusivity: 9e-10, initial: 40 },
      { name: "C", charge: -1, diffusivity: 5e-10 },
    ];
    const conductivity =
      ((FARADAY * FARADAY) / (GAS_CONSTANT * temperature)) * (4 * 3e-10 * 120 + 9e-10 * 40 + 5e-10 * 280);
    const model = composeCell(separator(ions, graded, [], { temperature }));
    const state = model.initialState();
    state[model.current] = 2.5;
    expect(model.drops[0].value(state)).toBeCloseTo((2.5 * 1e-3) / conductivity, 14);
    expect(Math.abs(model.drops[0].value(state) / ((2.5 * 1e-3) / conductivity) - 1)).toBeLessThan(1e-13);
  });

  it("at rest is the liquid-junction potential (t₊/z₊ + t₋/z₋) RT/F ln(c/c') of a binary salt", () => {
    // Oracle: Newman, Balsara, chapter 11 (no current: z₊D₊ and z₋D₋ decide).
    for (const [zPlus, dPlus, dMinus] of [
      [1, 2e-10, 3.5e-10],
      [2, 1e-10, 4e-10],
      [1, 9e-9, 1e-10],
    ]) {
      const model = composeCell(
        separator(
          [
            { name: "A", charge: zPlus, diffusivity: dPlus, initial: 1000 },
            { name: "B", charge: -1, diffusivity: dMinus },
          ],
          graded,
          [],
          { temperature },
        ),
      );
      const state = model.initialState();
      const profile = (z: number): number => 1000 - 9e5 * z;
      fill(model, "separator.A", state, profile);
      const ratio = (dPlus - dMinus) / (zPlus * dPlus + dMinus);
      const expected = thermalVoltage * ratio * Math.log(profile(1e-3) / profile(0));
      expect(Math.abs(model.drops[0].value(state) - expected)).toBeLessThan(1e-13);
    }
  });

  it("in the steady state of a binary salt is RT/F ln(c(0)/c(L)) / |z₋|: the anion stands still", () => {
    const [plus, minus, length, mean] = [2e-10, 3.5e-10, 1e-3, 1000];
    const model = composeCell(
      separator(
        [
          { name: "A", charge: 2, diffusivity: plus, initial: mean },
          { name: "B", charge: -1, diffusivity: minus },
        ],
        graded,
        [],
        { temperature },
      ),
    );
    const current = 60;
    const state = model.initialState();
    state[model.current] = current;
    // N₊ = i/(2F) = −D₊ (g + 2 c ψ) with ψ c = g for the anion at rest: g = −i/(2F) / (3 D₊)
    const slope = -current / (2 * FARADAY * 3 * plus);
    const profile = (z: number): number => mean + slope * (z - length / 2);
    fill(model, "separator.A", state, profile);
    const out = balances(model, state);
    for (let k = 3; k < out.length; k++) expect(Math.abs(out[k])).toBeLessThan(1e-12 * (current / FARADAY));
    const expected = thermalVoltage * Math.log(profile(0) / profile(length));
    expect(Math.abs(model.drops[0].value(state) - expected)).toBeLessThan(1e-13);
  });
});
