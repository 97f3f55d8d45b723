import { useEffect, useMemo, useRef } from "react";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { resultTables } from "../../study/result-tables.ts";
import { type ExportOffer, useExportOffer } from "../shell/export-store.ts";
import { useDocument } from "../state/project-store.ts";
import { commandOf } from "./command.ts";
import type { ShownSeries } from "./shown-file.ts";

/** A name of a file without its ending, as part of another name. */
export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}._+-]/gu, "_");
}

/** Offers a figure of the view, with the tables of the file and the command that makes both. */
export function usePanelOffer(
  { file, entry, series, area }: Pick<ShownSeries, "file" | "entry" | "series" | "area">,
  title: string,
  suffix: string,
  draw: (theme: FigureTheme) => Figure,
): void {
  const settings = useDocument(({ impedance }) => impedance);
  const newest = useRef(draw);
  useEffect(() => {
    newest.current = draw;
  });
  const offer = useMemo(
    (): ExportOffer => ({
      title,
      fileName: `${stemOf(file.name)}_${suffix}`,
      figure: (theme) => newest.current(theme),
      tables: () => resultTables(series, area),
      command: commandOf(file, settings),
      from: () => ({ file: file.name, sha256: entry.sha256 ?? file.id }),
    }),
    [title, suffix, file, settings, series, area, entry],
  );
  useExportOffer(offer);
}
