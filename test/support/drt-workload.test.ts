import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { benchFile } from "./data.ts";
import type { CaseName } from "./drt-workload.ts";
import {
  CASES,
  caseSpectrum,
  exactGamma,
  exactPolarization,
  exactSpectrum,
  F80,
  Random,
  truePeaks,
} from "./drt-workload.ts";

describe("the random stream", () => {
  it("is mulberry32 with Box-Muller pairs (oracle: values of the reference implementation)", () => {
    const random = new Random(1);
    expect([random.uniform(), random.uniform()]).toEqual([0.6270739407045767, 0.0027357212966307998]);
    const [a, b] = new Random(1).pair();
    expect(a).toBeCloseTo(0.9659740588109486, 14);
    expect(b).toBeCloseTo(0.01660580596076823, 14);
  });
});

describe("the analytic spectra", () => {
  it.each(["zarc", "zarc2_far", "hf_ind", "gerischer", "gauss2", "box"] as const)(
    "%s is the one of the reference implementation",
    (name: CaseName) => {
      const known = {
        zarc: [10.050551219887215, -0.006065463801046342],
        zarc2_far: [10.06289702584155, -0.043751222173327595],
        hf_ind: [10.05927437857488, 6.277269800905049],
        gerischer: [10.093117747011098, -0.04376906553408728],
        gauss2: [10.048308148482732, -0.012346959979530801],
        box: [10.048298841807732, -0.0008804324742284137],
      };
      const z = caseSpectrum(name, 1);
      const [re, im] = known[name as keyof typeof known];
      expect(z.real[0]).toBeCloseTo(re, 11);
      expect(z.imaginary[0]).toBeCloseTo(im, 11);
    },
  );

  it("are the transforms of the exact distributions (oracle: quadrature over 120 e-folds)", () => {
    for (const name of ["zarc", "fgerischer", "skewmix"] as const) {
      const { elements } = CASES[name];
      const f = Float64Array.of(1e3, 1, 0.1);
      const z = exactSpectrum(elements, f);
      const h = 1e-3;
      f.forEach((frequency, k) => {
        let re = 10;
        let im = 0;
        for (let x = -60; x < 60; x += h) {
          const tau = Math.exp(x);
          const wt = 2 * Math.PI * frequency * tau;
          const part = (h * exactGamma(elements, tau)) / (1 + wt * wt);
          re += part;
          im -= wt * part;
        }
        expect(re).toBeCloseTo(z.real[k], 6);
        expect(im).toBeCloseTo(z.imaginary[k], 6);
      });
      expect(exactPolarization(elements)).toBeGreaterThan(0);
    }
  });
});

interface Check {
  readonly cases: Readonly<
    Record<string, { readonly "Z[0] seed1": number[]; readonly "Z[79] seed1": number[]; readonly peaks: number[][] }>
  >;
}

const workload = benchFile("eis/workload_check.json");

describe.skipIf(!existsSync(workload))("all cases", () => {
  it("agree with the check values of the workload", () => {
    const known: Check = JSON.parse(readFileSync(workload, "utf8"));
    for (const [name, values] of Object.entries(known.cases)) {
      const z = caseSpectrum(name as CaseName, 1);
      const { elements } = CASES[name as CaseName];
      expect(z.real[0]).toBeCloseTo(values["Z[0] seed1"][0], 10);
      expect(z.imaginary[79]).toBeCloseTo(values["Z[79] seed1"][1], 10);
      expect(truePeaks(elements).map(([tau]) => tau)).toEqual(values.peaks.map(([tau]) => expect.closeTo(tau, 8)));
    }
    expect(F80[79]).toBeCloseTo(0.01, 15);
  });
});
