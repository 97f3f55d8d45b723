import { fitCircuit } from "../../src/impedance/circuit/fit-circuit.ts";
import { arcSpectrum, logFrequencies, mulberry32, withNoise } from "./eis-workload.ts";

/** Mean and standard deviation of (fitted − true)/(standard error). */
export interface StandardisedErrors {
  readonly mean: number;
  readonly deviation: number;
  /** The same for ln τ of the arcs. */
  readonly logTauMean: number;
  readonly logTauDeviation: number;
  /** The same for ln C = ln(τ/R), and the share of true C in C · exp(±1.96 standard errors). */
  readonly logCapacitanceMean: number;
  readonly logCapacitanceDeviation: number;
  readonly capacitanceHeld: number;
}

/** Fits of R0-p(R1,CPE1)-p(R2,CPE2) to drawn spectra with 0.5 % noise; all parameters pooled. */
export function standardisedErrors(draws: number): StandardisedErrors {
  const frequency = logFrequencies(1e6, 1e-2, 40);
  const errors: number[] = [];
  const logTauErrors: number[] = [];
  const logCapacitanceErrors: number[] = [];
  for (let seed = 1; seed <= draws; seed++) {
    const random = mulberry32(seed);
    const between = (low: number, high: number): number => low * (high / low) ** random();
    const ohmic = between(1, 100);
    const first = [between(10, 100), between(1e-5, 1e-3), 0.75 + 0.2 * random()] as const;
    const second = [between(10, 100), first[1] * between(100, 1000), 0.75 + 0.2 * random()] as const;
    const spectrum = withNoise(arcSpectrum(ohmic, [first, second], frequency), 0.005, 100_000 + seed);
    const { parameters, arcs } = fitCircuit(spectrum, "R0-p(R1,CPE1)-p(R2,CPE2)");
    const truth = [ohmic, ...[first, second].flatMap(([resistance, tau, n]) => [resistance, tau ** n / resistance, n])];
    parameters.forEach(({ value, standardError }, k) => {
      if (standardError !== null) errors.push((value - (truth[k] as number)) / standardError);
    });
    [first, second].forEach(([resistance, tau], k) => {
      const arc = arcs[k];
      if (arc?.logTauError) logTauErrors.push(Math.log(arc.tau / tau) / arc.logTauError);
      if (arc?.logCapacitanceError)
        logCapacitanceErrors.push(Math.log((arc.capacitance * resistance) / tau) / arc.logCapacitanceError);
    });
  }
  const [mean, deviation] = moments(errors);
  const [logTauMean, logTauDeviation] = moments(logTauErrors);
  const [logCapacitanceMean, logCapacitanceDeviation] = moments(logCapacitanceErrors);
  const held = logCapacitanceErrors.filter((error) => Math.abs(error) < 1.959964).length;
  const capacitanceHeld = held / logCapacitanceErrors.length;
  return {
    mean,
    deviation,
    logTauMean,
    logTauDeviation,
    logCapacitanceMean,
    logCapacitanceDeviation,
    capacitanceHeld,
  };
}

function moments(values: readonly number[]): readonly [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return [mean, Math.sqrt(square)];
}
