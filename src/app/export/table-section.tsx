import { NativeSelect, SegmentedControl } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import type { Warning } from "../../base/warnings.ts";
import type { OutputFile } from "../../study/convert.ts";
import type { ExportOffer, SavedTables } from "../shell/export-store.ts";
import { Section } from "../shell/section.tsx";
import { excelText, originText } from "./clipboard-text.ts";
import { CopyButton } from "./copy-button.tsx";
import { useExportOptions } from "./export-options.ts";
import classes from "./export-sheet.module.css";
import { metadataOf } from "./metadata.ts";
import { SaveButton } from "./save-button.tsx";
import { tableFile } from "./table-files.ts";
import { useMade } from "./use-made.ts";

/** The tables of a panel as files and on the clipboard, and the recorded ones of its file. */
export function TableSection({ offer }: { readonly offer: ExportOffer }) {
  const made = useMade(useMemo(() => (offer.tables === undefined ? null : () => offer.tables?.() ?? []), [offer]));
  const [name, setName] = useState<string | null>(null);
  const tables = made.value ?? [];
  const table = tables.find((one) => one.name === name) ?? tables[0];
  const metadata = metadataOf(offer);
  const stem = offer.stem ?? offer.fileName;
  const comment = [metadata.program, metadata.file ?? metadata.database].filter(Boolean).join(", ");
  const file = async (form: "csv" | "parquet") =>
    table === undefined ? [] : [await tableFile(table, stem, form, metadata)];
  return (
    <>
      {made.problem === null ? null : (
        <Section title="Table">
          <p role="alert">{made.problem}</p>
        </Section>
      )}
      {table === undefined && made.busy ? (
        <Section title="Table">
          <p role="status">The tables are being made.</p>
        </Section>
      ) : null}
      {table === undefined ? null : (
        <Section
          title="Table"
          remark={`${table.rows} ${table.rows === 1 ? "row" : "rows"}, ${table.columns.length} ${table.columns.length === 1 ? "column" : "columns"}`}
        >
          {tables.length < 2 ? null : (
            <NativeSelect
              size="xs"
              aria-label="Table"
              data={tables.map((one) => one.name)}
              value={table.name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <div className={classes.actions}>
            <SaveButton name="Save CSV" files={() => file("csv")} />
            <SaveButton name="Save Parquet" files={() => file("parquet")} />
            <CopyButton name="Copy for Origin" text={() => originText(table, comment)} />
            <CopyButton name="Copy for Excel" text={() => excelText(table)} />
          </div>
        </Section>
      )}
      {offer.recorded === undefined ? null : <RecordedSection recorded={offer.recorded} />}
      {offer.bdf === undefined ? null : <RunSection bdf={offer.bdf} />}
    </>
  );
}

function RunSection({ bdf }: { readonly bdf: NonNullable<ExportOffer["bdf"]> }) {
  const { workingElectrode } = useExportOptions();
  const { tell, said } = useSaid(bdf);
  return (
    <Section title="Points of the run" remark="in A and Ah, with metadata beside">
      <div className={classes.actions}>
        <SaveButton
          name="Save BDF"
          disabled={workingElectrode === null}
          files={async () => (workingElectrode === null ? [] : tell(await bdf(workingElectrode)))}
        />
      </div>
      <WorkingElectrode />
      {said}
    </Section>
  );
}

function RecordedSection({ recorded }: { readonly recorded: NonNullable<ExportOffer["recorded"]> }) {
  const { workingElectrode } = useExportOptions();
  const { tell, said } = useSaid(recorded);
  return (
    <Section title="Recorded data" remark="as the instrument stored them">
      <div className={classes.actions}>
        {(["csv", "parquet", "bdf"] as const).map((form) => (
          <SaveButton
            key={form}
            name={`Save ${{ csv: "CSV", parquet: "Parquet", bdf: "BDF" }[form]}`}
            disabled={form === "bdf" && workingElectrode === null}
            files={async () => {
              const saved = await recorded(form, workingElectrode);
              return form === "bdf" ? tell(saved) : saved.files;
            }}
          />
        ))}
      </div>
      <WorkingElectrode />
      {said}
    </Section>
  );
}

/** What is to be minded of the files that were saved last of an offer. */
function useSaid(offer: unknown): {
  readonly tell: (saved: SavedTables) => readonly OutputFile[];
  readonly said: ReactNode;
} {
  const [last, setLast] = useState<{ readonly offer: unknown; readonly warnings: readonly Warning[] } | null>(null);
  const warnings = last !== null && last.offer === offer ? last.warnings : [];
  return {
    tell: ({ files, warnings }) => {
      setLast({ offer, warnings });
      return files;
    },
    said: (
      <div role="status">
        {warnings.map(({ code, message }) => (
          <p key={`${code} ${message}`}>{message}</p>
        ))}
      </div>
    ),
  };
}

/** Which electrode of the cell the working one is: one choice for all files of a session. */
function WorkingElectrode() {
  const { workingElectrode, set } = useExportOptions();
  return (
    <>
      <div className={`${classes.row} ${classes.wide}`}>
        <span>Working electrode, for BDF</span>
        <SegmentedControl
          size="xs"
          aria-label="Working electrode: decides the sign of current and voltage in BDF"
          data={[
            { value: "positive", label: "positive" },
            { value: "negative", label: "negative" },
          ]}
          value={workingElectrode ?? ""}
          onChange={(value) => set({ workingElectrode: value === "negative" ? "negative" : "positive" })}
        />
      </div>
      {workingElectrode === null ? (
        <p className={classes.name}>
          For BDF choose first which electrode of the cell it is: that gives current and voltage their sign.
        </p>
      ) : null}
    </>
  );
}
