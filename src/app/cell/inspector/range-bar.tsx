import type { OutlinedParameter } from "../../../study/studies/study-outline.ts";
import { isOutside } from "./parameter-text.ts";

const WIDTH = 42;
const ROOM = 7;

/** The literature interval as a thick stroke and the value as a tick, at the end of the line and in the colour of a warning where it lies outside. */
export function RangeBar({ parameter }: { readonly parameter: OutlinedParameter }) {
  const { range, value } = parameter;
  if (range === null) {
    return <svg width={WIDTH} height={14} aria-hidden="true" />;
  }
  const [low, high] = range;
  const log = low > 0 && value > 0 && high > 10 * low;
  const scale = (x: number): number => (log ? Math.log(x) : x);
  const span = scale(high) - scale(low);
  const part = span > 0 ? (scale(value) - scale(low)) / span : 0.5;
  const outside = isOutside(parameter);
  const x = ROOM + (WIDTH - 2 * ROOM) * Math.min(1.18, Math.max(-0.18, part));
  const words = `${outside ? "outside of" : "inside"} the range ${low} to ${high}`;
  return (
    <svg width={WIDTH} height={14} viewBox={`0 0 ${WIDTH} 14`} role="img" aria-label={words}>
      <title>{words}</title>
      <path d={`M1 7H${WIDTH - 1}`} stroke="var(--line)" />
      <path d={`M${ROOM} 7H${WIDTH - ROOM}`} stroke="var(--line-strong)" strokeWidth={4} />
      <path d={`M${x} 1V13`} stroke={outside ? "var(--warn)" : "var(--accent)"} strokeWidth={2} />
    </svg>
  );
}
