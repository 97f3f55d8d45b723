import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { FigureRanges, FigureViewProps } from "./figure-props.ts";

/** Zooms that can be taken back. */
const DEEPEST = 100;

export interface Zoom {
  /** What is asked of the layout: the user's ranges under those from outside. */
  readonly asked: FigureRanges;
  /** The user's ranges now. */
  readonly own: () => FigureRanges;
  /** Shows other ranges. @param begins whether a new gesture begins, which one step back undoes */
  readonly change: (next: FigureRanges, begins: boolean) => void;
  readonly back: () => void;
  readonly whole: () => void;
}

function isEmpty(ranges: FigureRanges): boolean {
  return Object.keys(ranges).length === 0;
}

/** The ranges that a user chose on one figure, with their history. */
export function useZoom({
  ranges: outside,
  onZoom,
  control,
}: Pick<FigureViewProps, "ranges" | "onZoom" | "control">): Zoom {
  const [own, setOwn] = useState<FigureRanges>({});
  const current = useRef(own);
  const history = useRef<FigureRanges[]>([]);
  const tell = useRef(onZoom);
  useLayoutEffect(() => {
    tell.current = onZoom;
  }, [onZoom]);

  const show = useCallback((next: FigureRanges) => {
    current.current = next;
    setOwn(next);
    tell.current?.(next);
  }, []);
  const change = useCallback(
    (next: FigureRanges, begins: boolean) => {
      if (begins) history.current = [...history.current.slice(-DEEPEST + 1), current.current];
      show(next);
    },
    [show],
  );
  const back = useCallback(() => {
    const before = history.current.pop();
    if (before !== undefined) show(before);
  }, [show]);
  const whole = useCallback(() => {
    if (!isEmpty(current.current)) change({}, true);
    else show({});
  }, [change, show]);

  const held = useRef<readonly string[]>([]);
  useEffect(() => {
    const names = Object.keys(outside ?? {});
    const released = held.current.filter((name) => !names.includes(name));
    held.current = names;
    if (!released.some((name) => name in current.current)) return;
    const kept = Object.fromEntries(Object.entries(current.current).filter(([name]) => !released.includes(name)));
    current.current = kept;
    setOwn(kept);
  }, [outside]);

  const asked = useMemo(() => ({ ...own, ...outside }), [own, outside]);
  const zoomed = !isEmpty(asked);
  useEffect(() => {
    control?.tellZoomed(zoomed);
  }, [control, zoomed]);
  useEffect(() => control?.attach({ wholeRange: whole, zoomBack: back }), [control, whole, back]);
  return { asked, own: useCallback(() => current.current, []), change, back, whole };
}
