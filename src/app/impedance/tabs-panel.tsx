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
import { DriftFigure } from "./drift-figure.tsx";
import { useImpedanceOffer } from "./export-offers.ts";
import { useFill } from "./fill.tsx";
import { OUTDATED } from "./outdated.ts";
import { usePanelOffer } from "./panel-offer.ts";
import type { ShownSeries } from "./shown-file.ts";
import { BodeFigure, ValidityFigure } from "./spectrum-panels.tsx";
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
    <TabPanel
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
  );
});

export interface TabPanelProps {
  readonly shown: ShownSeries;
  readonly tab: Tab;
  readonly title: string;
  /** Name of its place; by default that of the tab. */
  readonly place?: string;
  readonly head?: ReactNode;
}

/** One of the figures, or the table, in a panel. */
export const TabPanel = memo(function TabPanel({ shown, tab, title, place = tab, head }: TabPanelProps) {
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
      <TabContent shown={shown} tab={tab} title={title} control={control} />
    </Panel>
  );
});

interface ContentProps {
  readonly shown: ShownSeries;
  readonly tab: Tab;
  readonly title: string;
  readonly control: FigureControl;
}

function TabContent({ shown, tab, title, control }: ContentProps) {
  if (tab === "bode") return <BodeFigure shown={shown} control={control} title={title} />;
  if (tab === "series") return <SeriesFigure shown={shown} control={control} title={title} />;
  if (tab === "table") return <OfferedTable shown={shown} title={title} />;
  const drift = shown.state.result?.drift ?? null;
  return drift === null ? (
    <ValidityFigure shown={shown} control={control} title={title} />
  ) : (
    <DriftFigure shown={shown} drift={drift} control={control} title={title} />
  );
}

function OfferedTable({ shown, title }: Pick<ContentProps, "shown" | "title">) {
  const offered = useMemo(() => ({ title, name: "results" }), [title]);
  useImpedanceOffer(shown, offered);
  return <ResultsTable shown={shown} />;
}

function SeriesFigure({ shown, control, title }: Omit<ContentProps, "tab">) {
  const { series, area, at, file } = shown;
  const theme = useFigureTheme();
  const pin = useSession(({ pin }) => pin);
  const step = useStep(shown);
  const figure = useMemo(() => resistances(series, { theme, area }), [series, theme, area]);
  usePanelOffer(shown, title, "resistances", (inTheme) => resistances(series, { theme: inTheme, area }));
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
