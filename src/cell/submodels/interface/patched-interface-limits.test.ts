import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { type InterfaceCell, interfaceCell } from "../../../../test/support/interface-cell.ts";
import { testPool } from "../../../../test/support/mechanism-cells.ts";
import { createRadau } from "../../../numerics/dae/radau.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import type { SubmodelDescription } from "../../form/description.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import { EDGES_ONLY } from "../../simulate/options.ts";
import { simulate } from "../../simulate/simulate.ts";
import { alloyFromOption } from "../alloy/alloy.ts";

const perVolt = FARADAY / (GAS_CONSTANT * 298.15);
const pulses = Array.from({ length: 6 }, (_, k) => ({ current: k % 2 === 0 ? 8 - 2 * k : -1, duration: 2 }));

const strong = pulses.map(({ current, duration }) => ({ current: 4 * current, duration }));

/** A pool of the test alloy with an interface. */
function poolCell(interfaceOf: (pool: SubmodelDescription) => readonly SubmodelDescription[]): CellModel {
  const pool = testPool(1e-9, 2e-4);
  return composeCell({
    schema: "liquidus.cell-model/1",
    name: "pool",
    temperature: 298.15,
    submodels: [pool, ...interfaceOf(pool)],
  });
}

const reference = (): CellModel =>
  poolCell(() => [
    {
      name: "interface",
      kind: "charge-transfer",
      electrode: "working",
      parameters: {
        exchangeCurrentDensity: 20,
        referenceConcentration: 19_000,
        doubleLayerCapacitance: 0.2,
        transferCoefficient: 0.4,
      },
      connect: { surface: "pool.surface concentration" },
    },
  ]);

const patched = (parameters: Readonly<Record<string, number>>, options: Readonly<Record<string, unknown>>): CellModel =>
  poolCell(({ options: { alloy } = {} }) => {
    const referenceActivity = 19_000 * alloyFromOption("test", alloy, 298.15).activityPerConcentration(19_000);
    return [
      {
        name: "liquid",
        kind: "liquid-contact",
        electrode: "working",
        parameters: {},
        connect: { surface: "pool.surface concentration" },
      },
      {
        name: "interface",
        kind: "patched-interface",
        electrode: "working",
        parameters: {
          exchangeCurrentDensity: 20,
          referenceActivity,
          doubleLayerCapacitance: 0.2,
          transferCoefficient: 0.4,
          ...parameters,
        },
        options,
        connect: { activity: "liquid.activity", metal: "pool.surface concentration" },
      },
    ];
  });

const frequencies = Float64Array.from({ length: 13 }, (_, k) => 10 ** (k - 4));

describe("patched interface in full contact", () => {
  it.each([
    ["without constriction and gap", {}, { constriction: "none", gap: "none" }],
    ["with a gap of no area", { gapWidth: 1e-9 }, { constriction: "none" }],
  ])("%s is the charge transfer of one surface, in time and in frequency", (_, parameters, options) => {
    // oracle: the submodel "charge-transfer", exchange "activity", which has the potential for its unknown
    const [one, other] = [reference(), patched(parameters, options)];
    const voltages = (model: CellModel): readonly number[] => {
      const found: number[] = [];
      holdCurrents(model, strong, 1e-12, (_index, _time, state) => found.push(state[model.voltage]));
      return found;
    };
    const expected = voltages(one);
    voltages(other).forEach((voltage, k) => {
      expect(Math.abs(voltage - expected[k])).toBeLessThan(1e-10);
    });
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.02);
    const at = (model: CellModel) => {
      const state = holdCurrents(model, strong.slice(0, 1), 1e-13);
      return impedanceOf(model, state, frequencies).total;
    };
    const [z, w] = [at(one), at(other)];
    frequencies.forEach((_f, k) => {
      const difference = Math.hypot(z.real[k] - w.real[k], z.imaginary[k] - w.imaginary[k]);
      expect(difference / Math.hypot(z.real[k], z.imaginary[k])).toBeLessThan(1e-10);
    });
  });

  it("with constriction adds a thousandth of that of free spots, and nothing else", () => {
    // oracle: Z of "charge-transfer" + r/(1 + jωτ_e), r = 1e-3 ρπb/4
    const spots = { resistivity: 10, spotRadius: 1e-5, electrolyteRelaxationTime: 1e-6 };
    const [one, other] = [reference(), patched(spots, { gap: "none" })];
    const z = impedanceOf(one, one.initialState(), frequencies).total;
    const w = impedanceOf(other, other.initialState(), frequencies).total;
    const r = (1e-3 * 10 * Math.PI * 1e-5) / 4;
    frequencies.forEach((f, k) => {
      const x = 2 * Math.PI * f * 1e-6;
      const real = z.real[k] + r / (1 + x * x);
      const imaginary = z.imaginary[k] - (r * x) / (1 + x * x);
      const size = Math.hypot(real, imaginary);
      expect(Math.hypot(w.real[k] - real, w.imaginary[k] - imaginary) / size).toBeLessThan(1e-10);
    });
  });
});

const forms: readonly (readonly [string, InterfaceCell])[] = [
  ["one patch", { fractions: { contact: 0.3 } }],
  ["two patches", { fractions: { contact: 0.3, precipitate: 0.2 } }],
  ["three patches", { fractions: { contact: 0.3, precipitate: 0.2, deposit: 0.1 } }],
  ["no constriction", { fractions: { contact: 0.3, precipitate: 0.2 }, options: { constriction: "none" } }],
];

describe.each(forms)("patched interface, %s", (_, form) => {
  it("carries the current of Butler and Volmer", () => {
    // oracle: v and E_j by bisection of Σ φ_j i_F(E_j) = i, E_j + r_j i_F(E_j) = v
    const activity = 0.45;
    const model = interfaceCell({ ...form, metal: { activity }, options: { closure: "free", ...form.options } });
    const free = (10 * Math.PI * Math.hypot(1, 1e-3)) / 4;
    const scale = form.options?.constriction === "none" ? 0 : free;
    const patches = [
      { fraction: 0.3, rate: 3 * 0.6 ** -0.5, a: activity, r: scale * 1e-5 },
      { fraction: form.fractions?.precipitate ?? 0, rate: 0.5 * 0.6 ** -0.5, a: activity, r: scale * 3e-6 },
      { fraction: form.fractions?.deposit ?? 0, rate: 20, a: 1, r: scale * 2e-6 },
    ];
    const root = (f: (x: number) => number): number => {
      let [lower, upper] = [-3, 3];
      for (let k = 0; k < 80; k++) {
        const middle = 0.5 * (lower + upper);
        if (f(middle) > 0) upper = middle;
        else lower = middle;
      }
      return 0.5 * (lower + upper);
    };
    const reaction = (rate: number, a: number, e: number): number =>
      rate * (a * Math.exp(0.5 * perVolt * e) - Math.exp(-0.5 * perVolt * e));
    for (const current of [2, -1.5, 30]) {
      const expected = root((v) =>
        patches.reduce((sum, { fraction, rate, a, r }) => {
          const e = root((x) => x + r * reaction(rate, a, x) - v);
          return sum + fraction * reaction(rate, a, e);
        }, -current),
      );
      const state = holdCurrents(model, [{ current, duration: 5 }], 1e-10);
      expect(state[model.voltage]).toBeCloseTo(expected, 9);
    }
  });

  it("has the opposite voltage at the other electrode and the opposite current", () => {
    // law: polarity turns current and voltage
    const run = (electrode: "working" | "counter", sign: number): readonly number[] => {
      const model = interfaceCell({ ...form, electrode, rates: { contact: -0.02 }, metal: { depletion: 1 } });
      const found: number[] = [];
      const held = pulses.map(({ current, duration }) => ({ current: sign * current, duration }));
      holdCurrents(model, held, 1e-6, (_index, _time, state) => found.push(sign * state[model.voltage]));
      return found;
    };
    const working = run("working", 1);
    run("counter", -1).forEach((voltage, k) => {
      expect(Math.abs(voltage - working[k])).toBeLessThan(1e-12);
    });
  });

  it("scales with its area", () => {
    // law: at A times the current through A times the area the voltage is the same, and A times the metal reacts
    const ratio = 1.31;
    const run = (areaRatio: number): readonly (readonly [number, number])[] => {
      const model = interfaceCell({
        ...form,
        rates: { contact: -0.02 },
        metal: { depletion: 1, amount: areaRatio },
        parameters: { areaRatio },
      });
      const found: (readonly [number, number])[] = [];
      const held = pulses.map(({ current, duration }) => ({ current: areaRatio * current, duration }));
      holdCurrents(model, held, 1e-10, (_index, _time, state) =>
        found.push([state[model.voltage], state[model.indexOf("metal.amount")] / areaRatio]),
      );
      return found;
    };
    const single = run(1);
    run(ratio).forEach(([voltage, amount], k) => {
      expect(Math.abs(voltage - single[k][0])).toBeLessThan(1e-9);
      expect(Math.abs(amount - single[k][1])).toBeLessThan(1e-12);
    });
    const frequency = Float64Array.of(1, 1e4, 1e6);
    const z = [1, ratio].map((areaRatio) => {
      const model = interfaceCell({ ...form, parameters: { areaRatio } });
      return impedanceOf(model, model.initialState(), frequency).total;
    });
    const [narrow, wide] = z;
    frequency.forEach((_f, k) => {
      const [real, imaginary] = [narrow.real[k], narrow.imaginary[k]];
      const difference = Math.hypot(ratio * wide.real[k] - real, ratio * wide.imaginary[k] - imaginary);
      expect(difference / Math.hypot(real, imaginary)).toBeLessThan(1e-12);
    });
  });

  it("is the same by two methods while its fractions change", () => {
    // oracle: Radau IIA, which shares no formula with the Rosenbrock method
    const model = interfaceCell({
      ...form,
      rates: { contact: -0.13, ...("precipitate" in (form.fractions ?? {}) ? { precipitate: 0.1 } : {}) },
      metal: { depletion: 1, amount: 1e-3 },
    });
    const settings = { relativeTolerance: 1e-9, record: { ...EDGES_ONLY, states: () => true } };
    const plan = compileProtocol(parseProtocol("strip at 0.2 mA/cm2 for 1 s; rest 0.2 s; plate at 0.1 mA/cm2 for 1 s"));
    const one = simulate(model, plan, settings);
    const other = simulate(model, plan, { ...settings, integrator: createRadau });
    expect(one.end).toEqual({ kind: "completed" });
    expect(other.states.length).toBe(6);
    one.states.forEach(({ state }, k) => {
      expect(Math.abs(state[model.voltage] - other.states[k].state[model.voltage])).toBeLessThan(1e-8);
    });
  });
});

describe("what a patched interface refuses", () => {
  it.each<readonly [string, InterfaceCell, RegExp]>([
    ["a constriction without spots", { parameters: { spotRadius: 0 } }, /constriction: "none"\) needs spotRadius/],
    ["spots too small", { parameters: { spotRadius: 1e-10 } }, /constriction of 7.85.*e-10 Ω·m² each, below 1e-9/],
    ["a gap without width", { parameters: { gapWidth: 0 } }, /gap: "none"\) needs gapWidth above zero, which is 0/],
    [
      "a deposit that does not react",
      { fractions: { contact: 0.5, deposit: 0.1 }, parameters: { depositExchange: 0 } },
      /a connected deposit needs depositExchange/,
    ],
    ["patches beside an open contact", { fractions: { precipitate: 0.1 } }, /"contact" is open, which means full/],
    ["a part of an electron", { parameters: { chargeNumber: 1.5 } }, /charge number of 1.5/],
    ["an unknown option", { options: { gaps: "none" } }, /Did you mean "gap"/],
    ["an unknown gap", { options: { gap: "air" } }, /Gap of "interface" is "air"/],
    ["no metal at the start", { metal: { activity: 0 } }, /activity of 0 at the start has no potential/],
  ])("%s", (_, cell, message) => {
    expect(() => interfaceCell(cell)).toThrow(message);
  });

  it("stands anywhere in its range without a number that is not finite", () => {
    // law: fractions from 0 to 1 and beyond, also together, give finite balances and a determined state
    for (const contact of [-1e-3, 0, 1e-9, 1e-6, 0.5, 1, 1.01]) {
      for (const precipitate of [0, 1e-6, 0.5, 1]) {
        const model = interfaceCell({ fractions: { contact, precipitate, deposit: 1e-6 } });
        const state = holdCurrents(model, [{ current: 1e-3, duration: 1e-3 }], 1e-6);
        for (const value of state) expect(Number.isFinite(value)).toBe(true);
      }
    }
  });
});
