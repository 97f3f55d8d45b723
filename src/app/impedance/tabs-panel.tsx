import { SegmentedControl } from "@mantine/core";
import { memo, type ReactNode, useMemo } from "react";
import { resistances } from "../../figures/resistances.ts";
import { naturalAxis, seriesAxis, seriesUnits } from "../../figures/series-axis.ts";
import { resistancesSummary } from "../../report/summaries.ts";
import { type FigureControl, useFigureControl } from "../plot/figure-control.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { useKeys } from "../shell/keys.ts";
import { Panel } from "../shell/panel.tsx";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { DriftFigure, DriftOffer } from "./drift-figure.tsx";
import { useImpedanceOffer } from "./export-offers.ts";
import { useFill } from "./fill.tsx";
import { OUTDATED } from "./outdated.ts";
import { usePanelOffer } from "./panel-offer.ts";
import type { ShownSeries } from "./shown-file.ts";
import { BodeFigure, useBodeOffer, useValidityOffer, ValidityFigure } from "./spectrum-panels.tsx";
import { useStep } from "./step.ts";
import { ResultsTable } from "./table/results-table.tsx";

export type Tab = "bode" | "validity" | "series" | "table";

export const TAB_TITLES: Readonly<Record<Tab, string>> = {
  bode: "Bode",
  validity: "Validity",
  series: "Series",
  table: "Table",
};

export interface TabsPanelProps {
  readonly shown: ShownSeries;
  readonly tabs: readonly Tab[];
}

/** Several figures in one place, chosen by tabs. */
export const TabsPanel = memo(function TabsPanel({ shown, tabs }: TabsPanelProps) {
  const chosen = useSession(({ tabs }) => tabs.impedance);
  const set = useSession(({ set }) => set);
  const tab = tabs.find((one) => one === chosen) ?? (tabs[0] as Tab);
  const choose = (value: string): void => set({ tabs: { ...useSession.getState().tabs, impedance: value } });
  useKeys([
    { key: "T", does: "Show the results table", when: () => tabs.includes("table"), run: () => choose("table") },
  ]);
  return (
    <>
      {tabs.map((one) => (
        <TabOffer key={one} shown={shown} tab={one} title={TAB_TITLES[one]} />
      ))}
      <TabFrame
        shown={shown}
        tab={tab}
        title={TAB_TITLES[tab]}
        place="tabs"
        head={
          <SegmentedControl
            size="xs"
            aria-label="What the panel shows"
            data={tabs.map((value) => ({ value, label: TAB_TITLES[value] }))}
            value={tab}
            onChange={choose}
          />
        }
      />
    </>
  );
});

export interface TabPanelProps {
  readonly shown: ShownSeries;
  readonly tab: Tab;
  readonly title: string;
}

/** One of the figures, or the table, in a panel of its own. */
export const TabPanel = memo(function TabPanel(props: TabPanelProps) {
  return (
    <>
      <TabOffer {...props} />
      <TabFrame {...props} />
    </>
  );
});

interface TabFrameProps extends TabPanelProps {
  /** Name of its place; by default that of the tab. */
  readonly place?: string;
  readonly head?: ReactNode;
}

function TabFrame({ shown, tab, title, place = tab, head }: TabFrameProps) {
  const control = useFigureControl();
  const fill = useFill(place);
  // Series and table are of what was analysed, also while λ is dragged.
  const outdated = shown.lag.outdated && (tab === "series" || tab === "table");
  const lines = shown.lag.outdated && tab === "bode" ? `lines ${OUTDATED}` : undefined;
  const remark = outdated
    ? OUTDATED
    : lines !== undefined
      ? lines
      : tab === "table" && head === undefined
        ? "values with 95 % intervals"
        : undefined;
  return (
    <Panel
      title={title}
      {...(remark === undefined ? {} : { remark })}
      faded={outdated}
      {...(head === undefined ? {} : { tabs: head })}
      tools={<FigureTools control={control} {...fill} onExport={() => useExport.getState().open(title)} />}
    >
      <TabContent shown={shown} tab={tab} control={control} />
    </Panel>
  );
}

interface ContentProps {
  readonly shown: ShownSeries;
  readonly tab: Tab;
  readonly control: FigureControl;
}

function TabContent({ shown, tab, control }: ContentProps) {
  if (tab === "bode") return <BodeFigure shown={shown} control={control} />;
  if (tab === "series") return <SeriesFigure shown={shown} control={control} />;
  if (tab === "table") return <ResultsTable shown={shown} />;
  const drift = shown.state.result?.drift ?? null;
  return drift === null ? (
    <ValidityFigure shown={shown} control={control} />
  ) : (
    <DriftFigure shown={shown} drift={drift} control={control} />
  );
}

/** Offers what a tab shows; also while another tab is open. */
function TabOffer({ shown, tab, title }: TabPanelProps) {
  if (tab === "bode") return <BodeOffer shown={shown} title={title} />;
  if (tab === "series") return <SeriesOffer shown={shown} title={title} />;
  if (tab === "table") return <TableOffer shown={shown} title={title} />;
  const drift = shown.state.result?.drift ?? null;
  return (
    <>
      <ValidityOffer shown={shown} title={title} />
      {drift === null ? null : <DriftOffer shown={shown} drift={drift} />}
    </>
  );
}

type OfferProps = Omit<TabPanelProps, "tab">;

function BodeOffer({ shown, title }: OfferProps) {
  useBodeOffer(shown, title);
  return null;
}

function ValidityOffer({ shown, title }: OfferProps) {
  useValidityOffer(shown, title);
  return null;
}

function TableOffer({ shown, title }: OfferProps) {
  useImpedanceOffer(
    shown,
    useMemo(() => ({ title, name: "results" }), [title]),
  );
  return null;
}

function SeriesOffer({ shown, title }: OfferProps) {
  const { series, area } = shown;
  usePanelOffer(shown, title, "resistances", (theme) => resistances(series, { theme, area }));
  return null;
}

function SeriesFigure({ shown, control }: Omit<ContentProps, "tab">) {
  const { series, area, at, file } = shown;
  const theme = useFigureTheme();
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const figure = useMemo(() => resistances(series, { theme, area }), [series, theme, area]);
  const positions = useMemo(
    () => seriesAxis(series, naturalAxis(series), seriesUnits(series, area)).positions,
    [series, area],
  );
  const summary = useMemo(() => resistancesSummary(series), [series]);
  const here = positions[at];
  const nearest = (x: number): number => {
    let best = 0;
    for (let k = 1; k < positions.length; k++) {
      if (Math.abs((positions[k] as number) - x) < Math.abs((positions[best] as number) - x)) best = k;
    }
    return series.sweeps[best]?.sweep.index ?? 0;
  };
  return (
    <FigureView
      figure={figure}
      name="Resistances along the series"
      summary={summary}
      control={control}
      cursor={here === undefined ? [] : [{ axis: "x", value: here }]}
      onPoint={(to) => to && useSession.getState().point({ file: file.id, sweep: nearest(to.pointerX) })}
      onPick={(to) => pin({ file: file.id, sweep: nearest(to.pointerX) })}
      onStep={step}
    />
  );
}
