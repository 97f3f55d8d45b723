import { describe, expect, it } from "vitest";
import { filmDeficit } from "../../../../test/support/exact/finite-film.ts";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import {
  expectConsistent,
  heldAt,
  mechanismCell,
  takenFrom,
  testAlloy,
  testPool,
} from "../../../../test/support/mechanism-cells.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import { simulate } from "../../simulate/simulate.ts";

const thickness = 2e-8;
const diffusivity = 1e-16;
const capacity = 2e-4;
/** nFSD/δ² in A/m² */
const limit = (FARADAY * capacity * diffusivity) / (thickness * thickness);

interface Case {
  readonly contact?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, number>>;
}

function film({ contact, options = {}, parameters = {} }: Case, surface: string) {
  return {
    name: "film",
    kind: "film-store",
    electrode: "working",
    parameters: { thickness, diffusivity, capacity, ...parameters },
    options,
    connect: { surface, ...(contact === undefined ? {} : { contact: "contact.value" }) },
  } as const;
}

const uniform = (cells: number) => ({ mesh: { kind: "uniform", cells } });

/** A film before a liquid whose surface is kept. */
function keptSurface(given: Case): CellModel {
  return mechanismCell(
    heldAt("surface", 15_000),
    ...(given.contact === undefined ? [] : [heldAt("contact", given.contact)]),
    film({ ...given, options: { alloy: testAlloy, ...given.options } }, "surface.value"),
    takenFrom("film.metal"),
  );
}

/** Half a cell more than there are cells: h = δ/(N + ½). */
const ratios = [20.5 / 10.5, 40.5 / 20.5] as const;

/** Of the errors with 10, 20 and 40 cells. */
function expectSecondOrder(errors: readonly number[]): void {
  ratios.forEach((ratio, k) => {
    expect(Math.abs(Math.log(errors[k] / errors[k + 1]) / Math.log(ratio) - 2)).toBeLessThan(0.05);
  });
}

/** Of values with 20 and 40 cells, without their error of second order. */
function extrapolated(middle: number, fine: number): number {
  return fine + (fine - middle) / (ratios[1] ** 2 - 1);
}

const ofMetal = (model: CellModel, state: Float64Array): number => state[model.indexOf("film.metal")];

describe("film store", () => {
  it("is emptied and filled as the series says, of second order in space", () => {
    // oracle: finite film with a far side that keeps its concentration, a train of pulses (Carslaw, Jaeger), D → φ D
    const contact = 0.6;
    const exactFilm = { thickness, diffusivity: contact * diffusivity, far: "fixed" } as const;
    const tau = thickness ** 2 / (contact * diffusivity);
    const train = { current: 8, electrons: 1, on: 0.15 * tau, off: 0.25 * tau };
    const held = Array.from({ length: 6 }, (_, k) =>
      k % 2 === 0 ? { current: train.current, duration: train.on } : { current: 0, duration: train.off },
    );
    const [coarse, middle, fine] = [10, 20, 40].map((cells) => {
      const model = keptSurface({ contact, options: uniform(cells) });
      const errors: number[] = [];
      holdCurrents(model, held, 1e-10, (k, _time, state) => {
        const time = k % 2 === 0 ? train.on : train.on + train.off;
        const deficit = (filmDeficit(exactFilm, train, 1 + Math.floor(k / 2), time) * thickness) / capacity;
        errors.push(1 - deficit - ofMetal(model, state));
      });
      return errors;
    });
    fine.forEach((error, k) => {
      expectSecondOrder([coarse[k], middle[k], error]);
      expect(Math.abs(extrapolated(middle[k], error))).toBeLessThan(2e-6);
    });
  });

  it("has the impedance of a finite film that the liquid keeps filled, of second order in space", () => {
    // oracle: Z = R tanh(s)/s, s = √(jωδ²/D), R = RT δ²/(n²F² S D), behind the resistance RT/(nF i0)
    const angular = 4 / (thickness ** 2 / diffusivity);
    const exchange = 1e4;
    const thermal = (GAS_CONSTANT * 298.15) / FARADAY;
    const s = Math.sqrt(2);
    const denominator = Math.cosh(2 * s) + Math.cos(2 * s);
    const [a, b] = [Math.sinh(2 * s) / denominator, Math.sin(2 * s) / denominator];
    const exact = [(a + b) / (2 * s), (b - a) / (2 * s)];
    const found = [10, 20, 40].map((cells) => {
      const model = mechanismCell(
        heldAt("surface", 15_000),
        film({ options: { alloy: testAlloy, ...uniform(cells) } }, "surface.value"),
        {
          name: "interface",
          kind: "patched-interface",
          electrode: "working",
          parameters: { exchangeCurrentDensity: exchange, doubleLayerCapacitance: 1e-6, transferCoefficient: 0.5 },
          options: { constriction: "none", gap: "none" },
          connect: { activity: "film.activity", metal: "film.metal" },
        },
      );
      const state = model.initialState();
      const { total } = impedanceOf(model, state, Float64Array.of(angular / (2 * Math.PI)));
      const activity = state[model.indexOf("film.activity")];
      const resistance = thermal / (exchange * activity ** 0.5);
      const scale = (thermal * thickness ** 2) / (FARADAY * capacity * diffusivity);
      return [(total.real[0] - resistance) / scale, total.imaginary[0] / scale];
    });
    const errors = found.map(([re, im]) => Math.hypot(re - exact[0], im - exact[1]));
    expectSecondOrder(errors);
    const [, [re, im], [reFine, imFine]] = found;
    const distance = Math.hypot(extrapolated(re, reFine) - exact[0], extrapolated(im, imFine) - exact[1]);
    expect(distance).toBeLessThan(2e-6);
  });

  it("passes its limit through diffusion and transfer in series in the steady state", () => {
    // oracle: 1 − u = (i/φ)(1/i_t + δ²/(nFSD)), exact on any mesh
    const [contact, transfer, current] = [0.5, 3, 0.7];
    for (const mesh of [
      { kind: "uniform", cells: 3 },
      { kind: "graded", cells: 7, grading: -3 },
    ]) {
      const model = keptSurface({ contact, options: { mesh }, parameters: { transferCurrentDensity: transfer } });
      const state = holdCurrents(model, [{ current, duration: 1e4 }], 1e-9);
      expect(ofMetal(model, state)).toBeCloseTo(1 - (current / contact) * (1 / transfer + 1 / limit), 8);
    }
  });

  it("goes over into the lumped store where transfer is slow", () => {
    // oracle: u = 1 − (i/i_t)(1 − e^{−t/τ}), τ = nFS/i_t; the film adds i/limit, a thousandth
    const transfer = 1e-3 * limit;
    const model = keptSurface({ parameters: { transferCurrentDensity: transfer } });
    const tau = (FARADAY * capacity) / transfer;
    const state = holdCurrents(model, [{ current: 0.6 * transfer, duration: 0.7 * tau }], 1e-9);
    expect(Math.abs(ofMetal(model, state) - (1 - 0.6 * -Math.expm1(-0.7)))).toBeLessThan(1e-3);
  });

  it("ends a run when it is empty at the electrolyte", () => {
    // oracle: the series reaches 1
    const current = 2.5 * limit;
    const train = { current, electrons: 1, on: 1e3, off: 0 };
    let [low, high] = [1e-3, 4];
    for (let k = 0; k < 60; k++) {
      const middle = 0.5 * (low + high);
      const deficit = filmDeficit({ thickness, diffusivity, far: "fixed" }, train, 1, middle);
      if ((deficit * thickness) / capacity > 1) high = middle;
      else low = middle;
    }
    const model = keptSurface({ options: uniform(80) });
    const protocol = compileProtocol(parseProtocol(`strip at ${current} A/m2 for 100 s or until 3 V`));
    const { end, time } = simulate(model, protocol, { relativeTolerance: 1e-9 });
    expect(end.kind).toBe("stopped-by-limit");
    expect(JSON.stringify(end)).toMatch(/there is no metal left in the film at the electrolyte/);
    expect(Math.abs((time.at(-1) ?? 0) / low - 1)).toBeLessThan(5e-4);
  });

  it("has exact derivatives and keeps its metal under every law", () => {
    const random = new NormalStream(31);
    for (const supply of ["constant", "exponential", "headroom"]) {
      for (const contact of [undefined, 0.3]) {
        const model = mechanismCell(
          testPool(),
          ...(contact === undefined ? [] : [heldAt("contact", contact)]),
          film(
            {
              ...(contact === undefined ? {} : { contact }),
              options: { supply, mesh: { kind: "graded", cells: 4, grading: -2 } },
              parameters: {
                referenceFraction: 0.6,
                sensitivity: 9,
                saturationFraction: 0.14,
                transferCurrentDensity: 20,
              },
            },
            "pool.surface concentration",
          ),
          takenFrom("film.metal"),
        );
        for (let draw = 0; draw < 3; draw++) {
          const values: Record<string, number> = {
            current: 6,
            "film.metal": random.uniform() - 0.1,
            "film.activity": random.uniform(),
            "film.occupancy": 1.4 * random.uniform(),
            "pool.surface concentration": 20_000 * random.uniform() - 500,
          };
          if (contact !== undefined) values["contact.value"] = draw === 0 ? -1e-3 : contact;
          expectConsistent(model, values);
        }
      }
    }
  });

  it("conserves the metal over 100 pulses to 1e-12", () => {
    const model = mechanismCell(
      testPool(),
      film(
        { options: { supply: "exponential" }, parameters: { referenceFraction: 0.6, sensitivity: 9 } },
        "pool.surface concentration",
      ),
      takenFrom("film.metal"),
    );
    const [metal] = model.inventories;
    const before = metal.of(model.initialState());
    const held = Array.from({ length: 200 }, (_, k) => ({ current: k % 2 === 0 ? 3 : 0, duration: 1 }));
    const state = holdCurrents(model, held, 1e-6);
    expect(Math.abs(metal.of(state) - before + (100 * 3) / FARADAY) / before).toBeLessThan(1e-12);
  });
});
