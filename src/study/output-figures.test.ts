// Oracles: the options handed in, the digest of the bytes, and areas chosen in the test.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { zarcImpedance } from "../../test/support/synthetic-series.ts";
import { runTask } from "../base/task.ts";
import { version } from "../base/version.ts";
import type { Axis, Figure } from "../figures/plotly.ts";
import type { Timeline } from "../files/timeline.ts";
import { type Analysis, analyzeFiles, type FileAnalysis } from "./analyze.ts";
import { exportedFigures } from "./output-figures.ts";
import { reportInput } from "./report-input.ts";

const frequency = Array.from({ length: 31 }, (_, i) => 1e5 / 10 ** (i / 6));
const { real, imaginary } = zarcImpedance(10, [{ resistance: 40, tau: 1e-4, exponent: 0.9 }], frequency);
const rows = frequency.map((f, i) => `${f},${real[i]},${imaginary[i]}`);
const bytes = new TextEncoder().encode(`freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${rows.join("\n")}\n`);

function analyzed(): Promise<Analysis> {
  const files = ["a.csv", "b.csv"].map((name) => ({ name, bytes }));
  return runTask(analyzeFiles(files, { circuit: "R0-p(R1,CPE1)", lambda: 1e-3, cell: { area: 1e-4 } }));
}

test("each exported figure says from which file, with which program and options it was made", async () => {
  const { files } = await analyzed();
  const figures = [...exportedFigures(files[0] as FileAnalysis, "a")];
  expect(figures.map(({ name }) => name)).toContain("figures/a_nyquist.json");
  for (const { content } of figures) {
    const figure = JSON.parse(content as string) as Figure;
    expect(figure.layout.meta).toEqual({
      file: "a.csv",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      program: `liquidus ${version}`,
      options: { circuit: "R0-p(R1,CPE1)", "relaxation times": "regularised (Tikhonov)", λ: "0.001" },
      sweep: 1,
    });
    expect(Array.isArray(figure.data)).toBe(true);
  }
});

test("every timeline has a figure, per area where its files agree on one, else in mA", async () => {
  const analysis = await analyzed();
  const series = { time: new Float64Array([0, 1]), voltage: null, current: new Float64Array([1e-3, 2e-3]) };
  const segments = ["a.csv", "b.csv"].map((file, i) => ({ file, technique: null, offset: 10 * i, series }));
  const one: Timeline = { name: "x", origin: "2026-03-04T09:59:00", segments };
  const [a, b] = analysis.files as [FileAnalysis, FileAnalysis];
  const options = { commandLine: "", plottingScript: "" };
  const titles = (changed: Analysis): unknown[] =>
    (reportInput(changed, options).timelines ?? []).map(({ figure }) => (figure.layout.yaxis as Axis).title?.text);
  expect(titles({ ...analysis, timelines: [one, { ...one, name: "y" }] })).toEqual([
    "<i>j</i> / mA cm⁻²",
    "<i>j</i> / mA cm⁻²",
  ]);
  const other = { ...b, cell: { ...b.cell, area: 2e-4 } };
  expect(titles({ ...analysis, files: [a, other], timelines: [one] })).toEqual(["<i>I</i> / mA"]);
  expect(reportInput(analysis, options).title).toBe("2 files");
});
