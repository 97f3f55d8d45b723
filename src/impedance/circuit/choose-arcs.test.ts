import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dataFile, hasData } from "../../../test/support/data.ts";
import { type Arc, arcSpectrum, logFrequencies, normalPairs, withNoise } from "../../../test/support/eis-workload.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { chooseArcs } from "./choose-arcs.ts";
import type { CircuitFit } from "./result.ts";

const frequency = logFrequencies(1e5, 1e-1, 37);

function series(count: number, spectrum: (k: number) => ImpedanceSpectrum): ImpedanceSpectrum[] {
  return Array.from({ length: count }, (_, k) => spectrum(k));
}

/** Adds a series impedance given at ω. */
function plus(
  { frequency: f, real, imaginary }: ImpedanceSpectrum,
  z: (omega: number) => readonly [number, number],
): ImpedanceSpectrum {
  return impedanceSpectrum(
    f,
    real.map((re, i) => re + z(2 * Math.PI * (f[i] as number))[0]),
    imaginary.map((im, i) => im + z(2 * Math.PI * (f[i] as number))[1]),
  );
}

/** Noise of a part in proportion to that part. */
function withNoiseInParts({ frequency: f, real, imaginary }: ImpedanceSpectrum, relative: number, seed: number) {
  const pair = normalPairs(seed);
  const noise = Array.from(f, () => pair());
  return impedanceSpectrum(
    f,
    real.map((re, i) => re * (1 + relative * (noise[i]?.[0] as number))),
    imaginary.map((im, i) => im * (1 + relative * (noise[i]?.[1] as number))),
  );
}

interface StaircaseStep {
  readonly R0_ohm: number;
  readonly Rgb_ohm: number;
  readonly Cgb_F: number;
  readonly alpha_gb: number;
  readonly Rint_ohm: number;
  readonly Cint_F: number;
  readonly alpha_int: number;
}

function expectStaircase(steps: readonly StaircaseStep[]): void {
  const swept = logFrequencies(7e6, 5, 50);
  const spectra = steps.map((step, k) => {
    const grains: Arc = [step.Rgb_ohm, step.Rgb_ohm * step.Cgb_F, step.alpha_gb];
    const interface_: Arc = [step.Rint_ohm, step.Rint_ohm * step.Cint_F, step.alpha_int];
    return withNoiseInParts(arcSpectrum(step.R0_ohm, [grains, interface_], swept), 3e-4, 500 + k);
  });
  const { circuit, from, fits, highestFrequency } = chooseArcs(spectra);
  expect(circuit).toBe("R0-p(R1,CPE1)-p(R2,CPE2)");
  expect(from).toMatch(/^2 arcs: lowest Bayesian information criterion over 8 of 20 spectra/);
  expect(highestFrequency).toBeNull();
  expect(fits).toHaveLength(steps.length);
  steps.forEach((step, k) => {
    const fit = fits[k] as CircuitFit;
    expect(fit.converged).toBe(true);
    const [grains, interface_] = fit.arcs as [CircuitFit["arcs"][number], CircuitFit["arcs"][number]];
    expect(Math.abs((fit.parameters[0]?.value as number) / step.R0_ohm - 1)).toBeLessThan(0.02);
    expect(Math.abs(grains.resistance / step.Rgb_ohm - 1)).toBeLessThan(0.02);
    expect(Math.abs(interface_.resistance / step.Rint_ohm - 1)).toBeLessThan(0.02);
    expect(Math.abs(Math.log10(grains.tau / (step.Rgb_ohm * step.Cgb_F)))).toBeLessThan(0.05);
    expect(Math.abs(Math.log10(interface_.tau / (step.Rint_ohm * step.Cint_F)))).toBeLessThan(0.05);
    expect(fit.parameters.every(({ status }) => status === "free")).toBe(true);
  });
}

describe("chooseArcs", () => {
  it("finds two arcs in a staircase whose interface grows twentyfold", () => {
    expectStaircase(
      Array.from({ length: 20 }, (_, k) => ({
        R0_ohm: 18,
        Rgb_ohm: 260,
        Cgb_F: 2.2e-10,
        alpha_gb: 0.93,
        Rint_ohm: k < 11 ? 90 : 90 * 1.42 ** (k - 10),
        Cint_F: 3e-6,
        alpha_int: 0.82,
      })),
    );
  });

  it.each([1, 2, 3])("counts %i arcs", (count) => {
    const arcs: readonly Arc[] = [
      [50, 2e-5, 0.9],
      [40, 2e-3, 0.85],
      [60, 0.2, 0.88],
    ];
    const spectra = series(6, (k) => withNoise(arcSpectrum(10 + k, arcs.slice(0, count), frequency), 0.002, 40 + k));
    const { circuit, fits } = chooseArcs(spectra);
    expect(circuit).toBe(["R0", "p(R1,CPE1)", "p(R2,CPE2)", "p(R3,CPE3)"].slice(0, count + 1).join("-"));
    fits.forEach((fit) => {
      fit?.arcs.forEach(({ resistance, tau, logTauError }, j) => {
        const [truth, time] = arcs[j] as Arc;
        expect(Math.abs(resistance / truth - 1)).toBeLessThan(0.1);
        expect(Math.abs(Math.log(tau / time)) / (logTauError as number)).toBeLessThan(5);
      });
    });
  });

  it("takes up an inductor where the data ask for it", () => {
    const arcs: readonly Arc[] = [[50, 1e-3, 0.9]];
    const spectra = series(4, (k) =>
      withNoise(
        plus(arcSpectrum(10, arcs, frequency), (omega) => [0, omega * 3e-6]),
        0.002,
        60 + k,
      ),
    );
    const { circuit, fits, from } = chooseArcs(spectra);
    expect(circuit).toBe("L0-R0-p(R1,CPE1)");
    expect(from).toContain("with a series inductor");
    expect((fits[0]?.parameters[0]?.value as number) / 3e-6).toBeCloseTo(1, 1);
  });

  it("ends with a constant-phase element where the cell blocks", () => {
    const arcs: readonly Arc[] = [[50, 1e-4, 0.9]];
    const spectra = series(4, (k) =>
      withNoise(
        plus(arcSpectrum(10, arcs, frequency), (omega) => [0, -1 / (omega * 2e-3)]),
        0.002,
        80 + k,
      ),
    );
    const { circuit, fits, from } = chooseArcs(spectra);
    expect(circuit).toBe("R0-p(R1,CPE1)-CPE2");
    expect(from).toContain("a blocking end");
    const [q, n] = (fits[0] as CircuitFit).parameters.slice(-2);
    expect((q?.value as number) / 2e-3).toBeCloseTo(1, 1);
    expect(n?.value).toBeGreaterThan(0.98);
  });

  it("needs no arc for a resistor and a capacitor", () => {
    const spectra = series(3, (k) =>
      withNoise(
        plus(arcSpectrum(10, [], frequency), (omega) => [0, -1 / (omega * 1e-4)]),
        0.002,
        70 + k,
      ),
    );
    const { circuit, fits } = chooseArcs(spectra);
    expect(circuit).toBe("R0-CPE1");
    expect(fits[0]?.arcs).toEqual([]);
    expect((fits[0]?.parameters[1]?.value as number) / 1e-4).toBeCloseTo(1, 1);
  });

  it("says that nothing is known of an arc in a spectrum of a resistor", () => {
    const { circuit, fits, from } = chooseArcs([withNoise(arcSpectrum(10, [], frequency), 0.002, 75)]);
    expect(circuit).toBe("R0-p(R1,CPE1)");
    expect(from).toContain("arcs not determined");
    const arc = (fits[0] as CircuitFit).arcs[0] as CircuitFit["arcs"][number];
    expect(arc.resistanceError ?? Infinity).toBeGreaterThan(0.1 * arc.resistance);
    expect(arc.resistance).toBeLessThan(0.5);
  });

  it("leaves out a high-frequency end of negative resistance, and gives its limit", () => {
    const spectra = series(3, (k) => {
      const clean = withNoise(arcSpectrum(10, [[80, 1e-2, 0.85]], frequency), 0.005, 90 + k);
      return plus(clean, (omega) => [omega > 2e5 ? -omega * 1e-4 : 0, 0]);
    });
    const { circuit, fits, highestFrequency } = chooseArcs(spectra);
    expect(circuit).toBe("R0-p(R1,CPE1)");
    expect(highestFrequency as number).toBeLessThanOrEqual(2e5 / (2 * Math.PI));
    expect(highestFrequency as number).toBeGreaterThan(1e4);
    expect(fits[0]?.fitted.frequency).toHaveLength(frequency.length);
    expect((fits[0]?.arcs[0]?.resistance as number) / 80).toBeCloseTo(1, 1);
  });

  it("gives null for a spectrum that is too short, and reports progress", () => {
    const whole = series(3, (k) => withNoise(arcSpectrum(10, [[50, 1e-3, 0.9]], frequency), 0.002, k));
    const short = impedanceSpectrum([10, 1], [1, 2], [0, 0]);
    const told: number[] = [];
    const { fits } = chooseArcs([...whole, short], { onProgress: (done) => told.push(done) });
    expect(fits.map((fit) => fit === null)).toEqual([false, false, false, true]);
    expect(told).toEqual([1, 2, 3, 4]);
  });

  it("is not led astray by a sweep that was cut short", () => {
    const arcs: readonly Arc[] = [
      [50, 2e-5, 0.9],
      [40, 2e-2, 0.85],
    ];
    const spectra = series(4, (k) => withNoise(arcSpectrum(10, arcs, frequency), 0.002, k));
    const { frequency: f, real, imaginary } = spectra[3] as ImpedanceSpectrum;
    const cut = impedanceSpectrum(f.subarray(0, 6), real.subarray(0, 6), imaginary.subarray(0, 6));
    const { circuit, fits } = chooseArcs([...spectra.slice(0, 3), cut]);
    expect(circuit).toBe("R0-p(R1,CPE1)-p(R2,CPE2)");
    expect(fits.slice(0, 3).every((fit) => fit?.converged)).toBe(true);
    // Six points do not see the slow arc: whatever is fitted there is not called known.
    expect(fits[3]?.arcs[1]?.logTauError ?? Infinity).toBeGreaterThan(1);
  });

  it("uses relaxation-time peaks as further starts, without harm where they are wrong", () => {
    const spectra = series(2, (k) => withNoise(arcSpectrum(10, [[50, 1e-3, 0.9]], frequency), 0.002, k));
    const plain = chooseArcs(spectra);
    const seeded = chooseArcs(spectra, { peaks: [[{ tau: 1e3, resistance: 1e6 }], null] });
    expect(seeded.circuit).toBe(plain.circuit);
    expect(seeded.fits[0]?.chiSquared).toBeCloseTo(plain.fits[0]?.chiSquared as number, 9);
  });

  it("refuses what it cannot choose from", () => {
    expect(() => chooseArcs([])).toThrow(/none of 0 spectra has the 3 points/);
    expect(() => chooseArcs([], { maximumArcs: 0 })).toThrow(/maximumArcs = 0; a whole number from 1 to 8/);
    expect(() => chooseArcs([], { peaks: [null] })).toThrow(/0 spectra, peaks of 1/);
  });
});

describe.skipIf(!hasData)("chooseArcs on files", () => {
  it("recovers the truth of the generated staircase at all 20 steps", () => {
    const expected = JSON.parse(readFileSync(dataFile("formats/generated-mpr/expected.json"), "utf8"));
    const steps: readonly StaircaseStep[] = expected["gen_SGEIS_stripping.mpr"].truth.spectra;
    expect(steps).toHaveLength(20);
    expectStaircase(steps);
  });

  it("follows the interface of a lithium cell through 61 measured sweeps", () => {
    const lines = readFileSync(dataFile("formats/biologic/geis.mpt"), "latin1").split(/\r?\n/);
    const header = Number(/\d+/.exec(lines[1] as string)?.[0]);
    const names = (lines[header - 1] as string).split("\t");
    const columns = ["freq/Hz", "Re(Z)/Ohm", "-Im(Z)/Ohm", "cycle number"].map((name) => names.indexOf(name));
    const sweeps = new Map<number, [number, number, number][]>();
    for (const line of lines.slice(header)) {
      const cells = line.split("\t").map(Number);
      const [f, re, im, cycle] = columns.map((column) => cells[column] as number) as [number, number, number, number];
      if (f > 0) sweeps.set(cycle, [...(sweeps.get(cycle) ?? []), [f, re, -im]]);
    }
    const spectra = [...sweeps.values()].map((rows) =>
      impedanceSpectrum(
        rows.map(([f]) => f),
        rows.map(([, re]) => re),
        rows.map(([, , im]) => im),
      ),
    );
    const { circuit, fits, highestFrequency } = chooseArcs(spectra);
    expect(fits).toHaveLength(61);
    expect(circuit).toMatch(/^R0(-p\(R\d,CPE\d\)){2,}$/);
    // Above 100 kHz the measured resistance falls below zero.
    expect(highestFrequency as number).toBeLessThan(1.5e5);
    expect(fits.every((fit) => fit?.converged)).toBe(true);
    // The large arc has its apex −Z″ at 304 Hz in the first sweep and grows without a jump until the cell fails.
    const large = fits.map((fit) =>
      (fit as CircuitFit).arcs.reduce((a, b) => (b.tau < 5e-3 && b.resistance > a.resistance ? b : a)),
    );
    expect(Math.log10((large[0]?.tau as number) * 2 * Math.PI * 304)).toBeCloseTo(0, 0);
    for (let k = 1; k < 58; k++) {
      const ratio = (large[k]?.resistance as number) / (large[k - 1]?.resistance as number);
      expect(ratio).toBeGreaterThan(0.97);
      expect(ratio).toBeLessThan(1.15);
    }
  });
});
