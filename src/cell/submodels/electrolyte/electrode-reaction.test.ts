import { describe, expect, it } from "vitest";
import { makeConsistent } from "../../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../../numerics/dae/rosenbrock.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";

// Not 298.15 K, so that no temperature can be built in.
const temperature = 380;
const [formalPotential, electrons] = [0.1, 2];
const nernstian = (GAS_CONSTANT * temperature) / (electrons * FARADAY);

function couple(
  initial: { readonly ox: number; readonly red: number },
  parameters: Readonly<Record<string, number>>,
): CellModel {
  const species = (name: "ox" | "red") => ({
    name,
    kind: "soluble-species",
    parameters: { diffusivity: 1e-9, initialConcentration: initial[name], length: 1e-4 },
    options: { mesh: { kind: "uniform", cells: 20 } },
  });
  return composeCell({
    schema: "liquidus.cell-model/1",
    name: "couple",
    temperature,
    submodels: [
      species("ox"),
      species("red"),
      {
        name: "reaction",
        kind: "redox-couple",
        parameters: { formalPotential, electrons, rateConstant: 1e-6, ...parameters },
        connect: { oxidised: "ox.surface concentration", reduced: "red.surface concentration" },
      },
    ],
  });
}

describe("electrode reaction", () => {
  it("begins at E0 + (RT/nF) ln(c_O/c_R), without current", () => {
    const model = couple({ ox: 5, red: 0.3 }, { doubleLayerCapacitance: 0.2 });
    const state = model.initialState();
    const expected = formalPotential + nernstian * Math.log(5 / 0.3);
    expect(state[model.indexOf("reaction.potential")]).toBeCloseTo(expected, 14);
    const out = new Float64Array(state.length);
    model.evaluate(0, state, out);
    for (const value of out) expect(Math.abs(value)).toBeLessThan(1e-12);
  });

  it.each(["plain", "bounded"])("follows Butler and Volmer at any temperature, rate law %s", (rateLaw) => {
    // Oracle: i = nFk0 [c_R e^{(1−α)u} − c_O e^{−αu}] with concentrations that have not moved (t = 0).
    const description = couple({ ox: 5, red: 0.3 }, { transferCoefficient: 0.4 }).description;
    const model = composeCell({
      ...description,
      submodels: description.submodels.map((each) =>
        each.name === "reaction" ? { ...each, options: { rateLaw } } : each,
      ),
    });
    const state = model.initialState();
    const u = 1.7;
    state[model.indexOf("reaction.potential")] = formalPotential + nernstian * u;
    const current = electrons * FARADAY * 1e-6 * (0.3 * Math.exp(0.6 * u) - 5 * Math.exp(-0.4 * u));
    const row = model.indexOf("reaction.faradaic current");
    state[row] = current;
    const out = new Float64Array(state.length);
    model.evaluate(0, state, out);
    expect(Math.abs(out[row])).toBeLessThan(1e-14);
    state[row] = 0;
    model.evaluate(0, state, out);
    expect(Math.abs(out[row])).toBeGreaterThan(0.1);
  });

  it("follows Nernst's equation where the rate constant is large, through a run", () => {
    const model = couple({ ox: 5, red: 0.3 }, { rateConstant: 1e100 });
    const state = model.initialState();
    model.control = { quantity: "current", value: 0.1, slope: 0, start: 0 };
    expect(makeConsistent(model, 0, state).converged).toBe(true);
    const run = createRosenbrock(model, { relativeTolerance: 1e-8, absoluteTolerance: model.absoluteTolerances(1e-8) });
    run.start(0, state);
    expect(run.advance(3).kind).toBe("reached");
    const at = (name: string): number => run.state[model.indexOf(name)];
    const ratio = at("ox.surface concentration") / at("red.surface concentration");
    expect(Math.abs(Math.log(ratio * (0.3 / 5)))).toBeGreaterThan(0.05);
    expect(Math.abs(at("reaction.potential") - formalPotential - nernstian * Math.log(ratio))).toBeLessThan(1e-9);
  });

  it("transfers whole electrons", () => {
    expect(() => couple({ ox: 1, red: 1 }, { electrons: 1.5 })).toThrow(
      "reaction: electrons is 1.5; a whole number from 1 to 8 is expected.",
    );
  });
});
