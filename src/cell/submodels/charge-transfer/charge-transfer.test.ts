import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";
import { benchmarkCellR1 } from "../../models/r1.ts";
import { alloyFromOption } from "../alloy/alloy.ts";

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };
const own = alloyFromOption("test", alloy, 298.15);

interface Case {
  readonly temperature?: number;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly others?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** R1 with another interface. */
function cell({ temperature = 298.15, parameters = {}, options = {}, others = {} }: Case): CellModel {
  const description = benchmarkCellR1(8);
  const submodels = description.submodels.map((submodel) => ({
    ...submodel,
    parameters: {
      ...submodel.parameters,
      ...others[submodel.name],
      ...(submodel.name === "interface" ? parameters : {}),
    },
    ...(submodel.name === "interface" ? { options: { amount: "Na", ...options } } : {}),
  }));
  return composeCell({ ...description, temperature, submodels });
}

/** i_F at a state: what the balance of the potential or of the double layer lacks of the current. */
function faradaic(model: CellModel, concentration: number, fraction: number, overpotential: number): number {
  const state = model.initialState();
  const balances = new Float64Array(state.length);
  const n = model.submodels.find(({ name }) => name === "interface")?.parameters.chargeNumber.value ?? 1;
  const thermal = (GAS_CONSTANT * model.description.temperature) / (n * FARADAY);
  const equilibrium = -thermal * Math.log(concentration * own.activityPerConcentration(concentration));
  state[model.indexOf("pool.surface concentration")] = concentration;
  state[model.indexOf("contact.contact fraction")] = fraction;
  state[model.indexOf("interface.potential")] = equilibrium + overpotential;
  model.evaluate(0, state, balances);
  return -balances[model.indexOf("interface.potential")];
}

describe("charge transfer", () => {
  it.each([
    [298.15, 1, 0.5, "concentration"],
    [350, 2, 0.5, "concentration"],
    [350, 1, 0.3, "concentration"],
    [320, 2, 0.7, "activity"],
    [410, 3, 0.5, "activity"],
  ] as const)("follows Butler and Volmer at %d K, n = %i, α = %d, by %s", (temperature, n, alpha, exchange) => {
    // oracle: φ i0 (e^{(1−α)u} − e^{−αu}), u = nFη/RT, with i0 as printed
    const model = cell({
      temperature,
      parameters: { chargeNumber: n, transferCoefficient: alpha },
      options: { exchange },
    });
    for (const [c, fraction, eta] of [
      [12000, 0.4, 0.05],
      [3000, 1, -0.04],
      [25000, 0.7, 0.01],
    ]) {
      const ratio =
        exchange === "activity"
          ? (c * own.activityPerConcentration(c)) / (19400 * own.activityPerConcentration(19400))
          : c / 19400;
      const u = (n * FARADAY * eta) / (GAS_CONSTANT * temperature);
      const expected = fraction * 20 * ratio ** alpha * (Math.exp((1 - alpha) * u) - Math.exp(-alpha * u));
      expect(faradaic(model, c, fraction, eta) / expected).toBeCloseTo(1, 10);
    }
  });

  it("starts at the potential of its alloy at any temperature and charge number", () => {
    const start = cell({ temperature: 371, parameters: { chargeNumber: 2 } });
    const potential = (-GAS_CONSTANT * 371 * Math.log(19400 * own.activityPerConcentration(19400))) / (2 * FARADAY);
    expect(start.initialState()[start.voltage]).toBeCloseTo(potential, 13);
    expect(start.initialState()[start.indexOf("pool.concentration")]).toBe(19400);
  });

  it("takes the activity unless it is told otherwise, which matters in a non-ideal alloy", () => {
    // 4.1 of the physics: from x = 0.63 to 0.05 at χ = 1.1 √c falls to 0.24 and √a to 0.43
    const ratio = (options: object): number => {
      const model = cell({ options: { ...options } });
      return faradaic(model, own.concentration(0.05), 1, 0.01) / faradaic(model, own.concentration(0.63), 1, 0.01);
    };
    expect(ratio({ exchange: "concentration" })).toBeCloseTo(0.24, 2);
    expect(ratio({ exchange: "activity" })).toBeCloseTo(0.43, 2);
    expect(ratio({})).toBe(ratio({ exchange: "activity" }));
    expect(() => cell({ options: { exchange: "fugacity" } })).toThrow(/Exchange of "interface" is "fugacity"/);
  });

  it("has exact derivatives and conserves the metal in every form, also where metal and contact run out", () => {
    const random = new NormalStream(11);
    for (const exchange of ["activity", "concentration"]) {
      for (const doubleLayer of ["constant", "contact"]) {
        const model = cell({
          temperature: 330,
          parameters: { transferCoefficient: 0.35, chargeNumber: 2, zeroChargePotential: -0.1 },
          options: { exchange, doubleLayer },
        });
        for (let draw = 0; draw < 4; draw++) {
          const state = model.initialState();
          state[model.current] = 8;
          for (let i = model.indexOf("pool.concentration"); i < state.length; i++) state[i] = 20000 * random.uniform();
          state[model.indexOf("pool.surface concentration")] = draw === 3 ? -20 : 15000 * random.uniform();
          state[model.indexOf("contact.contact fraction")] = draw === 2 ? 1e-4 : random.uniform();
          state[model.indexOf("interface.potential")] = 0.2 * random.uniform() - 0.05;
          if (doubleLayer === "contact") state[model.indexOf("interface.double-layer charge")] = random.uniform();
          const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1e-2) });
          expect(found.undeclared).toEqual([]);
          expect(found.worst, found.message).toBeLessThan(1e-9);
          expect(conservationMismatch(model, model.inventories[0], 0, state)).toBeLessThan(1e-14);
        }
      }
    }
  });

  it("takes the alloy of its pool, and refuses another", () => {
    expect(() => cell({ options: { alloy: { ...alloy, interaction: 1 } } })).toThrow(
      /alloy of "interface" is not that of "pool"/,
    );
    const without = cell({ options: { exchange: "concentration" } });
    const with_ = cell({ options: { exchange: "concentration", alloy: { ...alloy } } });
    expect(faradaic(without, 9000, 0.5, 0.03)).toBe(faradaic(with_, 9000, 0.5, 0.03));
  });
});

describe("double layer and contact", () => {
  const fast = {
    pool: { depth: 1, diffusivity: 1e9, skinDiffusivityFactor: 1 },
    contact: { lossRate: 0, healingRate: 0 },
  };
  /** Z of the interface over RT/(nF φ i00) at ωτ = 1, τ = C RT/(nF i00). */
  const relative = (doubleLayer: string, fraction: number): readonly [number, number] => {
    const model = cell({ options: { doubleLayer, exchange: "concentration" }, others: fast });
    const state = model.initialState();
    state[model.indexOf("contact.contact fraction")] = fraction;
    if (doubleLayer === "contact") state[model.indexOf("interface.double-layer charge")] *= fraction;
    const resistance = (GAS_CONSTANT * 298.15) / (FARADAY * 20);
    const at = 1 / (2 * Math.PI * resistance * 0.2);
    const [high, low] = [1e9, at].map((frequency) => {
      const { total } = impedanceOf(model, state, Float64Array.of(frequency));
      return [total.real[0], total.imaginary[0]];
    });
    const boundary = 3e-3 / (1 + (2 * Math.PI * at * 3e-3 * 3.3e-3) ** 2);
    const boundaryImaginary = -boundary * 2 * Math.PI * at * 3e-3 * 3.3e-3;
    const scale = fraction / resistance;
    return [scale * (low[0] - high[0] - boundary), scale * (low[1] - boundaryImaginary)];
  };

  it("keeps its time constant where the contact is lost evenly and the double layer with it", () => {
    // oracle: R/(1 + jωτ) at ωτ = 1 is R(1 − j)/2; with a constant capacitance ωτ = 1/φ
    for (const fraction of [1, 0.5, 0.1]) {
      const [real, imaginary] = relative("contact", fraction);
      expect(real).toBeCloseTo(0.5, 6);
      expect(imaginary).toBeCloseTo(-0.5, 6);
      const constant = relative("constant", fraction);
      expect(constant[0]).toBeCloseTo(1 / (1 + fraction ** -2), 6);
      expect(constant[1]).toBeCloseTo(-1 / fraction / (1 + fraction ** -2), 6);
    }
  });

  it("keeps the charge of the contact that is lost", () => {
    // law: the metal in the pool less q/F changes by −∫i dt/F while φ falls; q stays φ C (E − E_z)
    const model = cell({
      options: { doubleLayer: "contact", exchange: "concentration" },
      parameters: { zeroChargePotential: -0.2 },
      others: { contact: { criticalConcentration: 19000 } },
    });
    const [metal] = model.inventories;
    const start = metal.of(model.initialState());
    const fraction = model.indexOf("contact.contact fraction");
    const charge = model.indexOf("interface.double-layer charge");
    const last = holdCurrents(model, [{ current: 6, duration: 3 }], 1e-8);
    expect(last[fraction]).toBeLessThan(0.9);
    const expected = last[fraction] * 0.2 * (last[model.indexOf("interface.potential")] + 0.2);
    expect(last[charge]).toBeCloseTo(expected, 10);
    expect(Math.abs(metal.of(last) - start - metal.perCurrent * last[model.charge])).toBeLessThan(1e-13 * start);
    expect(() => {
      const { submodels, ...rest } = model.description;
      const open = submodels.map((submodel) =>
        submodel.name === "interface" ? { ...submodel, connect: { surface: "pool.surface concentration" } } : submodel,
      );
      composeCell({ ...rest, submodels: open });
    }).toThrow(/double layer of "interface" follows the contact; connect its port/);
  });
});
