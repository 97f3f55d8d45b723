import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { type InterfaceCell, interfaceCell } from "../../../../test/support/interface-cell.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";
import { interfaceRelaxations } from "./patched-interface-network.ts";
import { interfaceInState } from "./patched-interface-state.ts";

const cases: readonly (readonly [string, InterfaceCell])[] = [
  ["open contact", {}],
  ["one", { fractions: { contact: 0.2 } }],
  ["two", { fractions: { contact: 0.2, precipitate: 0.1 }, parameters: { areaRatio: 1.3 } }],
  ["three, one a trace", { fractions: { contact: 0.2, precipitate: 0.4, deposit: 1e-6 } }],
  ["no constriction", { fractions: { contact: 0.2, precipitate: 0.1 }, options: { constriction: "none" } }],
  [
    "no reaction on the precipitate",
    { fractions: { contact: 0.2, precipitate: 0.1 }, parameters: { precipitateExchange: 0 } },
  ],
];

describe("interface in a state", () => {
  it.each(cases)("adds up to the impedance: %s", (_, cell) => {
    // oracle: the impedance from the Jacobian of the cell, at held activities and fractions
    const model = interfaceCell(cell);
    const state = holdCurrents(model, [{ current: 1, duration: 1 }], 1e-9);
    const { relaxations, resistance, patches } = interfaceInState(model, "interface", state);
    const frequency = Float64Array.from({ length: 14 }, (_, k) => 10 ** (k - 4));
    const { total } = impedanceOf(model, state, frequency);
    frequency.forEach((f, k) => {
      let [real, imaginary] = [0, 0];
      for (const { timeConstant, resistance: part } of relaxations) {
        const x = 2 * Math.PI * f * timeConstant;
        real += part / (1 + x * x);
        imaginary -= (part * x) / (1 + x * x);
      }
      const size = Math.hypot(total.real[k], total.imaginary[k]);
      expect(Math.hypot(real - total.real[k], imaginary - total.imaginary[k]) / size).toBeLessThan(1e-10);
    });
    expect(relaxations.reduce((sum, part) => sum + part.resistance, 0) / resistance).toBeCloseTo(1, 11);
    // oracle: in the steady state all of the current reacts
    const current = patches.reduce((sum, patch) => sum + patch.fraction * patch.localCurrentDensity, 0);
    expect((current * (cell.parameters?.areaRatio ?? 1)) / 1).toBeCloseTo(1, 6);
  });

  it("names the interfaces that there are", () => {
    const model = interfaceCell();
    expect(() => interfaceInState(model, "metal", model.initialState())).toThrow(
      /no patched-interface "metal"; it has "interface"/,
    );
  });
});

describe("relaxations of a network", () => {
  it("is RC for one patch, and two arcs for a constriction before it", () => {
    // oracle: R ∥ C in series with r ∥ τ_e/r
    const one = {
      chargeTransferResistance: 2,
      doubleLayerCapacitance: 0.1,
      constrictionResistance: 0,
      constrictionCapacitance: 0,
    };
    expect(interfaceRelaxations([one], 0)).toEqual([
      { timeConstant: expect.closeTo(0.2, 14), resistance: expect.closeTo(2, 14) },
    ]);
    expect(interfaceRelaxations([{ ...one, constrictionResistance: 0.5, constrictionCapacitance: 2e-6 }], 0)).toEqual([
      { timeConstant: expect.closeTo(0.2, 12), resistance: expect.closeTo(2, 12) },
      { timeConstant: expect.closeTo(1e-6, 16), resistance: expect.closeTo(0.5, 12) },
    ]);
  });

  it("has no shorter time constant with a gap than without", () => {
    // law: eigenvalues of G x = λ K x fall where K grows (R. Courant, Math. Z. 7 (1920) 1)
    const patches = [
      {
        chargeTransferResistance: 2,
        doubleLayerCapacitance: 0.01,
        constrictionResistance: 0.3,
        constrictionCapacitance: 3e-4,
      },
      {
        chargeTransferResistance: 0.1,
        doubleLayerCapacitance: 0.03,
        constrictionResistance: 1,
        constrictionCapacitance: 1e-4,
      },
    ];
    const without = interfaceRelaxations(patches, 0);
    for (const gap of [1e-6, 1e-3, 1]) {
      interfaceRelaxations(patches, gap).forEach(({ timeConstant }, k) => {
        expect(timeConstant).toBeGreaterThanOrEqual(without[k].timeConstant * (1 - 1e-13));
      });
    }
  });

  it("leaves out a patch that has vanished", () => {
    // oracle: the patch that is left
    const one = {
      chargeTransferResistance: 2,
      doubleLayerCapacitance: 0.1,
      constrictionResistance: 0.5,
      constrictionCapacitance: 2e-6,
    };
    const gone = {
      chargeTransferResistance: Number.POSITIVE_INFINITY,
      doubleLayerCapacitance: 1e-12,
      constrictionResistance: Number.POSITIVE_INFINITY,
      constrictionCapacitance: 1e-15,
    };
    const parts = interfaceRelaxations([one, gone], 1e-6);
    const resistances = parts.map(({ resistance }) => resistance);
    expect(Math.max(...resistances)).toBeCloseTo(interfaceRelaxations([one], 1e-6)[0].resistance, 6);
    expect(resistances.every(Number.isFinite)).toBe(true);
  });

  it("says where capacitances are missing", () => {
    const bare = {
      chargeTransferResistance: 2,
      doubleLayerCapacitance: 0,
      constrictionResistance: 0,
      constrictionCapacitance: 0,
    };
    expect(() => interfaceRelaxations([bare], 0)).toThrow(/capacitances of the interface are not positive/);
  });
});
