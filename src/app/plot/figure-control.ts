import { useState, useSyncExternalStore } from "react";

/** What dragging on a figure does. */
export type DragMode = "zoom" | "pan";

/** What a figure does when its tools ask. */
export interface FigureActions {
  readonly wholeRange: () => void;
  readonly zoomBack: () => void;
}

/** Ties the tools in a panel's head to its figure. */
export interface FigureControl extends FigureActions {
  readonly subscribe: (listener: () => void) => () => void;
  readonly dragMode: () => DragMode;
  readonly setDragMode: (mode: DragMode) => void;
  /** Whether a part of the range is shown. */
  readonly zoomed: () => boolean;
  readonly tellZoomed: (zoomed: boolean) => void;
  /** The figure that acts; the function given back takes it away. */
  readonly attach: (actions: FigureActions) => () => void;
}

export function createFigureControl(): FigureControl {
  const listeners = new Set<() => void>();
  let mode: DragMode = "zoom";
  let zoomed = false;
  let actions: FigureActions | null = null;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dragMode: () => mode,
    setDragMode: (next) => {
      mode = next;
      tell();
    },
    wholeRange: () => actions?.wholeRange(),
    zoomBack: () => actions?.zoomBack(),
    zoomed: () => zoomed,
    tellZoomed: (next) => {
      if (zoomed === next) return;
      zoomed = next;
      tell();
    },
    attach: (next) => {
      actions = next;
      return () => {
        if (actions === next) actions = null;
      };
    },
  };
}

/** A control that lives as long as the component: give it to `FigureView` and `FigureTools`. */
export function useFigureControl(): FigureControl {
  return useState(createFigureControl)[0];
}

/** The drag mode in force, and whether the figure is zoomed. */
export function useFigureState(control: FigureControl): { readonly dragMode: DragMode; readonly zoomed: boolean } {
  return {
    dragMode: useSyncExternalStore(control.subscribe, control.dragMode),
    zoomed: useSyncExternalStore(control.subscribe, control.zoomed),
  };
}
