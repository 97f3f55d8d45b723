import { formatFixed } from "../../figures/format-number.ts";
import { logTicks } from "../../figures/ticks.ts";
import type { AxisSpec } from "./axis-spec.ts";

/** A labelled tick: where it stands in the coordinates of the range (log₁₀ on logarithmic axes), and what it says. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface AxisTicks {
  readonly major: readonly Tick[];
  readonly minor: readonly number[];
}

const MINUS = "−";
/** Ticks this close to the ends of the range, in parts of a step, still count. */
const END = 1e-6;

/** Smallest of 2, 5, 10 × 10ⁿ (so of 1, 2, 5) above a step, as Plotly rounds. */
export function roundedStep(rough: number): number {
  const base = 10 ** Math.floor(Math.log10(rough));
  const step = [2, 5, 10].find((s) => s > (rough / base) * (1 + 1e-12)) ?? 10;
  return Number((step * base).toPrecision(12));
}

/** How many ticks an axis of this many px has at most. */
function wantedTicks({ letter, nticks }: AxisSpec, length: number): number {
  const fitting = Math.floor(length / (letter === "y" ? 15 : 38));
  const wanted = nticks > 0 ? nticks : Math.min(9, Math.max(4, length / (letter === "y" ? 40 : 80))) + 1;
  return Math.max(2, Math.min(wanted, fitting));
}

function multiples(step: number, [from, to]: readonly [number, number]): number[] {
  const [low, high] = from < to ? [from, to] : [to, from];
  const first = Math.ceil(low / step - END);
  const last = Math.floor(high / step + END);
  if (last - first > 2000) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** How many decades an axis of this many px names: each second or third where they would touch. */
function fittingDecades({ letter }: AxisSpec, length: number): number {
  return Math.max(2, length / (letter === "y" ? 20 : 36));
}

/** Into how many parts minor ticks divide a step: 1 and 5 into five, 2 into four. */
function partsOf(step: number): number {
  const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  return Math.abs(mantissa - 2) < 1e-6 ? 4 : 5;
}

/** Values from a million on, and below a thousandth, are written with a power of ten. */
function linearText(value: number, step: number, most: number): string {
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(most) + 0.01);
  const exponent = most > 0 && (size > 5 || size < -3) ? size : 0;
  const decimals = Math.max(0, Math.min(12, -Math.floor(Math.log10(step / 10 ** exponent) + 1e-9)));
  const scaled = value / 10 ** exponent;
  const text = formatFixed(Math.abs(scaled) < 0.5 * 10 ** -decimals ? 0 : scaled, decimals);
  if (exponent === 0) return text;
  const power = `10<sup>${exponent < 0 ? MINUS : ""}${Math.abs(exponent)}</sup>`;
  return `${text}×${power}`;
}

function linearTicks(range: readonly [number, number], step: number): Tick[] {
  const most = Math.max(Math.abs(range[0]), Math.abs(range[1]));
  return multiples(step, range).map((at) => ({ at, text: linearText(at, step, most) }));
}

/** 0.001 … 10 000 as they are read; powers of ten beyond. */
export function decadeText(exponent: number): string {
  if (exponent === 0) return "1";
  if (exponent === 1) return "10";
  return `10<sup>${exponent < 0 ? MINUS : ""}${Math.abs(exponent)}</sup>`;
}

/** Below this many decades 1-2-5 are labelled, below the other steps of a linear scale. */
const FEW_DECADES = 1.7;
const LINEAR_DECADES = 0.6;

function logarithmicTicks(spec: AxisSpec, range: readonly [number, number], length: number): AxisTicks {
  const [low, high] = range[0] < range[1] ? range : [range[1], range[0]];
  const decades = high - low;
  if (decades < LINEAR_DECADES) {
    const ends = [10 ** low, 10 ** high] as const;
    const step = roundedStep((ends[1] - ends[0]) / wantedTicks({ ...spec, nticks: 6 }, length));
    const toLog = (value: number): number => Math.log10(value);
    const minor = multiples(step / partsOf(step), ends).filter((v) => v > 0);
    const major = linearTicks(ends, step).filter(({ at }) => at > 0);
    return { major: major.map(({ at, text }) => ({ at: toLog(at), text })), minor: minor.map(toLog) };
  }
  const { values, texts } = logTicks(10 ** low, 10 ** high);
  if (decades < FEW_DECADES) {
    const major = values.flatMap((at, k) => (texts[k] === "" ? [] : [{ at, text: texts[k] as string }]));
    return { major, minor: values };
  }
  const step = Math.max(1, Math.ceil(decades / fittingDecades(spec, length)));
  const major = multiples(step, range).map((at) => ({ at, text: decadeText(Math.round(at)) }));
  return { major, minor: decades <= 12 ? values : multiples(1, range) };
}

/** Whether the texts of given ticks are only their values: then other values may stand in their place. */
function textsAreValues({ tickValues, tickTexts }: AxisSpec): boolean {
  if (tickValues === null || tickTexts === null) return true;
  return tickValues.every((value, k) => {
    const text = (tickTexts[k] ?? "").replace(MINUS, "-");
    return text === "" || Math.abs(Number(text) - value) <= 1e-5 * Math.abs(value);
  });
}

function givenTicks(spec: AxisSpec, range: readonly [number, number]): AxisTicks {
  const { tickValues, tickTexts, minor, log } = spec;
  const place = (value: number): number => (log ? Math.log10(value) : value);
  const within = (at: number): boolean => {
    const [low, high] = range[0] < range[1] ? range : [range[1], range[0]];
    const slack = END * (high - low);
    return at >= low - slack && at <= high + slack;
  };
  const major = (tickValues ?? []).flatMap((value, k) => {
    const at = place(value);
    return within(at)
      ? [{ at, text: tickTexts === null ? linearText(value, 1e-6, 0).replace(/\.?0+$/, "") : (tickTexts[k] ?? "") }]
      : [];
  });
  const small =
    minor.values !== null
      ? minor.values.map(place)
      : typeof minor.dtick === "number"
        ? multiples(minor.dtick, range)
        : log
          ? logTicks(10 ** Math.min(...range), 10 ** Math.max(...range)).values
          : [];
  return { major, minor: small.filter(within) };
}

/**
 * Ticks of an axis over a range: those it gives, steps 1-2-5, decades. While a part of the range is shown (`zoomed`), steps
 * that the figure chose for the whole are chosen anew.
 *
 * @param length px of the axis
 */
export function axisTicks(
  spec: AxisSpec,
  range: readonly [number, number],
  length: number,
  zoomed: boolean,
): AxisTicks {
  const [from, to] = range;
  if (!(Number.isFinite(from) && Number.isFinite(to)) || from === to) return { major: [], minor: [] };
  if (spec.tickValues !== null) {
    const given = givenTicks(spec, range);
    if (!zoomed || !textsAreValues(spec)) {
      const legible = given.major.filter(({ text }) => text !== "").length;
      if (!zoomed || legible > 1 || spec.tickTexts?.every((text) => !Number.isFinite(Number(text)))) return given;
    }
  }
  if (spec.log) {
    const decades = Math.abs(to - from);
    if (!zoomed && typeof spec.dtick === "number" && decades >= FEW_DECADES) {
      const fitting = Math.max(spec.dtick, Math.ceil(decades / fittingDecades(spec, length)));
      return {
        major: multiples(fitting, range).map((at) => ({ at, text: decadeText(Math.round(at)) })),
        minor: spec.minor.dtick === 1 ? multiples(1, range) : logarithmicTicks(spec, range, length).minor,
      };
    }
    return logarithmicTicks(spec, range, length);
  }
  const span = Math.abs(to - from);
  const fitting = roundedStep(span / wantedTicks({ ...spec, nticks: 0 }, length));
  const given = typeof spec.dtick === "number" ? spec.dtick : null;
  const crowded = given !== null && span / given > Math.max(2, Math.floor(length / (spec.letter === "y" ? 20 : 36)));
  const step =
    given !== null && !zoomed && !crowded
      ? given
      : given === null
        ? roundedStep(span / wantedTicks(spec, length))
        : fitting;
  const minorStep =
    !zoomed && !crowded && typeof spec.minor.dtick === "number" ? spec.minor.dtick : step / partsOf(step);
  return { major: linearTicks(range, step), minor: multiples(minorStep, range) };
}
