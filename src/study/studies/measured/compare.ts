import type { Warning } from "../../../base/warnings.ts";
import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { timeSeriesOf } from "../../../files/time-series.ts";
import { sweepsOfTables } from "../../../impedance/series/split.ts";
import { baseName } from "../../file-names.ts";
import type { SimulateDocument } from "../../simulate.ts";
import type { MeasuredFile } from "../plan-study.ts";
import { courseReader } from "./course-reader.ts";
import { compareSpectra, type SpectrumMisfit } from "./spectra.ts";

/** Share of the largest current by which currents may differ, and of the points that may lie farther off. */
const SAME_CURRENT = 0.02;
const FEW_POINTS = 0.05;

/** A measured course on the clock of the run, per area. */
export interface MeasuredCourse {
  /** s */
  readonly time: Float64Array;
  /** V; empty where the file has none. */
  readonly voltage: Float64Array;
  /** A/m²; empty where the file has none, or no area is known. */
  readonly current: Float64Array;
  /** C/m² from that of the run where the file begins; left out where it was not worked out, empty without currents. */
  readonly charge?: Float64Array;
}

/** How far the voltages lie apart, computed less measured. */
export interface VoltageMisfit {
  /** Measured points within the time of the run. */
  readonly points: number;
  /** V */
  readonly rms: number;
  readonly mean: number;
  /** V with its sign, and s: where the amount is largest. */
  readonly largest: number;
  readonly largestAt: number;
}

/** A run beside the measured file. */
export interface Comparison {
  readonly file: string;
  readonly sha256: string;
  /** m² that the file's currents and impedances are divided by. */
  readonly area: number | null;
  /** s on the clock of the run at which the file begins. */
  readonly start: number;
  readonly course: MeasuredCourse | null;
  readonly voltage: VoltageMisfit | null;
  readonly spectra: readonly SpectrumMisfit[];
  readonly warnings: readonly Warning[];
}

/** Lays a measured file over a run, and says by how much they differ. */
export function compareWithMeasured(document: SimulateDocument, measured: MeasuredFile): Comparison {
  const { measurement, start, file, sha256 } = measured;
  const area = measured.area ?? document.options.area;
  const series = measurement.tables.map(timeSeriesOf).find((one) => one !== null) ?? null;
  const sweeps = sweepsOfTables(measurement.tables);
  const name = baseName(file);
  const origin = series?.time[0] ?? sweeps[0]?.startTime ?? 0;
  const course: MeasuredCourse | null =
    series === null
      ? null
      : {
          time: series.time.map((t) => start + t - origin),
          voltage: series.voltage ?? new Float64Array(0),
          current: series.current === null || area === null ? new Float64Array(0) : series.current.map((i) => i / area),
        };
  const spectra = area === null ? [] : compareSpectra(document.spectra, sweeps, area, start - origin);
  return {
    file,
    sha256,
    area,
    start,
    course,
    voltage: course === null ? null : voltageMisfit(document, course),
    spectra,
    warnings: [
      ...(measured.area === null ? [unknownArea(name, area)] : []),
      ...(course === null ? [] : courseWarnings(document, course, name)),
      ...(sweeps.length > 0 && area !== null ? spectrumWarnings(spectra, sweeps.length, document.spectra.length) : []),
    ],
  };
}

/**
 * A measured course with the charge that its current passed, by the trapezoidal rule over its recorded points, from the charge that the
 * run had where the file begins.
 */
export function withCharge({ series }: Pick<SimulateDocument, "series">, course: MeasuredCourse): MeasuredCourse {
  const { time, current } = course;
  const charge = new Float64Array(current.length);
  const before = courseReader(series.time, series.charge)(time[0] ?? 0);
  if (charge.length > 0) charge[0] = Number.isFinite(before) ? before : 0;
  for (let k = 1; k < charge.length; k++) {
    const mean = ((current[k] as number) + (current[k - 1] as number)) / 2;
    const passed = mean * ((time[k] as number) - (time[k - 1] as number));
    charge[k] = (charge[k - 1] as number) + (Number.isFinite(passed) ? passed : 0);
  }
  return { ...course, charge };
}

function voltageMisfit({ series }: SimulateDocument, { time, voltage }: MeasuredCourse): VoltageMisfit | null {
  const computed = courseReader(series.time, series.voltage);
  let [points, square, sum, largest, largestAt] = [0, 0, 0, 0, 0];
  for (let k = 0; k < voltage.length; k++) {
    const off = computed(time[k] as number) - (voltage[k] as number);
    if (!Number.isFinite(off)) continue;
    points++;
    square += off * off;
    sum += off;
    if (Math.abs(off) > Math.abs(largest)) [largest, largestAt] = [off, time[k] as number];
  }
  return points === 0 ? null : { points, rms: Math.sqrt(square / points), mean: sum / points, largest, largestAt };
}

function unknownArea(file: string, area: number | null): Warning {
  return {
    code: "area-not-entered",
    message:
      area === null
        ? `${file} does not say the area of its electrode, and neither does the study: currents and spectra are not compared. Give measured.area, as in 0.385 cm2.`
        : `${file} does not say the area of its electrode: that of the cell, ${formatNumber(1e4 * area)} cm², was taken.`,
  };
}

function courseWarnings(
  { series, summary }: SimulateDocument,
  { time, current }: MeasuredCourse,
  file: string,
): Warning[] {
  const warnings: Warning[] = [];
  const [first, last] = [time[0] ?? 0, time.at(-1) ?? 0];
  const end = series.time.at(-1) ?? 0;
  const length = Math.max(last - first, summary.duration);
  if (Math.abs(last - end) > 0.01 * length) {
    warnings.push({
      code: "other-duration",
      message: `${file} ends at ${formatDuration(last)}, the run at ${formatDuration(end)}: only the time of both is compared.`,
    });
  }
  const computed = courseReader(series.time, series.current);
  const size = Math.max(...Array.from(series.current, Math.abs), ...Array.from(current, Math.abs), 0);
  let [points, apart, at] = [0, 0, Number.NaN];
  for (let k = 0; k < current.length; k++) {
    const off = computed(time[k] as number) - (current[k] as number);
    if (!Number.isFinite(off)) continue;
    points++;
    if (Math.abs(off) <= SAME_CURRENT * size) continue;
    apart++;
    if (Number.isNaN(at)) at = time[k] as number;
  }
  if (apart > FEW_POINTS * points) {
    warnings.push({
      code: "other-protocol",
      message: `The currents of ${file} and of the run differ in ${formatNumber((100 * apart) / points, { digits: 2 })} % of the points, first at ${formatDuration(at)}: it was measured by another protocol, with another area or from another start. Write protocol: from measured to run what the instrument was set to.`,
    });
  }
  return warnings;
}

function spectrumWarnings(spectra: readonly SpectrumMisfit[], measured: number, computed: number): Warning[] {
  const alone = measured - spectra.length;
  if (alone === 0) return [];
  return [
    {
      code: "spectra-not-compared",
      message: `${alone} of ${measured} measured spectra have no computed one near them in time (the run took ${computed}).`,
    },
  ];
}
