import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useFigureControl } from "../plot/figure-control.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { EmptyView } from "../shell/empty-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { Awaited } from "./awaited.tsx";
import { type AlloyCursor, compositionCursor, pick, stepOf } from "./cursor.ts";
import { usePropertyOffer } from "./export-offers.ts";
import { onAxis, usePointed } from "./pointed.ts";
import { sideMargins } from "./potentials-panel.tsx";
import classes from "./property-panel.module.css";
import type { ShownAlloy } from "./shown-alloy.ts";
import { capital } from "./texts.ts";
import { useDatabase } from "./use-database.ts";
import { useLatestJob } from "./use-latest-job.ts";

const TITLE = "Property";

/** One property of the liquid against composition. */
export function PropertyPanel({ shown, cursor }: { readonly shown: ShownAlloy; readonly cursor: AlloyCursor }) {
  const { source, settings, overview } = shown;
  const { temperature, property } = settings;
  const theme = useFigureTheme();
  const scheme = theme.name === "dark" ? "dark" : "light";
  const composition = overview.output?.alloy.text ?? settings.alloy;
  const isKnown = source.system === "Na-K";
  const drawn = useLatestJob(
    "alloyProperty",
    useMemo(
      () => (isKnown ? ({ source, composition, temperature, property, scheme } as const) : null),
      [isKnown, source, composition, temperature, property, scheme],
    ),
    { lane: "phases" },
  );
  const choices = useDatabase(source.database).output?.properties ?? [];
  const control = useFigureControl();
  const point = usePointed(({ point }) => point);
  usePropertyOffer(shown, TITLE, drawn);
  const lines = useMemo(() => compositionCursor(cursor), [cursor]);
  const figure = drawn.output?.figure ?? null;
  const sentence = isKnown
    ? (drawn.problem ?? "Nothing is liquid at this temperature.")
    : "Properties are known of sodium-potassium alloys only.";
  return (
    <Panel
      title={TITLE}
      tools={
        <>
          <Select
            size="xs"
            className={classes.choice}
            aria-label="Property"
            data={choices.map(({ name, title }) => ({
              value: name,
              label: capital(title).replace(/ coefficient\b/, ""),
            }))}
            value={property}
            allowDeselect={false}
            maxDropdownHeight={400}
            comboboxProps={{ width: 300, position: "bottom-end" }}
            onChange={(name) => name && shown.change(`Property ${name}`, { property: name })}
          />
          <FigureTools control={control} onExport={() => useExport.getState().open(TITLE)} />
        </>
      }
    >
      {isKnown && drawn.output === null && drawn.problem === null ? (
        <Awaited
          system={source.system}
          name={TITLE}
          title=""
          note="The property is being computed."
          margin={sideMargins}
        />
      ) : figure === null || drawn.problem !== null || !isKnown ? (
        <EmptyView sentence={sentence} />
      ) : (
        <FigureView
          figure={figure}
          name={TITLE}
          summary={drawn.output?.summary ?? ""}
          control={control}
          margin={sideMargins}
          cursor={lines}
          onPoint={(at) => point(at === null ? null : { moleFraction: onAxis(at.pointerX), temperature: null })}
          onPick={(at) => pick(shown, at.pointerX)}
          onStep={stepOf(shown, false)}
        />
      )}
    </Panel>
  );
}
