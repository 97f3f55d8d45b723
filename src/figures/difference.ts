import { hexOf, labOfHex, mixed } from "./oklab.ts";
import { differenceStops } from "./tokens.ts";

/** Colours between two stops, so that what a painter draws straight between them is close to the way in OKLab. */
const BETWEEN = 4;

/** Colours of `difference`. */
export const DIFFERENCE_COLORS: number = BETWEEN * (differenceStops.light.length - 1) + 1;

/** The 33 colours of the diverging map `difference`, from the most negative up: its nine stops and what lies between in OKLab. */
export function differenceMap(kind: "light" | "dark"): readonly string[] {
  const stops = differenceStops[kind];
  const labs = stops.map(labOfHex);
  return Array.from({ length: DIFFERENCE_COLORS }, (_, i) => {
    const k = Math.floor(i / BETWEEN);
    const [from, to] = [labs[k] ?? [0, 0, 0], labs[k + 1]] as const;
    return to === undefined || i % BETWEEN === 0
      ? (stops[k] as string)
      : hexOf(mixed(from, to, (i % BETWEEN) / BETWEEN));
  });
}
