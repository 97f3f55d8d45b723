import { type Column, lazyColumn, type Table } from "../base/table.ts";
import { boundsOf, type DistributionBands } from "../figures/drt-bounds.ts";
import type { Timeline } from "../files/timeline.ts";
import { arcIntervals } from "../impedance/circuit/arc-intervals.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { peakProcessName, processNumber } from "../impedance/series/identity.ts";
import { tracksOf } from "../impedance/series/tracks.ts";

/** A column of numbers computed from rows; NaN where there is none. */
function numbers<Row>(
  rows: readonly Row[],
  name: string,
  unit: string | null,
  pick: (row: Row) => number | null | undefined,
): Column {
  return lazyColumn({ vendorName: name, unit }, () => {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < values.length; i++) values[i] = pick(rows[i] as Row) ?? Number.NaN;
    return values;
  });
}

function words<Row>(rows: readonly Row[], name: string, pick: (row: Row) => string): Column {
  return lazyColumn({ vendorName: name }, () => rows.map(pick));
}

/** One row a sweep: when, at what current and voltage, the verdict, the resistances. SI; area in m², null: not known. */
export function sweepTable({ sweeps }: SeriesAnalysis, area: number | null): Table {
  return {
    name: "sweeps",
    rows: sweeps.length,
    columns: [
      numbers(sweeps, "sweep", null, ({ sweep }) => sweep.index + 1),
      numbers(sweeps, "start time", "s", ({ sweep }) => sweep.startTime),
      numbers(sweeps, "points", null, ({ sweep }) => sweep.spectrum.frequency.length),
      numbers(sweeps, "dc current", "A", ({ sweep }) => sweep.dcCurrent),
      numbers(sweeps, "electrode area", "m²", () => area),
      numbers(sweeps, "dc current density", "A/m²", ({ sweep }) =>
        area === null || sweep.dcCurrent === null ? null : sweep.dcCurrent / area,
      ),
      numbers(sweeps, "dc voltage", "V", ({ sweep }) => sweep.dcVoltage),
      words(sweeps, "Kramers-Kronig", ({ kramersKronig }) => kramersKronig?.verdict ?? "not tested"),
      numbers(sweeps, "Kramers-Kronig rms residual", null, ({ kramersKronig }) => kramersKronig?.rmsResidual),
      numbers(sweeps, "noise", null, ({ kramersKronig }) => kramersKronig?.noise),
      numbers(sweeps, "DRT lambda", null, ({ drt }) => drt?.lambda),
      numbers(sweeps, "DRT ohmic resistance", "Ω", ({ drt }) => drt?.ohmicResistance),
      numbers(sweeps, "DRT inductance", "H", ({ drt }) => drt?.inductance),
      numbers(sweeps, "DRT polarization resistance", "Ω", ({ drt }) => drt?.polarizationResistance),
      numbers(sweeps, "DRT rms residual", null, ({ drt }) => drt?.rmsResidual),
    ],
  };
}

/** One row a peak of γ. SI. */
export function peakTable({ sweeps }: SeriesAnalysis): Table {
  const rows = sweeps.flatMap(({ sweep, drt }) =>
    (drt?.peaks ?? []).map((peak, place) => ({ sweep, peak, place, bounds: boundsOf(peak) })),
  );
  return {
    name: "relaxation-peaks",
    rows: rows.length,
    columns: [
      numbers(rows, "sweep", null, ({ sweep }) => sweep.index + 1),
      numbers(rows, "start time", "s", ({ sweep }) => sweep.startTime),
      numbers(rows, "dc current", "A", ({ sweep }) => sweep.dcCurrent),
      numbers(rows, "tau", "s", ({ peak }) => peak.tau),
      numbers(rows, "resistance", "Ω", ({ peak }) => peak.resistance),
      numbers(rows, "capacitance", "F", ({ peak }) => peak.capacitance),
      numbers(rows, "height", "Ω", ({ peak }) => peak.height),
      numbers(rows, "tau from", "s", ({ peak }) => peak.tauMin),
      numbers(rows, "tau to", "s", ({ peak }) => peak.tauMax),
      numbers(rows, "extrapolated resistance", "Ω", ({ peak }) => peak.extrapolatedResistance),
      numbers(rows, "process", null, ({ peak, place }) => processNumber(peak, place)),
      words(rows, "process name", ({ peak, place }) => peakProcessName(peak, place) ?? "other"),
      words(rows, "told by the data", ({ peak }) => told(peak.identifiable)),
      ...(rows.some(({ bounds }) => bounds.tau ?? bounds.resistance)
        ? [
            numbers(rows, "tau lower 95 %", "s", ({ bounds }) => bounds.tau?.[0]),
            numbers(rows, "tau upper 95 %", "s", ({ bounds }) => bounds.tau?.[1]),
            numbers(rows, "resistance lower 95 %", "Ω", ({ bounds }) => bounds.resistance?.[0]),
            numbers(rows, "resistance upper 95 %", "Ω", ({ bounds }) => bounds.resistance?.[1]),
            numbers(rows, "capacitance lower 95 %", "F", ({ peak }) => peak.capacitanceLower),
            numbers(rows, "capacitance upper 95 %", "F", ({ peak }) => peak.capacitanceUpper),
          ]
        : []),
    ],
  };
}

function told(known: boolean | null): string {
  return known === null ? "not examined" : known ? "yes" : "no";
}

/** One row a sweep in which a process that is followed through the series is present. SI. */
export function processTable(series: SeriesAnalysis): Table {
  const rows = tracksOf(series, "series").flatMap(({ number, name, points }) =>
    points.map((point) => ({ number, name, point, sweep: (series.sweeps[point.at] as SweepAnalysis).sweep })),
  );
  return {
    name: "followed-processes",
    rows: rows.length,
    columns: [
      numbers(rows, "process", null, ({ number }) => number),
      words(rows, "process name", ({ name }) => name),
      numbers(rows, "sweep", null, ({ sweep }) => sweep.index + 1),
      numbers(rows, "start time", "s", ({ sweep }) => sweep.startTime),
      numbers(rows, "dc current", "A", ({ sweep }) => sweep.dcCurrent),
      words(rows, "determined by the data", ({ point }) => told(point.determined)),
      numbers(rows, "tau", "s", ({ point }) => point.tau),
      numbers(rows, "tau lower 95 %", "s", ({ point }) => point.tauEnds?.[0]),
      numbers(rows, "tau upper 95 %", "s", ({ point }) => point.tauEnds?.[1]),
      numbers(rows, "resistance", "Ω", ({ point }) => point.resistance),
      numbers(rows, "resistance lower 95 %", "Ω", ({ point }) => point.resistanceEnds?.[0]),
      numbers(rows, "resistance upper 95 %", "Ω", ({ point }) => point.resistanceEnds?.[1]),
      numbers(rows, "capacitance", "F", ({ point }) => point.capacitance),
      numbers(rows, "capacitance lower 95 %", "F", ({ point }) => point.capacitanceEnds?.[0]),
      numbers(rows, "capacitance upper 95 %", "F", ({ point }) => point.capacitanceEnds?.[1]),
    ],
  };
}

/** One row a fitted parameter. */
export function parameterTable({ sweeps }: SeriesAnalysis): Table {
  const rows = sweeps.flatMap(({ sweep, circuit }) =>
    (circuit?.parameters ?? []).map((parameter) => ({ sweep, circuit, parameter })),
  );
  return {
    name: "circuit-parameters",
    rows: rows.length,
    columns: [
      numbers(rows, "sweep", null, ({ sweep }) => sweep.index + 1),
      words(rows, "circuit", ({ circuit }) => circuit?.circuit ?? ""),
      words(rows, "parameter", ({ parameter }) => parameter.name),
      numbers(rows, "value", null, ({ parameter }) => parameter.value),
      numbers(rows, "standard error", null, ({ parameter }) => parameter.standardError),
      words(rows, "unit", ({ parameter }) => parameter.unit),
      words(rows, "status", ({ parameter }) => parameter.status),
    ],
  };
}

/** One row an arc of the fitted circuit. SI. */
export function arcTable({ sweeps }: SeriesAnalysis): Table {
  const rows = sweeps.flatMap(({ sweep, circuit }) =>
    circuit === null ? [] : circuit.arcs.map((arc) => ({ sweep, arc, told: arcIntervals(arc, circuit) })),
  );
  return {
    name: "circuit-arcs",
    rows: rows.length,
    columns: [
      numbers(rows, "sweep", null, ({ sweep }) => sweep.index + 1),
      numbers(rows, "dc current", "A", ({ sweep }) => sweep.dcCurrent),
      words(rows, "arc", ({ arc }) => arc.name),
      numbers(rows, "resistance", "Ω", ({ arc }) => arc.resistance),
      words(rows, "determined by the data", ({ told: { determined } }) => told(determined)),
      numbers(rows, "resistance lower 95 %", "Ω", ({ told }) => told.resistanceEnds?.[0]),
      numbers(rows, "resistance upper 95 %", "Ω", ({ told }) => told.resistanceEnds?.[1]),
      numbers(rows, "standard error of resistance", "Ω", ({ arc }) => arc.resistanceError),
      numbers(rows, "tau", "s", ({ arc }) => arc.tau),
      numbers(rows, "tau lower 95 %", "s", ({ told }) => told.tauEnds?.[0]),
      numbers(rows, "tau upper 95 %", "s", ({ told }) => told.tauEnds?.[1]),
      numbers(rows, "standard error of ln tau", null, ({ arc }) => arc.logTauError),
      numbers(rows, "capacitance", "F", ({ arc }) => arc.capacitance),
      numbers(rows, "standard error of ln capacitance", null, ({ arc }) => arc.logCapacitanceError),
    ],
  };
}

/**
 * One row a measured point, with the residuals of the test and the impedance of the distribution and of the circuit. SI.
 * Sweeps and source rows count from 1. Points left out of the analysis are marked, and have no residual of the test.
 */
export function pointTable({ sweeps, highestFrequency }: SeriesAnalysis): Table {
  const limit = highestFrequency ?? Number.POSITIVE_INFINITY;
  const rows = sweeps.flatMap((analysis) => {
    let count = 0;
    return Array.from(analysis.sweep.spectrum.frequency, (f, k) => ({
      sweep: analysis.sweep,
      kramersKronig: analysis.kramersKronig,
      drt: analysis.drt,
      circuit: analysis.circuit,
      k,
      /** Place among the points that were analysed. */
      used: f <= limit ? count++ : null,
    }));
  });
  return {
    name: "impedance",
    rows: rows.length,
    columns: [
      numbers(rows, "sweep", null, ({ sweep }) => sweep.index + 1),
      words(rows, "source table", ({ sweep }) => sweep.table),
      numbers(rows, "source row", null, ({ sweep, k }) => (sweep.rows[k] ?? Number.NaN) + 1),
      words(rows, "analysed", ({ used }) => (used === null ? "left out" : "yes")),
      numbers(rows, "time", "s", ({ sweep, k }) => sweep.time?.[k]),
      numbers(rows, "frequency", "Hz", ({ sweep, k }) => sweep.spectrum.frequency[k]),
      numbers(rows, "Re(Z)", "Ω", ({ sweep, k }) => sweep.spectrum.real[k]),
      numbers(rows, "Im(Z)", "Ω", ({ sweep, k }) => sweep.spectrum.imaginary[k]),
      numbers(rows, "Kramers-Kronig residual of Re(Z)", null, ({ kramersKronig, used }) =>
        used === null ? null : kramersKronig?.residualReal[used],
      ),
      numbers(rows, "Kramers-Kronig residual of Im(Z)", null, ({ kramersKronig, used }) =>
        used === null ? null : kramersKronig?.residualImaginary[used],
      ),
      numbers(rows, "DRT Re(Z)", "Ω", ({ drt, k }) => drt?.fitted.real[k]),
      numbers(rows, "DRT Im(Z)", "Ω", ({ drt, k }) => drt?.fitted.imaginary[k]),
      numbers(rows, "circuit Re(Z)", "Ω", ({ circuit, k }) => circuit?.fitted.real[k]),
      numbers(rows, "circuit Im(Z)", "Ω", ({ circuit, k }) => circuit?.fitted.imaginary[k]),
    ],
  };
}

/** One row a τ and sweep: γ in Ω. */
export function relaxationTable({ sweeps }: SeriesAnalysis): Table {
  const rows = sweeps.flatMap(({ sweep, drt }) => {
    const bands: DistributionBands | null = drt;
    return drt && bands ? Array.from(drt.tau, (_, k) => ({ sweep, drt, bands, k })) : [];
  });
  return {
    name: "relaxation-times",
    rows: rows.length,
    columns: [
      numbers(rows, "sweep", null, ({ sweep }) => sweep.index + 1),
      numbers(rows, "tau", "s", ({ drt, k }) => drt.tau[k]),
      numbers(rows, "gamma", "Ω", ({ drt, k }) => drt.gamma[k]),
      ...(rows.some(({ bands }) => bands.gammaLower && bands.gammaUpper)
        ? [
            numbers(rows, "gamma lower 95 %", "Ω", ({ bands, k }) => bands.gammaLower?.[k]),
            numbers(rows, "gamma upper 95 %", "Ω", ({ bands, k }) => bands.gammaUpper?.[k]),
          ]
        : []),
      ...(rows.some(({ bands }) => bands.cumulative)
        ? [
            numbers(rows, "cumulative resistance", "Ω", ({ bands, k }) => bands.cumulative?.[k]),
            numbers(rows, "cumulative lower 95 %", "Ω", ({ bands, k }) => bands.cumulativeLower?.[k]),
            numbers(rows, "cumulative upper 95 %", "Ω", ({ bands, k }) => bands.cumulativeUpper?.[k]),
          ]
        : []),
    ],
  };
}

/** The tables of an analysis that hold anything; area in m², null: not known. */
export function resultTables(series: SeriesAnalysis, area: number | null): Table[] {
  return [
    sweepTable(series, area),
    ...[peakTable, processTable, parameterTable, arcTable, pointTable, relaxationTable].map((make) => make(series)),
  ].filter((table) => table.rows > 0);
}

/** One row a recorded point of a whole experiment, in the order of one clock. SI. */
export function timelineTable(timeline: Timeline): Table {
  const rows = timeline.segments
    .flatMap(({ file, offset, series }) =>
      Array.from(series.time, (time, k) => ({ file, time: offset + time, series, k })),
    )
    .sort((a, b) => a.time - b.time);
  return {
    name: "timeline",
    rows: rows.length,
    columns: [
      numbers(rows, "time", "s", ({ time }) => time),
      numbers(rows, "voltage", "V", ({ series, k }) => series.voltage?.[k]),
      numbers(rows, "current", "A", ({ series, k }) => series.current?.[k]),
      words(rows, "file", ({ file }) => file),
    ],
  };
}
