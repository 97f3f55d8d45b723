import { expect } from "vitest";
import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import { conservationMismatch } from "../../src/cell/form/conservation-mismatch.ts";
import type { SubmodelDescription } from "../../src/cell/form/description.ts";
import { jacobianMismatch } from "../../src/cell/form/jacobian-mismatch.ts";
import { optionName } from "../../src/cell/form/options.ts";
import type { SubmodelKind } from "../../src/cell/form/submodel.ts";
import { standardSubmodels } from "../../src/cell/submodels/registry.ts";
import { FARADAY } from "../../src/units/constants.ts";

/** Liquid alloy of the tests, near to Na-K. */
export const testAlloy = {
  kind: "regular-solution",
  interaction: 1.1,
  molarVolume: 2.4e-5,
  otherMolarVolume: 4.6e-5,
} as const;

/** Keeps a number, "value": a surface, an activity or a contact that does not move. */
const held: SubmodelKind = {
  kind: "held",
  title: "Number that is kept",
  equations: "dy/dt = 0",
  source: "",
  parameters: {
    value: { symbol: "y", description: "value", unit: "1", status: "assumed", source: "test" },
  },
  ports: {},
  declare: (given) => ({
    unknowns: [{ name: "value", unit: "1", description: "value", mass: 1, initial: given.parameters.value, scale: 1 }],
  }),
  bind: (given, binding) => ({
    evaluate() {},
    jacobian() {},
    inventories:
      given.options.amount === undefined
        ? []
        : [
            {
              amount: optionName("amount", given.options.amount, "metal"),
              unit: "mol/m2",
              indices: Int32Array.of(binding.unknown("value")),
              weights: Float64Array.of(1),
              perCurrent: 0,
            },
          ],
  }),
};

/** Takes the metal of the cell current, polarity · i/F, from a balance, whatever state it is in. */
const taker: SubmodelKind = {
  kind: "taker",
  title: "Reaction that takes what the current asks for",
  equations: "i/F",
  source: "",
  parameters: {},
  ports: { metal: "balance of the metal, mol/(m2 s)" },
  declare: () => ({}),
  bind(given, binding) {
    const row = binding.unknown("metal");
    const current = binding.unknown("cell.current");
    const slot = binding.slot(row, current);
    const perCharge = given.polarity / FARADAY;
    return {
      evaluate(_time, state, out) {
        out[row] -= perCharge * state[current];
      },
      jacobian(_time, _state, out) {
        out[slot] -= perCharge;
      },
      inventories: [
        {
          amount: "metal",
          unit: "mol/m2",
          indices: new Int32Array(0),
          weights: new Float64Array(0),
          perCurrent: -perCharge,
        },
      ],
    };
  },
};

/** The area in contact that voids leave, φ₀ (1 − v), as the unknown "contact fraction". */
const wetted: SubmodelKind = {
  kind: "wetted",
  title: "Area in contact",
  equations: "φ = φ0 (1 − v)",
  source: "",
  parameters: {
    initialContact: { symbol: "phi0", description: "contact without voids", unit: "1", status: "assumed", source: "" },
  },
  ports: { voids: "fraction lost" },
  declare: (given) => ({
    unknowns: [
      {
        name: "contact fraction",
        unit: "1",
        description: "fraction of the area in contact",
        mass: 0,
        initial: given.parameters.initialContact * (1 - given.initialOf("voids")),
        scale: 0.1,
      },
    ],
  }),
  bind(given, binding) {
    const { initialContact } = given.parameters;
    const contact = binding.unknown("contact fraction");
    const voids = binding.unknown("voids");
    const byContact = binding.slot(contact, contact);
    const byVoids = binding.slot(contact, voids);
    return {
      evaluate(_time, state, out) {
        out[contact] += initialContact * (1 - state[voids]) - state[contact];
      },
      jacobian(_time, _state, out) {
        out[byContact] -= 1;
        out[byVoids] -= initialContact;
      },
    };
  },
};

/** The area in contact φ₀ (1 − v) beside voids: "contact area.contact fraction". */
export function wettedArea(initialContact: number): SubmodelDescription {
  return {
    name: "contact area",
    kind: "wetted",
    electrode: "working",
    parameters: { initialContact },
    connect: { voids: "voids.voids" },
  };
}

/**
 * A number that is kept: `heldAt("surface", 15000)` is connected as "surface.value".
 * @param amount what it holds, where others may take of it
 */
export function heldAt(name: string, value: number, amount?: string): SubmodelDescription {
  const options = amount === undefined ? {} : { amount };
  return { name, kind: "held", electrode: "working", parameters: { value }, options };
}

/** The current takes its metal from this balance. */
export function takenFrom(metal: string): SubmodelDescription {
  return { name: "taker", kind: "taker", electrode: "working", parameters: {}, connect: { metal } };
}

/** A pool of the test alloy in 8 cells. */
export function testPool(diffusivity = 1e-9, depth = 1e-3, initialConcentration = 19_000): SubmodelDescription {
  return {
    name: "pool",
    kind: "alloy-pool",
    electrode: "working",
    parameters: { depth, diffusivity, initialConcentration },
    options: { alloy: testAlloy, mesh: { kind: "uniform", cells: 8 } },
  };
}

/** A cell of these submodels and the standard ones, with "held", "taker" and "wetted". */
export function mechanismCell(...submodels: readonly SubmodelDescription[]): CellModel {
  return composeCell(
    { schema: "liquidus.cell-model/1", name: "mechanism", temperature: 298.15, submodels },
    { ...standardSubmodels, held, taker, wetted },
  );
}

/**
 * Exact derivatives (< 1e-9) and conservation by form (< 1e-14) in a state whose unknowns are set by name.
 * @param step of the first differences over the size of an unknown; below the widths of the laws
 */
export function expectConsistent(model: CellModel, values: Readonly<Record<string, number>>, step = 1e-3): void {
  const state = model.initialState();
  for (const [name, value] of Object.entries(values)) {
    state[name === "current" ? model.current : model.indexOf(name)] = value;
  }
  const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1e-2), step });
  expect(found.undeclared).toEqual([]);
  expect(found.worst, found.message).toBeLessThan(1e-9);
  for (const inventory of model.inventories) {
    expect(conservationMismatch(model, inventory, 0, state), inventory.amount).toBeLessThan(1e-14);
  }
}
