import { type RefObject, useLayoutEffect, useState } from "react";
import { takeTurn } from "../shell/turns.ts";

/** Size of an element in px, and device pixels in one px. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Follows the size of an element; null before it is known. */
export function useCanvasSize(element: RefObject<HTMLElement | null>): CanvasSize | null {
  const [size, setSize] = useState<CanvasSize | null>(null);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = node;
      const ratio = window.devicePixelRatio;
      setSize((before) =>
        before?.width === width && before.height === height && before.ratio === ratio
          ? before
          : { width, height, ratio },
      );
    };
    const observer = new ResizeObserver(measure);
    // The first picture has a frame of its own: several figures that come at once are painted one after another.
    const takeBack = takeTurn(() => {
      measure();
      observer.observe(node);
      window.addEventListener("resize", measure);
    }, "paint");
    return () => {
      takeBack();
      observer.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, [element]);
  return size;
}
