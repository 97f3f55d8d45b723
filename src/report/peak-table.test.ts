// Oracles: the values of the synthetic series, and their intervals by hand.
import { expect, test } from "vitest";
import { file, input } from "../../test/support/report-input.ts";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { alignOnPoint } from "./align.ts";
import { peakTable } from "./peak-table.ts";
import { reportPage } from "./report-page.ts";

test("tables: every value beside its error, caption and scopes", () => {
  const page = reportPage(input([file(20)]));
  expect(page).toContain(
    "<caption>Circuit R0-p(R1,CPE1)-p(R2,CPE2): ± is half of the 95 % interval, – and … are its ends</caption>",
  );
  expect(page.match(/<tr data-sweep=/g)).toHaveLength(20);
  expect(page).toMatch(/<th scope="col" colspan="2"><i>R<\/i><sub>1<\/sub> \/ Ω cm²<\/th>/);
  expect(alignOnPoint(["1.25", "10", "–"])).toEqual(["1.25", "10\u2008\u2007\u2007", "–"]);
});

test("tables: a value without an error says why, and a line explains it", () => {
  const series = syntheticSeries({ sweeps: 20 });
  const statuses = ["at bound", "not identifiable", "fixed"] as const;
  const marked = series.sweeps.map((s, i): SweepAnalysis => {
    const status = statuses[i];
    if (s.circuit === null || status === undefined) return s;
    const parameters = s.circuit.parameters.map((p, k) => (k === 2 ? { ...p, standardError: null, status } : p));
    return { ...s, circuit: { ...s.circuit, parameters } };
  });
  const page = reportPage(input([file(20, { series: { ...series, sweeps: marked } })]));
  for (const word of ["at bound", "not ident.", "fixed"]) expect(page).toContain(`<td class="e">${word}`);
  expect(page).toMatch(
    /<p class="legend">In place of the error: at bound: .*; not ident\.: not identifiable.*; fixed: given/,
  );
  expect(reportPage(input([file(20)]))).not.toContain('class="legend"');
});

test("tables: C of a peak has its interval, its own or from the ends of τ and R (oracle: both, by hand)", () => {
  const series = syntheticSeries({ sweeps: 1 });
  const [only] = series.sweeps;
  const drt = only?.drt ?? null;
  const [some] = drt?.peaks ?? [];
  if (only === undefined || drt === null || some === undefined) throw new Error("one sweep with peaks");
  const peak = { ...some, tau: 1e-3, resistance: 1, capacitance: 1e-3, identifiable: true };
  const known = { tauLower: 0.9e-3, tauUpper: 1.1e-3, resistanceLower: 0.8, resistanceUpper: 1.2 };
  const table = (more: Partial<typeof peak>): string => {
    const sweeps = [{ ...only, drt: { ...drt, peaks: [{ ...peak, ...more }] } }];
    return String(peakTable(file(1, { area: null, series: { ...series, sweeps } }), { ...series, sweeps })?.markup);
  };
  // 0.9/1.2 = 0.75 … 1.1/0.8 = 1.375 mF
  expect(table(known)).toContain('<td>1.00<td class="e">0.75–1.38');
  expect(table({ ...known, capacitanceLower: 0.9e-3, capacitanceUpper: 1.3e-3 })).toContain("0.90–1.30");
  expect(table({ ...known, resistanceLower: 0 })).toContain('<td class="e">&gt;\u20090.75');
});
