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

describe("the time of an instrument", () => {
  const run = (text: string) => {
    const collector = createSpectrumCollector({ instrument: { area: AREA } });
    const trajectory = simulate(model, compileProtocol(parseProtocol(text)), { takeSpectrum: collector.take });
    return { trajectory, ...collector, warnings: collector.warnings() };
  };
  const sweep = "impedance 1 kHz to 1 Hz, 0.02 mA/cm2, 5 points per decade";
  /** Σ 0.025 s + 2.1/f over sixteen frequencies from 1 kHz to 1 Hz. */
  const busy =
    16 * 0.025 + 2.1 * Array.from({ length: 16 }, (_, k) => 10 ** (k / 5 - 3)).reduce((sum, t) => sum + t, 0);

  it("passes for the cell as well: one clock, and each spectrum ends before the next step begins", () => {
    const { trajectory, spectra, warnings } = run(
      `rest 1 s, ${sweep}, at the start; strip at 0.2 mA/cm2 for 2 s, ${sweep}, at the end; ${sweep}; rest 1 s`,
    );
    const lengths = trajectory.segments.map(({ start, end }) => end - start);
    for (const [k, length] of [busy, 1, 2, busy, busy, 1].entries()) expect(lengths[k]).toBeCloseTo(length, 9);
    expect(trajectory.segments.map((one) => one.spectra)).toEqual([[0], [], [], [1], [2], []]);
    expect(trajectory.segments.map(({ endCurrent }) => endCurrent)).toEqual([0, 0, 2, 2, 0, 0]);
    expect(trajectory.segments[3].charge).toBeCloseTo(2 * busy, 9);
    for (const [k, { measured }] of spectra.entries()) {
      const record = trajectory.segments.find((one) => one.spectra.includes(k)) ?? expect.fail();
      expect([measured?.startTime, measured?.cut, measured?.time.length]).toEqual([record.start, null, 16]);
      expect(measured?.time.at(-1)).toBeCloseTo(record.end, 9);
      // the instrument's own integration of the cell agrees with the run
      expect(measured?.dcVoltage.at(-1)).toBeCloseTo(record.endVoltage, 3);
    }
    expect(warnings).toEqual([]);
  });

  it("ends with the step that it runs along, which its time or its limit ends", () => {
    const byTime = run(`strip at 0.2 mA/cm2 for 3 s, ${sweep}, during; rest 1 s`);
    const [{ measured }] = byTime.spectra;
    expect(byTime.trajectory.segments.map(({ end }) => end)).toEqual([3, 4]);
    expect(measured?.time.at(-1)).toBeLessThanOrEqual(3);
    expect([measured?.cut, measured?.failure]).toEqual([3, null]);
    expect(byTime.warnings[0].message).toMatch(
      /^1 of 1 spectra of the instrument is incomplete: \d+ of 16 points of it, begun at 0 s, were measured; its step ended at 3 s/,
    );
    const byLimit = run(`strip at 1 mA/cm2 for 100 s or until 0.5 V, ${sweep.replace("1 Hz", "10 mHz")}, during`);
    const { end } = byLimit.trajectory.segments[0];
    expect(end).toBeLessThan(10);
    expect(byLimit.spectra[0].measured?.cut).toBeCloseTo(end, 9);
    expect(Math.max(...(byLimit.spectra[0].measured?.dcVoltage ?? []))).toBeLessThan(0.5);
  });

  it("is cut by a guard of the step and by stop if; a limit that waits for the cell to settle has no part in it", () => {
    const guarded = run(
      `strip at 1 mA/cm2 for 4 s or until 0.5 V, ${sweep.replace("1 Hz", "10 mHz")}, at the end; rest 1 s`,
    );
    expect(guarded.trajectory.segments[1].endedBy).toBe("until 0.5 V");
    expect(guarded.spectra[0].measured?.cut).toBeCloseTo(guarded.trajectory.segments[1].end, 9);
    expect(guarded.trajectory.segments).toHaveLength(3);
    const stopped = run(`stop if V > 0.5 V; strip at 1 mA/cm2 for 1 h, ${sweep}, at the end; rest 1 s`);
    expect(stopped.trajectory.end.kind).toBe("stopped-by-limit");
    expect(stopped.spectra[0].measured?.spectrum.frequency.length).toBe(0);
    expect(stopped.sweeps()).toEqual([]);
    const settled = run(`strip at 1 mA/cm2 for 2 s; rest until |dV/dt| < 1 mV/s, ${sweep}, at the end`);
    expect(settled.spectra[0].measured?.cut).toBeNull();
  });

  it("is none where no instrument is given", () => {
    const collector = createSpectrumCollector({ area: AREA });
    const protocol = compileProtocol(parseProtocol(`rest 1 s, ${sweep}, at the end; ${sweep}`));
    const { segments } = simulate(model, protocol, { takeSpectrum: collector.take });
    expect(segments.map(({ end }) => end)).toEqual([1, 1]);
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
