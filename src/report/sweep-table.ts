import { formatNumber } from "../figures/format-number.ts";
import { fails, seriesUnits } from "../figures/series-axis.ts";
import { startTimes } from "../figures/start-times.ts";
import type { DisplayUnits } from "../figures/units.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { alignOnPoint } from "./align.ts";
import { html, type Markup } from "./html.ts";
import type { ReportFile } from "./input.ts";
import { boxed, type Column, cellTexts } from "./table-columns.ts";

function leadingColumns(series: SeriesAnalysis, units: DisplayUnits): { heads: Markup[]; texts: string[][] } {
  const heads: Markup[] = [];
  const texts: string[][] = [];
  const sweeps = series.sweeps.map((s) => s.sweep);
  if (sweeps.some((s) => s.startTime !== null)) {
    const { unit, cells } = startTimes(sweeps.map((s) => s.startTime));
    heads.push(html`<i>t</i> / ${unit}`);
    texts.push([...cells]);
  }
  if (sweeps.some((s) => s.dcCurrent !== null)) {
    heads.push(html`<i>${units.currentSymbol}</i> / ${units.current}`);
    texts.push(
      alignOnPoint(
        sweeps.map((s) =>
          s.dcCurrent === null ? "–" : formatNumber(s.dcCurrent * units.currentFactor, { digits: 3, keepZeros: true }),
        ),
      ),
    );
  }
  if (sweeps.some((s) => s.dcVoltage !== null)) {
    heads.push(html`<i>E</i> / V`);
    texts.push(
      alignOnPoint(
        sweeps.map((s) => (s.dcVoltage === null ? "–" : formatNumber(s.dcVoltage, { digits: 4, keepZeros: true }))),
      ),
    );
  }
  return { heads, texts };
}

function verdictCell(s: SweepAnalysis): Markup {
  const verdict = s.kramersKronig?.verdict ?? "not tested";
  const glyph = verdict === "passes" ? "✓" : verdict === "fails" ? "✕" : "–";
  return html`<td class="${fails(s) ? "v bad" : "v"}"><span aria-hidden="true">${glyph}</span><span class="sr">${verdict}</span></td>`;
}

/** One row a sweep: conditions, verdict, then the columns. */
export function sweepTable(
  file: ReportFile,
  series: SeriesAnalysis,
  caption: string,
  columns: readonly Column[],
): Markup {
  const units = seriesUnits(series, file.area?.value ?? null);
  const leading = leadingColumns(series, units);
  const cells = columns.map(cellTexts);
  const head = html`<tr><th scope="col">Sweep</th>${leading.heads.map((h) => html`<th scope="col">${h}</th>`)}<th scope="col" title="Kramers-Kronig">KK</th>${columns.map((c) => html`<th scope="col" colspan="2">${c.head}</th>`)}</tr>`;
  const rows = series.sweeps.map(
    (
      s,
      i,
    ) => html`<tr data-sweep="${i}"><th scope="row">${s.sweep.index + 1}</th>${leading.texts.map((t) => html`<td>${t[i]}`)}${verdictCell(s)}${cells.map((c) => html`<td>${c.values[i]}<td class="e">${c.errors[i]}`)}</tr>
`,
  );
  return boxed(caption, head, rows, true);
}

/** Why sweeps were rejected: a row each, with the reason of the test. Null where none was. */
export function rejectedTable(series: SeriesAnalysis): Markup | null {
  const rejected = series.sweeps.filter(fails);
  if (rejected.length === 0 || series.sweeps.length === 1) return null;
  const rows = rejected.map(
    ({ sweep, kramersKronig }) =>
      html`<tr><th scope="row">${sweep.index + 1}</th><td class="words">${kramersKronig?.reason ?? ""}</tr>
`,
  );
  const caption = `${rejected.length} of ${series.sweeps.length} sweeps fail Kramers-Kronig; they are analysed and shown, marked`;
  return boxed(
    caption,
    html`<tr><th scope="col">Sweep</th><th scope="col" class="words">Why</th></tr>`,
    rows,
    rejected.length > 8,
  );
}
