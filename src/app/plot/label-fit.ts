import type { AxisSpec } from "./axis-spec.ts";
import { type MeasuredText, type MeasureText, measureRichText } from "./rich-text.ts";

export interface PlacedTick {
  /** px along the axis. */
  readonly px: number;
  readonly text: MeasuredText;
}

/** px between labels side by side, and the part of a line's height that letters take. */
const BESIDE = 6;
const LETTERS = 0.85;

function without(tick: PlacedTick): PlacedTick {
  return { px: tick.px, text: { ...tick.text, lines: [], width: 0, height: 0 } };
}

/** Whether what ticks say is more than their values. */
function saysWords({ tickTexts }: AxisSpec): boolean {
  return tickTexts?.some((text) => text !== "" && !Number.isFinite(Number(text.replace("−", "-")))) ?? false;
}

/**
 * The ticks of an axis, with as many labels as do not touch: of numbers every one, every second, every third …; of words each
 * that has room beside the one before.
 */
export function legibleTicks(ticks: readonly PlacedTick[], spec: AxisSpec): readonly PlacedTick[] {
  const vertical = spec.letter === "y";
  const apart = (a: PlacedTick, b: PlacedTick): boolean => {
    const need = vertical
      ? (LETTERS * (a.text.height + b.text.height)) / 2
      : (a.text.width + b.text.width) / 2 + BESIDE;
    return Math.abs(a.px - b.px) >= need;
  };
  const labelled = ticks.filter(({ text }) => text.width > 0);
  const keep = (kept: readonly PlacedTick[]): readonly PlacedTick[] => {
    const shown = new Set(kept);
    return ticks.map((tick) => (tick.text.width === 0 || shown.has(tick) ? tick : without(tick)));
  };
  if (saysWords(spec)) {
    const kept: PlacedTick[] = [];
    for (const tick of labelled) {
      const before = kept[kept.length - 1];
      if (before === undefined || apart(before, tick)) kept.push(tick);
    }
    return keep(kept);
  }
  for (let every = 1; every < labelled.length; every++) {
    const kept = labelled.filter((_, k) => k % every === 0);
    if (kept.every((tick, k) => k === 0 || apart(kept[k - 1] as PlacedTick, tick))) return keep(kept);
  }
  return ticks;
}

/** The title of an axis, in two lines where it is longer than a short vertical axis and gains by it. */
export function fittingTitle(
  { title, titleFont, letter }: AxisSpec,
  length: number,
  measure: MeasureText,
): MeasuredText {
  const whole = measureRichText(title, titleFont, measure);
  if (letter === "x" || whole.width <= length || whole.lines.length > 1) return whole;
  let best = whole;
  for (const space of title.matchAll(/ (?![^<]*>)/g)) {
    const text = `${title.slice(0, space.index)}<br>${title.slice(space.index + 1)}`;
    const parted = measureRichText(text, titleFont, measure);
    if (parted.width < best.width) best = parted;
  }
  return best;
}
