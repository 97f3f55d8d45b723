import { describe, expect, it } from "vitest";
import { lazyColumn, type Table } from "../base/table.ts";
import { emptyCellEntry, type Measurement, unknownInstrument } from "./measurement.ts";
import { joinTimelines, sequenceName } from "./timeline.ts";

function table(time: number[], voltage: number[]): Table {
  return {
    name: "data",
    rows: time.length,
    columns: [
      lazyColumn({ vendorName: "time/s", name: "time", unit: "s" }, () => Float64Array.from(time)),
      lazyColumn({ vendorName: "Ewe/V", name: "workingPotential", unit: "V" }, () => Float32Array.from(voltage)),
    ],
  };
}

function measurement(local: string | null, time: number[], voltage: number[], channel = "1"): Measurement {
  return {
    format: "test",
    formatTitle: "test",
    tables: [table(time, voltage)],
    technique: null,
    start: local === null ? null : { local, hasTimeOfDay: local.includes("T") },
    instrument: { ...unknownInstrument, serialNumber: "7", channel },
    cell: emptyCellEntry,
    settings: [],
    privateFields: [],
    warnings: [],
  };
}

describe("sequenceName", () => {
  it.each([
    ["NaK50_strip_02_GEIS_C01.mpr", "NaK50_strip"],
    ["NaK50_strip_11_OCV_CA3.mpt", "NaK50_strip"],
    ["single.mpr", null],
  ])("%s belongs to %s", (file, name) => expect(sequenceName(file)).toBe(name));
});

describe("joinTimelines", () => {
  // Oracle: absolute clocks by hand: 10:00:00.500 is 60.5 s after 09:59:00.
  const later = { name: "c_02_GEIS_C01.mpr", measurement: measurement("2026-03-04T10:00:00.500", [0, 1], [1, 2]) };
  const earlier = { name: "c_01_OCV_C01.mpr", measurement: measurement("2026-03-04T09:59:00", [0, 30], [3, 4]) };

  it("orders files by clock and keeps every row", () => {
    const { timelines, warnings } = joinTimelines([later, earlier]);
    expect(warnings).toEqual([]);
    expect(timelines).toHaveLength(1);
    expect(timelines[0]?.origin).toBe("2026-03-04T09:59:00");
    const rows = timelines[0]?.segments.flatMap(({ offset, series }) => Array.from(series.time, (t) => offset + t));
    expect(rows).toEqual([0, 30, 60.5, 61.5]);
    expect(timelines[0]?.segments.map(({ series }) => Array.from(series.voltage ?? []))).toEqual([
      [3, 4],
      [1, 2],
    ]);
  });

  it("places files that share the sequence's start and count time on", () => {
    const first = { name: "c_01_OCV_C01.mpr", measurement: measurement("2026-03-04T09:59:00", [0, 30], [3, 4]) };
    const next = { name: "c_02_GEIS_C01.mpr", measurement: measurement("2026-03-04T09:59:00", [31, 32], [3, 4]) };
    const { timelines, warnings } = joinTimelines([next, first]);
    expect(timelines[0]?.segments.map(({ file }) => file)).toEqual([first.name, next.name]);
    expect(warnings).toEqual([]);
  });

  it("takes a measurement once where its text export lies beside it", () => {
    const text = { name: "c_01_OCV_C01.mpt", measurement: earlier.measurement };
    expect(joinTimelines([earlier, text]).timelines).toEqual([]);
    expect(joinTimelines([earlier, text, later]).timelines[0]?.segments).toHaveLength(2);
  });

  it("keeps channels apart and leaves single files alone", () => {
    const other = { name: "c_03_OCV_C02.mpr", measurement: measurement("2026-03-04T11:00:00", [0], [1], "2") };
    expect(joinTimelines([earlier, other]).timelines).toEqual([]);
  });

  it("warns of a file without a clock", () => {
    const dateOnly = { name: "c_03_OCV_C01.mpr", measurement: measurement("2026-03-04", [0], [1]) };
    const { warnings, timelines } = joinTimelines([earlier, later, dateOnly]);
    expect(warnings.map(({ code }) => code)).toEqual(["no-time-of-day"]);
    expect(timelines[0]?.segments).toHaveLength(2);
  });
});
