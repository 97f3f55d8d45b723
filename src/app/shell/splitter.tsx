import { useRef } from "react";
import { useSession } from "../state/session-store.ts";
import classes from "./splitter.module.css";

export interface SplitterProps {
  /** Name of the size in the session, and of what is resized, for screen readers. */
  readonly name: string;
  readonly label: string;
  /** The line runs up and down ("vertical") or from left to right. */
  readonly orientation: "vertical" | "horizontal";
  /** Which side of the line has the size. */
  readonly side: "before" | "after";
  /** px. */
  readonly standard: number;
  readonly least: number;
  readonly most: number;
}

const STEP = 16;

/** The size in px that a splitter has. */
export function useSize(name: string, standard: number): number {
  return useSession(({ sizes }) => sizes[name] ?? standard);
}

/** A line of 1 px that can be dragged by 8 px, moved by arrow keys, and reset by a double click. */
export function Splitter({ name, label, orientation, side, standard, least, most }: SplitterProps) {
  const size = useSize(name, standard);
  const grabbed = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const sign = side === "before" ? 1 : -1;
  const [less, more] = orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const resize = (wanted: number): void => {
    const { sizes, set } = useSession.getState();
    set({ sizes: { ...sizes, [name]: Math.round(Math.min(most, Math.max(least, wanted))) } });
  };
  const reset = (): void => {
    const { [name]: _, ...sizes } = useSession.getState().sizes;
    useSession.getState().set({ sizes });
  };
  const place = (event: React.PointerEvent): number => (orientation === "vertical" ? event.clientX : event.clientY);
  const byKey: Readonly<Record<string, () => void>> = {
    [less as string]: () => resize(size - sign * STEP),
    [more as string]: () => resize(size + sign * STEP),
    Home: () => resize(least),
    End: () => resize(most),
    Enter: reset,
  };
  return (
    <hr
      className={classes.splitter}
      data-orientation={orientation}
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuetext={`${size} px`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = { at: place(event), size };
      }}
      onPointerMove={(event) => {
        if (grabbed.current) resize(grabbed.current.size + sign * (place(event) - grabbed.current.at));
      }}
      onPointerUp={() => {
        grabbed.current = null;
      }}
      onPointerCancel={() => {
        grabbed.current = null;
      }}
      onDoubleClick={reset}
      onKeyDown={(event) => {
        const act = byKey[event.key];
        if (!act) return;
        event.preventDefault();
        act();
      }}
    />
  );
}
