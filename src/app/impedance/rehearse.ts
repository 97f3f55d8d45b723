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
import { voltageAndCurrent } from "../../figures/voltage-and-current.ts";
import type { TimeSeries } from "../../files/time-series.ts";
import { mapSummary, sweepSummaries, voltageSummary } from "../../report/summaries.ts";
import { paintAside } from "../plot/warm-up.ts";
import type { AnalyzedFile } from "../work/jobs.ts";

/** Points of a course so long that what goes through all of them is compiled for speed. */
const LONG = 100_000;

function longCourse(): TimeSeries {
  const time = Float64Array.from({ length: LONG }, (_, k) => k);
  return { time, voltage: time.map((t) => t % 977), current: time.map((t) => (t % 1013) * 1e-6) };
}

/** Draws the figures of an analysed file out of sight, one a step: those of the first file of the user are drawn by code that has run. */
export function* rehearse({ series, timeSeries, entry }: AnalyzedFile): Generator<void> {
  const [sweep] = series?.sweeps ?? [];
  if (series === null || sweep === undefined) return;
  const { area } = entry.cell;
  const theme = lightTheme;
  const steps: readonly (() => Figure | null)[] = [
    () => voltageAndCurrent(longCourse(), { theme, area, points: "typed" }),
    () => nyquist(sweep, { theme, area }),
    () => bode(sweep, { theme, area }),
    () => kramersKronigResiduals(sweep, { theme }),
    () => {
      mapPlaces(series, "time", seriesUnits(series, area));
      mapSummary(series, area);
      voltageSummary(longCourse(), 0, area);
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
