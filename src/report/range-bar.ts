import { log } from "../numerics/elementary/index.ts";
import { html, type Markup } from "./html.ts";

/** A value in a range that the literature, or a bound, allows. */
export interface RangeBar {
  readonly low: number;
  readonly high: number;
  readonly value: number;
}

/** px */
const WIDTH = 72;
const ROOM = 8;
/** Ratio of the ends from which on the bar is logarithmic. */
const WIDE = 10;

/** The range as a thick stroke, the value as a tick; outside of the range the tick stands at the end of the axis in the colour of a warning. */
export function rangeBar({ low, high, value }: RangeBar): Markup {
  const isLogarithmic = low > 0 && value > 0 && high > WIDE * low;
  const scale = (x: number): number => (isLogarithmic ? log(x) : x);
  const span = scale(high) - scale(low);
  const part = span > 0 ? (scale(value) - scale(low)) / span : 0.5;
  const isInside = value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const x = ROOM + (WIDTH - 2 * ROOM) * Math.min(1.1, Math.max(-0.1, part));
  const tick = x.toFixed(1);
  const words = isInside ? "inside the range" : "outside of the range";
  return html`<svg class="bar-range${isInside ? "" : " out"}" width="${WIDTH}" height="14" viewBox="0 0 ${WIDTH} 14" role="img" aria-label="${words}"><path class="axis" d="M1 7H${WIDTH - 1}"/><path class="range" d="M${ROOM} 7H${WIDTH - ROOM}"/><path class="tick" d="M${tick} 1V13"/></svg>`;
}
