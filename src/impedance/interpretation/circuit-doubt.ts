import { numberRanges } from "../../base/number-ranges.ts";
import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import { fitCircuit } from "../circuit/fit-circuit.ts";
import type { CircuitFit } from "../circuit/result.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import { describeKramersKronig } from "../kramers-kronig/options.ts";
import type { FaultKind, KramersKronigResult } from "../kramers-kronig/result.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { distributionDoubt } from "./distribution-doubt.ts";

/** A circuit must miss by so many times what noise and relaxation times leave, each point weighed by its noise. */
const WORTH_TELLING = 1.5;
/** Faults of single points, which the test leaves out; any other is in all points. */
const OF_SINGLE_POINTS: ReadonlySet<FaultKind> = new Set(["disturbed-points", "mains"]);
/** Ranges of sweeps named one by one. */
const MOST_RANGES = 6;

/**
 * A circuit that misses a spectrum which its relaxation times describe. Residuals are √⟨|Z − Ẑ|²/|Z|²⟩ over the points that are
 * compared, those of the Kramers-Kronig test without the disturbed ones.
 */
export interface CircuitDoubt {
  readonly residual: number;
  /** Of the relaxation times. */
  readonly distributionResidual: number;
  /** Of Z over |Z|, as the Kramers-Kronig test estimates it. */
  readonly noise: number;
  /** √F: how many times what noise and relaxation times leave the circuit misses by, each point weighed by its noise. */
  readonly times: number;
  /** Of so large a misfit from noise alone. */
  readonly probability: number;
}

/** What is compared. */
export interface CircuitCompared {
  readonly spectrum: ImpedanceSpectrum;
  readonly circuit: CircuitFit;
  readonly drt: Pick<DistributionOfRelaxationTimes, "gamma" | "fitted"> | null;
  readonly test: KramersKronigResult | null;
  /** Points above this frequency in Hz were left out of all three; null: none. */
  readonly highestFrequency: number | null;
}

/** `circuitDoubts` of one spectrum. */
export function circuitDoubt(compared: CircuitCompared): CircuitDoubt | null {
  return circuitDoubts([compared])[0] ?? null;
}

/**
 * Where a circuit misses the sweeps of a series by more than noise and than their relaxation times. With the noise σ of each part at
 * each point, as the Kramers-Kronig test has it with ν₂ = 2N − 2M − 3 degrees of freedom, and the k parameters of the circuit,
 *
 *   F = [Σ (Δ/σ)² of the circuit / (2N − k)] / max(1, Σ (Δ/σ)² of the distribution / ν₂)
 *
 * is F-distributed with 2N − k and ν₂ degrees of freedom if the circuit is the cell's; both contain the same noise, which makes large
 * values rarer still. Doubted where Holm's procedure rejects at the significance of the Kramers-Kronig test (0.005 for all sweeps
 * together), √F ≥ 1.5, and the misfit is beyond its tolerance (0.1 % of |Z|). Points that the test found disturbed do not count, and the
 * circuit is fitted again without them: those pull least squares, not the relaxation times.
 *
 * Null where nothing speaks against the circuit, and where this cannot be told: the spectrum does not pass the test or passes it with a
 * range switch or an artefact, its noise is not known, the fit did not converge, or the relaxation times are doubted themselves.
 *
 * S. Holm, Scand. J. Stat. 6 (1979) 65.
 *
 * @param compared one a sweep; null: without a fit
 */
export function circuitDoubts(compared: readonly (CircuitCompared | null)[]): (CircuitDoubt | null)[] {
  const { significance } = describeKramersKronig({});
  const judged = compared.map((one) => one && compare(one));
  const order = [...judged.keys()].filter((k) => judged[k] !== null);
  order.sort((a, b) => (judged[a] as Judged).probability - (judged[b] as Judged).probability);
  const kept = order.findIndex((k, rank) => {
    return !((judged[k] as Judged).probability < significance / (order.length - rank));
  });
  const rejected = new Set(kept < 0 ? order : order.slice(0, kept));
  return judged.map((one, k) => {
    if (one === null || !one.telling || !rejected.has(k)) return null;
    const { telling: _, ...doubt } = one;
    return doubt;
  });
}

interface Judged extends CircuitDoubt {
  /** Whether the misfit is large enough to be told, if it is no chance. */
  readonly telling: boolean;
}

/** Null where the two cannot be compared. */
function compare({ spectrum, circuit, drt, test, highestFrequency }: CircuitCompared): Judged | null {
  if (drt === null || test === null || test.noise === null || test.verdict !== "passes" || !circuit.converged)
    return null;
  if (test.faults?.some(({ kind }) => !OF_SINGLE_POINTS.has(kind))) return null;
  const { significance, tolerance } = describeKramersKronig({});
  const highest = highestFrequency ?? Number.POSITIVE_INFINITY;
  const tested = Array.from(spectrum.frequency.keys()).filter((k) => (spectrum.frequency[k] as number) <= highest);
  const parts = [test.noisesReal ?? test.noises, test.noisesImaginary ?? test.noises];
  if (parts.some(({ length }) => length !== tested.length)) return null;
  const counts = (i: number): boolean => parts.every((part) => Number.isFinite(part[i]));
  const kept = tested.filter((_, i) => counts(i));
  const noises = parts.map((part) => part.filter((_, i) => counts(i)));
  const data = pointsOf(spectrum, kept);
  const free = circuit.parameters.filter(({ status, tie }) => status !== "fixed" && tie === undefined).length;
  const values = 2 * kept.length;
  const [ofCircuit, ofNoise] = [values - free, Math.max(1, values - 2 * test.order - 3)];
  if (ofCircuit < 1) return null;
  const described = pointsOf(drt.fitted, kept);
  const distributionResidual = relativeResidual(data, described);
  if (distributionDoubt({ ...drt, rmsResidual: distributionResidual }, test.noise) !== null) return null;
  const left = Math.max(1, weightedSquares(data, described, noises) / ofNoise);
  const probabilityOf = (f: number): number => exceedsF(f, ofCircuit, ofNoise);
  const misfitOf = (fitted: ImpedanceSpectrum): number => weightedSquares(data, fitted, noises) / ofCircuit / left;
  let fitted = pointsOf(circuit.fitted, kept);
  let misfit = misfitOf(fitted);
  if (kept.length < tested.length && probabilityOf(misfit) < significance) {
    fitted = fittedAgain(circuit, data);
    misfit = misfitOf(fitted);
  }
  const noise = test.noise * Math.SQRT2; // of the complex number, as the residuals are
  const residual = relativeResidual(data, fitted);
  const beyond = residual ** 2 - Math.max(distributionResidual, noise) ** 2;
  const times = Math.sqrt(misfit);
  return {
    residual,
    distributionResidual,
    noise,
    times,
    probability: probabilityOf(misfit),
    telling: times >= WORTH_TELLING && beyond > tolerance ** 2,
  };
}

function pointsOf({ frequency, real, imaginary }: ImpedanceSpectrum, kept: readonly number[]): ImpedanceSpectrum {
  const of = (all: Float64Array): Float64Array => Float64Array.from(kept, (k) => all[k]);
  return impedanceSpectrum(of(frequency), of(real), of(imaginary));
}

/** The circuit fitted to some of its points, from where it was, with the values and ties that were given. */
function fittedAgain({ circuit, parameters, weighting, loss }: CircuitFit, data: ImpedanceSpectrum): ImpedanceSpectrum {
  const valuesOf = (some: CircuitFit["parameters"]): Record<string, number> =>
    Object.fromEntries(some.map(({ name, value }) => [name, value]));
  const tied = parameters.flatMap(({ name, tie }) => (tie === undefined ? [] : [[name, tie] as const]));
  return fitCircuit(data, circuit, {
    weighting,
    ...(loss === undefined ? {} : { loss }),
    start: valuesOf(parameters),
    fixed: valuesOf(parameters.filter(({ status, tie }) => status === "fixed" && tie === undefined)),
    ...(tied.length > 0 ? { ties: Object.fromEntries(tied) } : {}),
    starts: 1,
  }).fitted;
}

/** Σ (Δ′/σ′)² + (Δ″/σ″)² with Δ over |Z|. */
function weightedSquares(
  { real, imaginary }: ImpedanceSpectrum,
  fitted: ImpedanceSpectrum,
  [noiseReal, noiseImaginary]: readonly Float64Array[],
): number {
  let total = 0;
  for (let k = 0; k < real.length; k++) {
    const square = real[k] ** 2 + imaginary[k] ** 2;
    total += (real[k] - fitted.real[k]) ** 2 / (square * noiseReal[k] ** 2);
    total += (imaginary[k] - fitted.imaginary[k]) ** 2 / (square * noiseImaginary[k] ** 2);
  }
  return total;
}

/** √⟨|Z − Ẑ|²/|Z|²⟩. */
function relativeResidual({ real, imaginary }: ImpedanceSpectrum, fitted: ImpedanceSpectrum): number {
  let total = 0;
  for (let k = 0; k < real.length; k++) {
    const square = real[k] ** 2 + imaginary[k] ** 2;
    total += ((real[k] - fitted.real[k]) ** 2 + (imaginary[k] - fitted.imaginary[k]) ** 2) / square;
  }
  return Math.sqrt(total / real.length);
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

/** The sweeps of a series that are doubted, counted from 1, and how many were fitted. */
export interface DoubtedSweeps {
  readonly numbers: readonly number[];
  readonly fitted: number;
}

/** What is wrong with a circuit and what to do: for one spectrum, or for sweeps of a series with their medians. */
export function circuitDoubtWords(
  notation: string,
  doubts: readonly CircuitDoubt[],
  sweeps: DoubtedSweeps | null = null,
): string {
  const middle = (of: (doubt: CircuitDoubt) => number): number => {
    const sorted = doubts.map(of).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  const times = Number(middle((d) => d.times).toPrecision(2));
  const one = sweeps === null || sweeps.fitted === 1;
  return (
    `${notation} misses ${one ? "these data" : placesOf(sweeps)} by ${percent(middle((d) => d.residual))} where the relaxation times leave ` +
    `${percent(middle((d) => d.distributionResidual))}, at a noise of ${percent(middle((d) => d.noise))}: ${times} times as much, each point ` +
    "weighed by its noise. The relaxation times describe these data, this circuit does not: a process, an inductance or the shape of an " +
    "element may be missing. Rely on the relaxation times, or give another circuit."
  );
}

/** `all 4 sweeps`, `sweep 3 of 9`, `4 of 61 sweeps (3, 7–9)`. */
function placesOf({ numbers, fitted }: DoubtedSweeps): string {
  if (numbers.length === fitted) return `all ${fitted} sweeps`;
  return numbers.length === 1
    ? `sweep ${numbers[0]} of ${fitted}`
    : `${numbers.length} of ${fitted} sweeps (${numberRanges(numbers, MOST_RANGES)})`;
}
