import { expect, it } from "vitest";
import { CASES, caseSpectrum } from "./drt-workload.ts";
import { oracleFit } from "./oracle.ts";
import { proportional } from "./oracle-cases.ts";

const SEEDS = 60;

it.each([
  ["nak", 0.135, 0.93],
  ["zarc2_close", 0.062, 1],
  ["lf_neg", 0.023, 1],
] as const)("median eL2 of %s is %d, exact %d, as published for 60 seeds", (name, median, exact) => {
  const fits = Array.from({ length: SEEDS }, (_, i) =>
    oracleFit(CASES[name].elements, caseSpectrum(name, i + 1), proportional(name)),
  );
  const eL2 = fits.map((f) => f.eL2).sort((a, b) => a - b);
  const found = (eL2[SEEDS / 2 - 1] + eL2[SEEDS / 2]) / 2;
  expect(Math.abs(found / median - 1)).toBeLessThan(0.05);
  expect(Math.abs(fits.filter((f) => f.wrongProcesses === 0).length / SEEDS - exact)).toBeLessThan(0.025);
});
