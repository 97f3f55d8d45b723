import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { layoutFigure } from "./figure-layout.ts";
import type { FigureViewProps } from "./figure-props.ts";
import classes from "./figure-view.module.css";
import { canvasMeasure } from "./measure-text.ts";
import { paintLayout } from "./paint.ts";
import { useCanvasSize } from "./use-canvas-size.ts";

/** A figure on canvas, that follows the linked cursor and can be pointed at, picked from and zoomed. */
export function FigureView({ figure, name, summary, height, ranges, margin }: FigureViewProps) {
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useCanvasSize(frame);
  const [measure] = useState(canvasMeasure);
  const layout = useMemo(() => {
    if (size === null || size.width === 0 || size.height === 0) return null;
    return layoutFigure(figure, size.width, size.height, {
      measure,
      ...(ranges === undefined ? {} : { ranges }),
      ...(margin === undefined ? {} : { margin }),
    });
  }, [figure, size, measure, ranges, margin]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (layout === null || size === null || !canvas.current || !context) return;
    canvas.current.width = Math.round(size.width * size.ratio);
    canvas.current.height = Math.round(size.height * size.ratio);
    paintLayout(layout, context, { ratio: size.ratio });
  }, [layout, size]);
  return (
    <section
      ref={frame}
      className={classes.figure}
      style={height === undefined ? undefined : { height }}
      aria-label={summary === undefined ? name : `${name}. ${summary}`}
    >
      <canvas ref={canvas} className={classes.canvas} />
    </section>
  );
}
