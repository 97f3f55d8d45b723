import { bode } from "../../figures/bode.ts";
import { distributionBesideMap } from "../../figures/distribution-beside-map.ts";
import { largestGamma } from "../../figures/drt-overlay.ts";
import { kramersKronigResiduals } from "../../figures/kramers-kronig-residuals.ts";
import { mapPlaces } from "../../figures/map-places.ts";
import { nyquist } from "../../figures/nyquist.ts";
import type { Figure } from "../../figures/plotly.ts";
import { relaxationMap } from "../../figures/relaxation-map.ts";
import { seriesUnits } from "../../figures/series-axis.ts";
import { lightTheme } from "../../figures/theme.ts";
import { displayUnits } from "../../figures/units.ts";
import { mapSummary, sweepSummaries } from "../../report/summaries.ts";
import { paintAside } from "../plot/warm-up.ts";
import type { AnalyzedFile } from "../work/jobs.ts";

/** Draws the figures of an analysed file out of sight, one a step: those of the first file of the user are drawn by code that has run. */
export function* rehearse({ series, timeSeries, entry }: AnalyzedFile): Generator<void> {
  const [sweep] = series?.sweeps ?? [];
  if (series === null || sweep === undefined) return;
  const { area } = entry.cell;
  const theme = lightTheme;
  const steps: readonly (() => Figure | null)[] = [
    () => nyquist(sweep, { theme, area }),
    () => bode(sweep, { theme, area }),
    () => kramersKronigResiduals(sweep, { theme }),
    () => {
      mapPlaces(series, "time", seriesUnits(series, area));
      mapSummary(series, area);
      sweepSummaries(sweep, displayUnits(area));
      return null;
    },
    () => {
      const map = relaxationMap(series, { theme, area, timeSeries, roomAbove: true });
      drawn.push(map);
      return map;
    },
    () => distributionBesideMap(sweep, { theme, area, map: drawn[0] as Figure, top: largestGamma(series) }),
  ];
  const drawn: Figure[] = [];
  for (const step of steps) {
    const figure = step();
    yield;
    if (figure === null) continue;
    for (const _ of paintAside(figure)) yield;
  }
}
