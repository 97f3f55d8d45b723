import { useEffect, useRef, useState } from "react";

/** What was made last for an input. */
export interface Made<Value> {
  /** The old value stands until the new one is ready. */
  readonly value: Value | null;
  readonly problem: string | null;
  readonly busy: boolean;
}

/**
 * Makes a value anew when `make` changes: memoise it. Null rests. One is made at a time, and what was begun is shown: an input that
 * changes faster than anything can be made from it is followed, not waited out.
 */
export function useMade<Value>(make: (() => Value | Promise<Value>) | null): Made<Value> {
  const [made, setMade] = useState<Made<Value>>({ value: null, problem: null, busy: make !== null });
  const newest = useRef(make);
  const turn = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    newest.current = make;
    if (make === null) return;
    setMade((before) => ({ ...before, busy: true }));
    turn.current = turn.current.then(async () => {
      if (newest.current !== make) return;
      const result = await outcomeOf(make);
      if (newest.current !== null) setMade({ ...result, busy: newest.current !== make });
    });
    return () => {
      newest.current = null;
    };
  }, [make]);
  return made;
}

async function outcomeOf<Value>(make: () => Value | Promise<Value>): Promise<Omit<Made<Value>, "busy">> {
  try {
    return { value: await make(), problem: null };
  } catch (error) {
    return { value: null, problem: error instanceof Error ? error.message : String(error) };
  }
}
