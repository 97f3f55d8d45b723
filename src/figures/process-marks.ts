import type { DistributionPeak } from "../impedance/distribution/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { peakProcessName, processNumber } from "../impedance/series/identity.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { log } from "../numerics/elementary/index.ts";
import { peakHover } from "./drt-bounds.ts";
import { label } from "./frame.ts";
import type { PlotlyObject, Trace } from "./plotly.ts";
import { nameInPictures } from "./process-words.ts";
import { type FigureTheme, processStyle } from "./theme.ts";
import type { DisplayUnits } from "./units.ts";
import { type HighestFrequency, partedSpectrum } from "./used-points.ts";

/** Where a process stands on the computed spectrum: at 1/(2πτ) of its peak, at the apex of an arc that stands alone. */
export interface ProcessMark {
  readonly peak: DistributionPeak;
  /** Among the peaks of the sweep. */
  readonly place: number;
  /** Hz */
  readonly frequency: number;
  /** Ω */
  readonly real: number;
  readonly imaginary: number;
}

/** A spectrum at a frequency between two of its points, linear in ln f; null outside of them. */
function spectrumAt(
  { frequency, real, imaginary }: ImpedanceSpectrum,
  wanted: number,
): readonly [real: number, imaginary: number] | null {
  for (let k = 1; k < frequency.length; k++) {
    const [a, b] = [frequency[k - 1] as number, frequency[k] as number];
    if ((wanted - a) * (wanted - b) > 0) continue;
    const part = a === b ? 0 : log(wanted / a) / log(b / a);
    const between = (z: Float64Array): number =>
      (z[k - 1] as number) + part * ((z[k] as number) - (z[k - 1] as number));
    return [between(real), between(imaginary)];
  }
  return null;
}

/** The processes of a sweep on the spectrum that its relaxation times give, as far as their frequencies were used. */
export function processMarks({ drt }: SweepAnalysis, highest: HighestFrequency): readonly ProcessMark[] {
  if (drt === null) return [];
  const { used } = partedSpectrum(drt.fitted, highest);
  return drt.peaks.flatMap((peak, place): ProcessMark[] => {
    const frequency = 1 / (2 * Math.PI * peak.tau);
    const z = spectrumAt(used, frequency);
    return z === null ? [] : [{ peak, place, frequency, real: z[0], imaginary: z[1] }];
  });
}

/** A place of a mark in a figure; on logarithmic axes the values, not their logarithms. */
type Place = (mark: ProcessMark) => readonly [x: number, y: number];

/** Marks of the processes, in the shapes and colours that they have on map and distribution; nothing without any. */
export function processTraces(
  marks: readonly ProcessMark[],
  theme: FigureTheme,
  units: DisplayUnits,
  place: Place,
): Trace[] {
  if (marks.length === 0) return [];
  const styles = marks.map(({ peak, place }) => ({ ...processStyle(processNumber(peak, place)), peak }));
  const places = marks.map(place);
  return [
    {
      type: "scatter",
      mode: "markers",
      x: places.map(([x]) => x),
      y: places.map(([, y]) => y),
      customdata: marks.map(({ frequency }) => frequency),
      text: marks.map(({ peak, place }) => peakHover(peak, place, units)),
      showlegend: false,
      marker: {
        symbol: styles.map(({ marker, peak }) => (peak.identifiable === false ? `${marker}-open` : marker)),
        size: 9,
        color: styles.map(({ color }) => theme.color[color]),
        line: { width: 1.2, color: theme.color.plotBg },
      },
      hovertemplate: "%{text}<extra></extra>",
    },
  ];
}

/** Their names below them, in the hollow of the arc; those of no process of the series have none. */
export function processNames(
  marks: readonly ProcessMark[],
  theme: FigureTheme,
  units: DisplayUnits,
): readonly PlotlyObject[] {
  return marks.flatMap(({ peak, place, real, imaginary }) => {
    const number = processNumber(peak, place);
    const name = peakProcessName(peak, place);
    if (name === null) return [];
    const below = imaginary <= 0;
    return [
      label(theme, nameInPictures(name), {
        x: real * units.resistanceFactor,
        y: -imaginary * units.resistanceFactor,
        yanchor: below ? "top" : "bottom",
        yshift: below ? -7 : 7,
        bgcolor: "rgba(0,0,0,0)",
        font: { size: 11, color: theme.color[processStyle(number).color] },
      }),
    ];
  });
}
