import { useMemo, useState } from "react";
import { driftCourses } from "../../figures/drift.ts";
import type { ReportDrift } from "../../report/input.ts";
import { sweepNumbers } from "../../report/words.ts";
import type { FigureControl } from "../plot/figure-control.ts";
import { FigureView } from "../plot/figure-view.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";
import classes from "./drift-figure.module.css";
import { usePanelOffer } from "./panel-offer.ts";
import type { ShownSeries } from "./shown-file.ts";
import { ValidityFigure } from "./spectrum-panels.tsx";

export interface DriftFigureProps {
  readonly shown: ShownSeries;
  readonly drift: readonly ReportDrift[];
  readonly control: FigureControl;
  readonly title: string;
}

/** The residuals, and below them what drifts while the sweeps run, with what was found in words. */
export function DriftFigure({ shown, drift, control, title }: DriftFigureProps) {
  const number = shown.sweep.sweep.index + 1;
  const own = drift.find(({ sweeps }) => sweeps?.includes(number)) ?? drift[0];
  return (
    <div className={own === undefined ? classes.alone : classes.both}>
      <ValidityFigure shown={shown} control={control} title={title} />
      {own === undefined ? (
        <p className={classes.words}>Drift was analysed; none is seen in these sweeps.</p>
      ) : (
        <Course shown={shown} drift={own} />
      )}
    </div>
  );
}

function Course({ shown, drift }: { readonly shown: ShownSeries; readonly drift: ReportDrift }) {
  const theme = useFigureTheme();
  const { area } = shown;
  const { record, uncorrected, sweeps, words } = drift;
  const [opened, setOpened] = useState(false);
  const figure = useMemo(
    () => driftCourses(record, { theme, area, ...(uncorrected === undefined ? {} : { uncorrected }) }),
    [record, uncorrected, theme, area],
  );
  usePanelOffer(shown, "Drift", "drift", (inTheme) =>
    driftCourses(record, { theme: inTheme, area, ...(uncorrected === undefined ? {} : { uncorrected }) }),
  );
  return (
    <>
      <details className={classes.words} open={opened} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
        <summary>
          <b>Drift in {sweeps === undefined ? "all sweeps" : sweepNumbers(sweeps)}.</b> {words[0]}
        </summary>
        {words.slice(1).join(" ")}
      </details>
      {opened ? <FigureView figure={figure} name="Resistances while the sweeps run" summary={words.join(" ")} /> : null}
    </>
  );
}
