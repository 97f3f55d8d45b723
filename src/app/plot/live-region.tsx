import { useEffect, useRef, useState } from "react";

/** ms between two things said. */
const PAUSE = 300;

/** Says to screen readers what changed: the latest, at most once in 300 ms, and nothing when it first appears. */
export function LiveRegion({ text }: { readonly text: string }) {
  const [said, setSaid] = useState("");
  const first = useRef(text);
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (text === first.current) return;
    first.current = "";
    const wait = Math.max(0, last.current + PAUSE - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {said}
    </div>
  );
}
