import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { alloyFromOption } from "../submodels/alloy/alloy.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import type { CellModel } from "./cell-model.ts";
import { composeCell } from "./compose.ts";
import { conservationMismatch } from "./conservation-mismatch.ts";
import type { CellDescription, SubmodelDescription } from "./description.ts";
import { jacobianMismatch } from "./jacobian-mismatch.ts";
import type { SubmodelKind } from "./submodel.ts";

function randomState(model: CellModel, random: NormalStream): Float64Array {
  const state = model.initialState();
  const between = (from: number, to: number): number => from + (to - from) * random.uniform();
  state[model.current] = between(-8, 12);
  state[model.charge] = between(0, 100);
  for (let i = model.indexOf("pool.concentration"); i < state.length; i++) state[i] = between(3000, 19000);
  state[model.indexOf("pool.surface concentration")] = between(3000, 19000);
  state[model.indexOf("interface.potential")] = between(-0.1, 0.3);
  state[model.indexOf("grain boundary.voltage")] = between(-0.05, 0.05);
  state[model.indexOf("contact.contact fraction")] = between(0.1, 1);
  return state;
}

/** R1 with one submodel changed. */
function changed(name: string, change: Partial<SubmodelDescription>): CellDescription {
  const description = benchmarkCellR1(10);
  return {
    ...description,
    submodels: description.submodels.map((submodel) =>
      submodel.name === name ? { ...submodel, ...change } : submodel,
    ),
  };
}

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };

describe("composed cell", () => {
  it("gives the exact derivatives of R1 in its declared structure, under every control", () => {
    // oracle: central differences extrapolated to step 0, every pair of unknowns
    const random = new NormalStream(5);
    const model = composeCell(benchmarkCellR1(30));
    const scales = model.absoluteTolerances(1);
    for (const quantity of ["current", "voltage", "power"] as const) {
      model.control = { quantity, value: 3, slope: 0.2, start: 1, sine: { amplitude: 2, frequency: 0.1, phase: 0.3 } };
      for (let draw = 0; draw < 5; draw++) {
        const found = jacobianMismatch(model, 2, randomState(model, random), { scales });
        expect(found.undeclared).toEqual([]);
        expect(found.worst, found.message).toBeLessThan(1e-9);
        expect(found.timeDerivative).toBeLessThan(1e-9);
      }
    }
  });

  it("adds up to the current, in any state", () => {
    // law: Σ (weight/mass) f over what holds the metal and Σ weight f over what it passes is −i/F
    const model = composeCell(benchmarkCellR1());
    const [metal] = model.inventories;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const state = randomState(model, new NormalStream(seed));
        expect(conservationMismatch(model, metal, 0, state)).toBeLessThan(1e-14);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("accumulates exactly what it evaluates, each time again", () => {
    const model = composeCell(benchmarkCellR1(12));
    const state = model.initialState();
    const once = new Float64Array(state.length);
    const thrice = new Float64Array(state.length);
    model.control = { quantity: "current", value: 10, slope: 0, start: 0 };
    model.evaluate(0, state, once);
    for (let pass = 0; pass < 3; pass++) model.accumulate?.(0, state, thrice);
    for (let i = 0; i < once.length; i++) expect(thrice[i]).toBeCloseTo(3 * once[i], 12);
    expect(once.some((value) => value !== 0)).toBe(true);
  });

  it("stays finite for any parameters in range, at any state that is valid and a little beyond", () => {
    const description = benchmarkCellR1(12);
    const random = new NormalStream(8);
    const kinds = standardSubmodels;
    for (let draw = 0; draw < 300; draw++) {
      const submodels = description.submodels.map((submodel) => ({
        ...submodel,
        parameters: Object.fromEntries(
          Object.entries(submodel.parameters).map(([name, value]) => {
            const { lower = -Infinity, upper = Infinity } = kinds[submodel.kind].parameters[name];
            const drawn = value * 10 ** (4 * random.uniform() - 2);
            return [name, Math.min(upper, Math.max(lower, drawn))];
          }),
        ),
      }));
      const pool = submodels.find(({ name }) => name === "pool");
      if (pool !== undefined) pool.parameters.initialConcentration = 1000 + 30000 * random.uniform();
      const model = composeCell({ ...description, submodels });
      const state = randomState(model, random);
      const surface = model.indexOf("pool.surface concentration");
      const contact = model.indexOf("contact.contact fraction");
      if (draw % 2 === 0) state[surface] = 50 * random.uniform() - 20;
      if (draw % 3 === 0) state[contact] = 2e-3 * random.uniform() - 5e-4;
      const balances = new Float64Array(state.length);
      const jacobian = new Float64Array(model.layout.entries);
      model.evaluate(0, state, balances);
      model.jacobian(0, state, jacobian);
      expect(balances.every(Number.isFinite)).toBe(true);
      expect(jacobian.every(Number.isFinite)).toBe(true);
    }
  });

  it("has exact derivatives where contact and metal run out", () => {
    const model = composeCell(benchmarkCellR1(5));
    const scales = model.absoluteTolerances(1e-4);
    const random = new NormalStream(9);
    for (const [fraction, surface] of [
      [6e-4, 1],
      [5e-4, 0],
      [-2e-4, -30],
    ]) {
      const state = randomState(model, random);
      state[model.current] = 7;
      state[model.indexOf("contact.contact fraction")] = fraction;
      state[model.indexOf("pool.surface concentration")] = surface;
      const found = jacobianMismatch(model, 0, state, { scales });
      expect(found.undeclared).toEqual([]);
      expect(found.worst, found.message).toBeLessThan(1e-9);
    }
  });

  it("names its unknowns and their units", () => {
    const model = composeCell(benchmarkCellR1(10));
    expect(model.nameOf?.(model.indexOf("pool.concentration") + 3)).toEqual(["pool.concentration in cell 3", "mol/m3"]);
    expect(model.nameOf?.(0)).toEqual(["cell.current", "A/m2"]);
    expect([model.current, model.voltage, model.charge]).toEqual([0, 1, 2]);
    expect(() => model.indexOf("pool.consentration")).toThrow(/Did you mean "pool.concentration"\?/);
    expect(model.submodels.map(({ name }) => name)).toContain("grain boundary");
    expect(model.submodels.find(({ name }) => name === "pool")?.parameters.depth.value).toBe(1e-3);
    expect(model.drops.map(({ submodel, name }) => `${submodel}: ${name}`)).toEqual([
      "grain boundary: voltage",
      "interface: charge transfer and diffusion",
      "electrolyte: ohmic",
      "electrolyte: constriction",
    ]);
    expect(model.absoluteTolerances(1e-5)[model.indexOf("pool.surface concentration")]).toBeCloseTo(1e-2, 15);
  });

  it("changes parameters by name", () => {
    const model = composeCell(benchmarkCellR1(10));
    const other = model.withParameters({ "pool.initialConcentration": 15000, "electrolyte.resistance": 0.1 });
    expect(other.initialState()[other.indexOf("pool.concentration")]).toBe(15000);
    expect(other.submodels.find(({ name }) => name === "electrolyte")?.parameters.resistance.value).toBe(0.1);
    expect(model.initialState()[model.indexOf("pool.concentration")]).toBe(19400);
    const warm = model.withParameters({ temperature: 330 });
    expect(warm.description.temperature).toBe(330);
    expect(warm.initialState()[warm.voltage]).toBeCloseTo((model.initialState()[model.voltage] * 330) / 298.15, 12);
    expect(() => model.withParameters({ temperature: -3 })).toThrow(/the temperature of "R1" is -3 K/);
    expect(() => model.withParameters({ "pool.difusivity": 1 })).toThrow(/Did you mean "pool.diffusivity"\?/);
    expect(() => model.withParameters({ "pool.depth": -1 })).toThrow(/"pool.depth" .* is -1 m/);
  });

  it("comes back from text the same", () => {
    const description = benchmarkCellR1(10);
    const again = composeCell(JSON.parse(JSON.stringify(description)));
    expect(again.initialState()).toEqual(composeCell(description).initialState());
  });

  it("knows whether its equations contain time", () => {
    const model = composeCell(benchmarkCellR1(10));
    const constant = { quantity: "current", value: 1, slope: 0, start: 0 } as const;
    expect(model.autonomous).toBe(true);
    model.control = { ...constant, slope: 1 };
    expect(model.autonomous).toBe(false);
    model.control = { ...constant, sine: { amplitude: 1, frequency: 1, phase: 0 } };
    expect(model.autonomous).toBe(false);
    model.control = constant;
    expect(model.autonomous).toBe(true);
  });

  it("refuses a control that is not finite, and keeps the one in force", () => {
    const model = composeCell(benchmarkCellR1(10));
    const wrong = { quantity: "current", value: Number.NaN, slope: 0, start: 0 } as const;
    expect(() => {
      model.control = wrong;
    }).toThrow(/not finite/);
    expect(model.control.value).toBe(0);
  });
});

describe("a pool that shares its chain", () => {
  it("has exact derivatives and conserves its metal, with an alloy given as functions", () => {
    const tracer: SubmodelKind = {
      kind: "tracer",
      title: "A component that decays",
      equations: "",
      source: "",
      parameters: {},
      ports: { pool: "chain" },
      declare(given) {
        const { cells, volumes } = given.meshOf("pool");
        const initial = Float64Array.from({ length: cells }, (_, k) => k);
        const unit = { unit: "mol/m3", description: "tracer", scale: 1 };
        return { components: [{ ...unit, chain: "pool", name: "tracer", mass: volumes, initial }] };
      },
      bind(_given, binding) {
        const { chain, offset } = binding.component("pool", "tracer");
        const metal = binding.component("pool", "concentration");
        const index = (k: number) => chain.first + k * chain.unknowns + offset;
        const other = (k: number) => chain.first + k * chain.unknowns + metal.offset;
        return {
          evaluate(_time, state, out) {
            for (let k = 0; k < chain.cells; k++) out[index(k)] -= 1e-6 * state[index(k)] * state[other(k)];
          },
          jacobian(_time, state, out) {
            for (let k = 0; k < chain.cells; k++) {
              out[binding.slot(index(k), index(k))] -= 1e-6 * state[other(k)];
              out[binding.slot(index(k), other(k))] -= 1e-6 * state[index(k)];
            }
          },
        };
      },
    };
    const regular = alloyFromOption("test", alloy, 298.15);
    const functions = {
      moleFraction: (c: number) => regular.moleFraction(c),
      concentration: (x: number) => regular.concentration(x),
      activityPerConcentration: (c: number) => regular.activityPerConcentration(c),
      logActivitySlope: (c: number) => regular.logActivitySlope(c),
      thermodynamicFactor: (c: number) => regular.thermodynamicFactor(c),
      thermodynamicFactorSlope: (c: number) => regular.thermodynamicFactorSlope(c),
      molarVolume: 2.38e-5,
      otherMolarVolume: 4.56e-5,
    };
    const description = changed("pool", { options: { alloy: functions, mesh: { kind: "uniform", cells: 9 } } });
    const traced = {
      ...description,
      submodels: [
        { name: "tracer", kind: "tracer", parameters: {}, connect: { pool: "pool.pool" } },
        ...description.submodels,
      ],
    };
    const model = composeCell(traced, { ...standardSubmodels, tracer });
    const state = randomState(model, new NormalStream(4));
    const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
    expect(found.undeclared).toEqual([]);
    expect(found.worst, found.message).toBeLessThan(1e-9);
    const parts = model.inventories.find(({ amount }) => amount === "Na")?.parts ?? [];
    const metal = model.inventories.find(({ amount }) => amount === "metal");
    if (metal === undefined) throw new Error("no metal");
    const whole = { ...metal, parts: [...metal.parts, ...parts], perCurrent: parts[0].perCurrent };
    expect(conservationMismatch(model, whole, 0, state)).toBeLessThan(1e-14);
  });
});
