import { useMemo } from "react";
import { bode } from "../../figures/bode.ts";
import { formatNumber, formatQuantity } from "../../figures/format-number.ts";
import { kramersKronigResiduals } from "../../figures/kramers-kronig-residuals.ts";
import { nyquist } from "../../figures/nyquist.ts";
import { displayUnits } from "../../figures/units.ts";
import { sweepSummaries } from "../../report/summaries.ts";
import { useFigureControl } from "../plot/figure-control.ts";
import type { FigureCursor } from "../plot/figure-props.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { type OfferedFigure, useImpedanceOffer } from "./export-offers.ts";
import { nearestPoint } from "./point-at.ts";
import type { ShownSeries } from "./shown-file.ts";
import { useStep } from "./step.ts";

/** The measured point under the cursor; null where the frequency was not measured. */
function usePoint({ sweep }: ShownSeries): number | null {
  const frequency = useSession(({ cursor }) => cursor.frequency);
  return frequency === null ? null : nearestPoint(sweep.sweep.spectrum, frequency);
}

export function NyquistPanel({ shown }: { readonly shown: ShownSeries }) {
  const { sweep, area, series } = shown;
  const theme = useFigureTheme();
  const point = useSession(({ point }) => point);
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const control = useFigureControl();
  const at = usePoint(shown);
  const pointedAt = useSession(({ cursor }) => cursor.frequency);
  const highestFrequency = series.highestFrequency ?? null;
  const figure = useMemo(
    () => nyquist(sweep, { theme, area, highestFrequency }),
    [sweep, theme, area, highestFrequency],
  );
  const offered = useMemo(
    (): OfferedFigure => ({
      title: "Nyquist",
      name: "nyquist",
      ofSweep: true,
      draw: (theme) => nyquist(sweep, { theme, area, highestFrequency }),
    }),
    [sweep, area, highestFrequency],
  );
  const offeredCursor = useImpedanceOffer(shown, offered);
  const units = displayUnits(area);
  const { spectrum } = sweep.sweep;
  const [x, y] =
    at === null
      ? [0, 0]
      : [
          units.resistanceFactor * (spectrum.real[at] as number),
          -units.resistanceFactor * (spectrum.imaginary[at] as number),
        ];
  const cursor: FigureCursor[] =
    at === null
      ? []
      : [
          { axis: "x", value: x, text: formatNumber(x, { digits: 3 }) },
          { axis: "y", value: y, text: formatNumber(y, { digits: 3 }) },
        ];
  offeredCursor.current = cursor;
  return (
    <Panel
      title="Nyquist"
      remark={at === null && pointedAt !== null ? "frequency not measured" : "equal axes"}
      tools={<FigureTools control={control} onExport={() => useExport.getState().open("Nyquist")} />}
    >
      <FigureView
        figure={figure}
        name="Nyquist plot"
        summary={sweepSummaries(sweep, units).nyquist}
        control={control}
        cursor={cursor}
        cursorPoint={at === null ? null : { x, y }}
        onPoint={(to) => to && point({ frequency: nearestIn(shown, to.x, to.y) })}
        onPick={(to) => pin({ frequency: nearestIn(shown, to.x, to.y) })}
        onStep={step}
      />
    </Panel>
  );
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

export function BodePanel({ shown }: { readonly shown: ShownSeries }) {
  const { sweep, area, series } = shown;
  const theme = useFigureTheme();
  const highestFrequency = series.highestFrequency ?? null;
  const figure = useMemo(() => bode(sweep, { theme, area, highestFrequency }), [sweep, theme, area, highestFrequency]);
  const offered = useMemo(
    (): OfferedFigure => ({
      title: "Bode",
      name: "bode",
      ofSweep: true,
      draw: (theme) => bode(sweep, { theme, area, highestFrequency }),
    }),
    [sweep, area, highestFrequency],
  );
  const offeredCursor = useImpedanceOffer(shown, offered);
  const control = useFigureControl();
  return (
    <Panel title="Bode" tools={<FigureTools control={control} onExport={() => useExport.getState().open("Bode")} />}>
      <FrequencyFigure
        shown={shown}
        figure={figure}
        offered={offeredCursor}
        control={control}
        name="Bode plot"
        summary={sweepSummaries(sweep, displayUnits(area)).bode}
      />
    </Panel>
  );
}

/** The residuals of the Kramers-Kronig test. */
export function ValidityFigure({ shown }: { readonly shown: ShownSeries }) {
  const { sweep, area, series } = shown;
  const theme = useFigureTheme();
  const highestFrequency = series.highestFrequency ?? null;
  const figure = useMemo(
    () => kramersKronigResiduals(sweep, { theme, highestFrequency }),
    [sweep, theme, highestFrequency],
  );
  const offered = useMemo(
    (): OfferedFigure => ({
      title: "Validity",
      name: "kramers-kronig-residuals",
      ofSweep: true,
      draw: (theme) => kramersKronigResiduals(sweep, { theme, highestFrequency }),
    }),
    [sweep, highestFrequency],
  );
  const offeredCursor = useImpedanceOffer(shown, offered);
  return (
    <FrequencyFigure
      shown={shown}
      figure={figure}
      offered={offeredCursor}
      name="Residuals of the Kramers-Kronig test"
      summary={sweepSummaries(sweep, displayUnits(area)).kramersKronig}
    />
  );
}

interface FrequencyFigureProps
  extends Pick<React.ComponentProps<typeof FigureView>, "figure" | "name" | "summary" | "control"> {
  readonly shown: ShownSeries;
  /** Where the export learns of the cursor. */
  readonly offered: ReturnType<typeof useImpedanceOffer>;
}

/** A figure over frequency, linked to the cursor. */
function FrequencyFigure({ shown, offered, ...figure }: FrequencyFigureProps) {
  const point = useSession(({ point }) => point);
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const at = usePoint(shown);
  const measured = at === null ? null : (shown.sweep.sweep.spectrum.frequency[at] as number);
  const cursor: FigureCursor[] =
    measured === null ? [] : [{ axis: "x", value: measured, text: formatQuantity(measured, "Hz") }];
  offered.current = cursor;
  return (
    <FigureView
      {...figure}
      cursor={cursor}
      onPoint={(to) => to && point({ frequency: to.pointerX })}
      onPick={(to) => pin({ frequency: to.pointerX })}
      onStep={step}
    />
  );
}
