import { describe, expect, it } from "vitest";
import {
  type ManufacturedError,
  type ManufacturedField,
  manufacturedError,
  observedOrders,
  type Wave,
  wave,
} from "../../../test/support/manufactured-solution.ts";
import { FARADAY } from "../../units/constants.ts";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import type { SubmodelDescription } from "../form/description.ts";
import type { ShapeDescription } from "../form/options.ts";
import { alloyFromOption } from "./alloy.ts";
import { standardSubmodels } from "./registry.ts";
import { solubleSubmodels } from "./soluble-submodels.ts";

// Oracle of all: c = c₀ (1 + a cos(πz/L + phase) e^{−t/T}) with the sources that make it the solution. Second order: 2.00 ± 0.05.

const COUNTS = [24, 48, 96];

type Scaled = ManufacturedField & { readonly scale: number };

function compose(submodels: readonly SubmodelDescription[]): CellModel {
  return composeCell(
    { schema: "liquidus.cell-model/1", name: "order", temperature: 298.15, submodels },
    { ...standardSubmodels, ...solubleSubmodels },
  );
}

function expectSecondOrder(errorOf: (cells: number) => ManufacturedError): void {
  const errors = COUNTS.map(errorOf);
  const orders = observedOrders(errors);
  const found = JSON.stringify({ orders, errors });
  expect(Math.abs((orders.at(-1) ?? 0) - 2), found).toBeLessThan(0.05);
  expect(Math.log2(errors[1].largest / errors[2].largest), found).toBeGreaterThan(1.9);
}

describe("diffusion in an alloy", () => {
  it("is of second order with a skin, a funnel, a thermodynamic factor and a graded mesh", () => {
    const [depth, mean, decay] = [1e-3, 19400, 100];
    const option = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };
    const alloy = alloyFromOption("pool", option);
    const area = (z: number): number => 1 - 0.8 * Math.exp(-z / 2e-4);
    const diffusivity = (z: number): number => 3e-9 * 0.05 ** Math.exp(-((z / 2e-4) ** 2));
    const c = wave(mean, 0.3, depth, decay, 0.5);
    const flux = (z: number, time: number): number =>
      z === depth ? 0 : -area(z) * diffusivity(z) * alloy.thermodynamicFactor(c.value(z, time)) * c.slope(z, time);
    const fields: Scaled[] = [
      { name: "pool.concentration", value: c.value, rate: c.rate, flux, thickening: area, scale: mean },
      {
        name: "pool.surface concentration",
        value: c.value,
        rate: c.rate,
        flux: (_z, time) => -flux(0, time),
        scale: mean,
      },
    ];
    expectSecondOrder((cells) => {
      const shape: ShapeDescription = { kind: "funnel", opening: 0.2, depth: 2e-4 };
      const parameters = { depth, diffusivity: 3e-9, skinDiffusivityFactor: 0.05, skinThickness: 2e-4 };
      return manufacturedError(
        compose([
          {
            name: "pool",
            kind: "alloy-pool",
            electrode: "working",
            parameters: { ...parameters, initialConcentration: mean },
            options: { alloy: option, mesh: { kind: "graded", cells, grading: 2, shape } },
          },
        ]),
        fields,
        decay,
      );
    });
  });
});

describe("diffusion of a dissolved species", () => {
  const radius = 7e-4;
  type Along = (z: number) => number;
  // Area and, where it is another one, dV/dz: the shells of a spheroid are thinner at the plane.
  const shapes: readonly (readonly [string, ShapeDescription, Along, Along?])[] = [
    ["planar", { kind: "planar" }, () => 1],
    ["cylinder", { kind: "cylinder", radius }, (z) => 1 + z / radius],
    ["sphere", { kind: "sphere", radius }, (z) => (1 + z / radius) ** 2],
    ["sphere of another area", { kind: "sphere", radius, areaRatio: 0.4 }, (z) => 0.4 * (1 + z / radius) ** 2],
    [
      "spheroid",
      { kind: "oblate-spheroid", radius },
      (z) => 2 * (1 + (z / radius) ** 2),
      (z) => 2 * (1 / 3 + (z / radius) ** 2),
    ],
  ];
  for (const [name, shape, area, volume] of shapes) {
    it(`is of second order on a graded mesh: ${name}`, () => {
      const [length, mean, decay, diffusivity] = [1e-3, 100, 200, 1e-9];
      const c = wave(mean, 0.3, length, decay, 0.5);
      const flux = (z: number, time: number): number => (z === length ? 0 : -area(z) * diffusivity * c.slope(z, time));
      const fields: Scaled[] = [
        { name: "species.concentration", value: c.value, rate: c.rate, flux, thickening: volume ?? area, scale: mean },
        {
          name: "species.surface concentration",
          value: c.value,
          rate: c.rate,
          flux: (_z, time) => -flux(0, time),
          scale: mean,
        },
      ];
      expectSecondOrder((cells) =>
        manufacturedError(
          compose([
            {
              name: "species",
              kind: "soluble-species",
              electrode: "working",
              parameters: { length, diffusivity, initialConcentration: mean },
              options: { mesh: { kind: "graded", cells, grading: 2, shape } },
            },
          ]),
          fields,
          decay,
        ),
      );
    });
  }

  it("is of second order with the concentration fixed at the last face", () => {
    const [length, mean, decay, diffusivity] = [1e-3, 100, 200, 1e-9];
    const c = wave(mean, 0.3, length, decay, Math.PI / 2);
    const flux = (z: number, time: number): number => -diffusivity * c.slope(z, time);
    const fields: Scaled[] = [
      { name: "species.concentration", value: c.value, rate: c.rate, flux, scale: mean },
      {
        name: "species.surface concentration",
        value: c.value,
        rate: c.rate,
        flux: (_z, time) => -flux(0, time),
        scale: mean,
      },
    ];
    expectSecondOrder((cells) =>
      manufacturedError(
        compose([
          {
            name: "species",
            kind: "soluble-species",
            electrode: "working",
            parameters: { length, diffusivity, initialConcentration: mean },
            options: { far: "fixed", mesh: { kind: "graded", cells, grading: 2 } },
          },
        ]),
        fields,
        decay,
      ),
    );
  });
});

describe("diffusion to a disc in two dimensions", () => {
  it("is of second order in shells and angles together", () => {
    // c = c₀ (1 + 0.3 e^{−t/T} (1 − x)² (1 + x η²/2)), x = s/L: uniform on the disc, level with infinity at the last face.
    const [length, radius, mean, decay, diffusivity] = [1e-4, 8e-5, 100, 2, 1e-9];
    const fade = (time: number): number => 0.3 * mean * Math.exp(-time / decay);
    const shape = (x: number, eta: number): number => (1 - x) ** 2 * (1 + 0.5 * x * eta * eta);
    // ∫ ∂(shape)/∂x dη from the plane to η
    const slopes = (x: number, eta: number): number => {
      const cube = eta ** 3 / 6;
      return -2 * (1 - x) * (eta + x * cube) + (1 - x) ** 2 * cube;
    };
    // (1 − η²) ∂(shape)/∂η
    const turn = (x: number, eta: number): number => (1 - eta * eta) * (1 - x) ** 2 * x * eta;
    expectSecondOrder((cells) => {
      const angles = cells / 6;
      const fields: Scaled[] = Array.from({ length: angles }, (_, l) => {
        const [from, to] = [l / angles, (l + 1) / angles];
        const middle = 0.5 * (from + to);
        // ∫ 2 (ξ² + η²) dη
        const area = (z: number): number => 2 * (to - from) * (z / radius) ** 2 + (2 / 3) * (to ** 3 - from ** 3);
        return {
          name: `disc.concentration ${l + 1}`,
          value: (z, time) => mean + fade(time) * shape(z / length, middle),
          rate: (z, time) => (-fade(time) / decay) * shape(z / length, middle),
          flux: (z, time) => {
            const x = z / length;
            const whole = 2 * (1 + (z / radius) ** 2);
            return ((-diffusivity * whole * fade(time)) / length) * (slopes(x, to) - slopes(x, from));
          },
          production: (z, time) => {
            const x = z / length;
            const gain = ((2 * diffusivity) / radius ** 2) * fade(time) * (turn(x, to) - turn(x, from));
            return gain / area(z);
          },
          thickening: area,
          scale: mean,
        };
      });
      fields.push({
        name: "disc.surface concentration",
        value: (_z, time) => mean + fade(time),
        rate: () => 0,
        flux: (_z, time) => ((2 * diffusivity * fade(time)) / length) * slopes(0, 1),
        scale: mean,
      });
      return manufacturedError(
        compose([
          {
            name: "disc",
            kind: "disc-species",
            electrode: "working",
            parameters: {
              diffusivity,
              initialConcentration: mean,
              radius,
              length,
              shells: cells / 2,
              grading: 1.2,
              angles,
            },
          },
        ]),
        fields,
        decay,
        1e-7,
      );
    });
  });
});

describe("Nernst-Planck transport", () => {
  const [length, decay, current] = [1e-3, 900, 6];
  const imposed = current / FARADAY;

  interface WavyIon {
    readonly name: string;
    readonly charge: number;
    readonly diffusivity: number;
    readonly wave: Wave;
  }

  /** N_k of the exact fields, `conducting` = ε^b at z; no flux at the ends, where no electrode is composed. */
  function exactFlux(
    ions: readonly WavyIon[],
    last: { readonly charge: number; readonly diffusivity: number },
    conducting: (z: number, time: number) => number,
    liquid: (wave: Wave, z: number, time: number) => readonly [number, number],
    atEnds: (k: number, z: number, time: number) => number = () => 0,
  ): (k: number) => (z: number, time: number) => number {
    return (k) => (z, time) => {
      if (z === 0 || z === length) return atEnds(k, z, time);
      const f = conducting(z, time);
      let width = 0;
      let drive = 0;
      let charge = 0;
      let chargeSlope = 0;
      for (const ion of ions) {
        const [c, slope] = liquid(ion.wave, z, time);
        width += ion.charge * ion.charge * ion.diffusivity * c;
        drive += ion.charge * ion.diffusivity * slope;
        charge += ion.charge * c;
        chargeSlope += ion.charge * slope;
      }
      width -= last.charge * last.diffusivity * charge;
      drive -= last.diffusivity * chargeSlope;
      const psi = -(imposed / f + drive) / width;
      const [c, slope] = liquid(ions[k].wave, z, time);
      return -f * ions[k].diffusivity * (slope + ions[k].charge * c * psi);
    };
  }

  const plain = (each: Wave, z: number, time: number): readonly [number, number] => [
    each.value(z, time),
    each.slope(z, time),
  ];

  function ionData(ions: readonly WavyIon[], last: object): readonly object[] {
    return [
      ...ions.map(({ name, charge, diffusivity }) => ({ name, charge, diffusivity, initial: 100 })),
      { name: "last", ...last },
    ];
  }

  function errorOf(
    cells: number,
    ions: readonly WavyIon[],
    last: object,
    fields: readonly Scaled[],
    more: readonly SubmodelDescription[] = [],
    connect: Readonly<Record<string, string>> = {},
  ): ManufacturedError {
    const model = compose([
      {
        name: "separator",
        kind: "nernst-planck-separator",
        parameters: { thickness: length, ...(connect.precipitate === undefined ? {} : { porosity: 0.6 }) },
        options: { ions: ionData(ions, last), mesh: { kind: "graded", cells, grading: 1.5 } },
        connect,
      },
      ...more,
    ]);
    model.control = { quantity: "current", value: current, slope: 0, start: 0 };
    return manufacturedError(model, fields, decay);
  }

  const waves = [wave(300, 0.3, length, decay), wave(80, 0.3, length, decay, 0.9), wave(40, 0.25, length, decay, 2)];
  const ions: readonly WavyIon[] = [
    { name: "A", charge: 1, diffusivity: 2e-10, wave: waves[0] },
    { name: "B", charge: 2, diffusivity: 7e-10, wave: waves[1] },
    { name: "C", charge: -1, diffusivity: 4e-10, wave: waves[2] },
  ];
  const last = { charge: -1, diffusivity: 3.5e-10 };

  for (const count of [1, 2, 3]) {
    it(`is of second order under current on a graded mesh: ${count + 1} ions`, () => {
      const taken = ions.slice(0, count);
      const flux = exactFlux(taken, last, () => 1, plain);
      const fields = taken.map((ion, k) => ({
        name: `separator.${ion.name}`,
        value: ion.wave.value,
        rate: ion.wave.rate,
        flux: flux(k),
        scale: 100,
      }));
      expectSecondOrder((cells) => errorOf(cells, taken, last, fields));
    });
  }

  it("is of second order with electrodes that take ions by their concentrations at the surface", () => {
    const taken = ions.slice(0, 2);
    const preferences = [1, 3];
    const flux = exactFlux(
      taken,
      last,
      () => 1,
      plain,
      (k, z, time) => {
        const parts = taken.map((ion, l) => preferences[l] * ion.wave.value(z, time));
        return ((parts[k] / (parts[0] + parts[1])) * imposed) / taken[k].charge;
      },
    );
    const fields = taken.map((ion, k) => ({
      name: `separator.${ion.name}`,
      value: ion.wave.value,
      rate: ion.wave.rate,
      flux: flux(k),
      scale: 100,
    }));
    const share = { kind: "concentration", preferences: { A: 1, B: 3 } };
    const surface = {
      kind: "electrode-ion-flux",
      parameters: {},
      options: { stripping: share, plating: share },
      connect: { liquid: "separator.liquid" },
    };
    expectSecondOrder((cells) =>
      errorOf(cells, taken, last, fields, [
        { ...surface, name: "working surface", electrode: "working" },
        { ...surface, name: "counter surface", electrode: "counter" },
      ]),
    );
  });

  it("is of second order with precipitation in pores that fill", () => {
    const [porosity, molarVolume, product, rateConstant] = [0.6, 5e-5, 9e3, 2e-3];
    const taken = ions.slice(0, 2);
    const solid = wave(6000, 0.5, length, decay, 0.3);
    const open = (z: number, time: number): number => 1 - molarVolume * solid.value(z, time);
    // u = φ c are the waves; c = u/φ and its slope
    const liquid = (each: Wave, z: number, time: number): readonly [number, number] => {
      const phi = open(z, time);
      const c = each.value(z, time) / phi;
      return [c, (each.slope(z, time) + c * molarVolume * solid.slope(z, time)) / phi];
    };
    const flux = exactFlux(taken, last, (z, time) => (porosity * open(z, time)) ** 1.5, liquid);
    const rate = (z: number, time: number): number => {
      const [a] = liquid(taken[0].wave, z, time);
      const [b] = liquid(taken[1].wave, z, time);
      const u = (b * (a + 2 * b) ** 2) / (product * 1e3) - 1;
      const positive = (x: number): number => 0.5 * (x + Math.sqrt(x * x + 4e-4));
      const s = solid.value(z, time);
      return porosity * open(z, time) * rateConstant * (positive(u) - (positive(-u) * s) / (s + 1));
    };
    const counts = [0, 1];
    const fields: Scaled[] = taken.map((ion, k) => ({
      name: `separator.${ion.name}`,
      value: ion.wave.value,
      rate: ion.wave.rate,
      flux: flux(k),
      production: (z, time) => -counts[k] * rate(z, time),
      storage: porosity,
      scale: 100,
    }));
    fields.push({
      name: "salt.precipitate",
      value: solid.value,
      rate: solid.rate,
      flux: () => 0,
      production: rate,
      storage: porosity,
      scale: 6000,
    });
    const salt: SubmodelDescription = {
      name: "salt",
      kind: "salt-precipitation",
      parameters: { solubilityProduct: product * 1e3, rateConstant, molarVolume },
      options: { salt: { B: 1, last: 2 } },
      connect: { liquid: "separator.liquid" },
    };
    expectSecondOrder((cells) => errorOf(cells, taken, last, fields, [salt], { precipitate: "salt.precipitate" }));
  });

  it("has a potential of second order or better, from surface to surface", () => {
    const exact = (): number => {
      // (RT/F) ∫ (i/F + Σ z D c') / Σ z² D c dz by Simpson's rule on 2000 intervals
      const integrand = (z: number): number => {
        let width = 0;
        let drive = imposed;
        for (const { charge, diffusivity, wave: each } of ions) {
          width += charge * (charge * diffusivity - last.charge * last.diffusivity) * each.value(z, 0);
          drive += charge * (diffusivity - last.diffusivity) * each.slope(z, 0);
        }
        return drive / width;
      };
      const h = length / 4000;
      let sum = 0;
      for (let k = 0; k < 2000; k++) {
        sum += (h / 3) * (integrand(2 * k * h) + 4 * integrand((2 * k + 1) * h) + integrand((2 * k + 2) * h));
      }
      return ((8.31446261815324 * 298.15) / FARADAY) * sum;
    };
    const errors = COUNTS.map((cells) => {
      const model = compose([
        {
          name: "separator",
          kind: "nernst-planck-separator",
          parameters: { thickness: length },
          options: { ions: ionData(ions, last), mesh: { kind: "graded", cells, grading: 1.5 } },
        },
      ]);
      const state = model.initialState();
      state[model.current] = current;
      for (const ion of ions) {
        const place = model.unknowns.find((each) => each.name === `separator.${ion.name}`);
        place?.mesh?.centers.forEach((z, k) => {
          state[place.index + k * place.stride] = ion.wave.value(z, 0);
        });
      }
      return Math.abs(model.drops[0].value(state) - exact());
    });
    expect(errors[2]).toBeLessThan(1e-6);
    const found = JSON.stringify(errors);
    expect(Math.log2(errors[1] / errors[2]), found).toBeGreaterThan(1.95);
  });
});
