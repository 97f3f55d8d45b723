import { type RefObject, useEffect, useState } from "react";

/** Height of a row in px. */
export const ROW = 25;
/** Rows drawn beyond what is seen, above and below. */
const BEYOND = 12;

/** The rows of a long table that are seen. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
): { readonly from: number; readonly to: number } {
  const [seen, setSeen] = useState({ from: 0, to: 60 });
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const look = (): void => {
      const from = Math.max(0, Math.floor(box.scrollTop / ROW) - BEYOND);
      const to = Math.ceil((box.scrollTop + box.clientHeight) / ROW) + BEYOND;
      setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    look();
    box.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller]);
  return { from: Math.min(seen.from, count), to: Math.min(seen.to, count) };
}
