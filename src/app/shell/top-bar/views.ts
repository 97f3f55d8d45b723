import type { View } from "../../state/session-store.ts";

/** Names of the views, as the top bar has them. */
export const viewTitles: Readonly<Record<View, string>> = {
  impedance: "Impedance",
  phases: "Phases",
  cell: "Cell",
  claims: "Claims",
};
