import { describe, expect, it } from "vitest";
import { composeCell } from "../../form/compose.ts";
import type { SubmodelDescription } from "../../form/description.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";

const contact: SubmodelDescription = {
  name: "contact",
  kind: "contact-loss",
  electrode: "working",
  parameters: {
    lossRate: 0.1,
    healingRate: 0.02,
    referenceCurrentDensity: 10,
    criticalConcentration: 9500,
    criticalWidth: 400,
  },
  connect: { surface: "pool.surface concentration" },
};
const pool: SubmodelDescription = {
  name: "pool",
  kind: "alloy-pool",
  electrode: "working",
  parameters: { depth: 1e-3, diffusivity: 1e-9, initialConcentration: 20000 },
  options: {
    alloy: { kind: "regular-solution", interaction: 0, molarVolume: 2.4e-5, otherMolarVolume: 4.5e-5 },
    mesh: { kind: "uniform", cells: 3 },
  },
};

function cell(...submodels: readonly SubmodelDescription[]) {
  return composeCell({ schema: "liquidus.cell-model/1", name: "contact", temperature: 298.15, submodels });
}

const sum = (model: ReturnType<typeof cell>, state: Float64Array): number =>
  model.drops.reduce((total, drop) => total + drop.value(state), 0);

describe("resistance", () => {
  it("counts the constriction at full contact where the port stays open, and over φ where it does not", () => {
    const parameters = { resistance: 0.015, constriction: 0.002 };
    const open = cell({ name: "electrolyte", kind: "resistance", parameters });
    const state = open.initialState();
    state[open.current] = 3;
    expect(sum(open, state)).toBeCloseTo(3 * 0.017, 15);
    const connect = { contact: "contact.contact fraction" };
    const connected = cell(contact, pool, { name: "electrolyte", kind: "resistance", parameters, connect });
    const lost = connected.initialState();
    lost[connected.current] = 3;
    lost[connected.indexOf("contact.contact fraction")] = 0.25;
    expect(sum(connected, lost)).toBeCloseTo(3 * (0.015 + 0.002 / 0.25), 15);
  });
});

describe("resistance of spots", () => {
  const parameters = { resistivity: 10, radius: 5e-6 };

  it("refuses options that it does not have", () => {
    const spots = (kind: string, options: object, more: object) => () =>
      cell(contact, pool, { name: "spots", kind, parameters: { ...parameters, ...more }, options: { ...options } });
    expect(spots("spot-resistance", { closur: "free" }, { fraction: 0.1 })).toThrow(/Did you mean "closure"\?/);
    expect(spots("spot-resistance", { radius: 1e-6 }, { fraction: 0.1 })).toThrow(/"spots" has no option "radius"/);
    expect(spots("spot-resistance", { closure: "isotherml" }, { fraction: 0.1 })).toThrow(/Did you mean "isothermal"/);
    expect(() =>
      cell(contact, pool, {
        name: "spots",
        kind: "dynamic-spot-resistance",
        parameters,
        options: { closur: "free" },
        connect: { contact: "contact.contact fraction" },
      }),
    ).toThrow(/Did you mean "closure"\?/);
  });

  it.each(["isothermal", "free"])("goes on smoothly beyond full and below no contact: %s", (closure) => {
    const model = cell(contact, pool, {
      name: "spots",
      kind: "dynamic-spot-resistance",
      parameters,
      options: { closure },
      connect: { contact: "contact.contact fraction" },
    });
    const fraction = model.indexOf("contact.contact fraction");
    const state = model.initialState();
    state[model.current] = 2;
    const slopeAt = (phi: number): number => {
      state[fraction] = phi;
      const gradient = new Float64Array(state.length);
      for (const { gradient: add } of model.drops) add(state, gradient);
      return gradient[fraction];
    };
    const jumps = [1, 1e-9].map((edge) => Math.abs(slopeAt(edge * (1 + 1e-9)) - slopeAt(edge * (1 - 1e-9))));
    expect(jumps[0]).toBeLessThan(1e-6 * Math.max(1e-3, Math.abs(slopeAt(1))));
    expect(jumps[1]).toBeLessThan(1e-6 * Math.abs(slopeAt(1e-9)));
    expect(slopeAt(-1e-10)).toBeLessThan(0);
    if (closure === "free") expect(slopeAt(1.1)).toBeLessThan(0);
    state[fraction] = 1.15;
    const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
    expect(found.worst, found.message).toBeLessThan(1e-9);
  });
});
