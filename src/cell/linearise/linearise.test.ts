// Impedance from the Jacobian. Oracles: impedances of circuits by complex arithmetic, and laws (limits, sums, dispersion relation).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Circuit, circuitCell, exactImpedance } from "../../../test/support/circuit-cell.ts";
import { inOhms } from "./cell-impedance.ts";
import { frequenciesOf } from "./frequencies.ts";
import { impedanceOf, steadyResistance } from "./impedance-of.ts";
import { createLinearisation } from "./linearisation.ts";
import { spectrumAt, sweepOfSpectrum } from "./spectrum-at.ts";
import { createSpectrumCollector } from "./spectrum-collector.ts";

const RANDLES: Circuit = {
  ohmic: 0.015,
  pairs: [
    { resistance: 3e-3, capacitance: 3.3e-3 },
    { resistance: 0.02, capacitance: 0.2 },
  ],
};
const TRANSMISSIVE: Circuit = { ...RANDLES, ladder: { cells: 50, r: 1e-3, c: 0.4, end: 5e-4 } };
const BLOCKING: Circuit = { ...RANDLES, ladder: { cells: 50, r: 1e-3, c: 0.4, end: Number.POSITIVE_INFINITY } };
const FREQUENCY = frequenciesOf({ from: 1e5, to: 1e-3, pointsPerDecade: 7 });

describe("circuits", () => {
  it.each([
    ["R + 2 RC", RANDLES],
    ["with a ladder to ground", TRANSMISSIVE],
    ["with an open ladder", BLOCKING],
  ])("%s: equal to the exact impedance to 1e-10, under any control", (_, circuit) => {
    for (const quantity of ["current", "voltage", "power"] as const) {
      const model = circuitCell({ ...circuit, control: { quantity, value: 0, slope: 0, start: 0 } });
      const { total } = impedanceOf(model, model.initialState(), FREQUENCY);
      FREQUENCY.forEach((f, k) => {
        const [re, im] = exactImpedance(circuit, f);
        expect(Math.hypot(total.real[k] - re, total.imaginary[k] - im) / Math.hypot(re, im)).toBeLessThan(1e-10);
      });
    }
  });

  it("any circuit of R ∥ C and a ladder (seeded property): exact to 1e-10, passive, capacitive", () => {
    const size = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true }).map((x) => 10 ** x);
    const pair = fc.record({ resistance: size(-5, 1), capacitance: size(-6, 3) });
    const ladder = fc.record({
      cells: fc.integer({ min: 1, max: 30 }),
      r: size(-5, -1),
      c: size(-4, 1),
      end: size(-4, 0),
    });
    fc.assert(
      fc.property(size(-4, 0), fc.array(pair, { maxLength: 4 }), ladder, size(-2, 6), (ohmic, pairs, chain, f) => {
        const circuit = { ohmic, pairs, ladder: chain };
        const model = circuitCell(circuit);
        const { total } = impedanceOf(model, model.initialState(), Float64Array.of(f));
        const [re, im] = exactImpedance(circuit, f);
        expect(Math.hypot(total.real[0] - re, total.imaginary[0] - im) / Math.hypot(re, im)).toBeLessThan(1e-10);
        expect(total.real[0]).toBeGreaterThan(0);
        expect(total.imaginary[0]).toBeLessThanOrEqual(0);
      }),
      { seed: 21, numRuns: 80 },
    );
  });

  it("gives each drop, sums to the total, and gives the electrodes", () => {
    const model = circuitCell(TRANSMISSIVE);
    const z = impedanceOf(model, model.initialState(), FREQUENCY, { transfer: ["pair 2.voltage", "ladder.potential"] });
    expect(z.drops.map(({ name }) => name)).toEqual(["ohmic", "pair 1", "pair 2", "ladder"]);
    FREQUENCY.forEach((f, k) => {
      const [re, im] = exactImpedance({ ohmic: 0, pairs: [RANDLES.pairs[1]] }, f);
      expect(z.drops[2].real[k]).toBeCloseTo(re, 14);
      expect(z.transfer[0].imaginary[k]).toBeCloseTo(im, 14);
      const sum = z.drops.reduce((s, drop) => s + drop.real[k], 0);
      expect(sum).toBeCloseTo(z.total.real[k], 15);
      expect(z.electrodes.working.imaginary[k] + z.electrodes.shared.imaginary[k]).toBeCloseTo(
        z.total.imaginary[k],
        15,
      );
      expect(z.transfer[1].real[50 * k]).toBe(z.electrodes.working.real[k]);
    });
    expect(Math.hypot(...z.electrodes.counter.real)).toBe(0);
  });
});

describe("limits", () => {
  it("Z(∞) is the ohmic resistance", () => {
    for (const circuit of [RANDLES, TRANSMISSIVE, BLOCKING]) {
      const model = circuitCell(circuit);
      expect(createLinearisation(model).highFrequencyResistance(model.initialState())).toBeCloseTo(0.015, 15);
    }
  });

  it("Z(0) is the sum of the resistances; a cell that stores charge is refused and told its capacitance", () => {
    const steady = circuitCell(TRANSMISSIVE);
    expect(steadyResistance(steady, steady.initialState())).toBeCloseTo(0.015 + 0.023 + 49e-3 + 5e-4, 14);
    const storing = circuitCell(BLOCKING);
    const limit = createLinearisation(storing).lowFrequencyLimit(storing.initialState());
    expect(limit.capacitance).toBeCloseTo(20, 6);
    // Open ladder of N cells at low frequency: Re Z = Σ r k²/N², k = 1 … N − 1, the part of the current that passes each r.
    const inLadder = Array.from({ length: 49 }, (_, k) => 1e-3 * ((k + 1) / 50) ** 2).reduce((a, b) => a + b);
    expect(limit.resistance).toBeCloseTo(0.038 + inLadder, 9);
    expect(() => steadyResistance(storing, storing.initialState())).toThrow("this cell stores charge");
  });
});

describe("slow processes", () => {
  const limitOf = (capacitance: number) => {
    const model = circuitCell({ ohmic: 0.015, pairs: [{ resistance: 1, capacitance }] });
    return createLinearisation(model).lowFrequencyLimit(model.initialState());
  };

  it("of 3e10 s have left Re Z by (ωτ)² = 9e-12 at 1e-16 1/s, which extrapolation takes off", () => {
    const { resistance, capacitance } = limitOf(3e10);
    expect(capacitance).toBeNull();
    expect(Math.abs(resistance / 1.015 - 1)).toBeLessThan(1e-14);
  });

  it("of 1e16 s make a plateau above them that is not the limit: refused", () => {
    expect(() => limitOf(1e16)).toThrow("settles neither to a resistance nor to a capacitance");
  });
});

describe("frequencies", () => {
  it("are those of a measured file: 1 MHz to 0.2 Hz at 6 per decade in 40 intervals, both ends included", () => {
    const f = frequenciesOf({ from: 1e6, to: 0.2, pointsPerDecade: 6 });
    expect([f.length, f[0], f[40]]).toEqual([41, 1e6, 0.2]);
    // 680.03081, 462.43134, 314.46703 kHz in formats/biologic/geis.mpr
    [6.8003081e5, 4.6243134e5, 3.1446703e5].forEach((measured, k) => {
      expect(Math.abs(f[k + 1] / measured - 1)).toBeLessThan(1e-4);
    });
    expect(frequenciesOf({ from: 2e5, to: 100, pointsPerDecade: 6 })).toHaveLength(21);
    expect(frequenciesOf({ from: 1, to: 100, pointsPerDecade: 1 })).toEqual(Float64Array.of(1, 10, 100));
    expect(frequenciesOf({ from: 5, to: 5, pointsPerDecade: 6 })).toEqual(Float64Array.of(5));
    expect(() => frequenciesOf({ from: 0, to: 5, pointsPerDecade: 6 })).toThrow("from 0 Hz");
  });
});

describe("as a measurement", () => {
  it("gives Ω with an area, and a sweep of a series", () => {
    const model = circuitCell(RANDLES);
    const amplitude = { quantity: "current", value: 5e-6, unit: "A" } as const;
    const request = { from: 1e5, to: 1, pointsPerDecade: 6, amplitude };
    const taken = spectrumAt(model, model.initialState(), request, 3.85e-5);
    expect(taken.spectrum?.real[30]).toBeCloseTo(taken.impedance.total.real[30] / 3.85e-5, 10);
    const sweep = sweepOfSpectrum(taken, 3.85e-5, 2, 60);
    expect(sweep.spectrum).toEqual(taken.spectrum);
    expect([sweep.index, sweep.startTime, sweep.rows.length]).toEqual([2, 60, 31]);
    expect(spectrumAt(model, model.initialState(), request).spectrum).toBeNull();
    expect(() => inOhms(taken.impedance.frequency, taken.impedance.total, 0)).toThrow("area 0 m²");
  });

  it("is collected along a trajectory, linear or as an instrument measures it", () => {
    const model = circuitCell(RANDLES);
    const amplitude = { quantity: "current", value: 1, unit: "A/m2" } as const;
    const instant = {
      model,
      request: { from: 1e4, to: 1e3, pointsPerDecade: 6, amplitude },
      time: 7,
      state: model.initialState(),
    };
    const plain = createSpectrumCollector({ area: 1e-4 });
    expect([plain.take(instant), plain.take(instant)]).toEqual([0, 1]);
    expect(plain.sweeps().map(({ index, startTime }) => [index, startTime])).toEqual([
      [0, 7],
      [1, 7],
    ]);
    const noisy = createSpectrumCollector({ instrument: { area: 1e-4, noise: { voltage: 1e-6 } } });
    noisy.take(instant);
    noisy.take(instant);
    const [one, other] = noisy.sweeps();
    expect(one.spectrum.real[3]).not.toBe(other.spectrum.real[3]);
    expect(one.spectrum.real[3] / (plain.spectra[0].simulated.spectrum?.real[3] ?? 0)).toBeCloseTo(1, 3);
    expect(one.time?.[0]).toBeGreaterThan(7);
    expect(() => createSpectrumCollector().sweeps()).toThrow("give the area");
  });

  it("refuses a frequency of 0, a state of another length and an unknown that is not there", () => {
    const model = circuitCell(RANDLES);
    const state = model.initialState();
    expect(() => impedanceOf(model, state, Float64Array.of(1, 0))).toThrow("frequency 0 Hz at point 1");
    expect(() => impedanceOf(model, new Float64Array(3), Float64Array.of(1))).toThrow(
      "a state of 3 numbers for 5 unknowns",
    );
    expect(() => impedanceOf(model, state, FREQUENCY, { transfer: ["pool.x"] })).toThrow("this cell has cell.current");
  });
});
