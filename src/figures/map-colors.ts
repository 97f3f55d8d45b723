import { DomainError } from "../base/errors.ts";
import type { RelaxationMap } from "../impedance/relaxation-times/result.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { log10, pow } from "../numerics/elementary/index.ts";
import { measuredExtent } from "./drt-overlay.ts";
import { finiteExtent } from "./extent.ts";
import { formatNumber } from "./format-number.ts";
import { fails } from "./series-axis.ts";
import { differenceScale, type FigureTheme, meltScale } from "./theme.ts";
import { type LogTicks, logTicks, roundUp125 } from "./ticks.ts";

/** Decades of γ that the colours span. */
const DECADES = 3;
/** Sweeps that fail are left out of the scale as long as they are no larger a part of the series. */
const FEW = 1 / 3;

/** Where the colours begin and end, in Ω, as a user set them. */
export type ColorBounds = readonly [floor: number, top: number];

/** The same before the area of a file is known. */
export interface AskedColors {
  /** In Ω, or in Ω·m². */
  readonly bounds: ColorBounds;
  readonly areal: boolean;
}

/** Decades that the colours span at least, and at most. */
const LEAST_DECADES = 0.3;
const MOST_DECADES = 12;

/** Why colours cannot begin and end there; null: they can. */
export function refusedColorBounds([floor, top]: ColorBounds): string | null {
  if (!(floor > 0 && top > 0)) return "The colours are logarithmic: both ends are larger than 0.";
  const decades = log10(top / floor);
  if (decades < LEAST_DECADES - 1e-9) return "The upper end is to be at least twice the lower.";
  return decades > MOST_DECADES ? "Both ends are at most 12 decades apart." : null;
}

/**
 * Where the colours of a file begin and end in Ω.
 * @param area m²; null: not known
 * @throws DomainError where they are asked for an area that the file does not have
 */
export function colorBoundsOn({ bounds, areal }: AskedColors, area: number | null): ColorBounds {
  if (!areal) return bounds;
  if (area === null)
    throw new DomainError(
      "The colours of the map are given for an area, and the file has none: give them in Ω, or the area.",
      {
        input: "area",
      },
    );
  return [bounds[0] / area, bounds[1] / area];
}

/** Which colour a value of γ has on a map; all in the unit of the map. */
export interface MapColors {
  /** Below it everything has the colour of the background. */
  readonly floor: number;
  /** Here the colours end. */
  readonly top: number;
  /** γ is negative somewhere: colours to both sides of zero. */
  readonly signed: boolean;
  /** Values lie beyond the upper end, and beyond the lower. */
  readonly above: boolean;
  readonly below: boolean;
  /** Places of the sweeps that fail Kramers-Kronig and reach beyond the ends, which were not drawn for them; and how far. */
  readonly clipped: readonly number[];
  readonly reach: number;
}

/**
 * Colours of a map: logarithmic over three decades, the top the largest |γ| within the measured frequencies rounded up to 1-2-5. A few
 * sweeps that fail Kramers-Kronig do not set it: they are drawn, cut at the ends. Where γ is negative beyond the floor, the three
 * decades are drawn to both sides of zero.
 *
 * @param factor from Ω to the unit of the map
 * @param bounds in place of those; null (default): none were set
 */
export function mapColors(
  map: RelaxationMap,
  { sweeps }: Pick<SeriesAnalysis, "sweeps">,
  factor: number,
  bounds: ColorBounds | null = null,
): MapColors {
  const n = map.tau.length;
  const extents = sweeps.map(({ drt }, s): readonly [number, number] => {
    if (drt === null) return [0, 0];
    const { measuredTauMin, measuredTauMax } = drt;
    const [low, high] = measuredExtent(
      { tau: map.tau, measuredTauMin, measuredTauMax },
      map.gamma.subarray(s * n, (s + 1) * n),
    );
    return [factor * low, factor * high];
  });
  const sizes = extents.map(([low, high]) => Math.max(-low, high));
  const largest = (places: readonly number[]): number => places.reduce((most, s) => Math.max(most, sizes[s] ?? 0), 0);
  const all = sweeps.map((_, s) => s);
  const held = largest(all.filter((s) => !fails(sweeps[s] as (typeof sweeps)[number])));
  const robust = roundUp125(held > 0 ? held : 1);
  const beyond = held > 0 ? all.filter((s) => (sizes[s] as number) > robust * (1 + 1e-9)) : [];
  const clipped = bounds === null && beyond.length <= FEW * sweeps.length ? beyond : [];
  const whole = largest(all);
  const usual = clipped.length > 0 ? robust : roundUp125(whole > 0 ? whole : 1);
  const top = bounds === null ? usual : factor * bounds[1];
  const floor = bounds === null ? top / pow(10, DECADES) : factor * bounds[0];
  const [least, most] = finiteExtent(map.gamma);
  const signed = extents.some(([low], s) => !clipped.includes(s) && low < -floor);
  const end = top * (1 + 1e-9);
  return {
    floor,
    top,
    signed,
    above: factor * most > end,
    below: signed && factor * least < -end,
    clipped,
    reach: largest(clipped),
  };
}

/** Place of a value on the colours: its logarithm, or on both sides of zero the decades above the floor with its sign. */
export function colorPlace({ floor, signed }: Pick<MapColors, "floor" | "signed">, value: number): number {
  if (!signed) return log10(Math.max(value, floor / 1e3));
  if (Number.isNaN(value)) return value;
  const size = Math.abs(value);
  return size > floor ? Math.sign(value) * log10(size / floor) : 0;
}

/** Ends of the colours as places. */
export function colorEnds({ floor, top, signed }: MapColors): readonly [number, number] {
  const decades = Number(log10(top / floor).toFixed(9));
  return signed ? [-decades, decades] : [log10(floor), log10(top)];
}

export function colorScale({ signed }: MapColors, theme: FigureTheme): [number, string][] {
  return signed ? differenceScale(theme) : meltScale(theme);
}

/** Part of the colours within which a tick beside the end has no text. */
const CLOSE = 0.08;

/** Ticks of which the last stands at the end, where bounds that were set are no round numbers. */
function endingAt(end: number, { values, texts }: LogTicks): LogTicks {
  const ends = Math.abs((values.at(-1) ?? Number.NaN) - end) < 1e-6;
  const near = CLOSE * (end - (values[0] ?? end));
  return ends
    ? { values, texts }
    : {
        values: [...values, end],
        texts: [
          ...texts.map((text, k) => (end - (values[k] as number) < near ? "" : text)),
          formatNumber(pow(10, end), { digits: 2 }),
        ],
      };
}

/** Ticks of the colour bar at places; where values lie beyond an end, it says so. */
export function colorTicks(colors: MapColors): LogTicks {
  const { floor, top, signed, above, below } = colors;
  const { values, texts } = endingAt(log10(top), logTicks(floor, top));
  const last = values.length - 1;
  const upper = texts.map((text, k) => (k === last && above ? `≥\u2009${formatNumber(top)}` : text));
  if (!signed) return { values, texts: upper };
  // The floor itself has the place of zero.
  const own = values.flatMap((value, k) => {
    const place = value - log10(floor);
    return place > 1e-9 ? [{ place, text: texts[k] as string, upper: upper[k] as string }] : [];
  });
  const lower = own.map(({ place, text }, k) => ({
    place: -place,
    text: k === own.length - 1 && below ? `≤\u2009−${formatNumber(top)}` : text === "" ? "" : `−${text}`,
  }));
  return {
    values: [...lower.map(({ place }) => place).reverse(), 0, ...own.map(({ place }) => place)],
    texts: [...lower.map(({ text }) => text).reverse(), "0", ...own.map(({ upper }) => upper)],
  };
}
