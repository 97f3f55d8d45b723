import type { Task } from "../../base/task.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { ArcSeed } from "./arc-scan.ts";
import type { SkippedSweep } from "./choose-arcs.ts";
import { resolveTies } from "./constraints.ts";
import { fitCircuit } from "./fit-circuit.ts";
import type { FitCircuitOptions } from "./fit-options.ts";
import { type Circuit, parameterNames, parseCircuit } from "./notation.ts";
import type { CircuitFit } from "./result.ts";
import { orderedArcs } from "./variables.ts";
import { followsFit } from "./weighting.ts";

export interface FitSeriesOptions extends Omit<FitCircuitOptions, "seeds" | "intervals" | "level"> {
  /** For each spectrum the peaks of its relaxation-time distribution, to start from; null where there are none. */
  readonly peaks?: readonly (readonly ArcSeed[] | null)[];
  /** Part of the points of the longest sweep below which one counts as cut short and is not fitted, default 0.7. */
  readonly completePart?: number;
}

/** The fits of one circuit along a series. */
export interface CircuitSeries {
  readonly circuit: string;
  /** One for each spectrum; null for those in `skipped`. */
  readonly fits: readonly (CircuitFit | null)[];
  /** Sweeps that were not fitted, and why. */
  readonly skipped: readonly SkippedSweep[];
}

const COMPLETE_PART = 0.7;
/** Relative fall of χ² for which the fit from a neighbour replaces one. */
const BETTER = 1e-5;

/**
 * Fits one circuit along a series: each sweep from its own data (or peaks) and from the fit of its neighbour, forward and
 * then backward, the lower χ² is kept. Arcs in series keep ascending τ in every sweep, so that they never swap along the
 * series, unless their τ is fixed, bounded or tied. Sweeps that were cut short are named, not fitted.
 *
 * @throws DomainError as `fitCircuit` does, when it is run; CancelledError once stopped
 */
export function fitCircuitSeries(
  spectra: readonly ImpedanceSpectrum[],
  circuitText: string | Circuit,
  options: FitSeriesOptions = {},
): Task<CircuitSeries> {
  const { peaks, completePart = COMPLETE_PART, ...rest } = options;
  return {
    name: "fit series",
    run: async (control) => {
      const circuit = typeof circuitText === "string" ? parseCircuit(circuitText) : circuitText;
      const names = parameterNames(circuit);
      const each: FitCircuitOptions = { ...rest, orderedArcs: options.orderedArcs ?? canBeOrdered(circuit, rest) };
      const most = spectra.reduce((largest, { frequency }) => Math.max(largest, frequency.length), 0);
      const skipped: SkippedSweep[] = [];
      spectra.forEach(({ frequency: { length } }, index) => {
        if (2 * length <= names.length) {
          const reason = `its ${length} points do not determine the ${names.length} parameters of ${circuit.notation}`;
          skipped.push({ index, points: length, expected: most, reason });
        } else if (length < completePart * most) {
          const reason = `it was cut short: ${length} of ${most} points, fewer than ${Math.round(100 * completePart)} %`;
          skipped.push({ index, points: length, expected: most, reason });
        }
      });
      const without = new Set(skipped.map(({ index }) => index));
      const order = Array.from(spectra.keys()).filter((k) => !without.has(k));
      const fits: (CircuitFit | null)[] = spectra.map(() => null);
      const total = 2 * order.length;
      let done = 0;
      for (const direction of [order, order.toReversed()]) {
        let previous: CircuitFit | null = null;
        for (const k of direction) {
          control.report(done++, total, `sweep ${k + 1}`);
          await control.checkpoint();
          const spectrum = spectra[k] as ImpedanceSpectrum;
          const seeds = peaks?.[k] ?? [];
          const own = fits[k] ?? fitCircuit(spectrum, circuit, { ...each, seeds });
          const start = previous === null ? null : valuesOf(previous);
          const next = start === null ? own : fitCircuit(spectrum, circuit, { ...each, start, starts: 1 });
          const best: CircuitFit = isBetter(next, own) ? next : own;
          fits[k] = best;
          if (best.converged) previous = best;
        }
      }
      control.report(total, total, "");
      return { circuit: circuit.notation, fits, skipped };
    },
  };
}

function valuesOf({ parameters }: CircuitFit): Record<string, number> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

function isBetter(a: CircuitFit, b: CircuitFit): boolean {
  if (a.converged !== b.converged) return a.converged;
  // Weights that follow the fit differ between fits: their χ² cannot be compared.
  if (followsFit(a.weighting)) return a.rmsResidual < b.rmsResidual * (1 - BETTER);
  return a.chiSquared < b.chiSquared * (1 - BETTER);
}

/** Whether the circuit has arcs to keep in order and nothing speaks against it. */
function canBeOrdered(circuit: Circuit, { fixed = {}, bounds = {}, ties = {} }: FitCircuitOptions): boolean {
  const names = parameterNames(circuit);
  const tied = new Set(resolveTies(circuit, ties).map(({ parameter }) => parameter));
  const arcs = orderedArcs(circuit);
  return (
    arcs.length > 1 &&
    arcs.every(({ resistance, capacity, exponent }) => {
      const name = names[capacity] as string;
      const follows = [resistance, capacity, exponent ?? capacity].some((k) => tied.has(k));
      return fixed[name] === undefined && bounds[name] === undefined && !follows;
    })
  );
}
