import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { standardisedErrors } from "../../../test/support/circuit-calibration.ts";
import { dataFile, hasData } from "../../../test/support/data.ts";
import {
  type Arc,
  arcSpectrum,
  FIT_GUESS,
  FIT_TRUTH,
  fitSpectrum,
  logFrequencies,
  mulberry32,
  withNoise,
} from "../../../test/support/eis-workload.ts";
import { arcCapacitances } from "../interpretation/effective-capacitance.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { circuitEvaluator } from "./evaluator.ts";
import { fitCircuit } from "./fit-circuit.ts";
import { parseCircuit } from "./notation.ts";
import type { CircuitFit, FittedParameter } from "./result.ts";

const WORKLOAD = "R0-p(R1,CPE1)-p(R2,CPE2)-W";
const frequency = logFrequencies(1e5, 1e-2, 50);

function parameter(fit: CircuitFit, name: string): FittedParameter {
  return fit.parameters.find((candidate) => candidate.name === name) as FittedParameter;
}

function simulate(circuit: string, values: readonly number[], at = frequency): ImpedanceSpectrum {
  const z = circuitEvaluator(parseCircuit(circuit), at).evaluate(Float64Array.from(values));
  const part = (offset: number): Float64Array => Float64Array.from(at, (_, i) => z[2 * i + offset] as number);
  return impedanceSpectrum(at, part(0), part(1));
}

describe("fitCircuit", () => {
  it("generates the workload spectrum of the reference program", () => {
    const { real, imaginary } = fitSpectrum(70, 0.005, 42);
    // workload_check.json, fit
    expect(real[0]).toBeCloseTo(10.012566477367551, 11);
    expect(imaginary[0]).toBeCloseTo(-0.2987835054251245, 11);
    expect(real[69]).toBeCloseTo(100.42736437045151, 11);
    expect(imaginary[69]).toBeCloseTo(-20.217220769420898, 11);
  });

  it.each([
    ["the guess", { start: FIT_GUESS }],
    ["the data alone", {}],
  ])("recovers the workload's truth from %s within three standard errors", (_, options) => {
    const fit = fitCircuit(fitSpectrum(70, 0.005, 42), WORKLOAD, options);
    expect(fit.converged).toBe(true);
    for (const [name, truth] of Object.entries(FIT_TRUTH)) {
      const { value, standardError } = parameter(fit, name);
      expect(Math.abs(value - truth) / (standardError as number)).toBeLessThan(3);
    }
    // 0.5 % noise in each part is √2 · 0.5 % of |Z|.
    expect(fit.rmsResidual).toBeGreaterThan(0.006);
    expect(fit.rmsResidual).toBeLessThan(0.008);
  });

  it.each([
    ["R0-p(R1,C1)", [10, 20, 1e-4]],
    ["L0-R0-p(R1,CPE1)", [2e-6, 10, 20, 1e-3, 0.8]],
    ["R0-p(R1-p(R2,C2),C1)", [10, 20, 30, 1e-2, 1e-5]],
    ["R0-p(R1-Wo1,CPE1)", [10, 20, 15, 3, 1e-4, 0.9]],
    ["R0-p(R1,C1)-Ws1", [10, 20, 1e-5, 30, 2]],
    ["R0-G1", [5, 40, 0.1]],
    ["R0-ZARC1-ZARC2", [5, 40, 1e-4, 0.9, 20, 0.1, 0.8]],
    ["R0-p(R1,CPE1)-CPE2", [5, 40, 1e-5, 0.9, 0.05, 0.9]],
  ])("finds %s of an exact spectrum without a start value", (circuit, truth) => {
    const fit = fitCircuit(simulate(circuit, truth), circuit);
    expect(fit.rmsResidual).toBeLessThan(1e-6);
    truth.forEach((value, k) => {
      expect((fit.parameters[k] as FittedParameter).value / value).toBeCloseTo(1, 4);
    });
  });

  it("gives the same fit whatever the order of the points", () => {
    const { frequency: f, real, imaginary } = fitSpectrum();
    const reversed = impedanceSpectrum(f.toReversed(), real.toReversed(), imaginary.toReversed());
    const a = fitCircuit(fitSpectrum(), WORKLOAD);
    const b = fitCircuit(reversed, WORKLOAD);
    a.parameters.forEach(({ value }, k) => {
      expect((b.parameters[k] as FittedParameter).value / value).toBeCloseTo(1, 5);
    });
    expect(b.fitted.real[0]).toBeCloseTo(a.fitted.real[69] as number, 4);
  });

  it("scales: Z → 1000 Z multiplies resistances and their errors, divides Q", () => {
    const { frequency: f, real, imaginary } = fitSpectrum();
    const large = impedanceSpectrum(
      f,
      real.map((z) => 1000 * z),
      imaginary.map((z) => 1000 * z),
    );
    const a = fitCircuit(fitSpectrum(), WORKLOAD);
    const b = fitCircuit(large, WORKLOAD);
    for (const [name, factor] of [
      ["R1", 1e3],
      ["CPE1.Q", 1e-3],
      ["CPE1.n", 1],
      ["W", 1e3],
    ] as const) {
      expect(parameter(b, name).value / parameter(a, name).value / factor).toBeCloseTo(1, 5);
      const [error, scaled] = [parameter(a, name).standardError, parameter(b, name).standardError];
      expect((scaled as number) / (error as number) / factor).toBeCloseTo(1, 4);
    }
  });

  it("describes its arcs: τ, C and the error of ln τ by a finite-difference delta method", () => {
    const fit = fitCircuit(fitSpectrum(), WORKLOAD);
    expect(fit.arcs.map(({ name }) => name)).toEqual(["R1", "R2"]);
    const arc = fit.arcs[0] as CircuitFit["arcs"][number];
    const [r, q, n] = ["R1", "CPE1.Q", "CPE1.n"].map((name) => parameter(fit, name).value) as [number, number, number];
    expect(arc.tau).toBeCloseTo((r * q) ** (1 / n), 12);
    expect(arc.capacitance).toBeCloseTo(arc.tau / arc.resistance, 15);
    const logTau = ([R, Q, N]: readonly number[]): number => Math.log((R as number) * (Q as number)) / (N as number);
    const slope = [0, 1, 2].map((k) => {
      const at = (h: number): number => logTau([r, q, n].map((v, l) => (l === k ? v * (1 + h) : v)));
      return (at(1e-5) - at(-1e-5)) / (2e-5 * ([r, q, n][k] as number));
    });
    let variance = 0;
    for (let k = 0; k < 3; k++) {
      for (let l = 0; l < 3; l++) {
        const covariance = fit.covariance[(1 + k) * 8 + 1 + l] as number;
        variance += (slope[k] as number) * (slope[l] as number) * covariance;
      }
    }
    expect(arc.logTauError).toBeCloseTo(Math.sqrt(variance), 6);
  });

  it("keeps fixed parameters, and says which end at a bound", () => {
    const fit = fitCircuit(fitSpectrum(), WORKLOAD, { fixed: { W: 5 }, bounds: { R1: [1, 15] } });
    expect(parameter(fit, "W")).toMatchObject({ value: 5, status: "fixed", standardError: null });
    expect(parameter(fit, "R1")).toMatchObject({ status: "at bound", standardError: null });
    expect(parameter(fit, "R1").value).toBeCloseTo(15, 9);
    expect(fit.covariance).toHaveLength(fit.parameters.filter(({ status }) => status === "free").length ** 2);
    expect(fit.arcs[0]?.resistanceError).toBeNull();
  });

  it("says that two resistances in series cannot be told apart, and still knows the others", () => {
    const spectrum = withNoise(simulate("R0-p(R1,C1)", [10, 20, 1e-4]), 0.003, 1);
    const fit = fitCircuit(spectrum, "R0-R9-p(R1,C1)");
    expect(parameter(fit, "R0").status).toBe("not identifiable");
    expect(parameter(fit, "R9").status).toBe("not identifiable");
    expect(parameter(fit, "R0").value + parameter(fit, "R9").value).toBeCloseTo(10, 0);
    const known = fitCircuit(spectrum, "R0-p(R1,C1)");
    expect(
      (parameter(fit, "C1").standardError as number) / (parameter(known, "C1").standardError as number),
    ).toBeCloseTo(1, 3);
    expect(fit.covariance).toHaveLength(4);
  });

  it("says that an element without influence is not identifiable", () => {
    // An inductor of less than 1 fH has a reactance of 0.6 nΩ at 100 kHz.
    const spectrum = withNoise(simulate("R0-p(R1,C1)", [10, 20, 1e-4]), 0.003, 2);
    const fit = fitCircuit(spectrum, "L0-R0-p(R1,C1)", { bounds: { L0: [1e-18, 1e-15] } });
    expect(["not identifiable", "at bound"]).toContain(parameter(fit, "L0").status);
    expect(parameter(fit, "R1").status).toBe("free");
  });

  it("starts from seeds", () => {
    const spectrum = arcSpectrum(
      10,
      [
        [50, 1e-3, 0.9],
        [40, 1e-1, 0.85],
      ],
      frequency,
    );
    const seeds = [
      { tau: 0.08, resistance: 30 },
      { tau: 2e-3, resistance: 60 },
      { tau: 10, resistance: 0.1 },
    ];
    const fit = fitCircuit(spectrum, "R0-p(R1,CPE1)-p(R2,CPE2)", { seeds });
    expect(fit.arcs.map(({ resistance }) => Math.round(resistance))).toEqual([50, 40]);
  });

  it.each([
    ["proportional", 0.05],
    ["unit", 0.2],
    ["modulus", 0.05],
  ] as const)("recovers an arc under %s weighting", (weighting, tolerance) => {
    const fit = fitCircuit(fitSpectrum(), WORKLOAD, { weighting });
    expect(fit.weighting).toBe(weighting);
    expect(Math.abs(parameter(fit, "R2").value / 50 - 1)).toBeLessThan(tolerance);
  });

  it("sums χ² with the weights named", () => {
    const spectrum = fitSpectrum();
    const { chiSquared, fitted, rmsResidual } = fitCircuit(spectrum, WORKLOAD);
    let sum = 0;
    spectrum.real.forEach((re, i) => {
      const im = spectrum.imaginary[i] as number;
      const [dRe, dIm] = [re - (fitted.real[i] as number), im - (fitted.imaginary[i] as number)];
      sum += (dRe ** 2 + dIm ** 2) / (re ** 2 + im ** 2);
    });
    expect(chiSquared).toBeCloseTo(sum, 12);
    expect(rmsResidual).toBeCloseTo(Math.sqrt(sum / 70), 12);
  });

  it("fits a part of the spectrum and draws all of it", () => {
    const spectrum = fitSpectrum();
    const fit = fitCircuit(spectrum, "R0-p(R1,CPE1)", { frequencies: [500, 1e5] });
    expect(fit.fitted.frequency).toEqual(spectrum.frequency);
    expect(fit.rmsResidual).toBeLessThan(0.02);
    expect(fitCircuit(spectrum, "R0-p(R1,CPE1)").rmsResidual).toBeGreaterThan(0.02);
  });

  it("refuses what cannot be fitted", () => {
    const spectrum = fitSpectrum();
    const three = impedanceSpectrum([3, 2, 1], [1, 2, 3], [-1, -2, -3]);
    expect(() => fitCircuit(three, WORKLOAD)).toThrow(/3 points \(6 numbers\) do not determine 8 parameters/);
    expect(() => fitCircuit(spectrum, WORKLOAD, { start: { R7: 1 } })).toThrow(
      /start names R7, .* it has R0, R1, CPE1.Q/,
    );
    expect(() => fitCircuit(spectrum, WORKLOAD, { start: { R1: -1 } })).toThrow(/R1 = -1; a positive number/);
    expect(() => fitCircuit(spectrum, WORKLOAD, { bounds: { "CPE1.n": [2, 3] } })).toThrow(
      /leave nothing of its range/,
    );
  });

  it("has standard errors as large as its errors are (60 of the draws of the long test)", () => {
    const { mean, deviation, logCapacitanceMean, logCapacitanceDeviation, capacitanceHeld } = standardisedErrors(60);
    expect(Math.abs(mean)).toBeLessThan(0.15);
    expect(deviation).toBeGreaterThan(0.85);
    expect(deviation).toBeLessThan(1.15);
    // ln C of 120 arcs: mean and deviation within 3 standard errors of 0 and 1, the 95 % within 3 of the binomial.
    expect(Math.abs(logCapacitanceMean)).toBeLessThan(3 / Math.sqrt(120));
    expect(Math.abs(logCapacitanceDeviation - 1)).toBeLessThan(3 / Math.sqrt(2 * 120));
    expect(Math.abs(capacitanceHeld - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / 120));
  });

  it("tells ln C of p(R,CPE) and of the same arc by its time with the same error, that of Hsu and Mansfeld's C", () => {
    const spectrum = withNoise(arcSpectrum(10, [[40, 1e-3, 0.85]], frequency), 0.01, 5);
    const [byCharge, byTime] = ["R0-p(R1,CPE1)", "R0-ZARC1"].map((circuit) => fitCircuit(spectrum, circuit));
    const error = byCharge?.arcs[0]?.logCapacitanceError ?? 0;
    expect(error).toBeGreaterThan(1e-3);
    expect((byTime?.arcs[0]?.logCapacitanceError ?? 0) / error).toBeCloseTo(1, 4);
    expect((arcCapacitances(byCharge as CircuitFit)[0]?.hsuMansfeld.logError ?? 0) / error).toBeCloseTo(1, 9);
  });

  it("ends, from the data alone, no higher than from the truth: 25 draws of two arcs", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = mulberry32(seed);
      const tau = 10 ** (-5 + 2 * random());
      const first: Arc = [10 ** (1 + random()), tau, 0.75 + 0.2 * random()];
      const second: Arc = [10 ** (1 + random()), tau * 10 ** (0.7 + random()), 0.75 + 0.2 * random()];
      const spectrum = withNoise(arcSpectrum(20, [first, second], frequency), 0.005, seed);
      const start = Object.fromEntries(
        [first, second].flatMap(([resistance, time, n], k) => [
          [`R${k + 1}`, resistance],
          [`CPE${k + 1}.Q`, time ** n / resistance],
          [`CPE${k + 1}.n`, n],
        ]),
      );
      const circuit = "R0-p(R1,CPE1)-p(R2,CPE2)";
      const best = fitCircuit(spectrum, circuit, { start: { R0: 20, ...start } }).chiSquared;
      expect(fitCircuit(spectrum, circuit).chiSquared).toBeLessThan(best * (1 + 1e-4));
    }
  });

  it("does not break on noise without an arc", () => {
    const random = mulberry32(8);
    const noise = (): Float64Array => frequency.map(() => random() - 0.5);
    const fit = fitCircuit(impedanceSpectrum(frequency, noise(), noise()), "R0-p(R1,CPE1)-W1");
    for (const { value } of fit.parameters) expect(Number.isFinite(value)).toBe(true);
  });
});

describe.skipIf(!hasData)("fitCircuit against impedance.py 1.7.1 on its example data", () => {
  const example = (): ImpedanceSpectrum => {
    const rows = readFileSync(dataFile("eis/impedance.py/exampleData.csv"), "utf8")
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(",").map(Number) as [number, number, number])
      .filter(([, , im]) => im <= 0);
    expect(rows).toHaveLength(57);
    return impedanceSpectrum(
      rows.map(([f]) => f),
      rows.map(([, re]) => re),
      rows.map(([, , im]) => im),
    );
  };
  const dummy = (): ImpedanceSpectrum => {
    const text = readFileSync(dataFile("eis/impedance.py/Circuit1_EIS_1.z"), "utf8");
    const rows = text
      .slice(text.indexOf("End Comments"))
      .split(/\r?\n/)
      .slice(1)
      .map((line) =>
        line
          .trim()
          .split(/[\s,]+/)
          .map(Number),
      )
      .filter((row) => row.length > 5) as [number, number, number, number, number, number][];
    return impedanceSpectrum(
      rows.map((row) => row[0]),
      rows.map((row) => row[4]),
      rows.map((row) => row[5]),
    );
  };
  const start = { R0: 0.01, R1: 0.01, C1: 100, R2: 0.01, "Wo1.Z0": 0.05, "Wo1.tau": 100, C2: 1 };
  // Data notes: value and standard error as printed. The valley along Wo1 is flat: the peer stops a third of a standard
  // error before our (lower) minimum in the unweighted fit.
  it.each([
    [
      "unit",
      {
        R0: [0.016519, 0.00015],
        R1: [0.0086766, 0.00019],
        C1: [3.3214, 0.19],
        R2: [0.00539, 0.00021],
        "Wo1.Z0": [0.063093, 0.0019],
        "Wo1.tau": [232.52, 16],
        C2: [0.21954, 0.018],
      },
      0.35,
    ],
    [
      "modulus",
      {
        R0: [0.016399, 8.7e-5],
        R1: [0.0090562, 0.00015],
        C1: [3.0604, 0.13],
        R2: [0.0052867, 0.00013],
        "Wo1.Z0": [0.14487, 0.26],
        "Wo1.tau": [1320.1, 4.7e3],
        C2: [0.20151, 0.0097],
      },
      0.001,
    ],
  ] as const)("R0-p(R1,C1)-p(R2-Wo1,C2), %s weights", (weighting, expected, tolerance) => {
    const fit = fitCircuit(example(), "R0-p(R1,C1)-p(R2-Wo1,C2)", { weighting, start, starts: 1 });
    for (const [name, [value, error]] of Object.entries(expected)) {
      const ours = parameter(fit, name);
      expect(Math.abs(ours.value - value)).toBeLessThan(tolerance * error + 1e-4 * value);
      expect(Math.abs((ours.standardError as number) / error - 1)).toBeLessThan(0.1);
    }
  });

  it.each(["unit", "modulus"] as const)(
    "finds a lower minimum than the peer's from other starts, %s weights",
    (weighting) => {
      const circuit = "R0-p(R1,C1)-p(R2-Wo1,C2)";
      const one = fitCircuit(example(), circuit, { weighting, start, starts: 1 });
      const several = fitCircuit(example(), circuit, { weighting, start });
      expect(several.chiSquared).toBeLessThan(0.95 * one.chiSquared);
      expect(several.search?.followed).toBeGreaterThan(2);
    },
  );

  it.each([
    [
      "unit",
      [
        [29.141, 0.036],
        [46.653, 0.047],
        [1.0428e-5, 2.9e-8],
      ],
    ],
    [
      "modulus",
      [
        [29.129, 0.039],
        [46.654, 0.089],
        [1.0432e-5, 4.6e-8],
      ],
    ],
  ] as const)("R0-p(R1,C1) of a dummy cell, %s weights", (weighting, expected) => {
    const fit = fitCircuit(dummy(), "R0-p(R1,C1)", { weighting });
    expected.forEach(([value, error], k) => {
      const ours = fit.parameters[k] as FittedParameter;
      expect(Math.abs(ours.value / value - 1)).toBeLessThan(5e-5);
      expect(Math.abs((ours.standardError as number) / error - 1)).toBeLessThan(0.02);
    });
  });
});
