import { Select } from "@mantine/core";
import { useMemo } from "react";
import { mutedFigure } from "../../../figures/muted.ts";
import { notYetComputed } from "../../../figures/not-yet-computed.ts";
import type { Figure } from "../../../figures/plotly.ts";
import type { FigureTheme } from "../../../figures/theme.ts";
import { FigureTools, FigureView, useFigureControl } from "../../plot/index.ts";
import { useExport } from "../../shell/export-store.ts";
import { Panel } from "../../shell/panel.tsx";
import { useSession } from "../../state/session-store.ts";
import { useFigureTheme } from "../../theme/color-scheme.ts";
import { sightRemark } from "../stale.ts";
import type { Drawn } from "./drawn.ts";
import classes from "./figures.module.css";
import { type OfferedOfRun, useRunOffer } from "./run-offer.ts";
import { Course } from "./state-panel.tsx";

const TAB = "cell impedance";
const titles = {
  map: "Map",
  nyquist: "Nyquist",
  unknowns: "State",
  "voltage-parts": "Parts of the voltage",
  bode: "Bode",
  "impedance-parts": "Parts of the impedance",
  cases: "Cases",
} as const;
type Tab = keyof typeof titles;
const heads: Readonly<Record<Tab, string>> = {
  map: "Relaxation times",
  nyquist: "Impedance",
  bode: "Modulus and phase",
  "impedance-parts": "Parts of the impedance",
  unknowns: "State of the cell",
  "voltage-parts": "Parts of the voltage",
  cases: "Cases",
};

/** Computed map and spectra as far as the run got, and what compares the cases that were run. */
export function ImpedancePanel({ wide, ...drawn }: Drawn & { readonly wide: boolean }) {
  const { figures, sight, shown, stale } = drawn;
  const theme = useFigureTheme();
  const control = useFigureControl();
  const chosen = useSession(({ tabs }) => tabs[TAB]) as Tab | undefined;
  const set = useSession(({ set }) => set);
  const { overview = [] } = shown.run ?? {};
  const [first] = overview.filter(({ id }) => id !== "case-voltages");
  const idOf = (tab: Tab): string => (tab === "map" ? "relaxation-map" : tab);
  const offered = (Object.keys(titles) as Tab[]).filter((tab) =>
    tab === "unknowns" && wide
      ? false
      : tab === "cases"
        ? first !== undefined
        : figures.some(({ id }) => id === idOf(tab)),
  );
  const tab = chosen !== undefined && offered.includes(chosen) ? chosen : (offered[0] ?? "map");
  const found = figures.find(({ id }) => id === idOf(tab));
  const figure = useMemo(() => {
    if (tab === "cases") return first === undefined ? null : theme.name === "dark" ? first.dark : first.light;
    const drawn = found?.draw(theme) ?? null;
    if (drawn === null) return null;
    const grown = tab === "map" && !sight.ended ? notYetComputed(drawn, theme) : drawn;
    return stale ? mutedFigure(grown) : grown;
  }, [tab, found, first, theme, sight.ended, stale]);
  const isCourse = tab === "unknowns" || tab === "voltage-parts";
  const given = useMemo((): OfferedOfRun | null => {
    if (isCourse) return null;
    const grown = (drawn: Figure, inTheme: FigureTheme): Figure =>
      tab === "map" && !sight.ended ? notYetComputed(drawn, inTheme) : drawn;
    const draw =
      tab === "cases"
        ? first && ((inTheme: FigureTheme) => (inTheme.name === "dark" ? first.dark : first.light))
        : found && ((inTheme: FigureTheme) => grown(found.draw(inTheme), inTheme));
    return { title: heads[tab], name: tab === "map" ? "relaxation-times" : tab, draw: draw ?? null };
  }, [isCourse, tab, first, found, sight.ended]);
  useRunOffer(drawn, given);
  const remark = tab === "cases" && !stale ? first?.remark : (sightRemark(drawn) ?? found?.remark);
  return (
    <Panel
      title={heads[tab]}
      {...(remark === undefined ? {} : { remark })}
      tools={
        <>
          {offered.length > 1 ? (
            <Select
              size="xs"
              w={150}
              aria-label="What is shown of the impedance"
              data={offered.map((value) => ({ value, label: titles[value] }))}
              value={tab}
              allowDeselect={false}
              onChange={(value) => value !== null && set({ tabs: { ...useSession.getState().tabs, [TAB]: value } })}
            />
          ) : null}
          <FigureTools control={control} onExport={() => useExport.getState().open(heads[tab])} />
        </>
      }
    >
      {isCourse ? (
        <Course {...drawn} id={tab} title={heads[tab]} control={control} />
      ) : figure === null ? (
        <p className={classes.none}>
          {sight.document.spectra.length > 0
            ? "The map begins with the second spectrum."
            : sight.ended
              ? "This protocol asks for no impedance. Add “impedance 7 MHz to 5 Hz, 5 uA, every step” to see how it grows."
              : "No spectrum yet."}
        </p>
      ) : (
        <FigureView
          figure={figure}
          name={tab === "cases" ? (first?.title ?? "") : (found?.title ?? "")}
          summary={tab === "cases" ? (first?.summary ?? "") : (found?.summary ?? "")}
          control={control}
        />
      )}
    </Panel>
  );
}
