import { type FitCircuitOptions, fitCircuit } from "../impedance/circuit/fit-circuit.ts";
import { parameterNames, parseCircuit } from "../impedance/circuit/notation.ts";
import type { CircuitFit } from "../impedance/circuit/result.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { type FitParameterEntry, withInterval } from "./arc-entry.ts";
import { type CircuitConstraints, refuseConstraints } from "./fit-constraints.ts";

export interface SpectrumFitOptions extends CircuitConstraints {
  /** Values to begin from where nothing else is said, by name: those of the fit before, or of a neighbour. */
  readonly last?: Readonly<Record<string, number>>;
  /** Points above this frequency in Hz are left out; null (default): none. */
  readonly highestFrequency?: number | null;
  readonly seeds?: FitCircuitOptions["seeds"];
}

/** The fit of one spectrum, its parameters with their bounds of 95 %. */
export interface SpectrumFit {
  readonly fit: CircuitFit;
  readonly parameters: readonly FitParameterEntry[];
}

/**
 * Fits a circuit to one spectrum, as `analyzeFiles` does to each sweep; for a fit that follows the hand it begins from `last`.
 * @throws DomainError for a circuit that cannot be read, a parameter that it does not have, or too few points
 */
export function fitSpectrum(
  spectrum: ImpedanceSpectrum,
  circuit: string,
  { last = {}, highestFrequency = null, seeds, ...constraints }: SpectrumFitOptions = {},
): SpectrumFit {
  refuseConstraints(circuit, constraints);
  const parsed = parseCircuit(circuit);
  const names = parameterNames(parsed);
  const known = Object.fromEntries(Object.entries(last).filter(([name]) => names.includes(name)));
  const start = { ...known, ...constraints.start };
  const fit = fitCircuit(spectrum, parsed, {
    intervals: "wald",
    ...constraints,
    ...(Object.keys(start).length === 0 ? {} : { start }),
    ...(seeds === undefined ? {} : { seeds }),
    frequencies: [0, highestFrequency ?? Number.POSITIVE_INFINITY],
  });
  return { fit, parameters: fit.parameters.map(withInterval) };
}
