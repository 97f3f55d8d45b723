import { memo, useMemo } from "react";
import { formatNumber } from "../../figures/format-number.ts";
import { type ColorBounds, mapColors, refusedColorBounds } from "../../figures/map-colors.ts";
import { seriesUnits } from "../../figures/series-axis.ts";
import { Section } from "../shell/section.tsx";
import { useDocument } from "../state/project-store.ts";
import { NumberField } from "./circuit/number-field.tsx";
import { setColors } from "./color-bounds.ts";
import classes from "./lambda-control.module.css";
import type { ShownSeries } from "./shown-file.ts";

/** Where the colours of the map begin and end, typed; the same for every file of the project. */
export const ColorsSection = memo(function ColorsSection({ shown }: { readonly shown: ShownSeries }) {
  const bounds = useDocument(({ impedance }) => impedance.colors);
  const { series, area } = shown;
  const { resistance: unit, resistanceFactor: factor } = useMemo(() => seriesUnits(series, area), [series, area]);
  const colors = useMemo(
    () => (series.map === null ? null : mapColors(series.map, series, factor, bounds)),
    [series, factor, bounds],
  );
  if (colors === null) return null;
  const own: ColorBounds = bounds ?? [colors.floor / factor, colors.top / factor];
  const field = (label: string, value: number, taken: (typed: number) => ColorBounds) => (
    <NumberField
      label={label}
      unit={unit}
      value={value * factor}
      format={(number) => formatNumber(number, { digits: 3 })}
      refuse={(typed) => refusedColorBounds(taken(typed / factor))}
      onCommit={(typed) => {
        if (typed !== null) setColors(taken(typed / factor));
      }}
    />
  );
  return (
    <Section title="Colours of the map" remark={bounds === null ? "by the largest γ" : "for every file"}>
      <div className={classes.bounds}>
        {field("Colours from γ", own[0], (floor) => [floor, own[1]])}
        <span>to</span>
        {field("Colours to γ", own[1], (top) => [own[0], top])}
        <button type="button" className={classes.criterion} disabled={bounds === null} onClick={() => setColors(null)}>
          Reset
        </button>
      </div>
    </Section>
  );
});
