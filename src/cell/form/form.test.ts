import { describe, expect, it } from "vitest";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import type { CellModel } from "./cell-model.ts";
import { composeCell } from "./compose.ts";
import { conservationMismatch } from "./conservation-mismatch.ts";
import { jacobianMismatch } from "./jacobian-mismatch.ts";

function randomState(model: CellModel, random: NormalStream): Float64Array {
  const state = model.initialState();
  state[model.current] = 20 * random.uniform() - 8;
  state[model.charge] = 100 * random.uniform();
  const surface = model.indexOf("pool.surface concentration");
  const pool = model.indexOf("pool.concentration");
  for (let i = pool; i < state.length; i++) state[i] = 3000 + 16000 * random.uniform();
  state[surface] = 3000 + 16000 * random.uniform();
  state[model.indexOf("interface.potential")] = 0.4 * random.uniform() - 0.1;
  state[model.indexOf("grain boundary.voltage")] = 0.1 * random.uniform() - 0.05;
  state[model.indexOf("contact.contact fraction")] = 0.1 + 0.9 * random.uniform();
  return state;
}

describe("composed cell", () => {
  it("gives the exact derivatives of R1 in its declared structure", () => {
    // oracle: central differences extrapolated to step 0, every pair of unknowns
    const random = new NormalStream(5);
    const model = composeCell(benchmarkCellR1(30));
    for (const quantity of ["current", "voltage", "power"] as const) {
      model.control = { quantity, value: 3, slope: 0.2, start: 1, sine: { amplitude: 2, frequency: 0.1, phase: 0.3 } };
      for (let draw = 0; draw < 5; draw++) {
        const found = jacobianMismatch(model, 2, randomState(model, random), { scales: model.absoluteTolerances(1) });
        expect(found.undeclared).toEqual([]);
        expect(found.worst, found.message).toBeLessThan(1e-9);
        expect(found.timeDerivative).toBeLessThan(1e-9);
      }
    }
  });

  it("conserves the metal by form, in any state", () => {
    const random = new NormalStream(6);
    const model = composeCell(benchmarkCellR1());
    const [metal] = model.inventories;
    if (metal === undefined) throw new Error("no inventory");
    for (let draw = 0; draw < 50; draw++) {
      expect(conservationMismatch(model, metal, 0, randomState(model, random))).toBeLessThan(1e-14);
    }
  });
});
