// Tables between a worker and the page. Oracle: the structured clone that the browser makes of a message.
import { expect, test } from "vitest";
import { lazyColumn, type Table } from "../../base/table.ts";
import { receivedTable, sentTable } from "./sent-table.ts";

test("a table comes through a message with its values, numbers and words", () => {
  const table: Table = {
    name: "simulation",
    rows: 2,
    columns: [
      lazyColumn({ vendorName: "time", unit: "s" }, () => Float64Array.of(0, 1)),
      lazyColumn({ vendorName: "label" }, () => ["a", "b"]),
    ],
  };
  expect(() => structuredClone(table)).toThrow();
  const [time, label] = receivedTable(structuredClone(sentTable(table))).columns;
  expect([time?.unit, time?.values(), label?.values()]).toEqual(["s", Float64Array.of(0, 1), ["a", "b"]]);
});
