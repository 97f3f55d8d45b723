import { describe, expect, it } from "vitest";
import { discCurrent, discLongTime, sphereCurrent } from "../../../../test/support/exact/semi-infinite.ts";
import {
  begin,
  D,
  depositionCell,
  discCell,
  reach,
  report,
  solute,
  study,
} from "../../../../test/support/textbook-cells.ts";

// Formulas, numbers and errors: docs/numerics/analytic-tests.md.

describe("curved electrodes", () => {
  it("sphere: the transient is Cottrell's and a constant", () => {
    const radius = 2e-5;
    study(
      "sphere of 20 µm at 1 s",
      sphereCurrent(solute, radius, 1),
      (cells) => {
        const model = depositionCell({
          length: 6 * Math.sqrt(D),
          cells,
          grading: 5,
          shape: { kind: "sphere", radius },
        });
        const run = begin(model, { quantity: "voltage", value: -0.7 });
        reach(run, 1);
        return -(run.state[model.current] as number);
      },
      50,
    );
  });

  it("microdisc: the steady current 4FDca, on any mesh", () => {
    const radius = 5e-6;
    for (const cells of [5, 50]) {
      const model = depositionCell(
        {
          length: 20 * radius,
          cells,
          grading: 4,
          far: "infinity",
          shape: { kind: "oblate-spheroid", radius },
        },
        1e2,
      );
      const run = begin(model, { quantity: "voltage", value: -0.6 });
      reach(run, 1e6);
      const current = -(run.state[model.current] as number) * Math.PI * radius * radius;
      report(
        `microdisc, ${cells} cells`,
        discCurrent(solute, radius),
        current,
        current / discCurrent(solute, radius) - 1,
      );
      expect(current * 1e9).toBeCloseTo(1.92970664, 8);
    }
  });

  it("microdisc: the transient in two dimensions meets the expansion for long times; see microdisc.long.test.ts", () => {
    const radius = 5e-6;
    const run = (cells: number): readonly number[] => {
      const model = discCell({ radius, length: 30 * radius, shells: 3 * cells, grading: 5, angles: cells });
      const integrator = begin(model, { quantity: "voltage", value: -0.6 }, { tolerance: 1e-8 });
      return [1, 40].map((tau) => {
        reach(integrator, (tau * radius * radius) / (4 * D));
        return (-(integrator.state[model.current] as number) * Math.PI * radius * radius) / discCurrent(solute, radius);
      });
    };
    const runs = [run(4), run(8), run(16)];
    const [a, b, c] = runs.map(([early]) => early) as [number, number, number];
    const order = Math.log2((a - b) / (b - c));
    expect(order).toBeGreaterThan(1.95);
    expect(order).toBeLessThan(2.05);
    const [, middle, fine] = runs.map(([, late]) => late) as [number, number, number];
    const exact = discLongTime(40);
    report("microdisc in 2-D, τ = 40", exact, fine, fine / exact - 1, order, (4 * fine - middle) / 3 / exact - 1);
    // what h² leaves on such coarse meshes, 1e-6, and the error of integration
    expect(Math.abs((4 * fine - middle) / 3 / exact - 1)).toBeLessThan(2e-6);
  });
});
