import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { fontFamily } from "../../figures/tokens.ts";
import { useSame } from "../same-content.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { BarHandles } from "./bar-handles.tsx";
import type { FigureCursor, FigureStep, FigureViewProps } from "./figure-props.ts";
import classes from "./figure-view.module.css";
import { useColorMap } from "./forced-colors.ts";
import { HoverCard, type HoverCardProps } from "./hover-card.tsx";
import { hoverText } from "./hover-text.ts";
import { LiveRegion } from "./live-region.tsx";
import { sharedMeasure, whenFontsLoad } from "./measure-text.ts";
import { paintCurves, paintGround, paintLayout } from "./paint.ts";
import { paintOverlay } from "./paint-cursor.ts";
import type { Snapped } from "./snap.ts";
import { type CanvasSize, useCanvasSize } from "./use-canvas-size.ts";
import { useFigureLayout } from "./use-figure-layout.ts";
import { usePointer } from "./use-pointer.ts";
import { useZoom } from "./use-zoom.ts";
import type { Selection } from "./zoom.ts";

const NO_CURSOR: readonly FigureCursor[] = [];

/** How the canvas over the figure begins; a style that does not change is not set again. */
const BLANK = { visibility: "hidden" } as const;

const STEPS: Readonly<Record<string, Pick<FigureStep, "dx" | "dy">>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: 1 },
  ArrowDown: { dx: 0, dy: -1 },
};

/** The context of a canvas that has as many pixels as the screen has there. */
function contextOf(
  canvas: HTMLCanvasElement | null,
  { width, height, ratio }: CanvasSize,
): CanvasRenderingContext2D | null {
  if (canvas === null) return null;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  return canvas.getContext("2d");
}

/** A figure on canvas, that follows the linked cursor and can be pointed at, picked from and zoomed. */
export function FigureView(props: FigureViewProps) {
  const { figure, name, summary, height, margin, control, onPoint, onPick, onStep, spoken = "" } = props;
  const { barPointer = null, hoverCard = true } = props;
  // A cursor that did not move is not painted anew.
  const cursor = useSame(props.cursor ?? NO_CURSOR);
  const cursorPoint = useSame(props.cursorPoint ?? null);
  const frame = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  /** Whether nothing is painted over the figure. */
  const isClear = useRef(true);
  const theme = useFigureTheme();
  const color = useColorMap(theme);
  const size = useCanvasSize(frame);
  const [measure, setMeasure] = useState(sharedMeasure);
  useEffect(() => whenFontsLoad((next) => setMeasure(() => next)), []);
  const zoom = useZoom(props);
  const { asked } = zoom;
  const laidOut = useFigureLayout(figure, size, { measure, ranges: asked, ...(margin && { margin }) });
  const layout = laidOut?.layout ?? null;
  const curves = laidOut?.curves ?? null;
  const hasMap = figure.data.some(({ type }) => type === "heatmap");

  const [selection, setSelection] = useState<Selection | null>(null);
  const [card, setCard] = useState<HoverCardProps | null>(null);
  const onHover = useCallback(
    (snapped: Snapped | null) => {
      onPoint?.(snapped?.at ?? null);
      const box = frame.current?.getBoundingClientRect();
      const text = snapped?.trace && snapped.datum ? hoverText(snapped.trace, snapped.datum) : "";
      setCard(
        box === undefined || snapped === null || text === "" || !hoverCard
          ? null
          : { left: box.left + snapped.px, top: box.top + snapped.py, text },
      );
    },
    [onPoint, hoverCard],
  );
  const dragMode = useCallback(() => control?.dragMode() ?? "zoom", [control]);
  usePointer(frame, { layout, zoom, dragMode, onHover, onPick, onSelect: setSelection });

  useLayoutEffect(() => {
    const context = size === null || !hasMap ? null : contextOf(ground.current, size);
    if (layout !== null && size !== null && context !== null)
      paintGround(layout, context, { ratio: size.ratio, color });
  }, [layout, size, color, hasMap]);
  useLayoutEffect(() => {
    const context = size === null ? null : contextOf(canvas.current, size);
    if (curves === null || size === null || context === null) return;
    (hasMap ? paintCurves : paintLayout)(curves, context, { ratio: size.ratio, color });
  }, [curves, size, color, hasMap]);
  useLayoutEffect(() => {
    const context = size === null ? null : contextOf(over.current, size);
    if (curves === null || size === null || context === null) return;
    const isBare = cursor.length === 0 && cursorPoint === null && barPointer === null && selection === null;
    if (isBare && isClear.current) return;
    isClear.current = isBare;
    // A blank canvas costs the browser as much in each frame as a painted one.
    context.canvas.style.visibility = isBare ? "hidden" : "visible";
    const { cursor: line, cursorText: text, plotBg: casing, accent } = theme.color;
    const colors = { line, text, casing, selection: accent };
    const overlay = { cursor, point: cursorPoint, barPointer, selection, font: fontFamily, colors };
    paintOverlay(curves, context, overlay, { ratio: size.ratio, color });
  }, [curves, size, theme, color, cursor, cursorPoint, barPointer, selection]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined && onStep !== undefined) onStep({ ...step, large: event.shiftKey });
    else if (event.key === "0") zoom.whole();
    else if (event.key === "Backspace") zoom.back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // One stop of the tab key.
  const group = {
    role: "group",
    tabIndex: 0,
    "aria-roledescription": "figure",
    "aria-label": summary === undefined ? name : `${name}. ${summary}`,
    onKeyDown,
  } as const;
  return (
    <div {...group} ref={frame} className={classes.figure} style={height === undefined ? undefined : { height }}>
      {hasMap ? <canvas ref={ground} className={classes.canvas} aria-hidden /> : null}
      <canvas ref={canvas} className={classes.canvas} aria-hidden />
      <canvas ref={over} className={classes.canvas} style={BLANK} aria-hidden />
      {props.barEnds !== undefined && layout !== null && layout.colorBar !== null ? (
        <BarHandles bar={layout.colorBar} ends={props.barEnds} />
      ) : null}
      {card === null ? null : <HoverCard {...card} />}
      <LiveRegion text={spoken} />
    </div>
  );
}
