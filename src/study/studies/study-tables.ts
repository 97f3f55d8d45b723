import type { Table } from "../../base/table.ts";
import { safeName } from "../file-names.ts";
import { numbers, words } from "../phases-tables.ts";
import { simulationTables, spectraTable } from "../simulate-tables.ts";
import type { CaseRun, StudyRun } from "./run-study.ts";

/** Observables of all cases, and of each case its points, segments, profiles, spectra, relaxation times and what was measured. */
export function* studyTables({ runs }: StudyRun): Generator<Table> {
  const observed = runs.flatMap((run) => run.observed);
  if (observed.length > 0) yield observedTable(observed);
  for (const run of runs) {
    const before = ofCase(runs, run);
    for (const table of caseTables(run)) yield { ...table, name: `${before}${table.name}` };
  }
}

/** What the names of the tables of a case begin with: nothing where it is the only one. */
export function ofCase(runs: readonly CaseRun[], { planned }: CaseRun): string {
  return runs.length > 1 ? `${safeName(planned.case.name) || "case"}-` : "";
}

function* caseTables(run: CaseRun): Generator<Table> {
  yield* simulationTables(run.document);
  const spectra = spectraTable(run.document);
  if (spectra !== null) yield spectra;
  yield* relaxationTables(run);
  yield* measuredTables(run);
}

function observedTable(observed: CaseRun["observed"]): Table {
  const number = (value: number | null | undefined): number => value ?? Number.NaN;
  return {
    name: "observables",
    rows: observed.length,
    columns: [
      words(
        "observable",
        observed.map(({ name }) => name),
      ),
      words(
        "case",
        observed.map((one) => one.case),
      ),
      words(
        "what",
        observed.map(({ what }) => what),
      ),
      words(
        "unit",
        observed.map(({ unit }) => unit),
      ),
      numbers(
        "computed",
        null,
        observed.map(({ value }) => number(value)),
      ),
      numbers(
        "published",
        null,
        observed.map(({ published }) => number(published?.value)),
      ),
      numbers(
        "sigma",
        null,
        observed.map(({ published }) => number(published?.sigma)),
      ),
      words(
        "sense",
        observed.map(({ published }) => published?.sense ?? ""),
      ),
      numbers(
        "residual",
        null,
        observed.map(({ residual }) => number(residual)),
      ),
      words(
        "remark",
        observed.map(({ reason, remark }) => reason ?? remark ?? ""),
      ),
      words(
        "source",
        observed.map(({ published }) => published?.source ?? ""),
      ),
    ],
  };
}

function* relaxationTables({ relaxation, document }: CaseRun): Generator<Table> {
  if (relaxation === null) return;
  const { series, area, spectra } = relaxation;
  const peaks = series.sweeps.flatMap(({ drt }, k) =>
    (drt?.peaks ?? []).map((peak) => ({ ...peak, spectrum: spectra[k] ?? k })),
  );
  const timeOf = (spectrum: number): number => document.spectra[spectrum]?.time ?? Number.NaN;
  if (peaks.length > 0) {
    yield {
      name: "relaxation-peaks",
      rows: peaks.length,
      columns: [
        numbers(
          "spectrum",
          null,
          peaks.map(({ spectrum }) => spectrum + 1),
        ),
        numbers(
          "time/s",
          "s",
          peaks.map(({ spectrum }) => timeOf(spectrum)),
        ),
        numbers(
          "tau/s",
          "s",
          peaks.map(({ tau }) => tau),
        ),
        numbers(
          "resistance/(Ω·m²)",
          "Ω·m²",
          peaks.map(({ resistance }) => resistance * area),
        ),
      ],
    };
  }
  const { map } = series;
  if (map === null) return;
  const width = map.tau.length;
  const rows = map.sweeps * width;
  const along = (of: (sweep: number, k: number) => number): number[] =>
    Array.from({ length: rows }, (_, i) => of(Math.floor(i / width), i % width));
  yield {
    name: "relaxation-map",
    rows,
    columns: [
      numbers(
        "spectrum",
        null,
        along((s) => (spectra[s] ?? s) + 1),
      ),
      numbers(
        "time/s",
        "s",
        along((s) => timeOf(spectra[s] ?? s)),
      ),
      numbers(
        "tau/s",
        "s",
        along((_, k) => map.tau[k] as number),
      ),
      numbers(
        "gamma/(Ω·m²)",
        "Ω·m²",
        along((s, k) => (map.gamma[s * width + k] as number) * area),
      ),
    ],
  };
}

function* measuredTables({ comparison }: CaseRun): Generator<Table> {
  if (comparison === null) return;
  const { course, spectra } = comparison;
  if (course !== null) {
    const { time, voltage, current } = course;
    yield {
      name: "measured-points",
      rows: time.length,
      columns: [
        numbers("time/s", "s", Array.from(time)),
        ...(voltage.length === 0 ? [] : [numbers("voltage/V", "V", Array.from(voltage))]),
        ...(current.length === 0 ? [] : [numbers("current density/(A/m²)", "A/m²", Array.from(current))]),
      ],
    };
  }
  if (spectra.length > 0) {
    yield {
      name: "measured-spectra",
      rows: spectra.length,
      columns: [
        numbers(
          "sweep",
          null,
          spectra.map(({ sweep }) => sweep + 1),
        ),
        numbers(
          "time/s",
          "s",
          spectra.map(({ time }) => time),
        ),
        numbers(
          "spectrum",
          null,
          spectra.map(({ spectrum }) => spectrum + 1),
        ),
        numbers(
          "points",
          null,
          spectra.map(({ points }) => points),
        ),
        numbers(
          "relative residual",
          null,
          spectra.map(({ relativeResidual }) => relativeResidual),
        ),
        numbers(
          "largest",
          null,
          spectra.map(({ largest }) => largest),
        ),
        numbers(
          "largest at/Hz",
          "Hz",
          spectra.map(({ largestAt }) => largestAt),
        ),
      ],
    };
  }
}
