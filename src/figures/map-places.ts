import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { extentOf } from "./extent.ts";
import { type Columns, centredColumns, timeColumns, timeMarks } from "./map-columns.ts";
import { type Along, seriesAxis } from "./series-axis.ts";
import { type DisplayUnits, timeUnit } from "./units.ts";

/** Where the sweeps of a series stand on the axis of its map. */
export interface MapPlaces {
  /** What the axis is: the wanted one, or time or sweep where the file does not have that. */
  readonly along: Along;
  readonly title: string;
  /** Ends of each sweep in the unit of the title. */
  readonly columns: Columns;
  /** Where each sweep itself is: on a time axis within its record, though its column reaches to the next one. */
  readonly marks: readonly number[];
  /** s in the unit of a time axis. */
  readonly seconds: number;
}

export function mapPlaces(series: SeriesAnalysis, along: Along, units: DisplayUnits): MapPlaces {
  const place = seriesAxis(series, along, units);
  const [first, last] = extentOf(series.sweeps.map(({ sweep }) => sweep.startTime ?? 0));
  const { seconds } = timeUnit(last - first);
  const { along: drawn, title, positions } = place;
  return drawn === "time"
    ? { along: drawn, title, columns: timeColumns(series, seconds), marks: timeMarks(series, seconds), seconds }
    : { along: drawn, title, columns: centredColumns(positions), marks: positions, seconds };
}

/** The sweep whose column holds a value of the axis, else the nearest. */
export function columnAt(columns: Columns, value: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  columns.forEach(([from, to], k) => {
    const distance = Math.max(Math.min(from, to) - value, value - Math.max(from, to), 0);
    if (distance < least) [nearest, least] = [k, distance];
  });
  return nearest;
}
