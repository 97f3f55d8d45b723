import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { CircuitFit } from "../circuit/result.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import { describeKramersKronig } from "../kramers-kronig/options.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";

/** A circuit that misses a spectrum which its relaxation times describe. Residuals are √⟨|Z − Ẑ|²/|Z|²⟩. */
export interface CircuitDoubt {
  readonly residual: number;
  /** Of the relaxation times. */
  readonly distributionResidual: number;
  /** Of Z over |Z|, as the Kramers-Kronig test estimates it. */
  readonly noise: number;
  /** How many times the larger of the two the circuit misses by. */
  readonly times: number;
  /** Of so large a misfit from noise alone. */
  readonly probability: number;
}

/** What is compared. */
export interface CircuitCompared {
  readonly spectrum: ImpedanceSpectrum;
  readonly circuit: Pick<CircuitFit, "fitted" | "parameters" | "rmsResidual">;
  readonly drt: Pick<DistributionOfRelaxationTimes, "fitted" | "rmsResidual"> | null;
  readonly test: KramersKronigResult | null;
  /** Points above this frequency in Hz were left out of all three; null: none. */
  readonly highestFrequency: number | null;
}

/**
 * Whether a circuit misses the data by more than noise and than the relaxation times of the same data. With the noise σ of each part
 * at each point, as the Kramers-Kronig test has it with ν₂ = 2N − 2M − 3 degrees of freedom, and the k parameters of the circuit,
 *
 *   F = [Σ (Δ/σ)² of the circuit / (2N − k)] / max(1, Σ (Δ/σ)² of the distribution / ν₂)
 *
 * is F-distributed with 2N − k and ν₂ degrees of freedom if the circuit is the cell's; both contain the same noise, which makes large
 * values rarer still. Doubted below the significance of the Kramers-Kronig test (0.005), and beyond its tolerance (0.1 % of |Z|).
 * Null where nothing speaks against the circuit, or the noise is not known.
 */
export function circuitDoubt({ spectrum, circuit, drt, test, highestFrequency }: CircuitCompared): CircuitDoubt | null {
  if (drt === null || test === null || test.noise === null) return null;
  const { significance, tolerance } = describeKramersKronig({});
  const highest = highestFrequency ?? Number.POSITIVE_INFINITY;
  const tested = Array.from(spectrum.frequency.keys()).filter((k) => (spectrum.frequency[k] as number) <= highest);
  const noises = [test.noisesReal ?? test.noises, test.noisesImaginary ?? test.noises];
  if (noises.some(({ length }) => length !== tested.length)) return null;
  const squares = (fitted: ImpedanceSpectrum): number => weightedSquares(spectrum, fitted, tested, noises);
  const values = 2 * test.noises.filter(Number.isFinite).length;
  const free = circuit.parameters.filter(({ status, tie }) => status !== "fixed" && tie === undefined).length;
  const [ofCircuit, ofNoise] = [values - free, Math.max(1, values - 2 * test.order - 3)];
  if (ofCircuit < 1) return null;
  const left = Math.max(1, squares(drt.fitted) / ofNoise);
  const probability = exceedsF(squares(circuit.fitted) / ofCircuit / left, ofCircuit, ofNoise);
  const noise = test.noise * Math.SQRT2; // of the complex number, as the residuals are
  const larger = Math.max(drt.rmsResidual, noise);
  const residual = circuit.rmsResidual;
  if (!(probability < significance && residual ** 2 - larger ** 2 > tolerance ** 2)) return null;
  return { residual, distributionResidual: drt.rmsResidual, noise, times: residual / larger, probability };
}

/** Σ (Δ′/σ′)² + (Δ″/σ″)² with Δ over |Z|; points with an infinite σ do not count. */
function weightedSquares(
  { real, imaginary }: ImpedanceSpectrum,
  fitted: ImpedanceSpectrum,
  tested: readonly number[],
  [noiseReal, noiseImaginary]: readonly Float64Array[],
): number {
  let total = 0;
  tested.forEach((k, i) => {
    const square = real[k] ** 2 + imaginary[k] ** 2;
    total += (real[k] - fitted.real[k]) ** 2 / (square * noiseReal[i] ** 2);
    total += (imaginary[k] - fitted.imaginary[k]) ** 2 / (square * noiseImaginary[i] ** 2);
  });
  return total;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

/** What is wrong with a circuit and what to do, for one spectrum or for several of a series (their medians). */
export function circuitDoubtWords(notation: string, doubts: readonly CircuitDoubt[], sweeps: number): string {
  const middle = (of: (doubt: CircuitDoubt) => number): number => {
    const sorted = doubts.map(of).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  const residual = middle((d) => d.residual);
  const left = middle((d) => d.distributionResidual);
  const noise = middle((d) => d.noise);
  const times = Number((residual / Math.max(left, noise)).toPrecision(2));
  const where = sweeps === 1 ? "these data" : `${doubts.length} of ${sweeps} sweeps`;
  const than =
    left >= noise ? `the ${percent(left)} that the relaxation times leave` : `the noise of ${percent(noise)}`;
  const other = left >= noise ? `the noise is ${percent(noise)}` : `the relaxation times leave ${percent(left)}`;
  return (
    `${notation} misses ${where} by ${percent(residual)}, ${times} times ${than} (${other}): it leaves out a process, or an ` +
    "inductance, that the relaxation times describe. Give a circuit with one more element, or rely on the relaxation times."
  );
}
