import { describe, expect, it } from "vitest";
import type { Advance, Integrator } from "../../../numerics/dae/integrator.ts";
import { makeConsistent } from "../../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../../numerics/dae/rosenbrock.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import type { CellDescription } from "../../form/description.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";
import { ionDepletion } from "./ion-depletion.ts";

const [plus, minus, mean, length] = [2e-10, 3.5e-10, 1000, 1e-3];
const diffusivity = (2 * plus * minus) / (plus + minus);
const transference = plus / (plus + minus);
/** c(L) = 0 in the steady state: i = 4 F D₊ c̄ / L. */
const limiting = (4 * FARADAY * plus * mean) / length;

function binaryCell(cells: number, potential: "counted" | "left-out"): CellDescription {
  const share = { "A+": 1 };
  const surface = {
    kind: "electrode-ion-flux",
    parameters: {},
    options: { stripping: { kind: "fixed", shares: share }, plating: { kind: "fixed", shares: share } },
    connect: { liquid: "separator.liquid" },
  };
  return {
    schema: "liquidus.cell-model/1",
    name: "binary",
    temperature: 298.15,
    submodels: [
      {
        name: "separator",
        kind: "nernst-planck-separator",
        parameters: { thickness: length },
        options: {
          potential,
          mesh: { kind: "uniform", cells },
          ions: [
            { name: "A+", charge: 1, diffusivity: plus, initial: mean, scale: 100 },
            { name: "X-", charge: -1, diffusivity: minus },
          ],
        },
      },
      { ...surface, name: "working surface", electrode: "working" },
      { ...surface, name: "counter surface", electrode: "counter" },
    ],
  };
}

function started(model: CellModel, current: number, relativeTolerance: number): Integrator {
  const integrator = createRosenbrock(model, {
    relativeTolerance,
    absoluteTolerance: model.absoluteTolerances(relativeTolerance),
  });
  const state = model.initialState();
  model.control = { quantity: "current", value: current, slope: 0, start: 0 };
  makeConsistent(model, 0, state);
  integrator.start(0, state);
  return integrator;
}

/** Time at which the concentration at the plated electrode is 0, of the exact series between two electrodes. */
function exactDepletionTime(current: number): number {
  const surface = (time: number): number => {
    let sum = 1;
    for (let k = 1; k < 4000; k += 2) {
      const lambda = k * Math.PI;
      const decay = (lambda * lambda * diffusivity * time) / (length * length);
      if (decay > 700) break;
      sum -= (8 / (lambda * lambda)) * Math.exp(-decay);
    }
    return 1 - (current / limiting) * sum;
  };
  let [low, high] = [0, (10 * length * length) / diffusivity];
  for (let k = 0; k < 200; k++) {
    const middle = 0.5 * (low + high);
    if (surface(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}

function timeOf(advance: Advance): number {
  if (advance.kind !== "event") throw new Error(JSON.stringify(advance));
  return advance.time;
}

describe("a binary liquid above its limiting current", () => {
  it("ends with an event at the exact time, at 1.2 times the limit", () => {
    // Oracle: Fourier series of diffusion between two electrodes with D and t₊ of the salt.
    const model = composeCell(binaryCell(200, "left-out"));
    const integrator = started(model, 1.2 * limiting, 1e-7);
    const found = timeOf(integrator.advance(1e5, { events: [ionDepletion(model, "separator", 0)] }));
    expect(Math.abs(found / exactDepletionTime(1.2 * limiting) - 1)).toBeLessThan(2e-4);
  });

  it("is depleted after Sand's time π D (F c / (2 i (1 − t₊)))² while the layers are thin", () => {
    const model = composeCell(binaryCell(800, "left-out"));
    const current = 12 * limiting;
    const integrator = started(model, current, 1e-7);
    const found = timeOf(integrator.advance(1e5, { events: [ionDepletion(model, "separator", 0)] }));
    const sand = Math.PI * diffusivity * ((FARADAY * mean) / (2 * current * (1 - transference))) ** 2;
    expect(Math.abs(found / sand - 1)).toBeLessThan(1e-3);
  });

  it("fails readably where nobody watches: time, unknown, and a last state without NaN", () => {
    const model = composeCell(binaryCell(60, "counted"));
    const integrator = started(model, 1.2 * limiting, 1e-5);
    const advance = integrator.advance(1e5);
    expect(advance.kind).toBe("failed");
    if (advance.kind !== "failed") return;
    const { failure } = advance;
    expect(failure.time).toBeGreaterThan(0.98 * exactDepletionTime(1.2 * limiting));
    expect(failure.time).toBeLessThan(1.02 * exactDepletionTime(1.2 * limiting));
    expect(failure.lastState.every(Number.isFinite)).toBe(true);
    expect(failure.message).toMatch(/not finite at t = 6\d\d/);
  });

  it("fails where a cell runs out of ions, without a drop that counts", () => {
    const integrator = started(composeCell(binaryCell(60, "left-out")), 1.2 * limiting, 1e-5);
    const advance = integrator.advance(1e5);
    expect(advance.kind).toBe("failed");
    if (advance.kind === "failed") expect(advance.failure.lastState.every(Number.isFinite)).toBe(true);
  });

  it("lets an event stop it before the potential runs away", () => {
    const model = composeCell(binaryCell(60, "counted"));
    const integrator = started(model, 1.2 * limiting, 1e-5);
    const found = timeOf(integrator.advance(1e5, { events: [ionDepletion(model, "separator")] }));
    const exact = exactDepletionTime(1.2 * limiting);
    expect(Math.abs(found / exact - 1)).toBeLessThan(5e-3);
    expect(integrator.state.every(Number.isFinite)).toBe(true);
  });

  it("is never reached at a constant voltage: the steady current is the limit times tanh(FV/2RT)", () => {
    const model = composeCell(binaryCell(60, "counted"));
    const voltage = 0.1;
    model.control = { quantity: "voltage", value: voltage, slope: 0, start: 0 };
    const integrator = createRosenbrock(model, {
      relativeTolerance: 1e-8,
      absoluteTolerance: model.absoluteTolerances(1e-8),
    });
    const state = model.initialState();
    makeConsistent(model, 0, state);
    integrator.start(0, state);
    expect(integrator.advance((50 * length * length) / diffusivity).kind).toBe("reached");
    const thermalVoltage = (8.31446261815324 * 298.15) / 96485.33212;
    const expected = limiting * Math.tanh(voltage / (2 * thermalVoltage));
    expect(Math.abs(integrator.state[model.current] / expected - 1)).toBeLessThan(1e-7);
  });

  it("goes on for ever below it, towards the steady voltage RT/F ln(c(0)/c(L))", () => {
    const model = composeCell(binaryCell(60, "counted"));
    const integrator = started(model, 0.8 * limiting, 1e-8);
    expect(integrator.advance((50 * (length * length)) / diffusivity).kind).toBe("reached");
    const thermalVoltage = (8.31446261815324 * 298.15) / 96485.33212;
    expect(integrator.state[model.voltage]).toBeCloseTo(thermalVoltage * Math.log(1.8 / 0.2), 9);
  });
});

describe("a binary liquid in pores", () => {
  it("relaxes as a cosine with ε^(b − 1) D (π/L)², and its inventory counts the pores", () => {
    // Oracle: ε ∂c/∂t = ε^b D ∂²c/∂z², no flux at the ends; the difference in z is exact for the eigenvector of the mesh.
    const [porosity, bruggeman, cells] = [0.35, 1.8, 40];
    const description = binaryCell(cells, "left-out");
    const model = composeCell({
      ...description,
      submodels: description.submodels.map((each) =>
        each.name === "separator" ? { ...each, parameters: { ...each.parameters, porosity, bruggeman } } : each,
      ),
    });
    const integrator = started(model, 0, 1e-9);
    const state = integrator.state.slice();
    const first = model.indexOf("separator.A+");
    const shape = (k: number): number => Math.cos((Math.PI * (k + 0.5)) / cells);
    for (let k = 0; k < cells; k++) state[first + k] = mean * (1 + 0.3 * shape(k));
    const anion = model.inventories.find(({ amount }) => amount === "X-");
    expect((anion?.of(state) ?? 0) / (porosity * length * mean)).toBeCloseTo(1, 13);
    integrator.start(0, state);
    const time = 800;
    expect(integrator.advance(time).kind).toBe("reached");
    const h = length / cells;
    const rate = porosity ** (bruggeman - 1) * diffusivity * ((2 * Math.sin(Math.PI / (2 * cells))) / h) ** 2;
    expect(rate * time).toBeGreaterThan(0.5);
    for (let k = 0; k < cells; k++) {
      const expected = mean * (1 + 0.3 * Math.exp(-rate * time) * shape(k));
      expect(Math.abs(integrator.state[first + k] / expected - 1)).toBeLessThan(1e-8);
    }
  });
});

describe("the impedance of a binary liquid", () => {
  it("is L/κ and the diffusion potential: RT/(F²W) [L − (D₊ − D₋) t₋ (2/(D q)) tanh(qL/2)], q = √(jω/D)", () => {
    // Oracle: c(L) − c(0) = −(i t₋/F)(2/(D q)) tanh(qL/2) between two electrodes that exchange the cation; W = (D₊ + D₋) c̄.
    const model = composeCell(binaryCell(400, "counted"));
    const frequencies = Float64Array.of(1e-6, 1e-5, 1e-4, 1e-3, 1e-2);
    const { total } = impedanceOf(model, model.initialState(), frequencies);
    const prefactor = ((8.31446261815324 * 298.15) / FARADAY ** 2 / ((plus + minus) * mean)) * length;
    for (let k = 0; k < frequencies.length; k++) {
      // tanh(x)/x of x = (1 + j) a, a = (L/2)√(ω/2D)
      const a = 0.5 * length * Math.sqrt((Math.PI * frequencies[k]) / diffusivity);
      const e = Math.exp(-2 * a);
      const denominator = 1 + 2 * e * Math.cos(2 * a) + e * e;
      const [re, im] = [(1 - e * e) / denominator, (2 * e * Math.sin(2 * a)) / denominator];
      const [tanhRe, tanhIm] = [(re + im) / (2 * a), (im - re) / (2 * a)];
      const factor = ((plus - minus) * (1 - transference)) / diffusivity;
      expect(Math.abs(total.real[k] / prefactor - (1 - factor * tanhRe))).toBeLessThan(2e-5);
      expect(Math.abs(total.imaginary[k] / prefactor + factor * tanhIm)).toBeLessThan(2e-5);
    }
  });
});
