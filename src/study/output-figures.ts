import { bode } from "../figures/bode.ts";
import { cumulativeResistance } from "../figures/cumulative-resistance.ts";
import { drtOverlay } from "../figures/drt-overlay.ts";
import { kramersKronigResiduals } from "../figures/kramers-kronig-residuals.ts";
import { type AskedColors, colorBoundsOn } from "../figures/map-colors.ts";
import { nyquist } from "../figures/nyquist.ts";
import { nyquistSeries } from "../figures/nyquist-series.ts";
import type { Figure } from "../figures/plotly.ts";
import { relaxationMap } from "../figures/relaxation-map.ts";
import { resistances } from "../figures/resistances.ts";
import { lightTheme } from "../figures/theme.ts";
import { voltageAndCurrent } from "../figures/voltage-and-current.ts";
import { processes } from "../impedance/series/tracks.ts";
import type { FileAnalysis } from "./analyze.ts";
import type { OutputFile } from "./convert.ts";
import { optionTexts } from "./option-texts.ts";

/** Of up to this many sweeps each gets its own figures; of longer series the figures of the first and last sweep are written. */
const FEW = 3;

/** A figure with its name; the sweep that it shows, counted from 1, where it shows one. */
type Named = readonly [name: string, figure: Figure, sweep?: number];

/** Each figure of a file as Plotly JSON, in the light theme; `layout.meta` says what it was made from, and how. */
export function* exportedFigures(file: FileAnalysis, stem: string, colors?: AskedColors): Generator<OutputFile> {
  const { entry } = file;
  const origin = {
    file: entry.file,
    sha256: entry.sha256,
    program: `liquidus ${entry.program.version}`,
    options: Object.fromEntries(optionTexts(entry).map(({ name, value }) => [name, value])),
  };
  for (const [name, { data, layout }, sweep] of figuresOf(file, colors)) {
    const meta = sweep === undefined ? origin : { ...origin, sweep };
    const content = JSON.stringify({ data, layout: { ...layout, meta } });
    yield { name: `figures/${stem}_${name}.json`, content: `${content}\n` };
  }
}

function* figuresOf({ series, timeSeries, cell }: FileAnalysis, colors?: AskedColors): Generator<Named> {
  const look = { theme: lightTheme, area: cell.area, highestFrequency: series?.highestFrequency ?? null };
  const sweeps = series?.sweeps ?? [];
  if (timeSeries) yield ["voltage-and-current", voltageAndCurrent(timeSeries, { ...look, sweeps })];
  if (!series) return;
  if (sweeps.length > 1) {
    yield ["nyquist", nyquistSeries(series, look)];
    if (series.map) {
      yield [
        "relaxation-map",
        relaxationMap(series, { ...look, timeSeries, colors: colors ? colorBoundsOn(colors, cell.area) : null }),
      ];
      yield ["relaxation-times", drtOverlay(sweeps, look)];
    }
    if (processes(series).tracks.length > 0) yield ["resistances", resistances(series, look)];
  }
  const own = sweeps.length <= FEW ? sweeps : [sweeps[0], sweeps[sweeps.length - 1]];
  for (const sweep of own) {
    if (!sweep) continue;
    const number = sweep.sweep.index + 1;
    const prefix = sweeps.length === 1 ? "" : `sweep-${number}_`;
    yield [`${prefix}nyquist`, nyquist(sweep, look), number];
    yield [`${prefix}bode`, bode(sweep, look), number];
    if (sweep.drt) {
      yield [`${prefix}relaxation-times`, drtOverlay([sweep], look), number];
      yield [`${prefix}cumulative-resistance`, cumulativeResistance(sweep, look), number];
    }
    if (sweep.kramersKronig) yield [`${prefix}kramers-kronig-residuals`, kramersKronigResiduals(sweep, look), number];
  }
}
