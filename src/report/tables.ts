import { boundsOf, capacitanceEnds } from "../figures/drt-bounds.ts";
import { type Ends, formatParts, isSymmetric } from "../figures/format-interval.ts";
import { formatNumber, formatPair, formatQuantity, ohmPrefix, prefixFor } from "../figures/format-number.ts";
import { ringed, UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import { fails, seriesUnits } from "../figures/series-axis.ts";
import { startTimes } from "../figures/start-times.ts";
import { processStyle } from "../figures/theme.ts";
import { type DisplayUnits, displayUnits } from "../figures/units.ts";
import { arcIntervals, parameterEnds } from "../impedance/circuit/arc-intervals.ts";
import type { CircuitFit, FittedParameter } from "../impedance/circuit/result.ts";
import type { DistributionPeak } from "../impedance/distribution/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { peakProcessName, processNumber } from "../impedance/series/identity.ts";
import { interpretPeak } from "../impedance/series/interpret-peak.ts";
import { log10, pow } from "../numerics/elementary/index.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import { alignOnPoint } from "./align.ts";
import { html, type Markup, raw } from "./html.ts";
import type { ReportFile } from "./input.ts";

/** A value with its error, both already in the unit of the column. */
interface Cell {
  readonly value: number;
  readonly error: number | null;
  /** Written where ± would not tell the interval: its ends. */
  readonly ends?: Ends | null;
  /** Of a column in which each value has its own. */
  readonly unit?: string;
  /** R of an arc that the data do not determine. */
  readonly open?: boolean;
  /** Stands in the place of the error where a fitted value has none. */
  readonly mark?: string;
}

/** Why a fitted value has no error: the mark in the table, and its explanation under it. */
const MARKS: Readonly<Record<string, readonly [mark: string, meaning: string]>> = {
  "at bound": ["at bound", "the fit ended at the limit of what the parameter may be"],
  "not identifiable": ["not ident.", "not identifiable: these data do not fix the value"],
  fixed: ["fixed", "given, not fitted"],
};
const WITHOUT_ERROR = ["no error", "the fit gave no standard error"] as const;

function markOf({ standardError, status }: FittedParameter): string {
  if (standardError !== null && status === "free") return "";
  return (MARKS[status] ?? WITHOUT_ERROR)[0];
}

/** Line under a table that explains the marks in it; null where all values have errors. */
function legendOf(parameters: readonly FittedParameter[]): Markup | null {
  const marks = new Set(parameters.map(markOf));
  const used = [...Object.values(MARKS), WITHOUT_ERROR].filter(([mark]) => marks.has(mark));
  if (used.length === 0) return null;
  const words = used.map(([mark, meaning]) => `${mark}: ${meaning}`).join("; ");
  return html`<p class="legend">In place of the error: ${words}.</p>`;
}

interface Column {
  readonly head: Markup;
  readonly cells: readonly (Cell | null)[];
}

/** Symbol of a parameter: `R1` → *R*₁, `CPE1.Q` → *Q*₁, `CPE1.n` → *n*₁; other names as they stand. */
export function symbolOf(name: string): Markup {
  const whole = /^([A-Z])(\d+)$/.exec(name) ?? /^[A-Za-z]+(?=\d+\.)/.exec(name);
  const part = /^[A-Za-z]+(\d+)\.([A-Za-zτφα]+)$/.exec(name);
  if (part !== null) return html`<i>${part[2]}</i><sub>${part[1]}</sub>`;
  if (whole !== null && whole[2] !== undefined) return html`<i>${whole[1]}</i><sub>${whole[2]}</sub>`;
  return html`${name}`;
}

/** Factor and unit with which a parameter is shown: per area for resistances and capacitances, as fitted else. */
export function parameterUnit(unit: string, units: DisplayUnits): { readonly factor: number; readonly unit: string } {
  if (unit === "Ω") return { factor: units.resistanceFactor, unit: units.resistance };
  if (unit === "F") return { factor: units.capacitanceFactor, unit: units.capacitance };
  if (unit === "H" && units.areal) return { factor: units.resistanceFactor, unit: "H cm²" };
  if (unit === "Ω⁻¹ sⁿ" && units.areal) return { factor: units.capacitanceFactor, unit: "Ω⁻¹ cm⁻² sⁿ" };
  return { factor: 1, unit };
}

/** Units that take a prefix, the same down a column. */
const PREFIXED = new Set(["s", "F", "F cm⁻²", "H", "H cm²"]);

/** Largest over smallest value of a column up to which all of them read well under one prefix. */
const ONE_PREFIX = 1e3;

function divided(cell: Cell, divisor: number): Cell {
  const { value, error, ends } = cell;
  return {
    ...cell,
    value: value / divisor,
    error: error === null ? null : error / divisor,
    ...(ends ? { ends: { lower: ends.lower / divisor, upper: ends.upper / divisor } } : {}),
  };
}

/** A column with one unit in its heading, or where the values span decades with a prefix each. */
function columnOf(symbol: Markup, unit: string, factor: number, cells: readonly (Cell | null)[]): Column {
  const shown = cells.map((c) => (c === null ? null : divided(c, 1 / factor)));
  const sizes = shown.flatMap((c) => (c === null || c.value === 0 ? [] : [Math.abs(c.value)])).sort((a, b) => a - b);
  const middle = sizes[sizes.length >> 1] ?? 1;
  const wide = (sizes.at(-1) ?? 1) > ONE_PREFIX * (sizes[0] ?? 1);
  if (wide) {
    if (!PREFIXED.has(unit)) return { head: unit === "1" ? symbol : html`${symbol} / ${unit}`, cells: shown };
    return {
      head: symbol,
      cells: shown.map((c) => {
        if (c === null) return null;
        const { factor: own, prefix } = prefixFor(Number(c.value.toPrecision(3)));
        return { ...divided(c, own), unit: prefix + unit };
      }),
    };
  }
  let [scale, text] = [1, unit];
  if (PREFIXED.has(unit)) {
    const chosen = prefixFor(middle);
    [scale, text] = [chosen.factor, chosen.prefix + unit];
  } else if (ohmPrefix(middle, unit).prefix !== "") {
    const chosen = ohmPrefix(middle, unit);
    [scale, text] = [chosen.factor, chosen.prefix + unit];
  } else if (unit !== "1" && (middle < 1e-3 || middle >= 1e6)) {
    const exponent = Math.floor(log10(middle));
    scale = pow(10, exponent);
    text = `${formatNumber(scale, { digits: 1 }).replace(/^1\u00A0×\u00A0/, "")}\u00A0${unit}`;
  }
  return {
    head: text === "1" ? symbol : html`${symbol} / ${text}`,
    cells: shown.map((c) => (c === null ? null : divided(c, scale))),
  };
}

/** The two table cells of each row of a column: value, and ± error or the ends of an interval that ± does not tell. */
function cellTexts(column: Column): { readonly values: string[]; readonly errors: string[] } {
  const texts = column.cells.map((c): readonly [value: string, error: string] => {
    if (c === null) return ["–", ""];
    const unit = c.unit === undefined ? "" : `\u00A0${c.unit}`;
    if (c.ends && c.ends.upper > c.ends.lower && !isSymmetric(c.value, c.ends)) {
      const [value, interval] = formatParts(c.value, c.ends);
      return interval === "" ? [value + unit, ""] : [value, interval + unit];
    }
    const pair = formatPair(c.value, c.error);
    if (pair.error === null) return [`${pair.value}${pair.power}${unit}`, c.mark ?? ""];
    return [pair.value + pair.power, `±\u2009${pair.error}${unit}`];
  });
  const values = alignOnPoint(texts.map(([value]) => value));
  return {
    values: values.map((value, i) => ringed(value, { determined: !column.cells[i]?.open })),
    errors: texts.map(([, error]) => error),
  };
}

/** A table in a box of its own that scrolls where it is too wide or too long. */
function boxed(caption: string, head: Markup, rows: readonly Markup[], wide: boolean): Markup {
  return html`<div class="scroll${wide ? " long" : ""}" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead>${head}</thead><tbody>
${rows}</tbody></table></div>`;
}

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
function sweepTable(file: ReportFile, series: SeriesAnalysis, caption: string, columns: readonly Column[]): Markup {
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

/** Value and interval of a parameter of a fit: half of it, and its ends; and whether it is the resistance of an arc that is not determined. */
function told(parameter: FittedParameter, fit: CircuitFit): Cell {
  const { value } = parameter;
  const ends = parameterEnds(parameter);
  const open = openArcs(fit).has(parameter.name);
  return ends === null
    ? { value, error: null, open }
    : { value, error: (ends[1] - ends[0]) / 2, ends: { lower: ends[0], upper: ends[1] }, open };
}

/** Names of the arcs of a fit that the data do not determine. */
function openArcs(fit: CircuitFit): ReadonlySet<string> {
  return new Set(fit.arcs.filter((arc) => !arcIntervals(arc, fit).determined).map(({ name }) => name));
}

/** Line under a table that explains the ring; null where all arcs are determined. */
function ringLegend(fits: readonly CircuitFit[]): Markup | null {
  if (fits.every((fit) => openArcs(fit).size === 0)) return null;
  return html`<p class="legend">${UNDETERMINED}: ${UNDETERMINED_MEANS}.</p>`;
}

function find(s: SweepAnalysis, name: string): FittedParameter | undefined {
  return s.circuit?.parameters.find((p) => p.name === name);
}

/** Fitted parameters with their 95 % intervals: a row each for one sweep, a row a sweep for a series. Null without fits. */
export function fitTable(file: ReportFile, series: SeriesAnalysis): Markup | null {
  const units = displayUnits(file.area?.value ?? null);
  const fits = series.sweeps.filter((s) => s.circuit !== null);
  const first = fits[0]?.circuit;
  if (first === null || first === undefined) return null;
  const caption = `Circuit ${first.circuit}: ± is half of the 95 % interval, – and … are its ends`;
  if (series.sweeps.length === 1) return singleFit(caption, first, units);
  const names = new Map<string, string>();
  for (const s of fits) for (const p of s.circuit?.parameters ?? []) if (!names.has(p.name)) names.set(p.name, p.unit);
  const columns = [...names].map(([name, unit]) => {
    const shown = parameterUnit(unit, units);
    return columnOf(
      symbolOf(name),
      shown.unit,
      shown.factor,
      series.sweeps.map((s) => {
        const p = find(s, name);
        return p === undefined || s.circuit === null ? null : { ...told(p, s.circuit), mark: markOf(p) };
      }),
    );
  });
  const residual = columnOf(
    html`residual`,
    "%",
    100,
    series.sweeps.map((s) =>
      s.circuit === null ? null : { value: Number(s.circuit.rmsResidual.toPrecision(2)), error: null },
    ),
  );
  const circuits = fits.flatMap((s) => s.circuit ?? []);
  const all = circuits.flatMap(({ parameters }) => parameters);
  return html`${sweepTable(file, series, caption, [...columns, residual])}${legendOf(all)}${ringLegend(circuits)}`;
}

function singleFit(caption: string, fit: CircuitFit, units: DisplayUnits): Markup {
  const { parameters } = fit;
  const rows = parameters.map((p) => {
    const shown = parameterUnit(p.unit, units);
    const column = columnOf(symbolOf(p.name), shown.unit, shown.factor, [told(p, fit)]);
    const { values, errors } = cellTexts(column);
    const relative =
      p.standardError === null
        ? ""
        : `${formatNumber((100 * NORMAL_95 * p.standardError) / Math.abs(p.value), { digits: 2 })} %`;
    return {
      head: column.head,
      value: values[0] as string,
      error: errors[0] as string,
      relative,
      status: markOf(p) || "free",
    };
  });
  const values = alignOnPoint(rows.map((r) => r.value));
  const head = html`<tr><th scope="col">Parameter</th><th scope="col" colspan="2">Value</th><th scope="col">Relative</th><th scope="col">Status</th></tr>`;
  const table = boxed(
    caption,
    head,
    rows.map(
      (
        r,
        i,
      ) => html`<tr><th scope="row">${r.head}</th><td>${values[i]}<td class="e">${r.error}<td>${r.relative}<td>${r.status}</tr>
`,
    ),
    false,
  );
  return html`${table}${legendOf(parameters)}${ringLegend([fit])}`;
}

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

/** The electrode area in words. */
export function areaText(file: ReportFile): string {
  if (file.area === null)
    return `not known; values in Ω and ${seriesUnits(file.series ?? { sweeps: [] }, null).current}`;
  return `${formatQuantity(file.area.value * 1e4, "cm²", 4)} (${file.area.from})`;
}
