import { useLayoutEffect } from "react";
import { create } from "zustand";
import type { Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import type { OutputFile, TableForm } from "../../study/convert.ts";
import type { FigureCursor } from "../plot/figure-props.ts";
import type { CommandLine } from "./command-line.ts";

/** Files, and what is to be minded of them. */
export interface SavedTables {
  readonly files: readonly OutputFile[];
  readonly warnings: readonly Warning[];
}

type Soon<Value> = Value | Promise<Value>;

/** What a panel gives away. Everything is made when it is asked for. */
export interface ExportOffer {
  /** Title of the panel: its key among the offers. */
  readonly title: string;
  /** Name of the files without ending, saying what they are: "NaK50_SGEIS_strip_map". */
  readonly fileName: string;
  /** Names of the tables begin with it; left out: `fileName`. */
  readonly stem?: string;
  /** The figure as it stands, drawn in this theme. */
  readonly figure?: (theme: FigureTheme) => Soon<Figure>;
  /** Where the linked cursor stands on the figure. */
  readonly cursor?: () => readonly FigureCursor[];
  /** Tables in SI, as the command line writes them. */
  readonly tables?: () => Soon<readonly Table[]>;
  /** The recorded tables of the file as `liquidus convert` writes them. */
  readonly recorded?: (form: TableForm, workingElectrode: "positive" | "negative" | null) => Soon<SavedTables>;
  /** The points of a run in the Battery Data Format, as `liquidus simulate` writes them. */
  readonly bdf?: (workingElectrode: "positive" | "negative") => Soon<SavedTables>;
  /** Whole files as the command line writes them: `claims.json`. */
  readonly documents?: () => Soon<readonly OutputFile[]>;
  /** A report as one self-contained page. */
  readonly report?: () => Soon<string>;
  /** A study document as YAML. */
  readonly study?: () => Soon<string>;
  /** The command line that does the same; null: there is none. */
  readonly command?: CommandLine | null;
  /** The methods paragraph. */
  readonly methods?: () => Soon<string>;
  /** Name and sha256 of the files it was made from, and options: metadata of what is exported. */
  readonly from?: () => Readonly<Record<string, string>>;
}

interface ExportStore {
  /** By title. */
  readonly offers: Readonly<Record<string, ExportOffer>>;
  /** Title of the panel that was pointed at or focused last. */
  readonly active: string | null;
  /** The sheet is open for this panel; null: closed. */
  readonly opened: string | null;
  /** Offers what a panel gives away, in the place of what it offered before. @returns takes the offer back */
  offer(offer: ExportOffer): () => void;
  activate(title: string): void;
  /** Opens the sheet for a panel; left out: for the active one. */
  open(title?: string): void;
  close(): void;
}

export const useExport = create<ExportStore>()((set) => ({
  offers: {},
  active: null,
  opened: null,
  offer: (offer) => {
    const { title } = offer;
    set(({ offers }) => ({ offers: { ...offers, [title]: offer } }));
    return () =>
      set(({ offers }) => {
        if (offers[title] !== offer) return {};
        const { [title]: _, ...others } = offers;
        return { offers: others };
      });
  },
  activate: (title) => set({ active: title }),
  open: (title) =>
    set(({ offers, active }) => {
      const wanted = title ?? active;
      const found = wanted !== null && Object.hasOwn(offers, wanted) ? wanted : (Object.keys(offers)[0] ?? null);
      return { opened: found };
    }),
  close: () => set({ opened: null }),
}));

/** Offers what a panel gives away as soon and as long as it is seen; null: nothing yet. The offer is memoised by the caller. */
export function useExportOffer(offer: ExportOffer | null): void {
  useLayoutEffect(() => (offer === null ? undefined : useExport.getState().offer(offer)), [offer]);
}
