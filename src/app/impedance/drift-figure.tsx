import { useCallback, useMemo, useState } from "react";
import { driftCourses } from "../../figures/drift.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
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
}

/** The drift that was found in the shown sweep; else the first of the file. */
function driftOf({ sweep }: ShownSeries, drift: readonly ReportDrift[]): ReportDrift | undefined {
  const number = sweep.sweep.index + 1;
  return drift.find(({ sweeps }) => sweeps?.includes(number)) ?? drift[0];
}

/** How what drifts is drawn in a theme. */
function useCourses({ area }: ShownSeries, { record, uncorrected }: ReportDrift): (theme: FigureTheme) => Figure {
  return useCallback(
    (theme: FigureTheme) =>
      driftCourses(record, { theme, area, ...(uncorrected === undefined ? {} : { uncorrected }) }),
    [record, uncorrected, area],
  );
}

export interface DriftOfferProps {
  readonly shown: ShownSeries;
  readonly drift: readonly ReportDrift[];
}

/** Offers what drifts while the sweeps run, whether it is on the screen or not. */
export function DriftOffer({ shown, drift }: DriftOfferProps) {
  const own = driftOf(shown, drift);
  return own === undefined ? null : <CourseOffer shown={shown} drift={own} />;
}

function CourseOffer({ shown, drift }: { readonly shown: ShownSeries; readonly drift: ReportDrift }) {
  usePanelOffer(shown, "Drift", "drift", useCourses(shown, drift));
  return null;
}

/** The residuals, and below them what drifts while the sweeps run, with what was found in words. */
export function DriftFigure({ shown, drift, control }: DriftFigureProps) {
  const own = driftOf(shown, drift);
  return (
    <div className={own === undefined ? classes.alone : classes.both}>
      <ValidityFigure shown={shown} control={control} />
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
  const { sweeps, words } = drift;
  const [opened, setOpened] = useState(false);
  const draw = useCourses(shown, drift);
  const figure = useMemo(() => draw(theme), [draw, theme]);
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
