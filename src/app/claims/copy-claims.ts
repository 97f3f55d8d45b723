import { version } from "../../base/version.ts";
import type { Claim } from "../../claims/result.ts";
import { claimsTable } from "../../claims/table.ts";
import { originText } from "../export/clipboard-text.ts";
import { copyText } from "../export/copy-text.ts";

/** Puts claims on the clipboard as a table for Origin. */
export function copyClaims(claims: readonly Claim[]): void {
  void copyText(originText(claimsTable({ claims }), `liquidus ${version}`));
}
