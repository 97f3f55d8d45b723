import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import classes from "./bar-handles.module.css";
import type { ColorBar } from "./color-bar.ts";
import type { BarEnds } from "./figure-props.ts";

/** Decades of a step of the arrow keys. */
const STEP = 0.31;

/** Handles at the ends of a colour bar: dragged, moved by arrow keys, taken back by a double click or Delete. */
export function BarHandles({ bar, ends }: { readonly bar: ColorBar; readonly ends: BarEnds }) {
  const grip = useRef<{ readonly y: number; readonly place: number; readonly perPixel: number } | null>(null);
  const { left, top, width, height } = bar.box;
  return ends.ends.map((end) => {
    const place = end === "low" ? ends.low : ends.high;
    const down = (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      // The scale of the beginning holds for the whole gesture: the bar changes below the pointer.
      grip.current = { y: event.clientY, place, perPixel: (ends.high - ends.low) / height };
    };
    const move = (event: PointerEvent<HTMLElement>): void => {
      const held = grip.current;
      if (held !== null) ends.onMove(end, held.place + (held.y - event.clientY) * held.perPixel);
    };
    const up = (): void => {
      if (grip.current === null) return;
      grip.current = null;
      ends.onEnd();
    };
    const key = (event: KeyboardEvent): void => {
      const step = { ArrowUp: STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowLeft: -STEP }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (step !== undefined) {
        ends.onMove(end, place + (event.shiftKey ? 3 : 1) * step);
        ends.onEnd();
      } else if (event.key === "Delete" || event.key === "Backspace") ends.onReset();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    return (
      <span
        key={end}
        role="slider"
        tabIndex={0}
        className={classes.handle}
        data-end={end}
        aria-orientation="vertical"
        aria-label={ends.name(end)}
        aria-valuenow={place}
        aria-valuetext={ends.text(place)}
        title={`${ends.name(end)}: ${ends.text(place)}. Drag it${ends.isSet ? "; double click takes it back" : ""}`}
        style={{ left: left - 6, width: width + 12, top: (end === "low" ? top + height : top) - 12 }}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onDoubleClick={ends.onReset}
        onKeyDown={key}
      />
    );
  });
}
