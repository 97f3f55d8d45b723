import { useEffect, useMemo } from "react";
import type { CircuitFit } from "../../../impedance/circuit/result.ts";
import { type CircuitDoubt, circuitDoubt } from "../../../impedance/interpretation/circuit-doubt.ts";
import { type FitParameterEntry, withInterval } from "../../../study/arc-entry.ts";
import type { CircuitModel } from "../../state/project.ts";
import { useDocument, useProject } from "../../state/project-store.ts";
import { usedLimit } from "../live-lambda.ts";
import type { ShownSeries } from "../shown-file.ts";
import { type FitRequest, requestFit, useLiveFit, valuesOf } from "./live-fit.ts";
import { modelOf } from "./model.ts";

/** The circuit of the inspector: what is drawn, and its fit to the sweep under the cursor. */
export interface ShownCircuit {
  readonly model: CircuitModel | null;
  /** Whether it differs from what all sweeps were fitted with. */
  readonly draft: boolean;
  readonly parameters: readonly FitParameterEntry[];
  readonly fit: CircuitFit | null;
  /** That the fit misses data which the relaxation times of the sweep describe; null: nothing says so. */
  readonly doubt: CircuitDoubt | null;
  readonly problem: string | null;
  readonly took: number | null;
  /** Changes the circuit in the document. */
  change(name: string, model: CircuitModel, gesture?: string): void;
  /** Fits again from values read off the spectrum. */
  refit(): void;
  /** Fits all sweeps with it. */
  fitAll(): void;
  /** Back to the circuit of all sweeps. */
  discard(): void;
}

/** What a fit of the drawn circuit to the shown sweep takes. */
export function fitRequest(shown: ShownSeries, model: CircuitModel): FitRequest {
  const { sweep, series, file } = shown;
  const live = useLiveFit.getState().fit;
  const limit = usedLimit(series, sweep);
  const known = sweep.circuit === null ? [] : sweep.circuit.parameters;
  const own = Object.fromEntries(known.map(({ name, value }) => [name, value]));
  return {
    file: file.id,
    sweep: sweep.sweep.index,
    model,
    spectrum: sweep.sweep.spectrum,
    highestFrequency: Number.isFinite(limit) ? limit : null,
    seeds: (sweep.drt?.peaks ?? []).map(({ resistance, tau }) => ({ resistance, tau })),
    last: { ...own, ...(live?.file === file.id ? valuesOf(live) : {}) },
  };
}

/** Keeps the drawn circuit fitted to the sweep under the cursor. */
export function useFollowingFit(shown: ShownSeries | null): void {
  const draft = useDocument(({ impedance }) => impedance.draft);
  const fit = useLiveFit(({ fit }) => fit);
  const file = shown?.file.id;
  const sweep = shown?.sweep.sweep.index;
  const fitted = fit !== null && fit.file === file && fit.sweep === sweep && fit.model === draft;
  useEffect(() => {
    if (shown === null || draft === null || fitted) return;
    void requestFit(fitRequest(shown, draft));
  }, [shown, draft, fitted]);
}

/** Whether a fit to the shown sweep misses what its relaxation times describe. */
function doubtOf({ sweep, series }: ShownSeries, circuit: CircuitFit): CircuitDoubt | null {
  const { drt, kramersKronig: test } = sweep;
  const { spectrum } = sweep.sweep;
  return circuitDoubt({ spectrum, circuit, drt, test, highestFrequency: series.highestFrequency ?? null });
}

export function useCircuit(shown: ShownSeries): ShownCircuit {
  const settings = useDocument(({ impedance }) => impedance);
  const changeDocument = useProject(({ change }) => change);
  const live = useLiveFit(({ fit }) => fit);
  const { draft, constraints } = settings;
  const model = modelOf(draft, shown.series.circuit, constraints);
  const own = draft !== null && live !== null && live.file === shown.file.id && live.model.notation === draft.notation;
  const analysed = draft === null ? (shown.sweep.circuit ?? null) : null;
  const fit = own ? (live.result?.fit ?? null) : analysed;
  const doubt = useMemo(
    () => (own ? fit && doubtOf(shown, fit) : (shown.sweep.circuitDoubt ?? null)),
    [own, shown, fit],
  );
  const set = (name: string, part: Partial<typeof settings>, gesture?: string): void =>
    changeDocument(name, (document) => ({ ...document, impedance: { ...document.impedance, ...part } }), gesture);
  return {
    model,
    draft: draft !== null,
    parameters: own ? (live.result?.parameters ?? []) : (analysed?.parameters.map(withInterval) ?? []),
    fit,
    doubt,
    problem: own ? live.problem : null,
    took: own ? live.took : null,
    change: (name, next, gesture) => set(name, { draft: next }, gesture),
    refit: () => {
      if (model === null) return;
      if (draft === null) set(`Fit ${model.notation}`, { draft: model });
      else void requestFit({ ...fitRequest(shown, model), last: {} });
    },
    fitAll: () => {
      if (model === null) return;
      const { notation, ...said } = model;
      set(`Fit all sweeps with ${notation}`, { circuit: notation, constraints: said, draft: null });
    },
    discard: () => set("Circuit of all sweeps", { draft: null }),
  };
}
