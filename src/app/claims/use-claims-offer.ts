import { useMemo } from "react";
import type { ClaimsDocument } from "../../claims/result.ts";
import { claimsTable } from "../../claims/table.ts";
import { plainNumbers } from "../../study/plain-numbers.ts";
import { commandLine } from "../shell/command-line.ts";
import { type ExportOffer, useExportOffer } from "../shell/export-store.ts";

/** Title of the panel: its key among the offers. */
export const CLAIMS = "Claims";

/** What the ledger gives away: its table, and the document that the command prints. */
export function useClaimsOffer(document: ClaimsDocument | null, whole: boolean): void {
  const offer = useMemo(
    (): ExportOffer | null =>
      document && {
        title: CLAIMS,
        fileName: "claims",
        tables: () => [claimsTable(document)],
        documents: () => [{ name: "claims.json", content: `${JSON.stringify(document, plainNumbers, 2)}\n` }],
        command: commandLine(() => (whole ? "liquidus claims -o ledger" : "liquidus claims --quick -o ledger")),
        from: () => ({ studies: whole ? "run" : "not run" }),
      },
    [document, whole],
  );
  useExportOffer(offer);
}
