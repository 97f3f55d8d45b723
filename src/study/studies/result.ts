import type { Warning } from "../../base/warnings.ts";
import type { SimulateDocument } from "../simulate.ts";
import type { ConservedAmount } from "../simulate-results.ts";
import type { ParameterChange } from "./case-cell.ts";
import type { CellSetParameter } from "./cell-sets.ts";
import { conservationOfRun } from "./conservation.ts";
import type { Comparison } from "./measured/compare.ts";
import type { ObservedValue } from "./observables/observe.ts";
import type { StudySource } from "./read-study.ts";
import type { RunRelaxation } from "./relaxation.ts";
import type { CaseRun, StudyRun } from "./run-study.ts";
import { studyResultSchema, type Written } from "./study.ts";
import type { RunFalsifier } from "./study-falsifiers.ts";

/** Relaxation times of the spectra of a run. SI, areal. */
export interface RelaxationEntry {
  readonly lambda: number;
  readonly spectra: readonly {
    /** Index into the spectra of the simulation. */
    readonly spectrum: number;
    /** Ω·m² */
    readonly ohmicResistance: number;
    readonly polarizationResistance: number;
    readonly peaks: readonly {
      /** s */
      readonly tau: number;
      /** Ω·m² */
      readonly resistance: number;
    }[];
  }[];
  /** γ in Ω·m², a row for each of these spectra; null with fewer than two. */
  readonly map: { readonly tau: Float64Array; readonly gamma: readonly Float64Array[] } | null;
}

export interface CaseEntry {
  readonly name: string;
  readonly about: string | null;
  /** How the composition was read. */
  readonly composition: string | null;
  readonly let: Readonly<Record<string, Written>>;
  readonly mechanisms: Readonly<Record<string, boolean>>;
  /** Numbers of the parameter set as it is shipped, in the units in which it states them. */
  readonly parameters: readonly CellSetParameter[];
  /** What was given over them, and over the parameters of a cell that is no set. */
  readonly changes: readonly ParameterChange[];
  readonly simulation: SimulateDocument;
  /** Amounts of the simulation, and the charge. */
  readonly conservation: readonly ConservedAmount[];
  readonly relaxationTimes: RelaxationEntry | null;
  readonly measured: Comparison | null;
  readonly observed: readonly ObservedValue[];
  readonly falsifiers: readonly RunFalsifier[];
}

/** How the published numbers are met. */
export interface StudyFit {
  /** Numbers with σ and a value of the run. */
  readonly data: number;
  /** Published numbers that no residual could be formed for. */
  readonly without: number;
  /** Parameters that the cells say were fitted, over all cases, each once. */
  readonly fittedParameters: readonly string[];
  /** Σ residual² */
  readonly chiSquared: number;
}

/** A study that was run, as it is printed. */
export interface StudyResult {
  readonly schema: typeof studyResultSchema;
  readonly program: StudyRun["program"];
  readonly warnings: readonly Warning[];
  readonly study: {
    readonly name: string;
    readonly title: string | null;
    readonly about: string | null;
    readonly origin: StudySource["origin"];
    /** All its cases, also those that were not run. */
    readonly cases: readonly string[];
  };
  readonly stopped: boolean;
  readonly cases: readonly CaseEntry[];
  readonly fit: StudyFit | null;
}

/** What a study found, as data. */
export function studyResult(run: StudyRun): StudyResult {
  const { planned, program, runs, stopped, warnings } = run;
  const { study, source } = planned;
  return {
    schema: studyResultSchema,
    program,
    warnings: [...warnings, ...runs.flatMap(({ relaxation }) => relaxation?.warnings ?? [])],
    study: {
      name: study.name,
      title: study.title ?? null,
      about: study.about ?? null,
      origin: source.origin,
      cases: source.cases.map(({ name }) => name),
    },
    stopped,
    cases: runs.map(caseEntry),
    fit: fitOf(runs),
  };
}

function caseEntry({ planned, document, relaxation, comparison, observed, falsifiers }: CaseRun): CaseEntry {
  const { cell } = planned;
  return {
    name: planned.case.name,
    about: planned.case.about,
    composition: cell.composition,
    let: planned.case.let,
    mechanisms: cell.mechanisms,
    parameters: cell.parameters,
    changes: cell.changes,
    simulation: document,
    conservation: conservationOfRun(document),
    relaxationTimes: relaxation === null ? null : relaxationEntry(relaxation),
    measured: comparison,
    observed,
    falsifiers,
  };
}

function relaxationEntry({ area, lambda, spectra, series }: RunRelaxation): RelaxationEntry {
  const { map, sweeps } = series;
  return {
    lambda,
    spectra: sweeps.flatMap(({ drt }, k) =>
      drt === null
        ? []
        : [
            {
              spectrum: spectra[k] ?? k,
              ohmicResistance: drt.ohmicResistance * area,
              polarizationResistance: drt.polarizationResistance * area,
              peaks: drt.peaks.map(({ tau, resistance }) => ({ tau, resistance: resistance * area })),
            },
          ],
    ),
    map:
      map === null
        ? null
        : {
            tau: map.tau,
            gamma: Array.from({ length: map.sweeps }, (_, s) =>
              map.gamma.slice(s * map.tau.length, (s + 1) * map.tau.length).map((g) => g * area),
            ),
          },
  };
}

/** Residuals of all published numbers against the number of parameters that were fitted; null without published numbers. */
export function fitOf(runs: readonly CaseRun[]): StudyFit | null {
  const published = runs.flatMap(({ observed, planned }) => {
    const companions = planned.observations.filter(({ asked }) => asked.for === "calibration").map(({ name }) => name);
    return observed.filter((one) => one.published !== null && !companions.includes(one.name));
  });
  if (published.length === 0) return null;
  const residuals = published.flatMap(({ residual }) => (residual === null ? [] : [residual]));
  const fitted = runs.flatMap(({ document }) =>
    document.cell.description.submodels.flatMap(({ name, provenance = {} }) =>
      Object.entries(provenance).flatMap(([parameter, { status }]) =>
        status === "fitted" ? [`${name}.${parameter}`] : [],
      ),
    ),
  );
  return {
    data: residuals.length,
    without: published.length - residuals.length,
    fittedParameters: [...new Set(fitted)],
    chiSquared: residuals.reduce((sum, r) => sum + r * r, 0),
  };
}
