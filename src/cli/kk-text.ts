import { formatNumber, formatQuantity, formatRange } from "../figures/format-number.ts";
import type { FaultKind } from "../impedance/kramers-kronig/result.ts";
import type { KkEntry, KkSweepEntry } from "../study/kk.ts";
import {
  FEW,
  fileHead,
  gapOf,
  glyph,
  leftOutLine,
  shownSweeps,
  sweepColumns,
  sweepHead,
  validityLine,
  warningLines,
} from "./spectra-text.ts";
import { marked, textTable } from "./text-table.ts";

/** What `kk` says of a file on the terminal. */
export function kkText(entry: KkEntry): string {
  const { sweeps, cell, warnings } = entry;
  const lines = [fileHead(entry, sweeps.length)];
  if (sweeps.length <= FEW) {
    for (const sweep of sweeps) {
      lines.push("\n", sweepHead(sweep, sweeps.length, cell.area), marked(glyph(sweep.verdict), sweep.reason));
      lines.push(numbers(sweep));
    }
  } else lines.push("\n", manySweeps(sweeps, cell.area), "\n", marked("", validityLine(sweeps)));
  lines.push(warningLines(warnings));
  return lines.join("");
}

const percent = (value: number | null | undefined): string =>
  typeof value === "number" ? `${formatNumber(100 * value, { digits: 2 })}\u00a0%` : "–";

/** The noise of one part of Z as that of the complex number, which the residual is too. */
const both = (noise: number | null | undefined): number | null =>
  typeof noise === "number" ? noise * Math.SQRT2 : null;

function numbers({ rmsReal, rmsImaginary, order, mu }: KkSweepEntry): string {
  if (typeof rmsReal !== "number") return "";
  const elements = `${order} elements, µ ${mu === null || mu === undefined ? "–" : formatNumber(mu, { digits: 3 })}`;
  return marked("", `residual of Z′ ${percent(rmsReal)}, of Z″ ${percent(rmsImaginary)}; ${elements}`);
}

/** Faults in a word or two; those that the frequencies beside them tell are left out. */
const FAULTS: Partial<Record<FaultKind, string>> = {
  drift: "drift",
  "range-switch": "range switch",
  mains: "mains",
  "high-frequency-artefact": "artefact of leads",
};

/** One line a sweep; a last column where something fails or was left out. */
function manySweeps(all: readonly KkSweepEntry[], area: number | null): string {
  const [sweeps, leftOut] = shownSweeps(all);
  const remark = ({ verdict, reason, failing = [], disturbed = [], faults = [] }: KkSweepEntry): string =>
    verdict === "not tested"
      ? reason
      : [
          ...faults.flatMap(({ kind }) => FAULTS[kind] ?? []),
          ...failing.map(({ min, max }) => `fails ${formatRange(min, max, "Hz")}`),
          ...(disturbed.length > 0 ? [`left out ${disturbed.map((f) => formatQuantity(f, "Hz")).join(", ")}`] : []),
        ].join("; ");
  const table = textTable(
    [
      ...sweepColumns(sweeps, area),
      { head: "residual", cells: sweeps.map(({ rmsResidual }) => percent(rmsResidual)) },
      { head: "noise", cells: sweeps.map(({ noise }) => percent(both(noise))) },
      { head: "remark", cells: sweeps.map(remark) },
    ],
    { left: ["KK", "remark"], gapAfter: gapOf(sweeps, leftOut) },
  );
  return `${table}${leftOutLine(leftOut)}`;
}
