import { formatNumber } from "../../figures/format-number.ts";
import type { Box, FigureLayout, PlacedAxis } from "./figure-layout.ts";
import type { FigureCursor } from "./figure-props.ts";
import { overlap } from "./place-labels.ts";
import { plotsAlong } from "./plot-box.ts";
import { type MeasuredText, measureRichText } from "./rich-text.ts";

/** Size of a tag's text, and px around it. */
const TAG_SIZE = 11;
export const TAG_PAD = { x: 6, y: 2 };
/** px between a tag and its axis. */
const GAP = 1;
/** px by which a tag is moved along its axis, out of the way of another. */
const SHIFTS = [-12, 12, -24, 24, -40, 40, -60, 60, -90, 90];

/** How far inside of the frame a tag may stand, out of the way of a text, in its own sizes. */
const FURTHER = [1.2, 2.4, 3.6];

/** A tag with its text. */
export interface PlacedTag {
  readonly words: MeasuredText;
  readonly box: Box;
}

/**
 * Where a tag may stand, the dearest first: on its axis inside of the frame, where it covers no number of the axis, at the other end of
 * the cursor line, further inside, and beside the first two.
 *
 * @param alone no other axis has a tag at the other end: a tag that went there would be read as one of that axis
 */
export function tagPlaces(
  layout: FigureLayout,
  axis: PlacedAxis,
  px: number,
  text: { readonly width: number; readonly height: number },
  alone: boolean,
): readonly Box[] {
  const [width, height] = [text.width + 2 * TAG_PAD.x, text.height + 2 * TAG_PAD.y];
  const frames = plotsAlong(layout, axis).map(({ box }) => box);
  if (frames.length === 0) return [];
  const left = Math.min(...frames.map((box) => box.left));
  const top = Math.min(...frames.map((box) => box.top));
  const right = Math.max(...frames.map((box) => box.left + box.width));
  const bottom = Math.max(...frames.map((box) => box.top + box.height));
  const within = (at: number, shift: number, least: number, most: number): number => {
    const inside = (place: number): number => Math.max(least, Math.min(place, most));
    return inside(inside(at) + shift);
  };
  const { letter, side } = axis.spec;
  const ends = letter === "x" ? [bottom - GAP - height, top + GAP] : [left + GAP, right - GAP - width];
  const [near, far] = side === "top" || side === "right" ? ends.toReversed() : ends;
  const places = (across: number | undefined): Box[] =>
    [0, ...SHIFTS].map((shift) =>
      letter === "x"
        ? { left: within(px - width / 2, shift, left, right - width), top: across ?? top, width, height }
        : { left: across ?? left, top: within(px - height / 2, shift, top, bottom - height), width, height },
    );
  const [atNear, atFar] = [places(near), alone ? places(far) : []];
  const inwards = Math.sign((far ?? 0) - (near ?? 0));
  const further = FURTHER.flatMap((away) =>
    places((near ?? 0) + inwards * away * (letter === "x" ? height : width)).slice(0, 1),
  );
  return [...atNear.slice(0, 1), ...atFar.slice(0, 1), ...further, ...atNear.slice(1), ...atFar.slice(1)];
}

/**
 * Tags of a cursor, none over another or over a number of an axis, nor, where its line has room, over what is to be kept clear: texts on
 * the data and the point of the cursor. The later tag chooses first.
 */
export function placedTags(
  layout: FigureLayout,
  shown: readonly { readonly axis: PlacedAxis; readonly one: FigureCursor }[],
  clear: readonly Box[],
  font: string,
): readonly PlacedTag[] {
  const placed: PlacedTag[] = [];
  for (const { axis, one } of shown.filter(({ axis }) => axis.spec.labels).toReversed()) {
    const text = `<b>${one.text ?? formatNumber(one.value)}</b>`;
    const words = measureRichText(text, { size: TAG_SIZE, family: font }, layout.measure);
    const alone = shown.every((other) => other.axis === axis || other.axis.spec.letter !== axis.spec.letter);
    const all = tagPlaces(layout, axis, axis.place(one.value), words, alone);
    const free = all.filter((box) => placed.every((other) => !overlap(box, other.box)));
    // At its value or not at all: no tag leaves it for the sake of a text.
    const ends = free.filter((box) => all.indexOf(box) < FURTHER.length + (alone ? 2 : 1));
    const box = ends.find((place) => clear.every((other) => !overlap(place, other))) ?? free[0];
    if (box !== undefined) placed.push({ words, box });
  }
  return placed.reverse();
}
