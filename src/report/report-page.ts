import { type FileFigures, fileFigures, type PlacedFigure } from "./file-figures.ts";
import { html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { type Packed, Packer } from "./pack.ts";
import { pageShell, palettes, pictureName } from "./page-shell.ts";
import { panel } from "./panel.ts";
import { inlineJson } from "./policy.ts";
import { fileSection, navigation } from "./sections.ts";

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
  return inlineJson({ shapes: packer.shapes, pool: packer.pool, palettes, plots, series, names });
}

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
  const several = input.files.length > 1;
  const body = html`<div class="page">
<nav aria-label="Contents"><ul>${timelines.map(({ id, title }) => html`<li><a href="#${id}">${timelines.length === 1 ? "Timeline" : title}</a></li>`)}${input.files.map((file, i) => navigation(file, all[i] as FileFigures, `f${i + 1}`, several))}</ul></nav>
<main>${timelines.length === 0 ? null : html`<div class="grid">${timelines.map(panel)}</div>`}
${input.files.map((file, i) => fileSection(file, all[i] as FileFigures, `f${i + 1}`, input.version, input.commandLine))}
<footer>Liquidus ${input.version}${input.generated == null ? null : `, ${input.generated}`}. Nothing in this page leaves this machine.</footer>
</main>
</div>
`;
  return pageShell({ ...input, kind: "report", body, data: pageData(input, all, timelines) });
}
