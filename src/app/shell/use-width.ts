import { useSyncExternalStore } from "react";

/** How much room there is: below 900 px one column, up to 1180 px a rail, from 1900 px everything open. */
export type Room = "column" | "compact" | "regular" | "wide";

export function roomOf(width: number): Room {
  if (width < 900) return "column";
  if (width <= 1180) return "compact";
  return width < 1900 ? "regular" : "wide";
}

function subscribe(changed: () => void): () => void {
  addEventListener("resize", changed);
  return () => removeEventListener("resize", changed);
}

/** The room of the window. */
export function useRoom(): Room {
  return useSyncExternalStore(subscribe, () => roomOf(innerWidth));
}
