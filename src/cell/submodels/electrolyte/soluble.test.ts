import { describe, expect, it } from "vitest";
import { makeConsistent } from "../../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../../numerics/dae/rosenbrock.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import type { CellDescription, SubmodelDescription } from "../../form/description.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";

function cell(submodels: readonly SubmodelDescription[]): CellModel {
  const description: CellDescription = {
    schema: "liquidus.cell-model/1",
    name: "test",
    temperature: 298.15,
    submodels,
  };
  return composeCell(description);
}

function species(
  name: string,
  far: string,
  shape: Readonly<Record<string, unknown>>,
  amount?: string,
): SubmodelDescription {
  return {
    name,
    kind: "soluble-species",
    parameters: { diffusivity: 1e-9, initialConcentration: 1, length: 1e-4 },
    options: {
      far,
      mesh: { kind: "graded", cells: 12, grading: 3, shape },
      ...(amount === undefined ? {} : { amount }),
    },
  };
}

const couple: SubmodelDescription = {
  name: "reaction",
  kind: "redox-couple",
  electrode: "counter",
  parameters: {
    rateConstant: 1e-5,
    transferCoefficient: 0.4,
    doubleLayerCapacitance: 0.2,
    formalPotential: 0.1,
    electrons: 2,
  },
  options: { amounts: { oxidised: "Ox", reduced: "Red" } },
  connect: { oxidised: "ox.surface concentration", reduced: "red.surface concentration" },
};

/** Cells in which every submodel and every far boundary and shape occurs. */
const cells: Readonly<Record<string, () => CellModel>> = {
  "redox couple, blocking": () =>
    cell([
      species("ox", "blocking", { kind: "planar" }, "Ox"),
      species("red", "blocking", { kind: "cylinder", radius: 2e-5 }, "Red"),
      couple,
      { name: "spots", kind: "spot-resistance", parameters: { resistivity: 10, radius: 5e-6, fraction: 0.2 } },
    ]),
  "deposition, blocking": () =>
    cell([
      species("ion", "blocking", { kind: "sphere", radius: 3e-5 }, "metal"),
      {
        name: "reaction",
        kind: "deposition",
        parameters: { rateConstant: 1e-6, referenceConcentration: 2 },
        options: { amounts: { oxidised: "metal", reduced: "metal" }, rateLaw: "bounded" },
        connect: { oxidised: "ion.surface concentration" },
      },
    ]),
  "dissolution, fixed": () =>
    cell([
      species("metal", "fixed", { kind: "funnel", opening: 0.1, depth: 1e-5 }),
      {
        name: "reaction",
        kind: "dissolution",
        parameters: { rateConstant: 1e-6, referenceConcentration: 2 },
        connect: { reduced: "metal.surface concentration" },
      },
      {
        name: "spots",
        kind: "dynamic-spot-resistance",
        parameters: { resistivity: 10, radius: 5e-6 },
        options: { closure: "isothermal" },
        // any unknown of the right size serves as a fraction
        connect: { contact: "metal.surface concentration" },
      },
    ]),
  "disc in two dimensions": () =>
    cell([
      {
        name: "ion",
        kind: "disc-species",
        parameters: { diffusivity: 1e-9, initialConcentration: 1, radius: 5e-6, length: 5e-5, shells: 5, angles: 4 },
      },
      {
        name: "reaction",
        kind: "deposition",
        parameters: { rateConstant: 1e-6, referenceConcentration: 2 },
        connect: { oxidised: "ion.surface concentration" },
      },
    ]),
  "disc, infinity": () =>
    cell([
      species("ox", "infinity", { kind: "oblate-spheroid", radius: 5e-6 }),
      species("red", "infinity", { kind: "sphere", radius: 5e-6 }),
      { ...couple, electrode: "working" },
    ]),
};

function randomState(model: CellModel, random: NormalStream): Float64Array {
  const state = model.initialState();
  for (const { name, index, stride, cells: count } of model.unknowns)
    for (let k = 0; k < count; k++)
      state[index + k * stride] = name.includes("potential")
        ? 0.2 * random.uniform() - 0.1
        : 0.05 + 0.9 * random.uniform();
  return state;
}

describe("soluble species and their reactions", () => {
  it("give exact derivatives in the declared structure", () => {
    // oracle: central differences extrapolated to step 0
    const random = new NormalStream(11);
    for (const [name, make] of Object.entries(cells)) {
      const model = make();
      for (let draw = 0; draw < 3; draw++) {
        const found = jacobianMismatch(model, 1, randomState(model, random), { scales: model.absoluteTolerances(1) });
        expect(found.undeclared, name).toEqual([]);
        expect(found.worst, `${name}: ${found.message}`).toBeLessThan(1e-9);
      }
    }
  });

  it("conserve amounts by form in any state", () => {
    const random = new NormalStream(12);
    for (const name of ["redox couple, blocking", "deposition, blocking"]) {
      const model = (cells[name] as () => CellModel)();
      expect(model.inventories.length).toBe(name.startsWith("redox") ? 2 : 1);
      for (const inventory of model.inventories)
        for (let draw = 0; draw < 20; draw++)
          expect(conservationMismatch(model, inventory, 0, randomState(model, random)), name).toBeLessThan(1e-13);
    }
  });

  it("begin at equilibrium without current", () => {
    for (const make of Object.values(cells)) {
      const model = make();
      const out = new Float64Array(model.layout.size);
      model.evaluate(0, model.initialState(), out);
      // rounding of sums of size k0 n F c = 2 A/m²
      for (const value of out) expect(Math.abs(value)).toBeLessThan(1e-12);
    }
  });

  it("keep amounts over 500 pulses to 1e-12 of the inventory", () => {
    for (const name of ["redox couple, blocking", "deposition, blocking"]) {
      const model = (cells[name] as () => CellModel)();
      const state = model.initialState();
      const run = createRosenbrock(model, {
        relativeTolerance: 1e-5,
        absoluteTolerance: model.absoluteTolerances(1e-5),
      });
      const before = model.inventories.map((inventory) => inventory.of(state));
      for (let pulse = 0; pulse < 500; pulse++)
        for (const value of [0.02, 0]) {
          model.control = { quantity: "current", value: pulse % 2 === 0 ? value : -value, slope: 0, start: run.time };
          expect(makeConsistent(model, run.time, state).converged).toBe(true);
          run.start(run.time, state);
          expect(run.advance(run.time + 0.5).kind).toBe("reached");
          state.set(run.state);
        }
      model.inventories.forEach((inventory, k) => {
        const expected = (before[k] as number) + inventory.perCurrent * (state[model.charge] as number);
        expect(Math.abs(inventory.of(state) / expected - 1), `${name}: ${inventory.amount}`).toBeLessThan(1e-12);
      });
    }
  });

  it("are a resistance and a capacitance in parallel where diffusion is fast", () => {
    const fast = (name: string): SubmodelDescription => ({
      name,
      kind: "soluble-species",
      parameters: { diffusivity: 1, initialConcentration: 1, length: 1e-6 },
      options: { far: "fixed", mesh: { kind: "uniform", cells: 4 } },
    });
    const model = cell([fast("ox"), fast("red"), { ...couple, electrode: "working", options: {} }]);
    const frequency = Float64Array.of(0.01, 1, 100, 1e4);
    const { total } = impedanceOf(model, model.initialState(), frequency);
    // RT/(n²F²k0 c) at equal concentrations
    const resistance = (GAS_CONSTANT * 298.15) / (4 * FARADAY * FARADAY * 1e-5);
    frequency.forEach((f, k) => {
      const wrc = 2 * Math.PI * f * resistance * 0.2;
      const size = resistance / Math.hypot(1, wrc);
      expect(Math.abs((total.real[k] as number) - resistance / (1 + wrc * wrc)) / size).toBeLessThan(1e-10);
      expect(Math.abs((total.imaginary[k] as number) + (resistance * wrc) / (1 + wrc * wrc)) / size).toBeLessThan(
        1e-10,
      );
    });
  });

  it.each(["plain", "bounded"])("follow Nernst's equation where the rate constant is large, rate law %s", (rateLaw) => {
    const reaction = { ...couple, parameters: { rateConstant: 1e100 }, options: { rateLaw } };
    const model = cell([
      species("ox", "blocking", { kind: "planar" }),
      species("red", "blocking", { kind: "planar" }),
      reaction,
    ]);
    const state = model.initialState();
    model.control = { quantity: "current", value: 0.3, slope: 0, start: 0 };
    expect(makeConsistent(model, 0, state).converged).toBe(true);
    const run = createRosenbrock(model, { relativeTolerance: 1e-8, absoluteTolerance: model.absoluteTolerances(1e-8) });
    run.start(0, state);
    expect(run.advance(5).kind).toBe("reached");
    const at = (name: string): number => run.state[model.indexOf(name)] as number;
    const thermal = (GAS_CONSTANT * 298.15) / FARADAY;
    const nernst = thermal * Math.log(at("ox.surface concentration") / at("red.surface concentration"));
    expect(Math.abs(nernst)).toBeGreaterThan(0.005);
    expect(Math.abs(at("reaction.potential") - nernst)).toBeLessThan(1e-9);
  });

  it("mirror the voltage where the electrodes change places and the current its sign", () => {
    const voltage = (electrode: "working" | "counter", value: number): number => {
      const model = cell([
        species("ox", "blocking", { kind: "planar" }),
        species("red", "blocking", { kind: "planar" }),
        { ...couple, electrode, options: {} },
      ]);
      const state = model.initialState();
      model.control = { quantity: "current", value, slope: 0, start: 0 };
      makeConsistent(model, 0, state);
      const run = createRosenbrock(model, {
        relativeTolerance: 1e-6,
        absoluteTolerance: model.absoluteTolerances(1e-6),
      });
      run.start(0, state);
      expect(run.advance(3).kind).toBe("reached");
      return run.state[model.voltage] as number;
    };
    expect(voltage("working", 0.2) + voltage("counter", -0.2)).toBeCloseTo(0, 12);
  });

  it("refuse what makes no sense, in sentences", () => {
    expect(() =>
      cell([
        species("ox", "infinity", { kind: "planar" }),
        { ...couple, connect: { oxidised: "ox.surface concentration", reduced: "ox.surface concentration" } },
      ]),
    ).toThrow(/only around a sphere/);
    expect(() => cell([species("ox", "fixed", { kind: "planar" }, "Ox")])).toThrow(/a far boundary that is blocking/);
    expect(() => cell([species("ox", "open", { kind: "planar" })])).toThrow(/open/);
  });
});
