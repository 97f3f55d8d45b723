import { extentOf, keptExtent } from "../figures/extent.ts";
import { countWord, formatNumber, formatQuantity, formatRange } from "../figures/format-number.ts";
import { type ColorBounds, type MapColors, mapColors } from "../figures/map-colors.ts";
import { onsetOf } from "../figures/map-onset.ts";
import { MOST_LINES } from "../figures/nyquist-series.ts";
import { UNDETERMINED_MEANS } from "../figures/process-words.ts";
import { fails, naturalAxis } from "../figures/series-axis.ts";
import { type DisplayUnits, displayUnits } from "../figures/units.ts";
import { highestFrequencyOf } from "../figures/used-points.ts";
import type { TimeSeries } from "../files/time-series.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { determinedPoints, middleTau, processes } from "../impedance/series/tracks.ts";
import { hypot, log10 } from "../numerics/elementary/index.ts";
import { isFarOff, processName } from "./track-finding.ts";
import { capital, plural as pluralOf } from "./words.ts";

function plural(n: number, word: string): string {
  return `${countWord(n)} ${pluralOf(n, word)}`;
}

export function voltageSummary(series: TimeSeries, sweeps: number, area: number | null): string {
  const units = displayUnits(area, keptExtent(series.current ?? new Float64Array(0)));
  const span = (values: Float64Array, factor: number, unit: string): string => {
    const [low, high] = keptExtent(values);
    if (high - low <= 1e-3 * Math.abs(high)) return formatQuantity(high * factor, unit);
    return `${formatNumber(low * factor, { digits: 3 })} to ${formatNumber(high * factor, { digits: 3 })}\u00A0${unit}`;
  };
  const parts = [
    ...(series.voltage === null ? [] : [`voltage ${span(series.voltage, 1, "V")}`]),
    ...(series.current === null
      ? []
      : [`${units.areal ? "current density" : "current"} ${span(series.current, units.currentFactor, units.current)}`]),
  ];
  const marks = sweeps > 0 ? `; ${plural(sweeps, "impedance sweep")} marked above` : "";
  return `${capital(parts.join(", "))}${marks}.`;
}

/** Which sweeps are cut at the end of the colours of a map, in a sentence; empty: none is. */
export function clippedWords(
  { sweeps }: SeriesAnalysis,
  { clipped, reach, top }: MapColors,
  units: DisplayUnits,
): string {
  const [first] = clipped;
  if (first === undefined) return "";
  const said = (value: number): string => formatQuantity(value, units.resistance);
  const ends = `the colours end at ${said(top)}`;
  if (clipped.length > 1) {
    return `${capital(plural(clipped.length, "sweep"))} fail Kramers-Kronig and reach up to ${said(reach)}: ${ends} without them.`;
  }
  const name = `Sweep ${(sweeps[first]?.sweep.index ?? 0) + 1}`;
  return `${name} fails Kramers-Kronig and reaches ${said(reach)}: ${ends} without it.`;
}

/** "three decades", or where the ends were set how many. */
function spanWords({ floor, top }: MapColors): string {
  const decades = log10(top / floor);
  return Math.abs(decades - 3) < 1e-9 ? "three decades" : `${formatNumber(decades, { digits: 2 })} decades`;
}

export function mapSummary(series: SeriesAnalysis, area: number | null, bounds: ColorBounds | null = null): string {
  const units = displayUnits(area);
  const { source, tracks: all } = processes(series);
  const tracks = all.filter((track) => !isFarOff(series, track));
  const colors = series.map && mapColors(series.map, series, units.resistanceFactor, bounds);
  let [least, top] = [0, 0];
  for (const g of series.map?.gamma ?? []) {
    if (g > top) top = g;
    if (g < least) least = g;
  }
  const names = tracks.map((t) => formatQuantity(middleTau(t), "s", 2));
  const failed = series.sweeps.filter(fails).length;
  const lines =
    tracks.length > 0
      ? `lines follow ${plural(tracks.length, processName(source))} near ${names.join(", ")} where the data determine them. `
      : "";
  const red =
    failed > 0
      ? ` Hatched red: where ${plural(failed, "sweep")} ${failed === 1 ? "fails" : "fail"} Kramers-Kronig.`
      : "";
  const onset = onsetOf(series);
  const told = onset === undefined ? "" : ` Dashed: the onset, grey: its interval of 95 %.`;
  const [from, to] = [least, top].map((g) => formatQuantity(g * units.resistanceFactor, units.resistance));
  const drawn = colors?.signed
    ? `γ from ${from} to ${to}, colour over ${spanWords(colors)} to both sides of zero`
    : `γ up to ${to}, colour over ${colors === null ? "three decades" : spanWords(colors)}`;
  const cut = colors ? clippedWords(series, colors, units) : "";
  return `${drawn}${lines === "" ? ". " : `; ${lines}`}${cut === "" ? "" : `${cut} `}Hatched grey: not measured.${red}${told}`;
}

export function nyquistSeriesSummary(series: SeriesAnalysis, area: number | null): string {
  const units = displayUnits(area);
  const [low, high] = extentOf(series.sweeps.flatMap((s) => Array.from(s.sweep.spectrum.real)));
  const failed = series.sweeps.some(fails) ? " Crosses: sweeps that fail Kramers-Kronig." : "";
  const leftOut = highestFrequencyOf(series) === null ? "" : " Grey +: left out.";
  const n = series.sweeps.length;
  const count = n > MOST_LINES ? `${MOST_LINES} of ${formatNumber(n)} sweeps` : capital(plural(n, "sweep"));
  return `${count}, Z′ ${formatRange(low * units.resistanceFactor, high * units.resistanceFactor, units.resistance)}; points are measured, lines computed.${failed}${leftOut}`;
}

export function overlaySummary(series: SeriesAnalysis, area: number | null): string {
  const units = displayUnits(area);
  const r = series.sweeps.flatMap((s) =>
    s.drt === null ? [] : [s.drt.polarizationResistance * units.resistanceFactor],
  );
  const [low, high] = extentOf(r);
  return `The area under all peaks is ${formatRange(low, high, units.resistance)}; hatched where the frequencies do not reach.`;
}

export function resistancesSummary(series: SeriesAnalysis): string {
  const { source, tracks } = processes(series);
  if (tracks.length === 0) return "R∞ of the relaxation times; no process is followed.";
  const along = { current: "current", time: "time", sweep: "sweep number" }[naturalAxis(series)];
  const bars = tracks.some((track) => track.points.some(({ resistanceEnds }) => resistanceEnds !== null))
    ? "bars are 95 %"
    : "from the areas under the peaks, which carry no interval";
  const open = tracks.some((t) => determinedPoints(t).length < t.points.length);
  return `${capital(plural(tracks.length, processName(source)))} against ${along}; ${bars}.${open ? ` Open marks: ${UNDETERMINED_MEANS}.` : ""}`;
}

/** Summaries of the figures of one sweep. */
export interface SweepSummaries {
  readonly nyquist: string;
  readonly bode: string;
  readonly drt: string;
  readonly cumulative: string;
  readonly kramersKronig: string;
}

export function sweepSummaries(s: SweepAnalysis, units: DisplayUnits): SweepSummaries {
  const z = s.sweep.spectrum;
  const [low, high] = extentOf(z.real);
  const modulus = extentOf(Array.from(z.real, (re, i) => hypot(re, z.imaginary[i] as number)));
  const range = (a: number, b: number): string =>
    formatRange(a * units.resistanceFactor, b * units.resistanceFactor, units.resistance);
  const fit =
    s.circuit === null ? "" : ` The circuit deviates by ${formatQuantity(100 * s.circuit.rmsResidual, "%", 2)}.`;
  const peaks = s.drt?.peaks ?? [];
  return {
    nyquist: `Z′ ${range(low, high)}, ${z.frequency.length} ${z.frequency.length === 1 ? "point" : "points"}.${fit}`,
    bode: `|Z| ${range(modulus[0], modulus[1])}.`,
    drt:
      s.drt === null
        ? "No relaxation times for this sweep."
        : `${capital(plural(peaks.length, "peak"))}; together ${formatQuantity(s.drt.polarizationResistance * units.resistanceFactor, units.resistance)}, ohmic ${formatQuantity(s.drt.ohmicResistance * units.resistanceFactor, units.resistance)}. ${s.drt.words}`,
    cumulative:
      s.drt === null
        ? "No relaxation times for this sweep."
        : `Rises to ${formatQuantity(s.drt.polarizationResistance * units.resistanceFactor, units.resistance)}; a step is a process, its height a resistance.`,
    kramersKronig: s.kramersKronig?.reason ?? "Not tested.",
  };
}
