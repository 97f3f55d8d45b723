import { describe, expect, it } from "vitest";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY } from "../../../units/constants.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import type { CellDescription } from "../../form/description.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import { simulate } from "../../simulate/simulate.ts";
import { alloyFromOption } from "./alloy.ts";

const assessed = { kind: "assessed", database: "K-Na", metal: "NA", other: "K" };
const DEPTH = 1e-4;
const own = alloyFromOption("pool", assessed, 298.15);

function cell(poolOptions: object, parameters: object = {}, temperature = 298.15): CellDescription {
  return {
    schema: "liquidus.cell-model/1",
    name: "shallow pool",
    temperature,
    submodels: [
      {
        name: "pool",
        kind: "alloy-pool",
        electrode: "working",
        parameters: { depth: DEPTH, diffusivity: 3e-9, initialConcentration: own.concentration(0.5), ...parameters },
        options: { alloy: assessed, mesh: { kind: "uniform", cells: 10 }, ...poolOptions },
      },
      {
        name: "interface",
        kind: "charge-transfer",
        electrode: "working",
        parameters: {
          exchangeCurrentDensity: 20,
          referenceConcentration: own.concentration(0.5),
          doubleLayerCapacitance: 0.1,
        },
        connect: { surface: "pool.surface concentration" },
      },
    ],
  };
}

const run = (text: string, options: object) =>
  simulate(composeCell(cell(options)), compileProtocol(parseProtocol(text)));

describe("pool of an assessed alloy", () => {
  // Oracles: differences extrapolated to step 0; the current alone changes the metal.
  it.each(["fixed", "lattice"])("has exact derivatives and keeps its metal, %s frame", (frame) => {
    const model = composeCell(cell({ frame, limits: "liquid", amount: "Na" }));
    const random = new NormalStream(8);
    for (let k = 0; k < 5; k++) {
      const state = model.initialState().map((value) => value * (1 + 0.3 * (random.uniform() - 0.5)));
      const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
      expect(found.undeclared).toEqual([]);
      expect(found.worst, found.message).toBeLessThan(1e-9);
      const metal = model.inventories.find(({ amount }) => amount === "Na");
      const charge = model.inventories.find(({ amount }) => amount === "metal");
      if (metal === undefined || charge === undefined) throw new Error("no inventory");
      const whole = { ...metal, parts: [...metal.parts, ...charge.parts], perCurrent: charge.perCurrent };
      expect(conservationMismatch(model, whole, 0, state)).toBeLessThan(1e-14);
    }
  });
});

describe("limits of a pool", () => {
  // Oracle: conservation in a pool that stays uniform to 1e-3 (L²/D = 3 s against 40 000 s): with the other metal in place, the charge
  // to X_s is F n' L (X₀ − X_s); in a fixed frame F L (c₀ − c_s).
  it.each(["fixed", "lattice"])("end the run where the other metal begins to precipitate, %s frame", (frame) => {
    const { end, finalState, model } = run("strip at 0.1 mA/cm2 for 100 h", { limits: "liquid", frame });
    expect(end.kind === "stopped-by-limit" && end.message).toMatch(/K begins to precipitate/);
    const limit = own.saturation?.lower?.moleFraction ?? Number.NaN;
    const c0 = own.concentration(0.5);
    const other = (1 - c0 * own.molarVolume) / own.otherMolarVolume;
    const charge =
      frame === "fixed"
        ? FARADAY * DEPTH * (c0 - own.concentration(limit))
        : FARADAY * DEPTH * other * (1 - limit / (1 - limit));
    expect(Math.abs(finalState[model.charge] / charge - 1)).toBeLessThan(1e-3);
  });

  it("end the run where the working metal begins to precipitate", () => {
    const { end, finalState, model } = run("plate at 0.1 mA/cm2 for 100 h", { limits: "liquid", frame: "lattice" });
    expect(end.kind === "stopped-by-limit" && end.message).toMatch(/Na begins to precipitate/);
    const x = own.moleFraction(finalState[model.indexOf("pool.surface concentration")]);
    expect(x).toBeCloseTo(own.saturation?.upper?.moleFraction ?? 0, 5);
  });

  it("leave the liquid aside unless asked for", () => {
    expect(run("plate at 0.1 mA/cm2 for 5 h", { frame: "lattice" }).end).toEqual({ kind: "completed" });
  });

  it("need a liquid that is known, and a start in it", () => {
    const made =
      (options: object, parameters: object = {}) =>
      () =>
        composeCell(cell(options, parameters));
    const bare = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };
    expect(made({ limits: "liquid", alloy: bare })).toThrow(/its alloy states none; give its alloy a saturation/);
    expect(made({ limits: "liquid" }, { initialConcentration: own.concentration(0.9) })).toThrow(
      /a mole fraction of 0[.]\d+ at the start is no liquid at 298.15 K; the liquid reaches from 0.143\d* to 0.7097/,
    );
    expect(made({ limits: "liquidus" })).toThrow(/Did you mean "liquid"/);
  });
});

describe("diffusivity of a pool", () => {
  // Oracle: the same pool with the diffusivity worked out by hand, D e^{−(E/R)(1/T − 1/T₀)}.
  it("follows its activation energy with the temperature of the cell", () => {
    const factor = Math.exp((10e3 / 8.31446261815324) * (1 / 298.15 - 1 / 330));
    const carried = composeCell(cell({}, { activationEnergy: 10e3 }, 330));
    const direct = composeCell(cell({}, { diffusivity: 3e-9 * factor }, 330));
    const state = carried.initialState().map((value, k) => value * (1 + 0.01 * Math.sin(3 * k)));
    const [a, b] = [carried, direct].map((model) => {
      const out = new Float64Array(state.length);
      model.evaluate(0, state, out);
      return out;
    });
    a.forEach((value, k) => {
      expect(Math.abs(value - b[k])).toBeLessThan(1e-12 * (1e-3 + Math.abs(b[k])));
    });
    const moved = composeCell(cell({}, { activationEnergy: 10e3 })).withParameters({ temperature: 330 });
    const out = new Float64Array(state.length);
    moved.evaluate(0, state, out);
    expect(out).toEqual(a);
  });
});
