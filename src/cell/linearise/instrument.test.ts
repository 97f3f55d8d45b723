// The instrument. Oracles: exact Fourier amplitudes, the linear response of the same model, statistics of the noise put in.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circuitCell } from "../../../test/support/circuit-cell.ts";
import { steadyState } from "../../../test/support/steady-state.ts";
import { kramersKronig } from "../../impedance/kramers-kronig/kramers-kronig.ts";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import type { Control } from "../form/control.ts";
import type { SubmodelDescription } from "../form/description.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import { solubleSubmodels } from "../submodels/electrolyte/soluble-submodels.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import { createSineAnalysis } from "./fourier.ts";
import { impedanceOf } from "./impedance-of.ts";
import type { InstrumentSettings } from "./instrument.ts";
import { sweepOfMeasurement } from "./instrument-spectrum.ts";
import { measureImpedance } from "./measure-impedance.ts";

const AREA = 3.85e-5;
const RANDLES = circuitCell({
  ohmic: 0.015,
  pairs: [
    { resistance: 3e-3, capacitance: 3.3e-3 },
    { resistance: 0.02, capacitance: 0.2 },
  ],
});

/** 10 A/m² and 0.5 A/m² more every second. */
const RAMP: Control = { quantity: "current", value: 10, slope: 0.5, start: 0 };

function request(from: number, to: number, pointsPerDecade: number, current: number): ImpedanceRequest {
  return { from, to, pointsPerDecade, amplitude: { quantity: "current", value: current, unit: "A/m2" } };
}

/** A reaction of a species that a stirred solution keeps constant at 10 µm. */
function filmCell(): CellModel {
  const submodels: SubmodelDescription[] = [
    {
      name: "ion",
      kind: "soluble-species",
      parameters: { diffusivity: 1e-9, initialConcentration: 1000, length: 1e-5 },
      options: { far: "fixed", mesh: { kind: "uniform", cells: 8, shape: { kind: "planar" } } },
    },
    {
      name: "reaction",
      kind: "deposition",
      electrode: "working",
      parameters: { rateConstant: 1e-6, doubleLayerCapacitance: 0.1 },
      connect: { oxidised: "ion.surface concentration" },
    },
  ];
  const cell = { schema: "liquidus.cell-model/1", name: "film", temperature: 298.15, submodels } as const;
  return composeCell(cell, { ...standardSubmodels, ...solubleSubmodels });
}

/** |Z − Z_linear|/|Z_linear| of each point, Z_linear that of the model at the state. */
function departures(model: CellModel, state: Float64Array, asked: ImpedanceRequest, settings: InstrumentSettings) {
  const measured = measureImpedance(model, state, asked, settings);
  expect(measured.failure).toBeNull();
  const { frequency, real, imaginary } = measured.spectrum;
  const { total } = impedanceOf(model, state, frequency);
  return Array.from(frequency, (_, k) => {
    const re = total.real[k] / settings.area;
    const im = total.imaginary[k] / settings.area;
    return Math.hypot(real[k] - re, imaginary[k] - im) / Math.hypot(re, im);
  });
}

describe("Fourier analysis over whole periods", () => {
  it("finds mean, slope and three harmonics of what is made of them (seeded property)", () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(number, { minLength: 8, maxLength: 8 }),
        (per, periods, c) => {
          const x = Float64Array.from({ length: per * periods }, (_, k) => {
            const phase = (2 * Math.PI * k) / per;
            return (
              c[0] +
              c[1] * k +
              [1, 2, 3].reduce(
                (s, h) => s + c[2 * h] * Math.cos(h * phase) - c[(2 * h + 1) % 8] * Math.sin(h * phase),
                0,
              )
            );
          });
          const found = createSineAnalysis(per, periods, true).analyse(x);
          expect(found.slope).toBeCloseTo(c[1], 9);
          for (const h of [1, 2, 3]) {
            expect(found.real[h - 1]).toBeCloseTo(c[2 * h], 8);
            expect(found.imaginary[h - 1]).toBeCloseTo(c[(2 * h + 1) % 8], 8);
          }
          const line = Float64Array.from({ length: per * periods }, (_, k) => k);
          const left = createSineAnalysis(per, periods, false).analyse(line);
          expect(Math.hypot(left.real[0], left.imaginary[0])).toBeCloseTo(1 / Math.sin(Math.PI / per), 8);
        },
      ),
      { seed: 11, numRuns: 100 },
    );
    expect(() => createSineAnalysis(7, 1, false)).toThrow("7 samples");
  });
});

describe("without noise", () => {
  it("gives the linear response above the threshold, of current and of voltage", () => {
    for (const amplitude of [
      { quantity: "current", value: 5e-6, unit: "A" },
      { quantity: "voltage", value: 0.01 },
    ] as const) {
      const asked = { from: 1e6, to: 200, pointsPerDecade: 6, amplitude };
      expect(Math.max(...departures(RANDLES, RANDLES.initialState(), asked, { area: AREA }))).toBeLessThan(1e-11);
    }
  });

  it("gives it for sines integrated in time too, once the cell has settled (RC circuit, 4.02 ms slowest)", () => {
    for (const quantity of ["current", "voltage"] as const) {
      const amplitude =
        quantity === "current" ? ({ quantity, value: 1, unit: "A/m2" } as const) : ({ quantity, value: 0.01 } as const);
      const asked = { from: 90, to: 0.1, pointsPerDecade: 2, amplitude };
      const settings = { area: AREA, scan: { overhead: 0.15 }, accuracy: 1e-8 };
      expect(Math.max(...departures(RANDLES, RANDLES.initialState(), asked, settings))).toBeLessThan(1e-7);
    }
  });

  it("begins a sine of the voltage, too, in the periodic state", () => {
    const model = composeCell(benchmarkCellR1(40));
    const asked = { from: 50, to: 0.05, pointsPerDecade: 1, amplitude: { quantity: "voltage", value: 1e-5 } } as const;
    const settings = { area: AREA, start: "orbit", accuracy: 1e-6, scan: { periods: 1, wait: 0.1 } } as const;
    expect(Math.max(...departures(model, model.initialState(), asked, settings))).toBeLessThan(1e-6);
  });

  it("has the leads in the record: in Z, in the dc voltage and its drift, under a sine of current or voltage", () => {
    const leads = { inductance: 3e-4, resistance: 0.4 };
    const byVoltage = { ...request(1e4, 1, 2, 1), amplitude: { quantity: "voltage", value: 0.01 } } as const;
    const state = RANDLES.initialState();
    for (const asked of [request(1e6, 10, 3, 1), byVoltage]) {
      const settings = { area: AREA, accuracy: 1e-8, scan: { wait: 2 } };
      const bare = measureImpedance(RANDLES, state, asked, settings);
      const led = measureImpedance(RANDLES, state, asked, { ...settings, leads });
      bare.spectrum.frequency.forEach((f, k) => {
        // Sines integrated by other steps agree as far as their accuracy.
        const size = 1e-9 * Math.hypot(bare.spectrum.real[k], 2 * Math.PI * f * 3e-4);
        expect(Math.abs(led.spectrum.real[k] - bare.spectrum.real[k] - 0.4)).toBeLessThan(size);
        expect(Math.abs(led.spectrum.imaginary[k] - bare.spectrum.imaginary[k] - 2 * Math.PI * f * 3e-4)).toBeLessThan(
          size,
        );
      });
    }
    // 10 A ± through 1 Ω, and a ramp of 0.5 A/s
    for (const f of [1000, 10]) {
      const run = (resistance: number) =>
        measureImpedance(RANDLES, state, request(f, f, 1, 1), { area: 1, leads: { resistance } }, { control: RAMP });
      const [bare, led] = [run(0), run(1)];
      expect(led.dcVoltage[0] - bare.dcVoltage[0]).toBeCloseTo(bare.dcCurrent[0], 12);
      expect(led.dcVoltage[0]).toBeGreaterThan(10);
      expect(led.voltageDrift[0] - bare.voltageDrift[0]).toBeCloseTo((0.5 * 2) / f, 12);
    }
  });

  it("has the leads before the converters: noise of the current acts on cell and lead, a coarse step on their voltage", () => {
    const leads = { resistance: 1 };
    const asked = request(1e3, 1e3, 1, 1);
    const noise = { voltage: 1e-5, current: 1e-4 };
    const state = RANDLES.initialState();
    const { spectrum, partDeviations } = measureImpedance(RANDLES, state, asked, { area: 1, leads, noise });
    const z = Math.hypot(spectrum.real[0], spectrum.imaginary[0]);
    expect(z).toBeGreaterThan(1);
    const expected = Math.sqrt(2 / 64) * Math.hypot(noise.voltage, z * noise.current);
    expect(partDeviations.real[0] / expected).toBeCloseTo(1, 3);
    // A step of 0.4 V: nothing of the cell's 20 mV is seen, of 1 V at the lead something is.
    const stepped = (resistance: number) =>
      measureImpedance(RANDLES, state, asked, { area: 1, leads: { resistance }, resolution: { voltage: 0.4 } });
    expect(stepped(0).spectrum.real[0]).toBe(0);
    expect(stepped(1).spectrum.real[0]).toBeGreaterThan(0.8);
  });

  it("departs from the linear response with the square of the amplitude, and shows it as harmonics", () => {
    const model = composeCell(benchmarkCellR1(40));
    const state = model.initialState();
    const at = (current: number) => {
      const asked = request(3, 3, 1, current);
      const settings = {
        area: AREA,
        start: "orbit",
        accuracy: 1e-8,
        scan: { periods: 1, wait: 1, overhead: 0 },
      } as const;
      const third = measureImpedance(model, state, asked, settings).thirdHarmonic[0];
      return [departures(model, state, asked, settings)[0], third];
    };
    const [a, b, c] = [at(16), at(8), at(4)];
    for (const k of [0, 1]) {
      expect(a[k] / b[k]).toBeGreaterThan(3.6);
      expect(b[k] / c[k]).toBeGreaterThan(3.8);
      expect(b[k] / c[k]).toBeLessThan(4.2);
    }
  });
});

describe("against the cell run by hand", () => {
  it("a linear response is that of the state in the middle of the periods, not at their end", () => {
    const model = composeCell(benchmarkCellR1(20));
    const control = { quantity: "current", value: 6, slope: 0, start: 0 } as const;
    const settings = { area: 1, integrateBelow: 0, driftCorrection: true, accuracy: 1e-8, scan: { wait: 1 } } as const;
    const asked = request(0.05, 0.05, 1, 0.1);
    const { spectrum, middle, time } = measureImpedance(model, model.initialState(), asked, settings, { control });
    const impedanceAt = (end: number): readonly [number, number] => {
      const moving = model.withParameters({});
      moving.control = control;
      const state = moving.initialState();
      makeConsistent(moving, 0, state);
      const integrator = createRosenbrock(moving, {
        relativeTolerance: 1e-8,
        absoluteTolerance: moving.absoluteTolerances(1e-8),
      });
      integrator.start(0, state);
      expect(integrator.advance(end).kind).toBe("reached");
      const { total } = impedanceOf(moving, integrator.state, Float64Array.of(0.05));
      return [total.real[0], total.imaginary[0]];
    };
    const off = ([re, im]: readonly [number, number]): number =>
      Math.hypot(spectrum.real[0] - re, spectrum.imaginary[0] - im) / Math.hypot(re, im);
    expect(off(impedanceAt(middle[0]))).toBeLessThan(1e-6);
    expect(off(impedanceAt(time[0]))).toBeGreaterThan(5e-5);
  });

  it("harmonics, Z and the dc voltage of a slow large sine are those of the steady states that it passes", () => {
    const model = filmCell();
    const [bias, amplitude] = [-1500, 1000];
    const control = { quantity: "current", value: bias, slope: 0, start: 0 } as const;
    const settings = { area: 1, start: "orbit", accuracy: 1e-8, scan: { periods: 1, wait: 1, overhead: 0 } } as const;
    const f = 1e-4; // the film relaxes in 0.1 s
    const asked = request(f, f, 1, amplitude);
    const found = measureImpedance(model, steadyState(model, bias), asked, settings, { control });
    expect(found.failure).toBeNull();
    // V(i) at 16 phases of i = bias + amplitude · sin; the sine is symmetrical about its crest.
    const voltage = Array.from({ length: 16 }, (_, k) =>
      k > 4 && k < 12 ? 0 : steadyState(model, bias + amplitude * Math.sin((Math.PI / 8) * k))[model.voltage],
    );
    for (let k = 5; k < 12; k++) voltage[k] = voltage[(24 - k) % 16];
    const harmonic = (h: number): number => {
      const part = (wave: (x: number) => number): number =>
        voltage.reduce((sum, v, k) => sum + (v * wave((Math.PI / 8) * h * k)) / 8, 0);
      return Math.hypot(part(Math.cos), part(Math.sin));
    };
    expect(found.dcVoltage[0]).toBeCloseTo(
      voltage.reduce((sum, v) => sum + v / 16, 0),
      7,
    );
    expect((found.spectrum.real[0] * amplitude) / harmonic(1)).toBeCloseTo(1, 5);
    expect(found.secondHarmonic[0]).toBeGreaterThan(0.01);
    expect((found.secondHarmonic[0] * harmonic(1)) / harmonic(2)).toBeCloseTo(1, 3);
    expect((found.thirdHarmonic[0] * harmonic(1)) / harmonic(3)).toBeCloseTo(1, 3);
  });
});

describe("noise", () => {
  it("scatters each part of Z by the standard deviation stated for it, in whatever phase the sine begins (5 standard errors)", () => {
    const seeds = 100;
    // A voltage sine over an RC turns the current; an integrated sine begins a quarter of a period later than a linear one.
    const byVoltage = {
      from: 3e4,
      to: 3,
      pointsPerDecade: 1,
      amplitude: { quantity: "voltage", value: 0.03 },
    } as const;
    for (const [asked, integrateBelow] of [
      [request(1e5, 10, 1, 1), 0],
      [byVoltage, 0],
      [request(10, 10, 1, 1), 100],
    ] as const) {
      for (const [driftCorrection, periods] of [
        [false, 2],
        [true, 1],
        [true, 2],
      ] as const) {
        const settings = { area: 1, driftCorrection, integrateBelow, scan: { periods, wait: 1 }, accuracy: 1e-4 };
        const run = (noise: InstrumentSettings["noise"] = {}) =>
          measureImpedance(RANDLES, RANDLES.initialState(), asked, { ...settings, noise });
        const exact = run().spectrum;
        const sums = { real: 0, imaginary: 0 };
        const count = integrateBelow > 0 ? seeds / 5 : seeds;
        for (let seed = 1; seed <= count; seed++) {
          const { spectrum, partDeviations } = run({ voltage: 2e-4, current: 4e-3, seed });
          for (const part of ["real", "imaginary"] as const) {
            for (let k = 0; k < exact.frequency.length; k++) {
              sums[part] += ((spectrum[part][k] - exact[part][k]) / partDeviations[part][k]) ** 2;
            }
          }
        }
        const numbers = count * exact.frequency.length;
        expect(Math.abs(sums.real / numbers - 1)).toBeLessThan(5 * Math.sqrt(2 / numbers));
        expect(Math.abs(sums.imaginary / numbers - 1)).toBeLessThan(5 * Math.sqrt(2 / numbers));
      }
    }
  });

  it("is recovered by the Kramers-Kronig test, the same for the same seed, and rounding counts as noise of step/√12", () => {
    const asked = request(1e5, 1, 10, 1);
    const run = (seed: number, resolution = {}) =>
      measureImpedance(RANDLES, RANDLES.initialState(), asked, { area: 1, noise: { voltage: 1e-4, seed }, resolution });
    const { spectrum, standardDeviation } = run(3);
    expect(run(3).spectrum).toEqual(spectrum);
    expect(run(4).spectrum).not.toEqual(spectrum);
    const test = kramersKronig(spectrum);
    expect(test.verdict).toBe("passes");
    const stated = Math.sqrt(
      standardDeviation.reduce((s, d, k) => s + (d / Math.hypot(spectrum.real[k], spectrum.imaginary[k])) ** 2, 0) /
        standardDeviation.length,
    );
    expect(Math.abs((test.noise ?? 0) / stated - 1)).toBeLessThan(0.25);
    expect(run(3, { voltage: 1e-4 }).standardDeviation[0] / standardDeviation[0]).toBeCloseTo(Math.sqrt(1 + 1 / 12), 2);
  });
});

describe("a cell that moves", () => {
  it("goes on in time while it is measured, and ends where a plain run under the bias would", () => {
    const model = composeCell(benchmarkCellR1(40));
    const state = model.initialState();
    const control = { quantity: "current", value: 4, slope: 0, start: 0 } as const;
    const measured = measureImpedance(
      model,
      state,
      request(1e4, 1, 4, 0.1),
      { area: AREA, start: "orbit" },
      { control, time: 0 },
    );
    expect(measured.failure).toBeNull();
    expect(measured.endTime).toBe(measured.time.at(-1));
    // The charge that the bias passes; whole sines pass none.
    expect(measured.finalState[model.charge]).toBeCloseTo(4 * measured.endTime, 6);
    expect(measured.voltageDrift.every((v) => v > 0)).toBe(true);
    expect(measured.dcCurrent[3] / AREA).toBeCloseTo(4, 9);
    expect(model.control.quantity).toBe("current");
    const sweep = sweepOfMeasurement(measured, 0);
    expect(sweep.time).toEqual(measured.time);
    expect((sweep.dcCurrent ?? 0) / AREA).toBeCloseTo(4, 9);
    expect(measured.middle[16]).toBeCloseTo(measured.time[16] - 1, 12);
  });

  it("gives the points until the cell cannot go on", () => {
    const model = composeCell(benchmarkCellR1(40));
    const control = { quantity: "current", value: 4000, slope: 0, start: 0 } as const;
    const measured = measureImpedance(
      model,
      model.initialState(),
      request(1e3, 0.01, 4, 10),
      { area: AREA },
      { control },
    );
    if (measured.failure === null) throw new Error("4000 A/m² for 5 min strip more than there is");
    expect(measured.spectrum.frequency.length).toBeLessThan(21);
    expect(measured.endTime).toBe(measured.failure.time);
  });

  it("refuses a sine of one quantity over a control of another, and settings out of range", () => {
    const model = RANDLES;
    const control = { quantity: "voltage", value: 0, slope: 0, start: 0 } as const;
    const run = (settings: InstrumentSettings, options = {}) =>
      measureImpedance(model, model.initialState(), request(10, 1, 1, 1), settings, options);
    expect(() => run({ area: AREA }, { control })).toThrow(
      "a sine of the current cannot be laid over a control of the voltage",
    );
    expect(() => run({ area: 0 })).toThrow("area in m² 0");
    expect(() => run({ area: AREA, scan: { periods: 1.5 } })).toThrow("scan.periods 1.5");
    expect(() => run({ area: AREA, noise: { voltage: -1 } })).toThrow("noise.voltage in V -1");
  });
});
