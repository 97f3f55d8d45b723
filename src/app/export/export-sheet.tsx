import { NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { whereTyped } from "../shell/command-line.ts";
import { useExport } from "../shell/export-store.ts";
import { useKeys } from "../shell/keys.ts";
import { Section } from "../shell/section.tsx";
import { CopyButton } from "./copy-button.tsx";
import classes from "./export-sheet.module.css";
import { FigureSection } from "./figure-section.tsx";
import { FilesSection } from "./files-section.tsx";
import { MethodsSection } from "./methods-section.tsx";
import { TableSection } from "./table-section.tsx";

/** What a panel gives away: its figure, tables, report, study, command line and methods. It stands beside the figures and blocks nothing. */
export function ExportSheet({ title }: { readonly title: string }) {
  const { offers, open, close } = useExport();
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus();
    return () => {
      if (before instanceof HTMLElement && document.contains(before)) before.focus();
    };
  }, []);
  useKeys([{ key: "Escape", does: "Close the export", keyOnly: true, everywhere: false, run: close }]);
  const offer = offers[title];
  const gone = offer === undefined;
  useEffect(() => {
    if (gone) open();
  }, [gone, open]);
  if (offer === undefined) return null;
  return (
    <aside ref={sheet} className={classes.sheet} aria-label="Export" data-region tabIndex={-1}>
      <header className={classes.head}>
        <h2>Export</h2>
        <NativeSelect
          size="xs"
          className={classes.panel}
          aria-label="Panel"
          data={Object.keys(offers)}
          value={title}
          onChange={(event) => open(event.currentTarget.value)}
        />
        <button
          type="button"
          className={classes.close}
          aria-label="Close the export"
          title="Close (Esc)"
          onClick={close}
        >
          <IconX size={16} stroke={1.7} aria-hidden />
        </button>
      </header>
      <div className={classes.body} key={title}>
        {offer.figure === undefined ? null : <FigureSection offer={offer} />}
        {offer.tables === undefined && offer.recorded === undefined ? null : <TableSection offer={offer} />}
        <FilesSection offer={offer} />
        {offer.command ? (
          <Section title="Command line" remark="does the same">
            <code className={classes.command}>{offer.command.typed}</code>
            <p>{whereTyped(offer.command)}</p>
            <div className={classes.actions}>
              <CopyButton name="Copy the command" text={() => offer.command?.typed ?? ""} />
            </div>
          </Section>
        ) : null}
        {offer.methods === undefined ? null : <MethodsSection methods={offer.methods} />}
      </div>
    </aside>
  );
}
