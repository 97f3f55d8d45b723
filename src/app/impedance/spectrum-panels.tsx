import { memo, useCallback, useMemo } from "react";
import { bode } from "../../figures/bode.ts";
import { bodeCompared, nyquistCompared } from "../../figures/compared.ts";
import { formatNumber, formatQuantity } from "../../figures/format-number.ts";
import { kramersKronigResiduals } from "../../figures/kramers-kronig-residuals.ts";
import { nyquist } from "../../figures/nyquist.ts";
import type { Figure } from "../../figures/plotly.ts";
import { processMarks } from "../../figures/process-marks.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { displayUnits } from "../../figures/units.ts";
import type { SweepAnalysis } from "../../impedance/series/analysis.ts";
import { sweepSummaries } from "../../report/summaries.ts";
import { type FigureControl, useFigureControl } from "../plot/figure-control.ts";
import type { FigureCursor, PointedAt } from "../plot/figure-props.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { useCompared } from "./compare/compared.ts";
import { useFill } from "./fill.tsx";
import { useFollowingSweep, useOutdated } from "./live-series.ts";
import { OUTDATED } from "./outdated.ts";
import { usePanelOffer } from "./panel-offer.ts";
import { nearestPoint } from "./point-at.ts";
import type { ShownSeries } from "./shown-file.ts";
import { useStep } from "./step.ts";
import { verdictOfSweep } from "./verdict.ts";

/** The measured point under the cursor; null where the frequency was not measured. */
function usePoint({ sweep }: ShownSeries): number | null {
  const frequency = useSession(({ cursor }) => cursor.frequency);
  return frequency === null ? null : nearestPoint(sweep.sweep.spectrum, frequency);
}

export const NyquistPanel = memo(function NyquistPanel({ shown }: { readonly shown: ShownSeries }) {
  const { area, series } = shown;
  const sweep = useFollowingSweep(shown);
  const theme = useFigureTheme();
  const point = useSession(({ point }) => point);
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const control = useFigureControl();
  const fill = useFill("nyquist");
  const outdated = useOutdated(shown);
  const at = usePoint(shown);
  const pointedAt = useSession(({ cursor }) => cursor.frequency);
  const highestFrequency = series.highestFrequency ?? null;
  const compared = useCompared();
  const draw = useCallback(
    (inTheme: FigureTheme): Figure =>
      nyquistCompared(nyquist(sweep, { theme: inTheme, area, highestFrequency }), compared, { theme: inTheme, area }),
    [sweep, area, highestFrequency, compared],
  );
  const figure = useMemo(() => draw(theme), [draw, theme]);
  const offered = usePanelOffer(shown, "Nyquist", "nyquist", draw, true);
  const units = displayUnits(area);
  const summary = useMemo(() => sweepSummaries(sweep, displayUnits(area)).nyquist, [sweep, area]);
  const marks = useMemo(() => processMarks(sweep, highestFrequency), [sweep, highestFrequency]);
  const { spectrum } = sweep.sweep;
  // A process stands between measured points: the cursor that is on it stands there too.
  const process = marks.find(({ frequency }) => pointedAt !== null && isSame(frequency, pointedAt));
  const [real, imaginary] =
    process !== undefined
      ? [process.real, process.imaginary]
      : at === null
        ? [0, 0]
        : [spectrum.real[at] as number, spectrum.imaginary[at] as number];
  const [x, y] = [units.resistanceFactor * real, -units.resistanceFactor * imaginary];
  const nowhere = at === null && process === undefined;
  const cursor: FigureCursor[] = nowhere
    ? []
    : [
        { axis: "x", value: x, text: formatNumber(x, { digits: 3 }) },
        { axis: "y", value: y, text: formatNumber(y, { digits: 3 }) },
      ];
  offered.current = cursor;
  const pointed = ({ x, y, trace, point }: PointedAt): number =>
    frequencyOfDatum(figure, trace, point) ?? nearestIn(shown, x, y);
  return (
    <Panel
      title="Nyquist"
      remark={nowhere && pointedAt !== null ? "frequency not measured" : outdated ? `lines ${OUTDATED}` : "equal axes"}
      tools={<FigureTools control={control} {...fill} onExport={() => useExport.getState().open("Nyquist")} />}
    >
      <FigureView
        figure={figure}
        name="Nyquist plot"
        summary={summary}
        control={control}
        cursor={cursor}
        cursorPoint={nowhere ? null : { x, y }}
        onPoint={(to) => to && point({ frequency: pointed(to) })}
        onPick={(to) => pin({ frequency: pointed(to) })}
        onStep={step}
      />
    </Panel>
  );
});

/** Whether two frequencies are one, written and read again. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a / b - 1) < 1e-9;
}

/** The frequency that a datum of the plot carries: of a measured point, or of a process; null where it carries none. */
function frequencyOfDatum({ data }: Figure, trace: number | null, point: number | null): number | null {
  if (trace === null || point === null) return null;
  const carried = data[trace]?.customdata;
  const frequency = Array.isArray(carried) ? carried[point] : undefined;
  return typeof frequency === "number" ? frequency : null;
}

/** Frequency of the measured point nearest to a place on the plot. */
function nearestIn({ sweep, area }: ShownSeries, x: number, y: number): number {
  const { frequency, real, imaginary } = sweep.sweep.spectrum;
  const { resistanceFactor } = displayUnits(area);
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < frequency.length; k++) {
    const distance = Math.hypot(
      resistanceFactor * (real[k] as number) - x,
      -resistanceFactor * (imaginary[k] as number) - y,
    );
    if (distance < least) [nearest, least] = [k, distance];
  }
  return frequency[nearest] as number;
}

export const BodePanel = memo(function BodePanel({ shown }: { readonly shown: ShownSeries }) {
  const control = useFigureControl();
  const fill = useFill("bode");
  const outdated = useOutdated(shown);
  useBodeOffer(shown, "Bode");
  return (
    <Panel
      title="Bode"
      {...(outdated ? { remark: `lines ${OUTDATED}` } : {})}
      tools={<FigureTools control={control} {...fill} onExport={() => useExport.getState().open("Bode")} />}
    >
      <BodeFigure shown={shown} control={control} />
    </Panel>
  );
});

interface ControlledFigureProps {
  readonly shown: ShownSeries;
  readonly control: FigureControl;
}

/** How the Bode plot of the shown sweep is drawn in a theme. */
function useBode({ area, series }: ShownSeries, sweep: SweepAnalysis): (theme: FigureTheme) => Figure {
  const highestFrequency = series.highestFrequency ?? null;
  const compared = useCompared();
  return useCallback(
    (inTheme: FigureTheme): Figure =>
      bodeCompared(bode(sweep, { theme: inTheme, area, highestFrequency }), compared, { theme: inTheme, area }),
    [sweep, area, highestFrequency, compared],
  );
}

/** Offers the Bode plot, whether it is on the screen or not. */
export function useBodeOffer(shown: ShownSeries, title: string): void {
  usePanelOffer(shown, title, "bode", useBode(shown, useFollowingSweep(shown)), true);
}

export function BodeFigure({ shown, control }: ControlledFigureProps) {
  const { area } = shown;
  const sweep = useFollowingSweep(shown);
  const theme = useFigureTheme();
  const draw = useBode(shown, sweep);
  const figure = useMemo(() => draw(theme), [draw, theme]);
  const summary = useMemo(() => sweepSummaries(sweep, displayUnits(area)).bode, [sweep, area]);
  return <FrequencyFigure shown={shown} figure={figure} control={control} name="Bode plot" summary={summary} />;
}

/** Offers the residuals of the Kramers-Kronig test, whether they are on the screen or not. */
export function useValidityOffer(shown: ShownSeries, title: string): void {
  const { sweep, series } = shown;
  const highestFrequency = series.highestFrequency ?? null;
  usePanelOffer(
    shown,
    title,
    "kramers-kronig-residuals",
    (theme) => kramersKronigResiduals(sweep, { theme, highestFrequency }),
    true,
  );
}

/** The residuals of the Kramers-Kronig test. */
export function ValidityFigure({ shown, control }: ControlledFigureProps) {
  const { sweep, area, series } = shown;
  const theme = useFigureTheme();
  const highestFrequency = series.highestFrequency ?? null;
  const { verdict, lead } = verdictOfSweep(sweep, shown.state.result?.stage);
  const untested = verdict === "none" ? lead.replace(/[.:]$/, "") : null;
  const figure = useMemo(
    () => kramersKronigResiduals(sweep, { theme, highestFrequency, untested }),
    [sweep, theme, highestFrequency, untested],
  );
  const tested = useMemo(() => sweepSummaries(sweep, displayUnits(area)).kramersKronig, [sweep, area]);
  const summary = untested === null ? tested : `${untested}.`;
  return (
    <FrequencyFigure
      shown={shown}
      figure={figure}
      control={control}
      name="Residuals of the Kramers-Kronig test"
      summary={summary}
    />
  );
}

interface FrequencyFigureProps
  extends Pick<React.ComponentProps<typeof FigureView>, "figure" | "name" | "summary" | "control"> {
  readonly shown: ShownSeries;
}

/** The frequency pointed at: that of the datum of which the card tells, else that under the pointer. */
function frequencyAt({ trace, x, pointerX }: PointedAt): number {
  return trace === null ? pointerX : x;
}

/** A figure over frequency, linked to the cursor. */
function FrequencyFigure({ shown, ...figure }: FrequencyFigureProps) {
  const point = useSession(({ point }) => point);
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const at = usePoint(shown);
  const measured = at === null ? null : (shown.sweep.sweep.spectrum.frequency[at] as number);
  return (
    <FigureView
      {...figure}
      cursor={measured === null ? [] : [{ axis: "x", value: measured, text: formatQuantity(measured, "Hz") }]}
      onPoint={(to) => to && point({ frequency: frequencyAt(to) })}
      onPick={(to) => pin({ frequency: frequencyAt(to) })}
      onStep={step}
    />
  );
}
