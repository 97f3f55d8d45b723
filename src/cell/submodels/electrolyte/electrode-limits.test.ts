import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import { composeCell } from "../../form/compose.ts";
import type { CellDescription, SubmodelDescription } from "../../form/description.ts";
import { benchmarkCellR1 } from "../../models/r1.ts";
import { alloyFromOption } from "../alloy/alloy.ts";

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };
const thermal = (GAS_CONSTANT * 298.15) / FARADAY;

type Changes = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** R1 with some parameters changed. */
function changed(description: CellDescription, changes: Changes): CellDescription {
  const change = (submodel: SubmodelDescription): SubmodelDescription => ({
    ...submodel,
    parameters: { ...submodel.parameters, ...changes[submodel.name] },
  });
  return { ...description, submodels: description.submodels.map(change) };
}

/** Two alloy electrodes that differ; `swapped` exchanges which is the working electrode. */
function twoElectrodes(swapped: boolean): CellDescription {
  const role = (electrode: "working" | "counter") =>
    swapped ? (electrode === "working" ? "counter" : "working") : electrode;
  const electrode = (name: "working" | "counter", concentration: number, factor: number): SubmodelDescription[] => [
    {
      name: `${name} interface`,
      kind: "charge-transfer",
      electrode: role(name),
      parameters: {
        exchangeCurrentDensity: 20 * factor,
        referenceConcentration: 19400,
        doubleLayerCapacitance: 0.2 * factor,
      },
      options: { alloy, amount: `metal at ${name}` },
      connect: { surface: `${name} pool.surface concentration`, contact: `${name} contact.contact fraction` },
    },
    {
      name: `${name} contact`,
      kind: "contact-loss",
      electrode: role(name),
      parameters: {
        lossRate: 0.1,
        healingRate: 0.02,
        referenceCurrentDensity: 10,
        criticalConcentration: 9500,
        criticalWidth: 400,
      },
      connect: { surface: `${name} pool.surface concentration` },
    },
    {
      name: `${name} pool`,
      kind: "alloy-pool",
      electrode: role(name),
      parameters: { depth: 2e-4 * factor, diffusivity: 3e-11, initialConcentration: concentration },
      options: { alloy, amount: `metal at ${name}`, mesh: { kind: "graded", cells: 30, grading: 4 } },
    },
  ];
  return {
    schema: "liquidus.cell-model/1",
    name: "two alloys",
    temperature: 298.15,
    submodels: [
      ...electrode("working", 16000, 1),
      ...electrode("counter", 20000, 1.7),
      { name: "electrolyte", kind: "resistance", parameters: { resistance: 0.01 } },
    ],
  };
}

const programme = [
  { current: 8, duration: 20 },
  { current: 0, duration: 5 },
  { current: -12, duration: 30 },
];

describe("two electrodes", () => {
  it("reverse the voltage when they are exchanged and the current is reversed", () => {
    const ends = [false, true].map((swapped) => {
      const model = composeCell(twoElectrodes(swapped));
      const voltages: number[] = [];
      const sign = swapped ? -1 : 1;
      const held = programme.map(({ current, duration }) => ({ current: sign * current, duration }));
      holdCurrents(model, held, 1e-8, (_index, _time, state) => voltages.push(sign * state[model.voltage]));
      return voltages;
    });
    expect(ends[0]).toHaveLength(3);
    ends[0].forEach((voltage, k) => {
      expect(Math.abs(voltage)).toBeGreaterThan(1e-3);
      expect(Math.abs(voltage - ends[1][k])).toBeLessThan(1e-12);
    });
  });

  it("conserve the metal of each half, and what leaves one arrives in the other", () => {
    const model = composeCell(twoElectrodes(false));
    const [working, counter] = model.inventories;
    expect(model.inventories.map(({ amount }) => amount)).toEqual(["metal at working", "metal at counter"]);
    expect(working.perCurrent).toBeCloseTo(-1 / FARADAY, 18);
    expect(counter.perCurrent).toBe(-working.perCurrent);
    const start = model.initialState();
    const from = working.of(start);
    const to = counter.of(start);
    holdCurrents(model, programme, 1e-8, (_index, _time, state) => {
      const left = working.of(state) - from;
      expect(Math.abs(left + state[model.charge] / FARADAY)).toBeLessThan(1e-13 * from);
      expect(Math.abs(left + (counter.of(state) - to))).toBeLessThan(1e-13 * from);
      expect(Math.abs(left)).toBeGreaterThan(1e-5 * from);
    });
  });
});

describe("limits of R1", () => {
  it("is the same at twice the area and twice the current", () => {
    // oracle: capacitances, rates and volumes double, resistances halve; powers of two change no digit
    const one = benchmarkCellR1(60);
    const scaled = changed(one, {
      "grain boundary": { resistance: 1.5e-3, capacitance: 6.6e-3 },
      interface: { exchangeCurrentDensity: 40, doubleLayerCapacitance: 0.4 },
      contact: { referenceCurrentDensity: 20 },
      electrolyte: { resistance: 0.0075, constriction: 1e-3 },
    });
    const two: CellDescription = {
      ...scaled,
      submodels: scaled.submodels.map((submodel) =>
        submodel.name === "pool"
          ? {
              ...submodel,
              options: {
                ...submodel.options,
                mesh: {
                  kind: "graded",
                  cells: 60,
                  grading: 8,
                  shape: { kind: "funnel", opening: 0.01, depth: 20e-6, areaRatio: 2 },
                },
              },
            }
          : submodel,
      ),
    };
    const voltages = [one, two].map((description, k) => {
      const model = composeCell(description);
      const found: number[] = [];
      const held = [10, 0, -6].map((current) => ({ current: current * (k + 1), duration: 2 }));
      holdCurrents(model, held, 1e-8, (_index, _time, state) => found.push(state[model.voltage]));
      return found;
    });
    voltages[0].forEach((voltage, k) => {
      expect(Math.abs(voltage - voltages[1][k])).toBeLessThan(1e-12);
    });
  });

  it("is a circuit where diffusion is fast and contact full", () => {
    // oracle: i(R + R_c) + iR_gb(1 − e^{−t/τ}) + E, with w = e^{F(E − E_eq)/2RT} from the Riccati equation
    // w' = (F/2RTC)(i w − i₀(w² − 1)), w(0) = 1, of roots w₁ > w₂: (w − w₁)/(w − w₂) = (1 − w₁)/(1 − w₂) e^{−k(w₁ − w₂)t}
    const current = 10;
    const duration = 0.02;
    const model = composeCell(
      changed(benchmarkCellR1(20), {
        contact: { lossRate: 0 },
        pool: { depth: 1, diffusivity: 1e9, skinDiffusivityFactor: 1 },
      }),
    );
    const start = model.initialState();
    const equilibrium = start[model.indexOf("interface.potential")];
    const last = holdCurrents(model, [{ current, duration }], 1e-11);
    const root = Math.sqrt((current / 40) ** 2 + 1);
    const [w1, w2] = [current / 40 + root, current / 40 - root];
    const rate = 20 / (2 * thermal * 0.2);
    const ratio = ((1 - w1) / (1 - w2)) * Math.exp(-rate * (w1 - w2) * duration);
    const w = (w1 - ratio * w2) / (1 - ratio);
    const boundary = 3e-3 * -Math.expm1(-duration / (3e-3 * 3.3e-3));
    const expected = equilibrium + current * (0.015 + 2e-3 + boundary) + 2 * thermal * Math.log(w);
    expect(Math.abs(last[model.voltage] - expected)).toBeLessThan(1e-10);
    expect(last[model.indexOf("contact.contact fraction")]).toBe(1);
  });

  it.each([1, 2])("follows Nernst's equation where charge transfer is fast, charge number %i", (chargeNumber) => {
    const model = composeCell(
      changed(benchmarkCellR1(60), { interface: { exchangeCurrentDensity: 1e10, chargeNumber } }),
    );
    expect(model.inventories[0].perCurrent * chargeNumber * FARADAY).toBeCloseTo(-1, 14);
    const last = holdCurrents(model, [{ current: 10 * chargeNumber, duration: 1 }], 1e-8);
    const surface = last[model.indexOf("pool.surface concentration")];
    const q = alloyFromOption("test", alloy, 298.15).activityPerConcentration(surface);
    expect(surface).toBeLessThan(12000);
    const potential = last[model.indexOf("interface.potential")];
    expect(Math.abs(potential + (thermal / chargeNumber) * Math.log(q * surface))).toBeLessThan(1e-9);
  });
});
