import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interfaceCell } from "../../../../test/support/interface-cell.ts";
import { testPool } from "../../../../test/support/mechanism-cells.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import type { SubmodelDescription } from "../../form/description.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import { EDGES_ONLY } from "../../simulate/options.ts";
import { simulate } from "../../simulate/simulate.ts";
import { interfaceInState } from "./patched-interface-state.ts";

const conductor = { resistivity: 10, spotRadius: 5e-6, electrolyteRelaxationTime: 1e-6, gapWidth: 1e-8 };

function working(
  name: string,
  kind: string,
  parameters: Readonly<Record<string, number>>,
  connect: Readonly<Record<string, string>>,
): SubmodelDescription {
  return { name, kind, electrode: "working", parameters, connect };
}

/** Every mechanism that acts on the interface of a pool, and a counter electrode of pure metal. */
function wholeCell(options: Readonly<Record<string, unknown>>): CellModel {
  const surface = { surface: "pool.surface concentration" };
  const activity = { activity: "store.activity" };
  return composeCell({
    schema: "liquidus.cell-model/1",
    name: "whole",
    temperature: 298.15,
    submodels: [
      testPool(),
      working("store", "metal-store", { capacity: 2e-4, limitingCurrentDensity: 8 }, surface),
      working(
        "contact area",
        "contact-area",
        { initialContact: 0.6, fillAmount: 0.02 },
        { voids: "voids.voids", coverage: "precipitate.coverage", deposit: "deposit.amount" },
      ),
      {
        ...working(
          "interface",
          "patched-interface",
          {
            ...conductor,
            exchangeCurrentDensity: 30,
            referenceActivity: 0.7,
            precipitateExchange: 3,
            depositExchange: 100,
            doubleLayerCapacitance: 0.1,
          },
          {
            ...activity,
            metal: "store.amount",
            contact: "contact area.contact fraction",
            precipitate: "contact area.precipitate fraction",
            deposit: "contact area.deposit fraction",
            depositMetal: "deposit.amount",
          },
        ),
        options,
      },
      working(
        "voids",
        "void-growth",
        { growthRate: 0.5, healingTime: 4, thresholdCurrentDensity: 6 },
        { contact: "contact area.contact fraction" },
      ),
      working(
        "precipitate",
        "precipitate-coverage",
        { growthRate: 0.05, alloyingTime: 2000, saturationActivity: 0.3 },
        activity,
      ),
      working(
        "deposit",
        "solid-deposit",
        { growthRate: 1e-4, dissolutionRate: 1e-5 },
        { ...activity, source: "store.amount" },
      ),
      { name: "counter metal", kind: "metal-reservoir", electrode: "counter", parameters: { amount: 10 } },
      {
        name: "counter interface",
        kind: "patched-interface",
        electrode: "counter",
        parameters: { ...conductor, exchangeCurrentDensity: 100, doubleLayerCapacitance: 0.1, areaRatio: 1.31 },
        connect: { activity: "counter metal.activity", metal: "counter metal.amount" },
      },
      { name: "grain boundary", kind: "resistor-capacitor", parameters: { resistance: 3e-3, capacitance: 3.3e-3 } },
    ],
  });
}

describe("a cell whose contact comes and goes", () => {
  it.each([
    ["with constriction and gap", {}],
    ["without", { constriction: "none", gap: "none" }],
  ])("%s: keeps metal to 1e-12 through collapse of the contact, precipitate and deposit", (_, options) => {
    const model = wholeCell(options);
    const [metal] = model.inventories;
    const start = metal.of(model.initialState());
    const protocol = "plate at 1 mA/cm2 for 500 s; repeat 4 { strip at 1 mA/cm2 for 1 s; rest 2 s }; rest 1 h";
    const run = simulate(model, compileProtocol(parseProtocol(protocol)), {
      record: { ...EDGES_ONLY, states: () => true, unknowns: ["contact area.contact fraction", "deposit.amount"] },
    });
    expect(run.end).toEqual({ kind: "completed" });
    // both electrodes exchange: the current leaves the sum as it is
    expect(Math.abs(metal.perCurrent)).toBeLessThan(1e-20);
    for (const { state } of run.states) {
      expect(Math.abs(metal.of(state) - start)).toBeLessThan(1e-12 * start);
      expect(conservationMismatch(model, metal, 0, state)).toBeLessThan(1e-14);
    }
    expect(Math.min(...run.recorded["contact area.contact fraction"])).toBeLessThan(0.05);
    expect(Math.max(...run.recorded["deposit.amount"])).toBeGreaterThan(1e-4);
  });

  it("runs on where a store is exhausted and no limit guards", () => {
    // law: the metal; exponentials of 36 V would not be numbers
    const model = wholeCell({ constriction: "none" });
    const [metal] = model.inventories;
    const start = metal.of(model.initialState());
    const run = simulate(model, compileProtocol(parseProtocol("strip at 3 mA/cm2 for 2 s; rest 1 s")));
    expect(run.end).toEqual({ kind: "completed" });
    expect(Math.max(...run.voltage)).toBeGreaterThan(40);
    expect(Math.abs(metal.of(run.finalState) - start)).toBeLessThan(1e-12 * start);
    // law: a deposit gives no more metal than it has, but for that of its trace
    expect(run.finalState[model.indexOf("deposit.amount")]).toBeGreaterThan(-1e-4 * 0.02);
  });
});

describe("relaxations of any interface", () => {
  it("are positive, and add up to the impedance", () => {
    // law: Z = Σ R/(1 + jωτ); the impedance comes from the Jacobian of the cell
    const exponent = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          contact: exponent(-6, -0.5),
          precipitate: exponent(-6, -0.5),
          exchange: exponent(-2, 4),
          other: exponent(-4, 3),
          capacitance: exponent(-4, 1),
          radius: exponent(-8, -3),
          relaxation: exponent(-9, -3),
          gap: exponent(-9, -5),
          activity: exponent(-3, 0),
          frequency: exponent(-2, 8),
        }),
        (drawn) => {
          const model = interfaceCell({
            fractions: { contact: 10 ** drawn.contact, precipitate: 10 ** drawn.precipitate },
            metal: { activity: 10 ** drawn.activity },
            parameters: {
              exchangeCurrentDensity: 10 ** drawn.exchange,
              precipitateExchange: 10 ** drawn.other,
              doubleLayerCapacitance: 10 ** drawn.capacitance,
              precipitateCapacitance: 0.1,
              spotRadius: 10 ** drawn.radius,
              electrolyteRelaxationTime: 10 ** drawn.relaxation,
              gapWidth: 10 ** drawn.gap,
            },
          });
          const state = model.initialState();
          const { relaxations, resistance } = interfaceInState(model, "interface", state);
          const frequency = 10 ** drawn.frequency;
          const { total } = impedanceOf(model, state, Float64Array.of(frequency));
          let [real, imaginary, sum] = [0, 0, 0];
          for (const { timeConstant, resistance: part } of relaxations) {
            expect(timeConstant).toBeGreaterThan(0);
            expect(part).toBeGreaterThanOrEqual(0);
            const x = 2 * Math.PI * frequency * timeConstant;
            real += part / (1 + x * x);
            imaginary -= (part * x) / (1 + x * x);
            sum += part;
          }
          const difference = Math.hypot(real - total.real[0], imaginary - total.imaginary[0]);
          expect(difference / Math.hypot(real, imaginary)).toBeLessThan(1e-8);
          expect(sum / resistance).toBeCloseTo(1, 9);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
