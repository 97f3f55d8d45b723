import { create } from "zustand";
import type { SweepAnalysis } from "../../../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../../../impedance/spectrum.ts";
import type { SpectrumFit } from "../../../study/fit-spectrum.ts";
import type { CircuitModel } from "../../state/project.ts";
import { newestOnly } from "../../work/newest-only.ts";
import { runJob } from "../../work/run-job.ts";
import { saidOf } from "../analysis-options.ts";
import { readyConstraints } from "./model.ts";

/** The circuit as it is drawn, fitted to the sweep under the cursor. */
export interface LiveFit {
  readonly file: string;
  /** Index of the sweep in its file. */
  readonly sweep: number;
  readonly model: CircuitModel;
  /** Null: it cannot be fitted, `problem` says why. */
  readonly result: SpectrumFit | null;
  readonly problem: string | null;
  /** ms that the fit itself took, with the way to the worker and back. */
  readonly took: number;
}

interface LiveFitStore {
  readonly fit: LiveFit | null;
  show(fit: LiveFit | null): void;
}

export const useLiveFit = create<LiveFitStore>()((set) => ({ fit: null, show: (fit) => set({ fit }) }));

/** What is to be fitted. */
export interface FitRequest {
  readonly file: string;
  readonly sweep: number;
  readonly model: CircuitModel;
  readonly spectrum: ImpedanceSpectrum;
  readonly highestFrequency: number | null;
  readonly seeds: readonly { readonly resistance: number; readonly tau: number }[];
  /** Values to begin from, by name; empty: read off the spectrum. */
  readonly last: Readonly<Record<string, number>>;
}

/** Fits the newest request; what came in between is left out. */
export const requestFit = newestOnly(async (request: FitRequest): Promise<void> => {
  const { file, sweep, model, spectrum, highestFrequency, seeds, last } = request;
  const started = performance.now();
  const shown = { file, sweep, model };
  try {
    const options = { ...saidOf(readyConstraints(model)), last, highestFrequency, seeds };
    const result = await runJob(
      "fit-circuit",
      { spectrum, circuit: model.notation, options },
      { lane: "live", about: `the circuit ${model.notation}` },
    );
    useLiveFit.getState().show({ ...shown, result, problem: null, took: performance.now() - started });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    useLiveFit.getState().show({ ...shown, result: null, problem, took: performance.now() - started });
  }
});

/** Values of a fit by name. */
export function valuesOf(fit: LiveFit | null): Readonly<Record<string, number>> {
  return Object.fromEntries((fit?.result?.parameters ?? []).map(({ name, value }) => [name, value]));
}

/** The sweep with the fit of the drawn circuit in the place of that of the analysis. */
export function withLiveFit(
  sweep: SweepAnalysis,
  file: string,
  draft: CircuitModel | null,
  fit: LiveFit | null,
): SweepAnalysis {
  if (draft === null) return sweep;
  const own = fit !== null && fit.file === file && fit.sweep === sweep.sweep.index;
  return { ...sweep, circuit: own ? (fit.result?.fit ?? null) : null, circuitDoubt: null };
}
