import { lazyColumn, type Table } from "../base/table.ts";
import type { Step } from "../cell/protocol/protocol.ts";
import { CompensatedSum } from "../cell/simulate/compensated-sum.ts";
import { columnNames } from "../files/columns.ts";
import type { SimulateDocument } from "./simulate-document.ts";
import { UNIT_AREA } from "./simulate-tables.ts";

/** Passes of a repetition that were not worked out: a time of which a run has no points. */
export interface JumpedPasses {
  /** s */
  readonly from: number;
  readonly to: number;
  readonly passes: number;
  /** Counts of the first and of the last step and cycle that are left out. */
  readonly steps: readonly [first: number, last: number];
  readonly cycles: readonly [first: number, last: number];
  /** C of the area that was given, or of 1 cm²; positive where the working electrode was oxidised. */
  readonly charge: number;
}

/** Where a segment stands in the run: steps and cycles counted from 1 as they were run, jumped ones with them. */
interface Place {
  readonly step: number;
  readonly cycle: number;
}

/** Steps of the protocol, and the passes of the repetitions around them: "2.1 (pass 3 of 5, pass 37 of 5000)". */
const STEP = /^([\d.]+)(?: \((.*)\))?$/;

/** Paths of the repetitions that hold no other: "2" of "rest 1 s; repeat 5 { … }". */
function innermostRepetitions(steps: readonly Step[], before = ""): string[] {
  return steps.flatMap((step, i) => {
    if (step.kind !== "repeat") return [];
    const path = `${before}${i + 1}`;
    return step.steps.some(({ kind }) => kind === "repeat") ? innermostRepetitions(step.steps, `${path}.`) : [path];
  });
}

/**
 * Counts the steps of a run and its cycles, the passes of repetitions that hold no other; 0 before the first. One record stands
 * for all steps of the passes that were jumped: they count as those of the last pass that was run.
 */
function placesOf({ segments, protocol }: SimulateDocument): { readonly places: Place[]; readonly jumps: Place[] } {
  const innermost = new Set(innermostRepetitions(protocol.protocol.steps));
  const places: Place[] = [];
  /** Of the last step that is left out. */
  const jumps: Place[] = [];
  let step = 0;
  let cycle = 0;
  let within = "";
  let stepsInPass = 0;
  for (const record of segments) {
    const [, path = "", passes = ""] = STEP.exec(record.step) ?? [];
    const repetition = path.slice(0, Math.max(0, path.lastIndexOf(".")));
    if (record.passes !== undefined) {
      places.push({ step: step + 1, cycle: cycle + 1 });
      step += record.passes * stepsInPass;
      cycle += record.passes;
      jumps.push({ step, cycle });
      within = "";
      continue;
    }
    if (innermost.has(repetition)) {
      const pass = `${repetition} ${passes}`;
      if (pass !== within) {
        within = pass;
        cycle++;
        stepsInPass = 0;
      }
      stepsInPass++;
    } else within = "";
    step++;
    places.push({ step, cycle });
  }
  return { places, jumps };
}

/** The passes that were jumped, in their order. */
export function jumpedPasses(document: SimulateDocument): JumpedPasses[] {
  const { segments, options } = document;
  const area = options.area ?? UNIT_AREA;
  const { places, jumps } = placesOf(document);
  const jumped = segments.flatMap((record, k) => (record.passes === undefined ? [] : [{ record, place: places[k] }]));
  return jumped.map(({ record, place }, j): JumpedPasses => {
    const last = jumps[j] ?? { step: 0, cycle: 0 };
    return {
      from: record.start,
      to: record.end,
      passes: record.passes ?? 0,
      steps: [place?.step ?? 0, last.step],
      cycles: [place?.cycle ?? 0, last.cycle],
      charge: record.charge * area,
    };
  });
}

interface Row {
  readonly time: number;
  readonly current: number;
  readonly voltage: number;
  readonly charge: number;
  readonly segment: number;
}

/** The points of every segment between its first and its last, which are put in from its record where they were thinned out. */
function rowsOf({ series, segments }: SimulateDocument): Row[] {
  const rows: Row[] = [];
  const passed = new CompensatedSum();
  let point = 0;
  for (const [segment, record] of segments.entries()) {
    const first = point;
    while (point < series.time.length && series.segment[point] === segment) point++;
    const before = passed.value;
    passed.add(record.charge);
    if (record.passes !== undefined) continue;
    const own = Array.from({ length: point - first }, (_, k): Row => {
      const at = first + k;
      return {
        time: series.time[at] as number,
        current: series.current[at] as number,
        voltage: series.voltage[at] as number,
        charge: series.charge[at] as number,
        segment,
      };
    });
    const { start, end, startCurrent, startVoltage, endCurrent, endVoltage } = record;
    if (end > start && own[0]?.time !== start) {
      rows.push({ time: start, current: startCurrent, voltage: startVoltage, charge: before, segment });
    }
    rows.push(...own);
    if (end > start && own.at(-1)?.time !== end) {
      rows.push({ time: end, current: endCurrent, voltage: endVoltage, charge: passed.value, segment });
    }
  }
  return rows;
}

/**
 * The points of a run in amperes and coulombs of the area that was given, or of 1 cm²; oxidising the working electrode is positive,
 * the voltage is its potential less that of the counter electrode. The first and the last point of every step that was worked out are
 * there, so that ∫ I dt over it is its charge. Of passes that were jumped there are none: `jumpedPasses`.
 * Steps count from 1 as they were run, cycles are the passes of repetitions that hold no other; both count what was jumped.
 */
export function recordedRun(document: SimulateDocument): Table {
  const { cell, options, protocol } = document;
  const area = options.area ?? UNIT_AREA;
  const rows = rowsOf(document);
  const { places } = placesOf(document);
  const column = (name: string, unit: string | null, of: (row: Row) => number): Table["columns"][number] =>
    lazyColumn({ vendorName: name, name, unit }, () => Float64Array.from(rows, of));
  const repeats = protocol.protocol.steps.some(({ kind }) => kind === "repeat");
  return {
    name: "points",
    rows: rows.length,
    columns: [
      column(columnNames.time, "s", ({ time }) => time),
      column(columnNames.workingMinusCounterPotential, "V", ({ voltage }) => voltage),
      column(columnNames.current, "A", ({ current }) => current * area),
      column(columnNames.charge, "C", ({ charge }) => charge * area),
      ...(repeats ? [column(columnNames.cycleNumber, null, ({ segment }) => places[segment]?.cycle ?? 0)] : []),
      column(columnNames.stepCount, null, ({ segment }) => places[segment]?.step ?? 0),
      column(columnNames.temperature, "K", () => cell.temperature),
    ],
  };
}
