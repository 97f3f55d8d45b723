import { boundsOf, capacitanceEnds } from "../figures/drt-bounds.ts";
import type { Ends } from "../figures/format-interval.ts";
import { formatNumber, formatQuantity } from "../figures/format-number.ts";
import { UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import { processStyle } from "../figures/theme.ts";
import { displayUnits } from "../figures/units.ts";
import type { DistributionPeak } from "../impedance/distribution/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { peakProcessName, processNumber } from "../impedance/series/identity.ts";
import { interpretPeak } from "../impedance/series/interpret-peak.ts";
import { alignOnPoint } from "./align.ts";
import { html, type Markup, raw } from "./html.ts";
import type { ReportFile } from "./input.ts";
import { boxed, cellTexts, columnOf } from "./table-columns.ts";

/**
 * Peaks of the relaxation times: τ, R and C, with the 95 % interval where it is known. A row each for one sweep, with
 * what it may be; a row a peak of each sweep for a series. Null without peaks.
 */
export function peakTable(file: ReportFile, series: SeriesAnalysis): Markup | null {
  const units = displayUnits(file.area?.value ?? null);
  const found = series.sweeps.flatMap((s) => (s.drt?.peaks ?? []).map((peak, number) => ({ s, peak, number })));
  if (found.length === 0) return null;
  const bounds = found.map(({ peak }) => boundsOf(peak));
  const told = (
    interval: readonly [number, number] | null | undefined,
  ): { readonly error: number | null; readonly ends: Ends | null } =>
    interval
      ? { error: (interval[1] - interval[0]) / 2, ends: { lower: interval[0], upper: interval[1] } }
      : { error: null, ends: null };
  const columns = [
    columnOf(
      html`<i>τ</i>`,
      "s",
      1,
      found.map(({ peak }, i) => ({ value: peak.tau, ...told(bounds[i]?.tau) })),
    ),
    columnOf(
      html`<i>R</i>`,
      units.resistance,
      units.resistanceFactor,
      found.map(({ peak }, i) => ({ value: peak.resistance, ...told(bounds[i]?.resistance) })),
    ),
    columnOf(
      html`<i>C</i>`,
      units.capacitance,
      units.capacitanceFactor,
      found.map(({ peak }) => {
        if (!(peak.resistance > 0)) return null;
        const ends = capacitanceEnds(peak);
        return { value: ends ? peak.capacitance : Number(peak.capacitance.toPrecision(3)), ...told(ends) };
      }),
    ),
  ];
  const known = bounds.some(({ tau, resistance }) => tau !== null || resistance !== null);
  const texts = columns.map((c) =>
    known
      ? cellTexts(c)
      : {
          values: alignOnPoint(
            c.cells.map((x) =>
              x === null
                ? "–"
                : `${formatNumber(x.value, { digits: 3, keepZeros: true })}${x.unit === undefined ? "" : `\u00A0${x.unit}`}`,
            ),
          ),
          errors: null,
        },
  );
  const series1 = series.sweeps.length === 1;
  const span = (k: number): Markup => (texts[k]?.errors ? raw(' colspan="2"') : raw(""));
  const head = html`<tr>${series1 ? null : raw('<th scope="col">Sweep</th>')}<th scope="col">Peak</th>${columns.map((c, k) => html`<th scope="col"${span(k)}>${c.head}</th>`)}</tr>`;
  const rows = found.map(({ s, peak, number }, i) => {
    const style = processStyle(processNumber(peak, number));
    const name = peakProcessName(peak, number) ?? "other";
    const why = `${name} is not determined. ${peak.reason ?? ""}`.trimEnd();
    const doubt = peak.identifiable !== false ? null : html`<span title="${why}"> ◌</span>`;
    const mark = html`<span class="${style.color}" aria-hidden="true">${style.glyph}</span> ${name}${doubt}`;
    const first = series1 ? null : html`<td>${number === 0 ? s.sweep.index + 1 : ""}`;
    return html`<tr>${first}<th scope="row">${mark}</th>${texts.map((t) => html`<td>${t.values[i]}${t.errors ? html`<td class="e">${t.errors[i]}` : null}`)}</tr>
`;
  });
  const caption = known
    ? "Peaks of the relaxation times; ± is half of the 95 % interval, – and … are its ends, > the lower one where R may be nothing"
    : "Peaks of the relaxation times: the area under a peak is its resistance; these values carry no interval";
  const doubts = found.some(({ peak }) => peak.identifiable === false) && !series1;
  const others = found.some(({ peak }) => peak.process === null);
  const hints = series1 ? found.map(({ s, peak, number }) => hint(file, s, peak, number)) : null;
  return html`${boxed(caption, head, rows, !series1)}${hints === null ? null : html`<p class="legend">${hints}</p>`}${others ? html`<p class="legend">other: a peak of its sweep alone, of none of the processes followed.</p>` : null}${doubts ? html`<p class="legend">${UNDETERMINED}: ${UNDETERMINED_MEANS}; the reason stands under the pointer.</p>` : null}`;
}

/** What a peak may be by its capacitance: a hint; before it, why the data do not tell the peak. */
function hint(file: ReportFile, { drt }: SweepAnalysis, peak: DistributionPeak, number: number): Markup {
  const area = file.area?.value ?? null;
  const units = displayUnits(area);
  const told = interpretPeak(peak, drt ?? { processes: [], ohmicResistance: 0 }, {
    area,
    thickness: file.thickness ?? null,
  });
  const { brug, layer } = told.effectiveCapacitance;
  const differs = brug !== null && layer !== null && Math.abs(brug / layer - 1) > 0.01;
  const value = (c: number): string => formatQuantity(c * units.capacitanceFactor, units.capacitance, 2);
  const along = differs ? ` Along the surface (Brug) its capacitance is ${value(brug)}.` : "";
  const which = peakProcessName(peak, number);
  const who = which === null ? `The other peak at ${formatQuantity(peak.tau, "s", 2)}` : `Peak ${which}`;
  return html`${who}: ${peak.identifiable ? "" : `◌ ${peak.reason ?? "It is not determined."} `}${told.hint}${along} `;
}
