import type { Warning } from "../base/warnings.ts";
import { formatNumber, formatQuantity } from "../figures/format-number.ts";
import { seriesUnits } from "../figures/series-axis.ts";
import { processStyle } from "../figures/theme.ts";
import type { Setting } from "../files/measurement.ts";
import type { FileFigures } from "./file-figures.ts";
import { findings } from "./findings.ts";
import { fitTable } from "./fit-table.ts";
import { html, type Markup, raw } from "./html.ts";
import type { ReportFile } from "./input.ts";
import { methodsParagraph } from "./methods.ts";
import { glyph, panel } from "./panel.ts";
import { peakTable } from "./peak-table.ts";
import { rejectedTable } from "./sweep-table.ts";

function marker(process: number): Markup {
  const style = processStyle(process);
  return html`<span class="marker ${style.color}" aria-hidden="true">${style.glyph}</span>`;
}

/** The electrode area in words. */
function areaText(file: ReportFile): string {
  if (file.area === null)
    return `not known; values in Ω and ${seriesUnits(file.series ?? { sweeps: [] }, null).current}`;
  return `${formatQuantity(file.area.value * 1e4, "cm²", 4)} (${file.area.from})`;
}

function settingText({ values, unit }: Setting): string {
  const texts = values.map((v) => (typeof v === "number" ? formatNumber(v) : v));
  const shown = new Set(texts).size === 1 ? (texts[0] as string) : texts.join(", ");
  return unit === null || unit === "" ? shown : `${shown} ${unit}`;
}

function facts(file: ReportFile): Markup {
  const m = file.measurement;
  const device = [m?.instrument.maker, m?.instrument.model].filter((x) => x != null).join(" ");
  const named = (word: string, value: string | null | undefined): string => (value == null ? "" : `${word} ${value}`);
  const instrument = [
    device,
    named("serial number", m?.instrument.serialNumber),
    named("channel", m?.instrument.channel),
    m?.instrument.software ?? "",
  ].filter((x) => x !== "");
  const rows: (readonly [string, string | null])[] = [
    ["File", m?.formatTitle ?? null],
    ["Started", m?.start == null ? null : m.start.local.replace("T", ", ").replace(/\.\d+$/, "")],
    ["Instrument", instrument.join(", ")],
    ["Area", areaText(file)],
    ["Electrode", m?.cell.electrodeMaterial ?? null],
    ["Electrolyte", m?.cell.electrolyte ?? null],
    ["Reference", m?.cell.referenceElectrode ?? null],
    ["Comment", m?.cell.comment ?? null],
  ];
  const shown = rows.filter(([, value]) => value !== null && value !== "");
  const settings = m?.settings ?? [];
  return html`<section class="facts"><h3>Measurement</h3><dl>${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>${
    settings.length === 0
      ? null
      : html`<details><summary>${settings.length} settings of the technique</summary><dl>${settings.map((s) => html`<dt>${s.name}</dt><dd>${settingText(s)}</dd>`)}</dl></details>`
  }</section>`;
}

function story(file: ReportFile, key: string): Markup {
  const items = findings(file).map(
    (f) =>
      html`<li>${f.process === undefined ? glyph(f.verdict) : marker(f.process)}<div>${f.lead === "" ? null : html`<b>${f.lead}</b> `}<span>${f.rest.trim()}</span></div></li>`,
  );
  const list = items.length > 0 ? html`<ul>${items}</ul>` : html`<p class="none">No impedance sweeps in this file.</p>`;
  return html`<div class="story"><section class="findings" id="${key}-findings"><h3>Findings</h3>${list}</section>${file.measurement === null ? null : facts(file)}</div>
`;
}

function selector(figures: FileFigures, key: string): Markup {
  const n = figures.labels.length;
  const label = figures.labels[figures.start] as string;
  if (n === 1) {
    return html`<div class="bar" id="${key}-one"><h3>Spectrum</h3><span class="remark">${label}; points are measured, lines computed</span></div>`;
  }
  return html`<div class="bar" id="${key}-sweep"><h3 id="${key}-one">One sweep</h3><button type="button" data-step="-1" aria-label="Sweep before">‹</button><input type="range" min="0" max="${n - 1}" step="1" value="${figures.start}" aria-label="Sweep" aria-valuetext="${label}"><button type="button" data-step="1" aria-label="Next sweep">›</button><output>${label}</output></div>`;
}

function sweepGrid(figures: FileFigures, key: string): Markup | null {
  if (figures.sweep.length === 0) return null;
  const panels = figures.sweep.map(({ id, title, remark, captions }) =>
    panel({ id, title, remark, summary: captions[figures.start] as string, width: "w3", height: "" }),
  );
  return html`<section aria-label="One sweep">${selector(figures, key)}<div class="grid">${panels}</div></section>
`;
}

function tables(file: ReportFile, key: string): Markup | null {
  if (file.series === null) return null;
  const [fits, peaks] = [fitTable(file, file.series), peakTable(file, file.series)];
  const rejected = rejectedTable(file.series);
  if (fits === null && peaks === null && rejected === null) return null;
  return html`<section class="tables" id="${key}-tables"><h3>Results</h3>${fits === null ? null : html`<div>${fits}</div>`}${peaks === null ? null : html`<div>${peaks}</div>`}${rejected === null ? null : html`<div class="why">${rejected}</div>`}</section>
`;
}

/** The warnings that no finding tells, each once. */
function warningsOf(file: ReportFile): readonly Warning[] {
  const told = new Set(findings(file).map(({ code }) => code));
  const seen = new Set<string>();
  return [...file.warnings, ...(file.series?.warnings ?? [])].filter(
    ({ code, message }) => !told.has(code) && !seen.has(message) && seen.add(message),
  );
}

function warningList(file: ReportFile, key: string): Markup | null {
  const unique = warningsOf(file);
  if (unique.length === 0) return null;
  return html`<section class="text" id="${key}-warnings"><h3>Warnings</h3><ul>${unique.map((w) => html`<li>${w.message}</li>`)}</ul></section>
`;
}

function provenance(file: ReportFile, key: string, version: string, command: string | null): Markup {
  const methods = methodsParagraph(file, version);
  const withNumbers = file.series !== null || file.timeSeries !== null;
  return html`${methods === null ? null : html`<section class="text" id="${key}-methods"><h3>Methods</h3><p>${methods}</p></section>`}<section class="text" id="${key}-provenance"><h3>Provenance</h3><dl><dt>File</dt><dd>${file.name}</dd><dt>sha256</dt><dd class="hash">${file.sha256}</dd><dt>Program</dt><dd>Liquidus ${version}</dd>${command === null ? null : html`<dt>Command</dt><dd><code>${command}</code></dd>`}${file.options.map((o) => html`<dt>${o.name}</dt><dd>${o.value}</dd>`)}${withNumbers ? raw("<dt>Numbers</dt><dd>In the figures of this page rounded to 4–5 digits; full values stand in results.json and in the tables.</dd>") : null}</dl></section>
`;
}

/** Everything the report says of one file. */
export function fileSection(
  file: ReportFile,
  figures: FileFigures,
  key: string,
  version: string,
  command: string | null,
): Markup {
  const m = file.measurement;
  const line = m?.technique ?? "";
  const single = figures.labels.length === 1;
  return html`<section class="file" id="${key}" aria-labelledby="${key}-name"><header><h2 id="${key}-name">${file.name}</h2>${line === "" ? null : html`<p>${line}</p>`}</header>${story(file, key)}${single ? sweepGrid(figures, key) : null}${
    figures.overview.length === 0
      ? null
      : html`<div class="grid" id="${key}-figures">${figures.overview.map(panel)}</div>`
  }${single ? null : sweepGrid(figures, key)}${tables(file, key)}${warningList(file, key)}${provenance(file, key, version, command)}</section>
`;
}

/** Entries of the navigation for one file: those sections that it has. */
export function navigation(file: ReportFile, figures: FileFigures, key: string, several: boolean): Markup {
  const entries: (readonly [string, string, boolean])[] = [
    ["findings", "Findings", true],
    ["figures", figures.map === null ? "Figures" : "Map and series", figures.overview.length > 0],
    ["one", figures.labels.length === 1 ? "Spectrum" : "One sweep", figures.sweep.length > 0],
    [
      "tables",
      "Results",
      (file.series?.sweeps ?? []).some(
        (s) => s.circuit !== null || (s.drt?.peaks.length ?? 0) > 0 || s.kramersKronig?.verdict === "fails",
      ),
    ],
    ["warnings", "Warnings", warningsOf(file).length > 0],
    ["methods", "Methods", (file.series?.sweeps.length ?? 0) > 0],
    ["provenance", "Provenance", true],
  ];
  return html`${several ? html`<li><a class="file" href="#${key}">${file.name}</a></li>` : null}${entries
    .filter(([, , there]) => there)
    .map(([id, words]) => html`<li><a href="#${key}-${id}">${words}</a></li>`)}`;
}
