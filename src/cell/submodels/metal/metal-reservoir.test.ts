import { describe, expect, it } from "vitest";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import type { CellDescription } from "../../form/description.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { alloyFromOption } from "../alloy/alloy.ts";
import { standardSubmodels } from "../registry.ts";

const alloy = { kind: "assessed", database: "K-Na", metal: "NA", other: "K" };
const FLUX = 1 / 96485;

/** Takes the current as metal, in proportion to an activity that stands for the rate: i = i₀ (a − e), V = e. */
const taker: SubmodelKind = {
  kind: "taker",
  title: "Taker",
  equations: "",
  source: "",
  parameters: {},
  electrode: "required",
  ports: { metal: "row", activity: "activity" },
  declare: () => ({
    unknowns: [{ name: "potential", unit: "V", description: "", mass: 0, initial: 1, scale: 0.1 }],
  }),
  bind(given, binding) {
    const [potential, activity, metal, current] = ["potential", "activity", "metal", "cell.current"].map((name) =>
      binding.unknown(name),
    );
    const slots = {
      potential: binding.slot(potential, potential),
      activity: binding.slot(potential, activity),
      current: binding.slot(potential, current),
      metal: binding.slot(metal, current),
    };
    const { polarity } = given;
    return {
      evaluate(_time, state, out) {
        out[potential] += polarity * state[current] - 100 * (state[activity] - state[potential]);
        out[metal] -= polarity * FLUX * state[current];
      },
      jacobian(_time, _state, out) {
        out[slots.potential] += 100;
        out[slots.activity] -= 100;
        out[slots.current] += polarity;
        out[slots.metal] -= polarity * FLUX;
      },
      drops: [
        {
          name: "potential",
          value: (state) => polarity * state[potential],
          gradient(_state, out) {
            out[potential] += polarity;
          },
          depends: [potential],
        },
      ],
      inventories: [
        {
          amount: polarity > 0 ? "Na" : "metal",
          unit: "mol/m2",
          indices: new Int32Array(0),
          weights: new Float64Array(0),
          perCurrent: -polarity * FLUX,
        },
      ],
    };
  },
};

const cell: CellDescription = {
  schema: "liquidus.cell-model/1",
  name: "pool against a metal",
  temperature: 298.15,
  submodels: [
    {
      name: "pool",
      kind: "alloy-pool",
      electrode: "working",
      parameters: { depth: 1e-3, diffusivity: 1e-9, initialConcentration: 19000 },
      options: { alloy, amount: "Na", mesh: { kind: "uniform", cells: 5 } },
    },
    {
      name: "touch",
      kind: "liquid-contact",
      electrode: "working",
      parameters: {},
      connect: { surface: "pool.surface concentration" },
    },
    {
      name: "working",
      kind: "taker",
      electrode: "working",
      parameters: {},
      connect: { metal: "pool.surface concentration", activity: "touch.activity" },
    },
    { name: "counter metal", kind: "metal-reservoir", electrode: "counter", parameters: { amount: 10 } },
    {
      name: "counter",
      kind: "taker",
      electrode: "counter",
      parameters: {},
      connect: { metal: "counter metal.amount", activity: "counter metal.activity" },
    },
  ],
};

describe("metal reservoir and liquid contact", () => {
  const model = composeCell(cell, { ...standardSubmodels, taker });
  const random = new NormalStream(3);
  const states = Array.from({ length: 5 }, () =>
    model.initialState().map((value, k) => value + 0.05 * model.absoluteTolerances(1)[k] * random.normal()),
  );

  it("has exact derivatives and keeps each metal", () => {
    for (const state of states) {
      const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
      expect(found.undeclared).toEqual([]);
      expect(found.worst, found.message).toBeLessThan(1e-9);
      for (const inventory of model.inventories) {
        expect(conservationMismatch(model, inventory, 0, state)).toBeLessThan(1e-14);
      }
    }
    expect(model.inventories.map(({ amount }) => amount)).toEqual(["Na", "metal"]);
  });

  // Oracles: the pure metal by definition, the alloy by its own function.
  it("has the activities of the pure metal and of the surface", () => {
    const state = model.initialState();
    const own = alloyFromOption("pool", alloy, 298.15);
    expect(state[model.indexOf("counter metal.activity")]).toBe(1);
    expect(state[model.indexOf("touch.activity")]).toBeCloseTo(19000 * own.activityPerConcentration(19000), 12);
    expect(state[model.indexOf("counter metal.amount")]).toBe(10);
    const [bound] = model.bounds.filter(({ name }) => name === "counter metal.amount");
    expect(bound.bounds.lower).toEqual({ value: 0, sentence: "no metal left" });
  });
});
