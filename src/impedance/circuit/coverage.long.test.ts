import { describe, expect, it } from "vitest";
import { COVERAGE_CASES, coverageOf, randomStart, WORKLOAD } from "../../../test/support/circuit-studies.ts";
import { fitSpectrum } from "../../../test/support/eis-workload.ts";
import { fitCircuit } from "./fit-circuit.ts";

describe("coverage over 2000 drawn spectra", () => {
  it.each(Object.entries(COVERAGE_CASES))("%s: 95 ± 1.5 % by profile likelihood", { timeout: 600_000 }, (_, study) => {
    const { profile, fits } = coverageOf(study, 2000);
    expect(fits).toBeGreaterThan(1980);
    expect(Math.abs(profile - 0.95)).toBeLessThan(0.015);
  });
});

it("leads to the right minimum from 99.5 % of 1000 starts up to a decade off", { timeout: 600_000 }, () => {
  for (const seed of [42, 1042]) {
    const spectrum = fitSpectrum(70, 0.005, seed);
    const best = fitCircuit(spectrum, WORKLOAD, { starts: 12 }).chiSquared;
    let right = 0;
    for (let k = 0; k < 1000; k++) {
      const { chiSquared } = fitCircuit(spectrum, WORKLOAD, { start: randomStart(7_000_000 + seed * 10_000 + k) });
      if (chiSquared < best * 1.0001) right++;
    }
    expect(right).toBeGreaterThanOrEqual(995);
  }
});
