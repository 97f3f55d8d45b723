import { type ReactNode, startTransition, useEffect, useRef, useState } from "react";
import { type Rank, takeTurn } from "./turns.ts";

const NOTHING: unique symbol = Symbol("nothing yet");

export interface InTurnProps {
  readonly rank: Rank;
  /** What is shown: another one is drawn in a frame of its own, and what was drawn stays until then. */
  readonly of?: unknown;
  readonly children: ReactNode;
}

/** Draws what stands in it in its turn, in slices that let input through, so that no frame waits for all of a view. */
export function InTurn({ rank, of = null, children }: InTurnProps) {
  const [drawn, setDrawn] = useState<unknown>(NOTHING);
  const kept = useRef<ReactNode>(null);
  useEffect(
    () => (drawn === of ? undefined : takeTurn(() => startTransition(() => setDrawn(() => of)), rank)),
    [drawn, of, rank],
  );
  // The same element again: React leaves alone what is not its turn.
  if (drawn === of) kept.current = children;
  return kept.current;
}
