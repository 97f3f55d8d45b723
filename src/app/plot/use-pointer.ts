import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import type { DragMode } from "./figure-control.ts";
import type { FigureLayout } from "./figure-layout.ts";
import type { FigureRanges, PointedAt } from "./figure-props.ts";
import { plotAt, type Snapped, snapAt } from "./snap.ts";
import type { Zoom } from "./use-zoom.ts";
import { axesAt, panned, type Selection, spread, type ZoomAxes, zoomedAbout, zoomedTo } from "./zoom.ts";

export interface PointerOptions {
  readonly layout: FigureLayout | null;
  readonly zoom: Zoom;
  readonly dragMode: () => DragMode;
  readonly onHover: (snapped: Snapped | null) => void;
  readonly onPick: ((at: PointedAt) => void) | undefined;
  readonly onSelect: (selection: Selection | null) => void;
}

interface Place {
  readonly px: number;
  readonly py: number;
}

/** A gesture with one or two pointers, from where it began. */
interface Gesture {
  readonly kind: "press" | "select" | "pan" | "pinch";
  readonly start: Place;
  readonly spread: number;
  readonly layout: FigureLayout;
  readonly axes: ZoomAxes;
  readonly ranges: FigureRanges;
  readonly pans: boolean;
  begun: boolean;
}

/** px that a pointer moves before a press becomes a drag. */
const DRAG = 4;
/** ms after which turning the wheel is a new gesture. */
const WHEEL_PAUSE = 500;
const WHEEL_RATE = 0.0015;

/** Pointing, picking, selecting, moving and zooming by pointer, touch and wheel; work is done once a frame. */
export function usePointer(element: RefObject<HTMLElement | null>, options: PointerOptions): void {
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const node = element.current;
    return node === null ? undefined : listen(node, () => latest.current);
  }, [element]);
}

/** Whether an event is of something that stands in the figure and is dragged by itself. */
function isOwn({ target }: Event): boolean {
  return target instanceof Element && target.closest("[role='slider']") !== null;
}

/** What the mouse looks like: what a drag would do there. */
function cursorAt(layout: FigureLayout, { px, py }: Place, mode: DragMode): string {
  const [axis] = axesAt(layout, px, py);
  if (axis === undefined) return "default";
  if (plotAt(layout, px, py) === null) return axis.spec.letter === "x" ? "ew-resize" : "ns-resize";
  return mode === "pan" ? "grab" : "crosshair";
}

function listen(node: HTMLElement, options: () => PointerOptions): () => void {
  const pointers = new Map<number, Place>();
  let gesture: Gesture | null = null;
  let frame = 0;
  let task: (() => void) | null = null;
  let wheel = { time: 0, factor: 1 };

  const later = (next: () => void): void => {
    task = next;
    if (frame === 0) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        const run = task;
        task = null;
        if (run !== null) flushSync(run);
      });
    }
  };
  const placeOf = (event: MouseEvent): Place => {
    const { left, top } = node.getBoundingClientRect();
    return { px: event.clientX - left, py: event.clientY - top };
  };
  const apartOf = (): { middle: Place; apart: number } => {
    const [a, b] = [...pointers.values()];
    if (a === undefined || b === undefined) return { middle: a ?? { px: 0, py: 0 }, apart: 1 };
    return {
      middle: { px: (a.px + b.px) / 2, py: (a.py + b.py) / 2 },
      apart: Math.max(1, Math.hypot(a.px - b.px, a.py - b.py)),
    };
  };
  const begin = (kind: Gesture["kind"], start: Place, pans: boolean): void => {
    const { layout, zoom } = options();
    if (layout === null) return;
    const axes = axesAt(layout, start.px, start.py);
    gesture = { kind, start, spread: apartOf().apart, layout, axes, ranges: zoom.own(), pans, begun: false };
  };
  const apply = (own: Gesture, next: FigureRanges): void => {
    options().zoom.change(next, !own.begun);
    own.begun = true;
  };
  const moved = (place: Place): void => {
    const now = gesture;
    if (now === null) return;
    const [dx, dy] = [place.px - now.start.px, place.py - now.start.py];
    if (now.kind === "pinch") {
      const { middle, apart } = apartOf();
      if (now.axes.length > 0) apply(now, zoomedAbout(now.axes, now.ranges, middle, now.spread / apart));
    } else if (now.kind === "pan") {
      if (now.axes.length > 0) apply(now, panned(now.axes, now.ranges, dx, dy));
    } else if (now.kind === "select") {
      const selection = { x0: now.start.px, y0: now.start.py, x1: place.px, y1: place.py };
      options().onSelect(now.axes.length > 0 ? spread(now.layout, now.axes, selection) : null);
    }
  };
  const hover = (place: Place): void => {
    const { layout, onHover, dragMode } = options();
    if (layout !== null) node.style.cursor = cursorAt(layout, place, dragMode());
    onHover(layout === null ? null : snapAt(layout, place.px, place.py));
  };

  const down = (event: PointerEvent): void => {
    if (event.button > 1 || isOwn(event)) return;
    if (event.button === 1) event.preventDefault();
    pointers.set(event.pointerId, placeOf(event));
    node.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      options().onSelect(null);
      begin("pinch", apartOf().middle, false);
    } else if (pointers.size === 1) {
      begin("press", placeOf(event), event.shiftKey || event.button === 1 || options().dragMode() === "pan");
    }
  };
  const move = (event: PointerEvent): void => {
    const place = placeOf(event);
    if (pointers.has(event.pointerId)) pointers.set(event.pointerId, place);
    const far = gesture !== null && Math.hypot(place.px - gesture.start.px, place.py - gesture.start.py) > DRAG;
    if (gesture?.kind === "press" && far) {
      gesture = { ...gesture, kind: gesture.pans ? "pan" : "select" };
      options().onHover(null);
    }
    if (gesture === null || gesture.kind === "press") later(() => hover(place));
    else later(() => moved(place));
  };
  const up = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    const now = gesture;
    if (pointers.size > 0) return;
    gesture = null;
    const place = placeOf(event);
    const { layout, zoom, onPick, onSelect } = options();
    if (now === null || event.type === "pointercancel") onSelect(null);
    else if (now.kind === "press") {
      const snapped = layout === null ? null : snapAt(layout, place.px, place.py);
      if (snapped !== null && event.button === 0) onPick?.(snapped.at);
    } else if (now.kind === "select") {
      later(() => {
        onSelect(null);
        const selection = { x0: now.start.px, y0: now.start.py, x1: place.px, y1: place.py };
        const next = now.axes.length > 0 ? zoomedTo(now.layout, now.axes, now.ranges, selection) : null;
        if (next !== null) zoom.change(next, true);
      });
    }
  };
  const leave = (): void => {
    if (pointers.size === 0) later(() => options().onHover(null));
  };
  const turn = (event: WheelEvent): void => {
    const place = placeOf(event);
    const { layout } = options();
    if (layout === null || axesAt(layout, place.px, place.py).length === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const rate = event.ctrlKey ? 6 * WHEEL_RATE : WHEEL_RATE;
    const begins = event.timeStamp - wheel.time > WHEEL_PAUSE;
    const pending = begins ? 1 : wheel.factor;
    wheel = {
      time: event.timeStamp,
      factor: pending * Math.exp(Math.max(-1, Math.min(1, rate * unit * event.deltaY))),
    };
    later(() => {
      const { factor } = wheel;
      wheel = { ...wheel, factor: 1 };
      const { layout: now, zoom } = options();
      if (now === null) return;
      zoom.change(zoomedAbout(axesAt(now, place.px, place.py), zoom.own(), place, factor), begins);
      options().onHover(null);
    });
  };
  const whole = (event: MouseEvent): void => {
    if (isOwn(event)) return;
    event.preventDefault();
    later(() => options().zoom.whole());
  };

  node.addEventListener("pointerdown", down);
  node.addEventListener("pointermove", move);
  node.addEventListener("pointerup", up);
  node.addEventListener("pointercancel", up);
  node.addEventListener("pointerleave", leave);
  node.addEventListener("wheel", turn, { passive: false });
  node.addEventListener("dblclick", whole);
  return () => {
    cancelAnimationFrame(frame);
    node.removeEventListener("pointerdown", down);
    node.removeEventListener("pointermove", move);
    node.removeEventListener("pointerup", up);
    node.removeEventListener("pointercancel", up);
    node.removeEventListener("pointerleave", leave);
    node.removeEventListener("wheel", turn);
    node.removeEventListener("dblclick", whole);
  };
}
