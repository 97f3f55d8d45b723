import { describe, expect, it } from "vitest";
import { discCurrent, sandTime } from "../../../test/support/exact/semi-infinite.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { composeCell } from "../form/compose.ts";
import type { CellDescription } from "../form/description.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { Segment } from "../protocol/segment.ts";
import { simulate } from "../simulate/simulate.ts";

// The whole way: a cell as data, what the potentiostat did as a sentence, the simulation, and the number of the textbook.

const THERMAL = (GAS_CONSTANT * 298.15) / FARADAY;
const solute = { concentration: 1, diffusivity: 1e-9, electrons: 1 };

const soluble = (
  name: string,
  initialConcentration: number,
  options: Readonly<Record<string, unknown>>,
  length: number,
) => ({
  name,
  kind: "soluble-species",
  parameters: { diffusivity: 1e-9, initialConcentration, concentrationScale: 1, length },
  options,
});
const cell = (submodels: CellDescription["submodels"]): CellDescription => ({
  schema: "liquidus.cell-model/1",
  name: "textbook",
  temperature: 298.15,
  submodels,
});
const segments = (protocol: Protocol): readonly Segment[] => [...compileProtocol(protocol).segments()];
const plane = { mesh: { kind: "graded", cells: 200, grading: 3 } };
const metal = (rateConstant: number) => ({
  name: "reaction",
  kind: "deposition",
  parameters: { rateConstant, referenceConcentration: 1 },
  connect: { oxidised: "ion.surface concentration" },
});

describe("protocols on textbook cells", () => {
  it("cyclic voltammetry: the peak of Randles and Sevcik, and its place", () => {
    const model = composeCell(
      cell([
        soluble("ox", 1, plane, 5e-4),
        soluble("red", Math.exp(-16), plane, 5e-4),
        {
          name: "reaction",
          kind: "redox-couple",
          parameters: { rateConstant: 1e3 },
          connect: { oxidised: "ox.surface concentration", reduced: "red.surface concentration" },
        },
      ]),
    );
    const protocol = parseProtocol("cyclic voltammetry from open circuit to -200 mV at 100 mV/s, 1 cycle");
    const run = simulate(model, segments(protocol), {
      relativeTolerance: 1e-7,
      record: { every: 0.002 },
    });
    expect(run.end.kind).toBe("completed");
    let lowest = 0;
    run.current.forEach((current, k) => {
      if (current < (run.current[lowest] as number)) lowest = k;
    });
    // 200 cells: 3e-5 (docs/numerics/analytic-tests.md)
    expect(Math.abs((run.current[lowest] as number) / -2.68645436 - 1)).toBeLessThan(6e-5);
    // points stand 0.2 mV apart
    expect(Math.abs((run.voltage[lowest] as number) + 1.1089488 * THERMAL)).toBeLessThan(1e-4);
    // Where the potential is back at the start, what is left of the product runs back: a positive current.
    expect(run.current.at(-1)).toBeGreaterThan(0);
  });

  it("plating until the voltage breaks down: Sand's time", () => {
    const time = sandTime(solute, 1);
    const model = composeCell(cell([soluble("ion", 1, plane, 5 * Math.sqrt(1e-9 * time)), metal(1)]));
    const protocol = parseProtocol("plate at 1 A/m2 until -0.4 V");
    const run = simulate(model, segments(protocol), { relativeTolerance: 1e-8 });
    expect(run.segments[0]?.endedBy).toContain("-0.4 V");
    // −0.6 V: e^{−23} of the concentration is left, on 200 cells the time is 5e-5 short (order 2)
    expect(Math.abs((run.segments[0]?.end as number) / time - 1)).toBeLessThan(6e-5);
  });

  it("plating far beyond the breakdown: what diffusion no longer brings charges the double layer", () => {
    const time = sandTime(solute, 1);
    const reaction = metal(1);
    const model = composeCell(
      cell([
        soluble("ion", 1, plane, 5 * Math.sqrt(1e-9 * time)),
        {
          ...reaction,
          parameters: { ...reaction.parameters, doubleLayerCapacitance: 0.01 },
          options: { rateLaw: "bounded" },
        },
      ]),
    );
    const run = simulate(model, segments(parseProtocol("plate at 1 A/m2 until -1 V; plate at 1 A/m2 until -9 V")));
    expect(run.end.kind).toBe("completed");
    const [from, to] = [run.segments[0]?.end as number, run.segments[1]?.end as number];
    // Once the surface is exhausted, diffusion brings i (2/π) arcsin √(τ/t): 0.01 F/m² through 8 V take the rest of the charge.
    // ∫ arcsin √(τ/t) dt = t arcsin √(τ/t) + √(τ(t − τ))
    const brought = (t: number): number => t * Math.asin(Math.sqrt(time / t)) + Math.sqrt(time * (t - time));
    const charged = to - from - (2 / Math.PI) * (brought(to) - brought(from));
    expect(charged / 0.08).toBeCloseTo(1, 2);
  });

  it("a hold at a microdisc: 4nFDca", () => {
    const radius = 5e-6;
    const far = {
      far: "infinity",
      mesh: { kind: "graded", cells: 30, grading: 5, shape: { kind: "oblate-spheroid", radius } },
    };
    const model = composeCell(cell([soluble("ion", 1, far, 1e-3), metal(1e2)]));
    const run = simulate(model, segments(parseProtocol("hold at -0.6 V for 300 h")), {
      relativeTolerance: 1e-8,
    });
    const current = -(run.current.at(-1) as number) * Math.PI * radius * radius;
    // the rest of the transient is 4/π^{3/2} a/√(4Dt) = 5e-5 at this time for a true half space, here the steady far side ends it
    expect(Math.abs(current / discCurrent(solute, radius) - 1)).toBeLessThan(1e-6);
  });
});
