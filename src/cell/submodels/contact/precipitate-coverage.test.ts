import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { expectConsistent, heldAt, mechanismCell } from "../../../../test/support/mechanism-cells.ts";
import type { CellModel } from "../../form/cell-model.ts";

const rate = 0.02;
const alloying = 4000;
const saturation = 0.35;

function cell(activity: number, parameters: object = {}, options: object = {}): CellModel {
  return mechanismCell(heldAt("activity", activity), {
    name: "precipitate",
    kind: "precipitate-coverage",
    electrode: "working",
    parameters: { growthRate: rate, alloyingTime: alloying, saturationActivity: saturation, ...parameters },
    options: { ...options },
    connect: { activity: "activity.value" },
  });
}

const coverage = (model: CellModel, duration: number): number =>
  holdCurrents(model, [{ current: 0, duration }], 1e-10)[model.indexOf("precipitate.coverage")];

describe("precipitate coverage", () => {
  it("covers and clears as the linear law at a kept activity", () => {
    // oracle: θ = θ∞ + (θ0 − θ∞) e^{−(A + 1/τ)t}, A = k ln(a_sat/a), θ∞ = A/(A + 1/τ)
    for (const [activity, start] of [
      [0.3, 0],
      [0.05, 0.2],
      [0.01, 0],
      [0.9, 0.7],
    ]) {
      const growth = Math.max(0, rate * Math.log(saturation / activity));
      const speed = growth + 1 / alloying;
      const end = growth / speed;
      const exact = end + (start - end) * Math.exp(-300 * speed);
      expect(Math.abs(coverage(cell(activity, { initialCoverage: start }), 300) - exact)).toBeLessThan(1e-9);
    }
  });

  it("does nothing above saturation, and stays there where it alloys only in undersaturated metal", () => {
    expect(coverage(cell(saturation), 1e5)).toBe(0);
    expect(coverage(cell(0.3, { initialCoverage: 0.4, growthRate: 0 }, { alloying: "undersaturated" }), 1e5)).toBe(0.4);
    const open = coverage(cell(0.9, { initialCoverage: 0.4 }, { alloying: "undersaturated" }), 1000);
    expect(open).toBeCloseTo(0.4 * Math.exp(-1000 / alloying), 9);
    expect(() => cell(0.3, {}, { alloying: "never" })).toThrow(/Alloying of "precipitate" is "never"/);
  });

  it("has exact derivatives, also where the activity passes zero", () => {
    for (const alloyingOption of ["always", "undersaturated"]) {
      const model = cell(0.5, {}, { alloying: alloyingOption });
      for (const activity of [0.9, saturation * 1.004, saturation * 0.996, 0.01, 3.6e-4, 3.4e-4, 1e-5, 0, -1e-4]) {
        for (const theta of [-0.05, 0.3, 1.02]) {
          expectConsistent(model, { "activity.value": activity, "precipitate.coverage": theta }, 1e-4);
        }
      }
    }
  });

  it("continues the logarithm without a jump in value, slope or curvature", () => {
    // oracle: the third differences of ln across the edge at a_sat/1000, which a jump in curvature would exceed
    const model = cell(0.5, { growthRate: 1 });
    const out = new Float64Array(model.layout.size);
    const state = model.initialState();
    const speed = (relative: number): number => {
      state[model.indexOf("activity.value")] = relative * saturation;
      out.fill(0);
      model.evaluate(0, state, out);
      return out[model.indexOf("precipitate.coverage")];
    };
    const h = 1e-6;
    const [a, b, c, d] = [-1.5, -0.5, 0.5, 1.5].map((k) => speed(1e-3 + k * h));
    expect(Math.abs(d - 3 * c + 3 * b - a)).toBeLessThan(2e-9 * 1.5);
    expect(speed(0)).toBeCloseTo(Math.log(1000) + 1.5, 12);
  });
});
