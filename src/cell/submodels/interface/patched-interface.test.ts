import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { type InterfaceCell, interfaceCell } from "../../../../test/support/interface-cell.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";

const one = { contact: 0.3 };
const two = { contact: 0.3, precipitate: 0.2 };
const three = { contact: 0.3, precipitate: 0.2, deposit: 0.15 };

/** The forms that there are. */
const forms: readonly (readonly [string, InterfaceCell])[] = [
  ["open contact", {}],
  ["one patch", { fractions: one }],
  ["two patches", { fractions: two }],
  ["three patches", { fractions: three }],
  ["three patches, no constriction", { fractions: three, options: { constriction: "none" } }],
  ["two patches, no gap", { fractions: two, options: { gap: "none", closure: "free" } }],
  ["open contact, no constriction", { options: { constriction: "none", gap: "none" } }],
  ["deposit beside contact", { fractions: { contact: 0.3, deposit: 0.4 }, options: { closure: "negus-yovanovich" } }],
];

describe.each(forms)("patched interface: %s", (_, form) => {
  it("has exact derivatives and conserves metal in every state, also at traces, at full contact and beyond", () => {
    const random = new NormalStream(5);
    for (const electrode of ["working", "counter"] as const) {
      const model = interfaceCell({
        ...form,
        electrode,
        temperature: 330,
        metal: { activity: 0.4, depletion: 1 },
        parameters: { transferCoefficient: electrode === "working" ? 0.5 : 0.35, chargeNumber: 2, areaRatio: 1.3 },
      });
      const levels = model.unknowns.filter(({ name }) => name.endsWith("level")).map(({ index }) => index);
      const potentials = model.unknowns.filter(({ name }) => /interface\..*(potential|voltage)/.test(name));
      const charges = model.unknowns.filter(({ name }) => name.endsWith("charge") && name.startsWith("interface"));
      for (let draw = 0; draw < 6; draw++) {
        const state = model.initialState();
        state[model.current] = 8;
        // draw 5: tens of volts, where the exponentials go on as straight lines
        for (const { index } of potentials)
          state[index] = draw === 5 ? 12 - 30 * random.uniform() : 0.2 * random.uniform() - 0.1;
        for (const { index } of charges) state[index] = 0.05 * random.uniform();
        state[model.indexOf("metal.activity")] = draw === 3 ? -0.02 : random.uniform();
        const share = [0.9, 0.5, 1e-6, 0.1, 0.97, 1.05][draw] / levels.length;
        levels.forEach((index, k) => {
          state[index] = draw === 2 && k > 0 ? -1e-7 : share * (1 + 0.1 * k);
        });
        // fractions are differenced over a part of themselves: the law bends where they vanish
        const scales = model.absoluteTolerances(1e-2);
        for (const index of levels) scales[index] = 0;
        const found = jacobianMismatch(model, 0, state, { scales });
        expect(found.undeclared).toEqual([]);
        expect(found.worst, `${found.message} draw ${draw}`).toBeLessThan(1e-9);
        expect(conservationMismatch(model, model.inventories[0], 0, state)).toBeLessThan(1e-14);
      }
    }
  });

  it("starts in a state that stays", () => {
    // oracle: the balances of all charges vanish; patches of one activity exchange no metal
    const model = interfaceCell({ ...form, metal: { activity: 0.3 } });
    const state = model.initialState();
    const balances = new Float64Array(state.length);
    model.evaluate(0, state, balances);
    for (const { name, index } of model.unknowns) {
      if (name.endsWith("charge")) expect(Math.abs(balances[index]), name).toBeLessThan(1e-11);
    }
    const metal = Math.abs(balances[model.indexOf("metal.amount")]);
    if ("deposit" in (form.fractions ?? {})) expect(metal).toBeGreaterThan(1e-7);
    else expect(metal).toBeLessThan(1e-15);
  });
});

describe("patched interface in motion", () => {
  it("keeps the metal to 1e-12 while voids grow and a precipitate spreads", () => {
    const model = interfaceCell({
      fractions: three,
      rates: { contact: -0.0295, precipitate: 0.01, deposit: -0.0149 },
      metal: { depletion: 1 },
    });
    const [metal] = model.inventories;
    const start = metal.of(model.initialState());
    const last = holdCurrents(model, [{ current: 0.4, duration: 10 }], 1e-6);
    expect(last[model.indexOf("contact share.level")]).toBeCloseTo(0.005, 9);
    expect(Math.abs(metal.of(last) - start - metal.perCurrent * last[model.charge])).toBeLessThan(1e-12 * start);
  });
});
