import { describe, expect, it } from "vitest";
import {
  COUNTS,
  composeForOrder,
  expectSecondOrder,
  type ManufacturedError,
  manufacturedError,
  type ScaledField,
  type Wave,
  wave,
} from "../../../../test/support/manufactured-solution.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { SubmodelDescription } from "../../form/description.ts";

// Oracle of all: c = c₀ (1 + a cos(πz/L + phase) e^{−t/T}) with the sources that make it the solution. Second order: 2.00 ± 0.05.

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
    fields: readonly ScaledField[],
    more: readonly SubmodelDescription[] = [],
    connect: Readonly<Record<string, string>> = {},
  ): ManufacturedError {
    const model = composeForOrder([
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
    const fields: ScaledField[] = taken.map((ion, k) => ({
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
      const model = composeForOrder([
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
