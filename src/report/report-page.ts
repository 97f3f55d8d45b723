import { darkTheme, type FigureTheme, lightTheme } from "../figures/theme.ts";
import { type FileFigures, fileFigures, type PlacedFigure } from "./file-figures.ts";
import { html, raw } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { base64, type Packed, Packer } from "./pack.ts";
import { contentSecurityPolicy, inlineJson, inlineScript } from "./policy.ts";
import { reportScript } from "./script.ts";
import { fileSection, navigation, panel } from "./sections.ts";
import { styleSheet } from "./style.ts";

function palette(theme: FigureTheme): Record<string, string> {
  const colors: Record<string, string> = { ...theme.color };
  theme.melt.forEach((color, i) => {
    colors[`m${i}`] = color;
  });
  return colors;
}

/** A name for an exported picture: what stands safely in a file name. */
function pictureName(file: string, title: string): string {
  const clean = (text: string): string => text.replace(/\.[A-Za-z0-9]{1,5}$/, "").replace(/[^\p{L}\p{N}]+/gu, "_");
  return `${clean(file)}_${clean(title)}`.slice(0, 80);
}

interface SeriesData {
  readonly labels: readonly string[];
  readonly at: readonly number[];
  readonly map: string | null;
  readonly start: number;
  readonly plots: Record<string, Packed[]>;
  /** Parts that joined by a full stop and a space are the caption of a sweep. */
  readonly captions: Record<string, readonly Packed[]>;
}

function pageData(input: ReportInput, all: readonly FileFigures[], timelines: readonly PlacedFigure[]): string {
  const packer = new Packer();
  const plots: Record<string, Packed> = {};
  const names: Record<string, string> = {};
  const series: Record<string, SeriesData> = {};
  for (const timeline of timelines) {
    plots[timeline.id] = packer.add({ ...timeline.figure });
    names[timeline.id] = pictureName(input.title, timeline.title);
  }
  all.forEach((figures, i) => {
    const file = input.files[i]?.name ?? "";
    for (const { id, title, figure } of figures.overview) {
      plots[id] = packer.add({ ...figure });
      names[id] = pictureName(file, title);
    }
    for (const { id, title, figures: sweeps } of figures.sweep) {
      names[id] = pictureName(file, title);
      if (sweeps.length === 1 && sweeps[0] !== undefined) plots[id] = packer.add({ ...sweeps[0] });
    }
    if (figures.labels.length > 1) {
      series[`f${i + 1}-sweep`] = {
        labels: figures.labels,
        at: figures.positions.map((x) => Number(x.toPrecision(6))),
        map: figures.map,
        start: figures.start,
        plots: Object.fromEntries(figures.sweep.map((p) => [p.id, p.figures.map((f) => packer.add({ ...f }))])),
        captions: Object.fromEntries(
          figures.sweep.map((p) => [p.id, p.captions.map((caption) => packer.add(caption.split(". ")))]),
        ),
      };
    }
  });
  const palettes = { light: palette(lightTheme), dark: palette(darkTheme) };
  return inlineJson({ shapes: packer.shapes, pool: packer.pool, palettes, plots, series, names });
}

const MARK = raw(
  '<svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><rect width="22" height="22" rx="4" fill="var(--accent)"/><path d="M3 6c4 0 5 9 9 9 2.5 0 3-5 7-5" fill="none" stroke="var(--onAccent)" stroke-width="1.8"/><path d="M3 17h16" stroke="var(--onAccent)" stroke-width="1.3" opacity=".6"/></svg>',
);

/**
 * The report as one self-contained page: words first, then figures, tables, methods and provenance. It asks nothing
 * of the network, shows every text of a file as text, and runs only its own two scripts (their hashes stand in its policy).
 * The same input gives the same page to the byte.
 */
export function reportPage(input: ReportInput): string {
  const all = input.files.map((file, i) => fileFigures(file, `f${i + 1}`));
  const timelines = (input.timelines ?? []).map(
    (figure, i): PlacedFigure => ({
      ...figure,
      id: `timeline-${i + 1}`,
      remark: "all files",
      width: "w12",
      height: "",
    }),
  );
  // What is inserted later is not read by the HTML parser: it stands as it is.
  const plotting = input.deflate ? input.plottingScript : inlineScript(input.plottingScript);
  const own = inlineScript(reportScript);
  const several = input.files.length > 1;
  const head = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(contentSecurityPolicy([plotting, own], input.sha256))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Liquidus ${input.version}">
<meta name="referrer" content="no-referrer">
<title>${input.title} – Liquidus report</title>
<link rel="icon" href="data:,">
<style>${raw(styleSheet())}</style>
</head>
<body>
<header class="top"><div class="mark">${MARK}<b>Liquidus</b></div><h1 title="${input.title}">${input.title}</h1><span class="space"></span><button type="button" id="theme" hidden title="Switch between light and dark">Dark</button></header>
<noscript><p class="note">The figures need scripts, which are switched off here. Words and tables are complete.</p></noscript>
<div class="page">
<nav aria-label="Contents"><ul>${timelines.map(({ id, title }) => html`<li><a href="#${id}">${timelines.length === 1 ? "Timeline" : title}</a></li>`)}${input.files.map((file, i) => navigation(file, all[i] as FileFigures, `f${i + 1}`, several))}</ul></nav>
<main>${timelines.length === 0 ? null : html`<div class="grid">${timelines.map(panel)}</div>`}
${input.files.map((file, i) => fileSection(file, all[i] as FileFigures, `f${i + 1}`, input.version, input.commandLine))}
<footer>Liquidus ${input.version}${input.generated == null ? null : `, ${input.generated}`}. Nothing in this page leaves this machine.</footer>
</main>
</div>
`;
  return `${head.markup}${dataScript("figures", pageData(input, all, timelines), input.deflate)}
${input.deflate ? dataScript("plotting", plotting, input.deflate) : `<script>${plotting}</script>`}
<script>${own}</script>
</body>
</html>
`;
}

/** A text that the page's script reads: in the open, or compressed in base64. */
function dataScript(id: string, text: string, deflate: ReportInput["deflate"]): string {
  if (!deflate) return `<script type="application/json" id="${id}">${text}</script>`;
  const packed = base64(deflate(new TextEncoder().encode(text)));
  return `<script type="text/plain" id="${id}" data-deflate>${packed}</script>`;
}
