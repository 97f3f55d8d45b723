import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import {
  expectConsistent,
  heldAt,
  mechanismCell,
  takenFrom,
  testPool,
} from "../../../../test/support/mechanism-cells.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";

const growth = 1e-3;
const dissolution = 2e-4;
const reference = 0.04;

function deposit(activity: string, source: string, parameters: object = {}) {
  return {
    name: "deposit",
    kind: "solid-deposit",
    electrode: "working",
    parameters: { growthRate: growth, dissolutionRate: dissolution, referenceAmount: reference, ...parameters },
    connect: { activity, source },
  } as const;
}

/** A deposit at an activity that does not move, which takes its metal from a pot. */
function keptActivity(activity: number, parameters: object = {}): CellModel {
  return mechanismCell(
    heldAt("activity", activity),
    heldAt("pot", 1, "metal"),
    deposit("activity.value", "pot.value", parameters),
  );
}

function amountAfter(model: CellModel, duration: number): number {
  return holdCurrents(model, [{ current: 0, duration }], 1e-10)[model.indexOf("deposit.amount")];
}

describe("solid deposit", () => {
  it("grows from supersaturated metal once the threshold is passed", () => {
    // oracle: dn/dt = k (a − 1) beyond the nuclei; without a threshold from the start
    expect(amountAfter(keptActivity(1.05, { nucleationThreshold: 0 }), 100)).toBeCloseTo(growth * 0.05 * 100, 12);
    expect(amountAfter(keptActivity(1.015), 1e5)).toBe(0);
    const late = keptActivity(1.05);
    expect(amountAfter(late, 101) - amountAfter(late, 100)).toBeCloseTo(growth * 0.05, 10);
  });

  it("is in equilibrium at a = 1 and holds there what has formed: a loop, not a line", () => {
    for (const activity of [1, 1.015]) expect(amountAfter(keptActivity(activity), 1e4)).toBe(0);
    expect(amountAfter(keptActivity(1, { initialAmount: 0.01 }), 1e4)).toBe(0.01);
    // below its threshold what there is grows on, and a nucleus dissolves
    expect(amountAfter(keptActivity(1.015, { initialAmount: 1e-5 }), 1e4)).toBeLessThan(9e-6);
    expect(amountAfter(keptActivity(1.015, { initialAmount: 0.01 }), 1)).toBeCloseTo(0.01 + growth * 0.015, 9);
  });

  it.each([0, 0.5, 1])("dissolves at order %d as its closed solution", (order) => {
    // oracle: dt/dτ = −t^m with t = n/n_ref: t = (t0^{1−m} − (1 − m)τ)^{1/(1−m)} or t0 e^{−τ}, τ = k (1 − a) time/n_ref
    const start = 0.8;
    const tau = 0.5;
    const duration = (tau * reference) / (dissolution * 0.06);
    const found = amountAfter(keptActivity(0.94, { order, initialAmount: start * reference }), duration) / reference;
    const exact =
      order === 1 ? start * Math.exp(-tau) : (start ** (1 - order) - (1 - order) * tau) ** (1 / (1 - order));
    // ε² of the last thousandth
    expect(Math.abs(found - exact)).toBeLessThan(order === 1 ? 1e-9 : 3e-6);
  });

  it.each([0, 0.3, 1, 1.5])("of order %d goes to nothing and no further", (order) => {
    const model = keptActivity(0.5, { order, initialAmount: reference });
    const hours = (20 * reference) / (dissolution * 0.5);
    const low: number[] = [];
    const held = Array.from({ length: 40 }, () => ({ current: 0, duration: hours / 40 }));
    holdCurrents(model, held, 1e-6, (_k, _time, state) => low.push(state[model.indexOf("deposit.amount")]));
    expect(Math.min(...low)).toBeGreaterThan(-1e-6 * 0.1 * reference);
    for (let k = 1; k < low.length; k++) expect(low[k]).toBeLessThan(low[k - 1] + 1e-7 * reference);
  });

  it("has exact derivatives at every order and keeps its metal, also a little below zero", () => {
    for (const order of [0, 0.4, 1, 2]) {
      const model = keptActivity(1, { order });
      for (const activity of [0.4, 0.9994, 1.0205, 1.4]) {
        for (const amount of [0, -1e-6, 3e-6, 5e-5, 1.5e-4, 0.03]) {
          expectConsistent(model, {
            "activity.value": activity,
            "deposit.amount": amount,
            "deposit.solid activity": 1.0005,
          });
        }
      }
    }
  });

  it("takes its metal from a store that plating overfills, and gives it back at rest", () => {
    const model = mechanismCell(
      testPool(),
      {
        name: "store",
        kind: "metal-store",
        electrode: "working",
        parameters: { capacity: 2e-4, limitingCurrentDensity: 5 },
        connect: { surface: "pool.surface concentration" },
      },
      deposit("store.activity", "store.amount", { dissolutionRate: 5e-4, growthRate: 1e-2 }),
      takenFrom("store.amount"),
    );
    const [metal] = model.inventories;
    const before = metal.of(model.initialState());
    const amounts: number[] = [];
    const held = [
      { current: -4, duration: 3600 },
      { current: 0, duration: 54_000 },
    ];
    const state = holdCurrents(model, held, 1e-7, (_k, _t, now) => amounts.push(now[model.indexOf("deposit.amount")]));
    expect(amounts[0]).toBeGreaterThan(0.01);
    expect(amounts[1]).toBeLessThan(0.9 * amounts[0]);
    expect(amounts[1]).toBeGreaterThan(0);
    expect(Math.abs(metal.of(state) - before - (4 * 3600) / FARADAY) / before).toBeLessThan(1e-12);
  });

  it("does not form where plating stays below what the liquid takes up", () => {
    const model = keptActivity(0.99);
    expect(amountAfter(model, 1e5)).toBe(0);
  });
});
