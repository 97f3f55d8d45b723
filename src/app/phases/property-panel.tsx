import { Select } from "@mantine/core";
import { useMemo } from "react";
import { CompositionPanel, useScheme } from "./composition-panel.tsx";
import type { AlloyCursor } from "./cursor.ts";
import { usePropertyOffer } from "./export-offers.ts";
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
  const scheme = useScheme();
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
  usePropertyOffer(shown, TITLE, drawn);
  const { output, problem } = drawn;
  const figure = output?.figure ?? null;
  const none = output !== null && figure === null ? "Nothing is liquid at this temperature." : null;
  return (
    <CompositionPanel
      shown={shown}
      cursor={cursor}
      title={TITLE}
      tools={
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
      }
      sentence={isKnown ? (problem ?? none) : "Properties are known of sodium-potassium alloys only."}
      figure={figure}
      summary={output?.summary}
      awaited={{ axis: "", note: "The property is being computed." }}
    />
  );
}
