import { currentDensityUnit } from "../figures/current-unit.ts";
import { formatNumber } from "../figures/format-number.ts";
import type { PageTable } from "../report/figure-page.ts";
import type { SimulateDocument } from "./simulate.ts";
import type { ConservedAmount } from "./simulate-results.ts";
import { voltageColumn } from "./simulate-sentences.ts";
import { unitInTables, type WrittenUnits } from "./table-units.ts";

/** Segments that a table shows all. */
const ALL_ROWS = 100;
/** Rows of the table of segments at its start and at its end, where there are more. */
const ROWS = 12;
/** Rows of a long list: its beginning and its end, the same on a page and on a terminal. */
export function thinnedSegments(
  segments: SimulateDocument["segments"],
  rows: number = ROWS,
  all: number = ALL_ROWS,
): { readonly shown: SimulateDocument["segments"]; readonly left: number } {
  if (segments.length <= Math.max(all, 2 * rows)) return { shown: segments, left: 0 };
  return { shown: [...segments.slice(0, rows), ...segments.slice(-rows)], left: segments.length - 2 * rows };
}

/** Segments with their ends. */
export function segmentTable({ segments, summary }: SimulateDocument): PageTable {
  const { shown, left } = thinnedSegments(segments);
  const { unit, text: volts } = voltageColumn(summary);
  const current = currentDensityUnit(shown.map(({ endCurrent }) => endCurrent));
  return {
    title: "Segments",
    caption: `Current and voltage just after the switch and at the end${left === 0 ? "" : `; ${formatNumber(left)} segments between the first and the last ${ROWS} are left out here and stand in the table of the folder`}.`,
    columns: [
      { head: "step", cells: shown.map(({ step }) => step) },
      { head: "what", cells: shown.map(({ sentence }) => sentence), words: "long" },
      { head: "from / s", cells: shown.map(({ start }) => formatNumber(start, { digits: 6 })) },
      { head: "to / s", cells: shown.map(({ end }) => formatNumber(end, { digits: 6 })) },
      { head: `j / ${current.unit}`, cells: shown.map(({ endCurrent }) => formatNumber(endCurrent * current.factor)) },
      { head: `E start / ${unit}`, cells: shown.map(({ startVoltage }) => volts(startVoltage)) },
      { head: `E end / ${unit}`, cells: shown.map(({ endVoltage }) => volts(endVoltage)) },
      { head: "Q / mAh cm⁻²", cells: shown.map(({ charge }) => formatNumber(charge / 36_000)) },
      { head: "ended", cells: shown.map(({ endedBy }) => endedBy), words: "long" },
    ],
  };
}

/** What the cell holds against the charge. */
export function conservationTable({ conservation }: SimulateDocument): PageTable | null {
  if (conservation.length === 0) return null;
  const shown = conservation.map(({ unit }) => unitInTables(unit));
  const cells = (of: (one: ConservedAmount) => number, digits = 6): string[] =>
    conservation.map((one, k) => formatNumber(of(one) * (shown[k]?.factor ?? 1), { digits }));
  return {
    title: "Conservation",
    caption:
      "What the cell holds against what the charge passed makes of it; the drift is the largest one of the kept states.",
    columns: [
      { head: "amount", cells: conservation.map(({ amount }) => amount) },
      { head: "unit", cells: shown.map(({ unit }) => unit) },
      { head: "at the start", cells: cells(({ initial }) => initial) },
      { head: "at the end", cells: cells(({ final }) => final) },
      {
        head: "change by charge",
        cells: cells(({ expectedChange }) => expectedChange),
      },
      { head: "drift", cells: cells(({ drift }) => drift, 2) },
      { head: "relative", cells: conservation.map(({ relativeDrift }) => formatNumber(relativeDrift, { digits: 2 })) },
    ],
  };
}

/**
 * Parameters and submodels of the cell.
 * @param written units in which some of them were written
 */
export function parameterTables({ cell }: SimulateDocument, written: WrittenUnits = new Map()): PageTable[] {
  const rows = cell.submodels.flatMap(({ name, kind, parameters }) =>
    parameters.map((parameter) => ({
      ...parameter,
      submodel: name,
      kind,
      shown: unitInTables(parameter.unit, written.get(`${name}.${parameter.name}`)),
    })),
  );
  return [
    {
      title: "Parameters",
      caption: "How each number is known; * changed for this run.",
      columns: [
        { head: "parameter", cells: rows.map(({ submodel, name }) => `${submodel}.${name}`) },
        {
          head: "value",
          cells: rows.map(({ value, shown, changed }) => `${formatNumber(value * shown.factor)}${changed ? " *" : ""}`),
        },
        { head: "unit", cells: rows.map(({ shown }) => shown.unit) },
        { head: "what", cells: rows.map(({ description }) => description), words: "long" },
        { head: "status", cells: rows.map(({ status }) => status), words: "short" },
        { head: "source", cells: rows.map(({ source }) => source), words: "long" },
      ],
    },
    {
      title: "Submodels",
      caption: "The equations, and where they come from.",
      columns: [
        { head: "name", cells: cell.submodels.map(({ name }) => name) },
        { head: "kind", cells: cell.submodels.map(({ kind }) => kind), words: "short" },
        { head: "equations", cells: cell.submodels.map(({ equations }) => equations), words: "long" },
        { head: "source", cells: cell.submodels.map(({ source }) => source), words: "long" },
      ],
    },
  ];
}
