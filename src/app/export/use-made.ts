import { useEffect, useState } from "react";

/** What was made last for an input. */
export interface Made<Value> {
  /** The old value stands until the new one is ready. */
  readonly value: Value | null;
  readonly problem: string | null;
  readonly busy: boolean;
}

/** Makes a value anew when `make` changes: memoise it. Null rests. */
export function useMade<Value>(make: (() => Value | Promise<Value>) | null): Made<Value> {
  const [made, setMade] = useState<Made<Value>>({ value: null, problem: null, busy: make !== null });
  useEffect(() => {
    if (make === null) return;
    let wanted = true;
    setMade((before) => ({ ...before, busy: true }));
    (async () => make())().then(
      (value) => wanted && setMade({ value, problem: null, busy: false }),
      (error) =>
        wanted &&
        setMade({ value: null, problem: error instanceof Error ? error.message : String(error), busy: false }),
    );
    return () => {
      wanted = false;
    };
  }, [make]);
  return made;
}
