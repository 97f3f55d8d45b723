import { circuitEvaluator } from "../../src/impedance/circuit/evaluator.ts";
import { type FitCircuitOptions, fitCircuit } from "../../src/impedance/circuit/fit-circuit.ts";
import { parameterNames, parseCircuit } from "../../src/impedance/circuit/notation.ts";
import type { CircuitFit } from "../../src/impedance/circuit/result.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { type Arc, arcSpectrum, FIT_TRUTH, logFrequencies, mulberry32, normalPairs } from "./eis-workload.ts";

export { FIT_GUESS, FIT_TRUTH, fitSpectrum } from "./eis-workload.ts";

export const WORKLOAD = "R0-p(R1,CPE1)-p(R2,CPE2)-W";

/** Other circuits with their true parameters, for starts. */
export const OTHER_CIRCUITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "R0-p(R1-Wo1,C1)": { R0: 10, R1: 30, "Wo1.Z0": 40, "Wo1.tau": 5, C1: 1e-5 },
  "R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)": {
    R0: 10,
    R1: 20,
    "CPE1.Q": 1e-6,
    "CPE1.n": 0.9,
    R2: 30,
    "CPE2.Q": 1e-4,
    "CPE2.n": 0.85,
    R3: 40,
    "CPE3.Q": 5e-3,
    "CPE3.n": 0.85,
  },
  "L0-R0-ZARC1-ZARC2": {
    L0: 5e-7,
    R0: 10,
    "ZARC1.R": 30,
    "ZARC1.tau": 1e-4,
    "ZARC1.n": 0.9,
    "ZARC2.R": 50,
    "ZARC2.tau": 0.1,
    "ZARC2.n": 0.8,
  },
  "R0-p(R1-p(R2,C2),CPE1)": { R0: 10, R1: 20, R2: 40, C2: 2e-3, "CPE1.Q": 1e-5, "CPE1.n": 0.9 },
  "R0-p(CPE1,R1-Ws1)": { R0: 5, "CPE1.Q": 2e-5, "CPE1.n": 0.85, R1: 20, "Ws1.Z0": 30, "Ws1.tau": 4 },
  "R0-HN1-W1": { R0: 5, "HN1.R": 50, "HN1.tau": 1e-2, "HN1.a": 0.85, "HN1.b": 0.6, W1: 2 },
};

/** The spectrum of a circuit, 1 MHz … 10 mHz, 70 points, 0.5 % noise. */
export function spectrumOf(circuit: string, truth: Readonly<Record<string, number>>, seed: number): ImpedanceSpectrum {
  const parsed = parseCircuit(circuit);
  const frequency = logFrequencies(1e6, 1e-2, 70);
  const values = Float64Array.from(parameterNames(parsed), (name) => truth[name] as number);
  const z = circuitEvaluator(parsed, frequency).evaluate(values);
  const part = (offset: number): Float64Array => frequency.map((_, i) => z[2 * i + offset] as number);
  return noisy(impedanceSpectrum(frequency, part(0), part(1)), (modulus) => 0.005 * modulus, seed);
}

/** A start with each parameter times 10^U(−1, 1), exponents within 0.05 … 1; the workload's unless others are given. */
export function randomStart(seed: number, truth: Readonly<Record<string, number>> = FIT_TRUTH): Record<string, number> {
  const random = mulberry32(seed);
  return Object.fromEntries(
    Object.entries(truth).map(([name, value]) => {
      const moved = value * 10 ** (2 * random() - 1);
      return [name, /\.[nab]$/.test(name) ? Math.min(1, Math.max(0.05, moved)) : moved];
    }),
  );
}

/** Standard deviation of each part of Z as a function of |Z|, in Ω. */
type Noise = (modulus: number) => number;

export interface CoverageStudy {
  readonly circuit: string;
  readonly ohmic: number;
  readonly arcs: readonly Arc[];
  readonly sigma: number;
  readonly frequency: Float64Array;
  readonly noise: Noise;
  readonly options: FitCircuitOptions;
}

const wide = logFrequencies(1e5, 1e-2, 70);
const workloadArcs: readonly Arc[] = [
  [20, (20 * 2e-5) ** (1 / 0.9), 0.9],
  [50, (50 * 1e-3) ** (1 / 0.85), 0.85],
];
const workload = (noise: Noise, options: FitCircuitOptions): CoverageStudy => ({
  circuit: WORKLOAD,
  ohmic: 10,
  arcs: workloadArcs,
  sigma: 5,
  frequency: wide,
  noise,
  options,
});
const relative: Noise = (modulus) => 0.005 * modulus;

const NAK: Omit<CoverageStudy, "options"> = {
  circuit: "R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)",
  ohmic: 60,
  arcs: [
    [120, 1e-6, 0.9],
    [40, 1e-5, 0.85],
    [80, 1e-4, 0.85],
  ],
  sigma: 0,
  frequency: logFrequencies(7e6, 5, 80),
  noise: relative,
};

const SHORT: Omit<CoverageStudy, "options"> = {
  circuit: "R0-p(R1,CPE1)",
  ohmic: 10,
  arcs: [[50, 1e-2, 0.85]],
  sigma: 0,
  frequency: logFrequencies(1e4, 1e-1, 12),
  noise: (modulus) => 0.02 * modulus,
};

/** The spectra whose intervals are counted: the workload under each weighting with noise as assumed, then hard ones. */
export const COVERAGE_CASES: Readonly<Record<string, CoverageStudy>> = {
  "workload, 0.5 % noise, `modulus`": workload(relative, { weighting: "modulus" }),
  "workload, 0.5 % noise, `model`": workload(relative, { weighting: "model" }),
  "workload, 0.5 % noise, `estimated`": workload(relative, { weighting: "estimated" }),
  "workload, 0.2 Ω noise, `unit`": workload(() => 0.2, { weighting: "unit" }),
  "workload, 0.2 Ω noise, `estimated`": workload(() => 0.2, { weighting: "estimated" }),
  "workload, 0.3 % and 0.1 Ω, `estimated`": workload((z) => Math.hypot(0.003 * z, 0.1), { weighting: "estimated" }),
  "workload, 5 % noise, `model`": workload((z) => 0.05 * z, { weighting: "model" }),
  "workload, 5 % noise, `modulus`": workload((z) => 0.05 * z, { weighting: "modulus" }),
  "workload, 0.5 % noise, `huber`": workload(relative, { weighting: "modulus", loss: "huber" }),
  "two arcs 0.5 decades apart, 0.5 %, `model`": {
    circuit: "R0-p(R1,CPE1)-p(R2,CPE2)",
    ohmic: 10,
    arcs: [
      [50, 1e-2, 0.9],
      [50, 3.16e-2, 0.9],
    ],
    sigma: 0,
    frequency: logFrequencies(1e6, 1e-2, 80),
    noise: relative,
    options: { weighting: "model" },
  },
  "three arcs of the nak case, 0.5 %, `model`": { ...NAK, options: { weighting: "model" } },
  "three arcs of the nak case, 0.5 %, `estimated`": { ...NAK, options: { weighting: "estimated" } },
  "12 points, one arc, 2 %, `model`": { ...SHORT, options: { weighting: "model" } },
  "12 points, one arc, 2 %, `estimated`": { ...SHORT, options: { weighting: "estimated" } },
};

/** Weightings that assume other noise than there is: what their intervals are worth then. */
export const MISMATCHED_CASES: Readonly<Record<string, CoverageStudy>> = {
  "workload, 0.5 % of \\|Z\\|, `proportional`": workload(relative, { weighting: "proportional" }),
  "workload, 0.5 % of \\|Z\\|, `unit`": workload(relative, { weighting: "unit" }),
  "workload, 0.2 Ω, `modulus`": workload(() => 0.2, { weighting: "modulus" }),
  "workload, 0.3 % and 0.1 Ω, `modulus`": workload((z) => Math.hypot(0.003 * z, 0.1), { weighting: "modulus" }),
};

export interface Coverage {
  /** Mean over all parameters. */
  readonly wald: number;
  readonly profile: number;
  /** The parameter whose intervals hold its value least often. */
  readonly lowestWald: readonly [name: string, coverage: number];
  readonly lowestProfile: readonly [name: string, coverage: number];
  /** Spectra whose fit converged. */
  readonly fits: number;
}

/** Counts how often the intervals of fits to seeded spectra hold the truth; an interval that is missing does not. */
export function coverageOf(study: CoverageStudy, spectra: number, firstSeed = 2_000_000): Coverage {
  const { circuit, ohmic, arcs, sigma, frequency, noise, options } = study;
  const exact = arcSpectrum(ohmic, arcs, frequency, sigma);
  const truth = [
    ohmic,
    ...arcs.flatMap(([resistance, tau, n]) => [resistance, tau ** n / resistance, n]),
    ...(sigma > 0 ? [sigma] : []),
  ];
  const start = Object.fromEntries(names(circuit).map((name, k) => [name, truth[k] as number]));
  const held = { wald: truth.map(() => 0), profile: truth.map(() => 0) };
  let fits = 0;
  for (let k = 0; k < spectra; k++) {
    const fit: CircuitFit = fitCircuit(noisy(exact, noise, firstSeed + k), circuit, {
      ...options,
      start,
      starts: 1,
      intervals: "profile",
    });
    if (!fit.converged) continue;
    fits++;
    fit.parameters.forEach(({ interval }, i) => {
      const value = truth[i] as number;
      const holds = (range: readonly [number, number] | null | undefined): number =>
        range && range[0] <= value && value <= range[1] ? 1 : 0;
      held.wald[i] = (held.wald[i] as number) + holds(interval?.wald);
      held.profile[i] = (held.profile[i] as number) + holds(interval?.profile);
    });
  }
  const rate = (kind: "wald" | "profile"): number =>
    held[kind].reduce((sum, n) => sum + n, 0) / Math.max(1, fits) / truth.length;
  const lowest = (kind: "wald" | "profile"): readonly [string, number] => {
    const least = held[kind].reduce((a, b) => Math.min(a, b), Infinity);
    return [names(circuit)[held[kind].indexOf(least)] as string, least / Math.max(1, fits)];
  };
  return {
    wald: rate("wald"),
    profile: rate("profile"),
    lowestWald: lowest("wald"),
    lowestProfile: lowest("profile"),
    fits,
  };
}

function names(circuit: string): readonly string[] {
  return (
    circuit.match(/R\d|CPE\d|W/g)?.flatMap((name) => (name.startsWith("CPE") ? [`${name}.Q`, `${name}.n`] : [name])) ??
    []
  );
}

function noisy(spectrum: ImpedanceSpectrum, noise: Noise, seed: number): ImpedanceSpectrum {
  const pair = normalPairs(seed);
  const real = Float64Array.from(spectrum.real);
  const imaginary = Float64Array.from(spectrum.imaginary);
  for (let k = 0; k < real.length; k++) {
    const scale = noise(Math.hypot(real[k] as number, imaginary[k] as number));
    const [a, b] = pair();
    real[k] = (real[k] as number) + scale * a;
    imaginary[k] = (imaginary[k] as number) + scale * b;
  }
  return impedanceSpectrum(spectrum.frequency, real, imaginary);
}
