import { useMemo } from "react";
import { formatNumber } from "../../figures/format-number.ts";
import { type ColorBounds, colorEnds, type MapColors, refusedColorBounds } from "../../figures/map-colors.ts";
import type { DisplayUnits } from "../../figures/units.ts";
import type { BarEnds } from "../plot/figure-props.ts";
import { useDocument, useProject } from "../state/project-store.ts";

const GESTURE = "colours of the map";

/** Has the colours begin and end there; null: by the largest γ again. */
export function setColors(bounds: ColorBounds | null, gesture?: string): void {
  if (bounds !== null && refusedColorBounds(bounds) !== null) return;
  const name = bounds === null ? "Colours by the largest γ" : "Ends of the colours of the map";
  const { change } = useProject.getState();
  change(name, (document) => ({ ...document, impedance: { ...document.impedance, colors: bounds } }), gesture);
}

/** A value with one digit: a tick of a logarithmic scale. */
function rounded(value: number): number {
  return Number(value.toPrecision(1));
}

/** The ends of the colour bar of a map in these colours, to be dragged; null without a map. */
export function useBarEnds(colors: MapColors | null, units: DisplayUnits): BarEnds | null {
  const bounds = useDocument(({ impedance }) => impedance.colors);
  const settle = useProject(({ settle }) => settle);
  return useMemo(() => {
    if (colors === null) return null;
    const { resistance: unit, resistanceFactor: factor } = units;
    const [low, high] = colorEnds(colors);
    const shownAs = (place: number): number => (colors.signed ? colors.floor * 10 ** place : 10 ** place);
    return {
      low,
      high,
      // Of colours to both sides of zero the ends are one value.
      ends: colors.signed ? ["high"] : ["low", "high"],
      isSet: bounds !== null,
      name: (end) => (end === "low" ? "Lower end of the colours" : "Upper end of the colours"),
      text: (place) => `${formatNumber(shownAs(place), { digits: 2 })}\u00A0${unit}`,
      onMove: (end, place) => {
        const value = rounded(shownAs(place)) / factor;
        const [floor, top] = bounds ?? [colors.floor / factor, colors.top / factor];
        setColors(end === "low" ? [value, top] : [floor, value], GESTURE);
      },
      onEnd: settle,
      onReset: () => {
        setColors(null);
        settle();
      },
    };
  }, [colors, units, bounds, settle]);
}
