import { describe, expect, it } from "vitest";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import { createRadau } from "./radau.ts";
import { createRosenbrock } from "./rosenbrock.ts";

const N = 6;
/** A ring of unknowns that each follow the square of the one before. */
const ring: DaeSystem = {
  layout: denseLayout(N),
  mass: { kind: "diagonal", values: new Float64Array(N).fill(1) },
  evaluate(_time, y, out) {
    for (let i = 0; i < N; i++) out[i] = (i + 1) * (y[(i + 1) % N] ** 2 - y[i]);
  },
  jacobian(_time, y, out) {
    out.fill(0);
    for (let i = 0; i < N; i++) {
      out[i * N + i] -= i + 1;
      out[i * N + ((i + 1) % N)] += 2 * (i + 1) * y[(i + 1) % N];
    }
  },
};
const start = Float64Array.from({ length: N }, (_, i) => Math.sin(1 + i));

describe("dense output of few unknowns (oracle: that of all)", () => {
  const settings = { relativeTolerance: 1e-5, absoluteTolerance: 1e-7 };
  it.each([
    ["RODAS4P", () => createRosenbrock(ring, settings, rodas4p)],
    ["RODAS5P", () => createRosenbrock(ring, settings, rodas5p)],
    ["Radau", () => createRadau(ring, settings)],
  ])("%s: the same to the bit", (_name, make) => {
    const integrator = make();
    const only = Int32Array.of(4, 1);
    const few = new Float64Array(N);
    const all = new Float64Array(N);
    let compared = 0;
    integrator.start(0, start);
    integrator.advance(2, {
      onStep(step) {
        const time = step.from + 0.3 * (step.to - step.from);
        step.interpolate(time, few, only);
        step.interpolate(time, all);
        for (const i of only) expect(few[i]).toBe(all[i]);
        compared++;
      },
    });
    expect(compared).toBeGreaterThan(3);
  });

  it("finds an event at the same place whether it says what it reads or not", () => {
    const find = (reads?: Int32Array): number => {
      const integrator = createRosenbrock(ring, settings);
      integrator.start(0, start);
      const value = (_time: number, y: Float64Array): number => y[2] - 0.1;
      const end = integrator.advance(2, {
        events: [{ name: "two", value, ...(reads === undefined ? {} : { reads }) }],
      });
      return end.kind === "event" ? end.time : Number.NaN;
    };
    const time = find();
    expect(time).toBeGreaterThan(0);
    expect(find(Int32Array.of(2))).toBe(time);
  });
});
