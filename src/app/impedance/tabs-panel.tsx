import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import { resistances } from "../../figures/resistances.ts";
import { resistancesSummary } from "../../report/summaries.ts";
import { FigureView } from "../plot/figure-view.tsx";
import { Panel } from "../shell/panel.tsx";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { type OfferedFigure, useImpedanceOffer } from "./export-offers.ts";
import type { ShownSeries } from "./shown-file.ts";
import { ValidityFigure } from "./spectrum-panels.tsx";

const tabs = ["validity", "series"] as const;
type Tab = (typeof tabs)[number];
const titles: Readonly<Record<Tab, string>> = { validity: "Validity", series: "Series" };

export function TabsPanel({ shown }: { readonly shown: ShownSeries }) {
  const chosen = useSession(({ tabs }) => tabs.impedance) as Tab | undefined;
  const set = useSession(({ set }) => set);
  const tab = chosen ?? "validity";
  return (
    <Panel
      title={titles[tab]}
      tools={
        <SegmentedControl
          size="xs"
          aria-label="What the panel shows"
          data={tabs.map((value) => ({ value, label: titles[value] }))}
          value={tab}
          onChange={(value) => set({ tabs: { ...useSession.getState().tabs, impedance: value } })}
        />
      }
    >
      {tab === "validity" ? <ValidityFigure shown={shown} /> : <SeriesFigure shown={shown} />}
    </Panel>
  );
}

function SeriesFigure({ shown }: { readonly shown: ShownSeries }) {
  const { series, area } = shown;
  const theme = useFigureTheme();
  const figure = useMemo(() => resistances(series, { theme, area }), [series, theme, area]);
  const offered = useMemo(
    (): OfferedFigure => ({
      title: "Series",
      name: "resistances",
      draw: (theme) => resistances(series, { theme, area }),
    }),
    [series, area],
  );
  useImpedanceOffer(shown, offered);
  return <FigureView figure={figure} name="Resistances along the series" summary={resistancesSummary(series)} />;
}
