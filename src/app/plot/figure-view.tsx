import { useRef } from "react";
import type { FigureViewProps } from "./figure-props.ts";
import classes from "./figure-view.module.css";

/** A figure on canvas, that follows the linked cursor and can be pointed at, picked from and zoomed. */
export function FigureView({ name, summary, height }: FigureViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  return (
    <section
      className={classes.figure}
      style={height === undefined ? undefined : { height }}
      aria-label={summary === undefined ? name : `${name}. ${summary}`}
    >
      <canvas ref={canvas} className={classes.canvas} />
    </section>
  );
}
