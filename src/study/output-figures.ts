import { bode } from "../figures/bode.ts";
import { drtOverlay } from "../figures/drt-overlay.ts";
import { kramersKronigResiduals } from "../figures/kramers-kronig-residuals.ts";
import { nyquist } from "../figures/nyquist.ts";
import { nyquistSeries } from "../figures/nyquist-series.ts";
import type { Figure } from "../figures/plotly.ts";
import { relaxationMap } from "../figures/relaxation-map.ts";
import { resistances } from "../figures/resistances.ts";
import { lightTheme } from "../figures/theme.ts";
import { processes } from "../figures/tracks.ts";
import { voltageAndCurrent } from "../figures/voltage-and-current.ts";
import type { FileAnalysis } from "./analyze.ts";
import type { OutputFile } from "./convert.ts";

/** Of up to this many sweeps each gets its own figures; of longer series the figures of the first and last sweep are written. */
const FEW = 3;

/** Each figure of a file as Plotly JSON, in the light theme. */
export function* exportedFigures(file: FileAnalysis, stem: string): Generator<OutputFile> {
  for (const [name, figure] of figuresOf(file)) {
    yield { name: `figures/${stem}_${name}.json`, content: `${JSON.stringify(figure)}\n` };
  }
}

function* figuresOf({ series, timeSeries, cell }: FileAnalysis): Generator<[name: string, figure: Figure]> {
  const look = { theme: lightTheme, area: cell.area, highestFrequency: series?.highestFrequency ?? null };
  const sweeps = series?.sweeps ?? [];
  if (timeSeries) yield ["voltage-and-current", voltageAndCurrent(timeSeries, { ...look, sweeps })];
  if (!series) return;
  if (sweeps.length > 1) {
    yield ["nyquist", nyquistSeries(series, look)];
    if (series.map) {
      yield ["relaxation-map", relaxationMap(series, { ...look, timeSeries })];
      yield ["relaxation-times", drtOverlay(sweeps, look)];
    }
    if (processes(series).tracks.length > 0) yield ["resistances", resistances(series, look)];
  }
  const own = sweeps.length <= FEW ? sweeps : [sweeps[0], sweeps[sweeps.length - 1]];
  for (const sweep of own) {
    if (!sweep) continue;
    const prefix = sweeps.length === 1 ? "" : `sweep-${sweep.sweep.index + 1}_`;
    yield [`${prefix}nyquist`, nyquist(sweep, look)];
    yield [`${prefix}bode`, bode(sweep, look)];
    if (sweep.drt) yield [`${prefix}relaxation-times`, drtOverlay([sweep], look)];
    if (sweep.kramersKronig) yield [`${prefix}kramers-kronig-residuals`, kramersKronigResiduals(sweep, look)];
  }
}
