import { type ReactNode, useEffect, useState } from "react";
import { turns } from "./turns.ts";

const take = turns((run) => requestAnimationFrame(run));

export interface InTurnProps {
  /** After the figures. */
  readonly late?: boolean;
  readonly children: ReactNode;
}

/** Mounts what stands in it in a frame of its own, so that no frame waits for all of a view. */
export function InTurn({ late = false, children }: InTurnProps) {
  const [here, setHere] = useState(false);
  useEffect(() => take(() => setHere(true), late), [late]);
  return here ? children : null;
}
