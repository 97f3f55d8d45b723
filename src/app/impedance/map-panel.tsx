import { SegmentedControl } from "@mantine/core";
import { memo, useMemo } from "react";
import { besideMapCompared } from "../../figures/compared.ts";
import { distributionBesideMap } from "../../figures/distribution-beside-map.ts";
import { drtOverlay, largestGamma } from "../../figures/drt-overlay.ts";
import { formatNumber, formatQuantity } from "../../figures/format-number.ts";
import { type ColorBounds, colorPlace, type MapColors, mapColors } from "../../figures/map-colors.ts";
import { columnAt, mapPlaces } from "../../figures/map-places.ts";
import type { Figure } from "../../figures/plotly.ts";
import { relaxationMap, relaxationMapOf } from "../../figures/relaxation-map.ts";
import { type Along, seriesUnits } from "../../figures/series-axis.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import type { TimeSeries } from "../../files/time-series.ts";
import type { SeriesAnalysis } from "../../impedance/series/analysis.ts";
import type { Track } from "../../impedance/series/tracks.ts";
import { clippedWords, mapSummary } from "../../report/summaries.ts";
import { type FigureControl, useFigureControl } from "../plot/figure-control.ts";
import type { FigureCursor, PointedAt } from "../plot/figure-props.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { useSame } from "../same-content.ts";
import { useExport } from "../shell/export-store.ts";
import { InTurn } from "../shell/in-turn.tsx";
import { Panel } from "../shell/panel.tsx";
import { lambdaText } from "../state/lambda-text.ts";
import { useDocument, useProject } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { useBarEnds } from "./color-bounds.ts";
import { useCompared } from "./compare/compared.ts";
import { useFill } from "./fill.tsx";
import { useDraggedLambda, useLiveSeries, useLiveSweep, useOutdated } from "./live-series.ts";
import classes from "./map-panel.module.css";
import { OUTDATED } from "./outdated.ts";
import { usePanelOffer } from "./panel-offer.ts";
import { Playback } from "./playback.tsx";
import { frequencyOf, tauOf } from "./point-at.ts";
import type { ShownSeries } from "./shown-file.ts";
import { useStep } from "./step.ts";
import { SweepSlider } from "./sweep-slider.tsx";

const TITLE = "Relaxation-time map";
const NOTHING: Figure = { data: [], layout: {} };
const alongs: readonly Along[] = ["sweep", "time", "current"];

/** The relaxation-time map with voltage and current below it, and the distribution of the sweep under the cursor on the same τ axis. */
export const MapPanel = memo(function MapPanel({ shown }: { readonly shown: ShownSeries }) {
  const { series, area, state } = shown;
  const along = useDocument(({ impedance }) => impedance.along);
  const change = useProject(({ change }) => change);
  const control = useFigureControl();
  const fill = useFill("map");
  const outdated = useOutdated(shown);
  const places = useMemo(() => mapPlaces(series, along, seriesUnits(series, area)), [series, along, area]);
  return (
    <Panel
      title={TITLE}
      remark={<Remark shown={shown} />}
      busy={state.busy}
      faded={outdated}
      tools={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Axis along the experiment"
            data={[...alongs]}
            value={places.along}
            onChange={(value) =>
              change(`Map along ${value}`, (document) => ({
                ...document,
                impedance: { ...document.impedance, along: value as Along },
              }))
            }
          />
          <Playback shown={shown} />
          <FigureTools control={control} {...fill} onExport={() => useExport.getState().open(TITLE)} />
        </>
      }
    >
      <div className={classes.body}>
        <MapAndDistribution shown={shown} places={places} along={along} control={control} />
        <div className={classes.slider}>
          <InTurn rank="beside">
            <SweepSlider shown={shown} />
          </InTurn>
        </div>
      </div>
    </Panel>
  );
});

interface PairProps {
  readonly shown: ShownSeries;
  readonly places: ReturnType<typeof mapPlaces>;
  readonly along: Along;
  readonly control: FigureControl;
}

function MapAndDistribution({ shown, places, along, control }: PairProps) {
  const { area, at } = shown;
  const series = useLiveSeries(shown);
  const sweep = useLiveSweep(shown);
  const theme = useFigureTheme();
  const frequency = useSession(({ cursor }) => cursor.frequency);
  const point = useSession(({ point }) => point);
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const units = useMemo(() => seriesUnits(shown.series, area), [shown.series, area]);
  const bounds = useDocument(({ impedance }) => impedance.colors);
  const colors = useMemo(
    () => (series.map === null ? null : mapColors(series.map, series, units.resistanceFactor, bounds)),
    [series, units, bounds],
  );
  // Most of the time they stay while γ changes.
  const barEnds = useBarEnds(useSame(colors), units);
  const map = useMapFigure(shown, series, { along, theme, shades: colors });
  const top = useMemo(() => largestGamma(series), [series]);
  const compared = useCompared();
  const distribution = useMemo(
    () =>
      map === null
        ? null
        : besideMapCompared(distributionBesideMap(sweep, { theme, area, map, top }), compared, { theme, area }),
    [map, sweep, theme, area, top, compared],
  );
  const timeSeries = shown.state.result?.timeSeries ?? null;
  // What is drawn is what is offered: a dragged picture has no tracks of another λ.
  const dragged = series !== shown.series;
  const offered = usePanelOffer(shown, TITLE, "map", (inTheme) => {
    const input = dragged
      ? { series: { ...series, processSeries: null }, area, timeSeries, tracks: [] }
      : { series, area, timeSeries };
    return drawnMap({ ...input, colors: bounds }, inTheme, along)?.figure ?? NOTHING;
  });
  // By itself it has axes of its own.
  usePanelOffer(
    shown,
    "Relaxation times",
    "relaxation-times",
    (inTheme) => drtOverlay([sweep], { theme: inTheme, area }),
    true,
  );
  const summary = useMemo(() => mapSummary(shown.series, area, bounds), [shown.series, area, bounds]);
  if (map === null || distribution === null) return null;
  const here = places.marks[at] ?? 0;
  const tau = frequency === null ? null : tauOf(frequency);
  const upright: FigureCursor[] = tau === null ? [] : [{ axis: "y", value: tau, text: formatQuantity(tau, "s") }];
  const current = sweep.sweep.dcCurrent;
  const onMap: FigureCursor[] = [
    { axis: "x", value: here, text: formatNumber(here, { digits: 3 }) },
    ...(places.along !== "current" && current !== null
      ? [{ axis: "x2", value: here, text: formatNumber(current * units.currentFactor, { digits: 3 }) }]
      : []),
    ...upright,
  ];
  offered.current = onMap;
  const pointed = ({ pointerX, pointerY, yaxis }: PointedAt) => ({
    file: shown.file.id,
    sweep: series.sweeps[columnAt(places.columns, pointerX)]?.sweep.index ?? 0,
    ...(yaxis === "y" ? { frequency: frequencyOf(pointerY) } : {}),
  });
  const gamma = gammaAt(series, at, tau);
  return (
    <div className={classes.pair}>
      <FigureView
        figure={map}
        name="Relaxation-time map"
        summary={summary}
        control={control}
        cursor={onMap}
        {...(barEnds === null ? {} : { barEnds })}
        barPointer={gamma === null || colors === null ? null : colorPlace(colors, gamma * units.resistanceFactor)}
        onPoint={(at) => at && point(pointed(at))}
        onPick={(at) => pin(pointed(at))}
        onStep={step}
        spoken={spokenOf(shown, frequency)}
      />
      <FigureView
        figure={distribution}
        name={`Relaxation times of sweep ${sweep.sweep.index + 1}`}
        cursor={upright}
        onPoint={(at) => at && point({ frequency: frequencyOf(at.pointerY) })}
        onPick={(at) => pin({ frequency: frequencyOf(at.pointerY) })}
        onStep={step}
      />

      <p className={classes.note}>
        <b>Sweep {sweep.sweep.index + 1}</b>
        {sweep.drt?.gammaLower === undefined ? "." : ", band: 95\u00A0%."} The area under a peak is its resistance.
      </p>
    </div>
  );
}

/** The map of the analysed series; while λ is dragged, that map in the colours of the dragged one and without tracks of another λ. */
function useMapFigure(
  shown: ShownSeries,
  series: SeriesAnalysis,
  { along, theme, shades }: { readonly along: Along; readonly theme: FigureTheme; readonly shades: MapColors | null },
): Figure | null {
  const { series: analysed, area } = shown;
  const timeSeries = shown.state.result?.timeSeries ?? null;
  const colors = useDocument(({ impedance }) => impedance.colors);
  const whole = useMemo(
    () => drawnMap({ series: analysed, area, timeSeries, colors }, theme, along),
    [analysed, theme, area, along, timeSeries, colors],
  );
  const dragged = series !== analysed;
  const bare = useMemo(
    () =>
      dragged
        ? drawnMap({ series: { ...analysed, processSeries: null }, area, timeSeries, tracks: [], colors }, theme, along)
        : null,
    [dragged, analysed, theme, area, along, timeSeries, colors],
  );
  return useMemo(() => {
    if (bare === null || series.map === null || shades === null) return whole?.figure ?? null;
    return relaxationMapOf(series.map, bare.figure, series, { theme, area, along: bare.along, shades });
  }, [whole, bare, series, theme, area, shades]);
}

interface MapInput {
  readonly series: SeriesAnalysis;
  readonly tracks?: readonly Track[];
  readonly area: number | null;
  readonly timeSeries: TimeSeries | null;
  readonly colors: ColorBounds | null;
}

interface DrawnMap {
  readonly figure: Figure;
  readonly along: Along;
}

/** The map along the wanted axis, else along the next that the sweeps have; null where there is none. */
function drawnMap(
  { series, area, timeSeries, tracks, colors }: MapInput,
  theme: FigureTheme,
  wanted: Along,
): DrawnMap | null {
  if (series.map === null || series.map.sweeps < 2) return null;
  for (const along of [wanted, "time", "sweep"] as const) {
    try {
      const options = {
        theme,
        area,
        along,
        timeSeries,
        colors,
        roomAbove: true,
        ...(tracks === undefined ? {} : { tracks }),
      };
      return { figure: relaxationMap(series, options), along };
    } catch {
      // Currents that do not rise, or sweeps without times: the next axis.
    }
  }
  return null;
}

/** γ in Ω under the cursor, on the map. */
function gammaAt(series: SeriesAnalysis, at: number, tau: number | null): number | null {
  const { map } = series;
  if (map === null || tau === null) return null;
  const { length } = map.tau;
  let nearest = 0;
  for (let k = 1; k < length; k++) {
    const [here, best] = [map.tau[k] as number, map.tau[nearest] as number];
    if (Math.abs(Math.log(here / tau)) < Math.abs(Math.log(best / tau))) nearest = k;
  }
  const value = map.gamma[at * length + nearest] as number;
  return Number.isFinite(value) ? value : null;
}

/** Where the picture comes from: while λ is dragged it is of each sweep at that λ. */
function Remark({ shown }: { readonly shown: ShownSeries }) {
  const dragged = useDraggedLambda(shown);
  const bounds = useDocument(({ impedance }) => impedance.colors);
  return dragged === null
    ? shown.lag.outdated
      ? OUTDATED
      : remarkOf(shown, bounds)
    : `${shown.entry.file}, each sweep by itself at λ = ${lambdaText(dragged.lambda)}`;
}

function remarkOf(shown: ShownSeries, bounds: ColorBounds | null): string {
  const { series, area } = shown;
  const units = seriesUnits(series, area);
  const cut =
    series.map === null
      ? ""
      : clippedWords(series, mapColors(series.map, series, units.resistanceFactor, bounds), units);
  return `${sourceOf(shown)}${cut === "" ? "" : `. ${cut}`}`;
}

function sourceOf({ entry, series, state }: ShownSeries): string {
  if (state.result?.stage === "preview") return `${entry.file}, a first picture at one λ; the sweeps are being tested`;
  const from = series.mapFrom === "series" ? "processes followed through the series" : "each sweep by itself";
  return `${entry.file}, ${state.partial ? `${from}; the series is being followed` : from}`;
}

function spokenOf({ sweep, series, area }: ShownSeries, frequency: number | null): string {
  const { index, dcCurrent } = sweep.sweep;
  const units = seriesUnits(series, area);
  const parts = [`Sweep ${index + 1}`];
  if (dcCurrent !== null) parts.push(formatQuantity(dcCurrent * units.currentFactor, units.current));
  if (frequency !== null) parts.push(formatQuantity(frequency, "Hz"));
  return parts.join(", ");
}
