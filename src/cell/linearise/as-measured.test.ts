// What the tests of measured spectra make of simulated ones. Oracle: whether the simulated cell moved, and what it is made of.
import { describe, expect, it } from "vitest";
import { kramersKronig } from "../../impedance/kramers-kronig/kramers-kronig.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { simulate } from "../simulate/simulate.ts";
import { measureImpedance } from "./measure-impedance.ts";
import { createSpectrumCollector } from "./spectrum-collector.ts";

const AREA = 3.85e-5;
const model = composeCell(benchmarkCellR1(20));
const amplitude = { quantity: "current", value: 0.2, unit: "A/m2" } as const;

describe("along a protocol", () => {
  it("spectra are taken where it asks, of the state that the simulation has there", () => {
    const text =
      "strip at 0.2 mA/cm2 for 20 s; impedance 10 kHz to 100 Hz, 0.02 mA/cm2, 5 points per decade; rest 10 s";
    const protocol = compileProtocol(parseProtocol(text));
    const collector = createSpectrumCollector({ instrument: { area: AREA, noise: { voltage: 1e-6 } } });
    const run = simulate(model, protocol, { takeSpectrum: collector.take });
    expect(run.end).toEqual({ kind: "completed" });
    expect(run.segments.flatMap(({ spectra }) => spectra)).toEqual([0]);
    const [{ simulated, measured, time }] = collector.spectra;
    expect([time, simulated.impedance.frequency.length, measured?.failure]).toEqual([20, 11, null]);
    const [sweep] = collector.sweeps();
    // The surface fills again while the sweep lasts, half a second: its last points are those of another state.
    const change = sweep.spectrum.real.map((re, k) => Math.abs(re / (simulated.spectrum?.real[k] ?? 0) - 1));
    expect(change[0]).toBeLessThan(2e-4);
    expect(change[10]).toBeGreaterThan(2e-3);
    expect(change[10]).toBeLessThan(1e-2);
  });
});

describe("drift", () => {
  /** Sweeps of 85 s with 0.1 % noise under a bias, of two seeds (20 in the long test): how many fail the Kramers-Kronig test, and of these for drift. */
  const failing = (bias: number): readonly [number, number] => {
    const request = { from: 1e4, to: 0.1, pointsPerDecade: 8, amplitude };
    const control = { quantity: "current", value: bias, slope: 0, start: 0 } as const;
    let [fails, drifts] = [0, 0];
    for (let seed = 1; seed <= 2; seed++) {
      const settings = { area: AREA, noise: { voltage: 2e-5, seed }, accuracy: 1e-4 };
      const { spectrum, time, failure } = measureImpedance(model, model.initialState(), request, settings, { control });
      expect(failure).toBeNull();
      const { verdict, faults } = kramersKronig(spectrum, { time });
      if (verdict !== "fails") continue;
      fails++;
      if (faults?.some(({ kind }) => kind === "drift")) drifts++;
    }
    return [fails, drifts];
  };

  it("shows as a failed Kramers-Kronig test where the state moves fast, and does not where it is still", () => {
    expect(failing(6)).toEqual([2, 2]);
    expect(failing(0)[0]).toBeLessThanOrEqual(1);
  });
});
