import { formatNumber } from "../figures/format-number.ts";
import type { ProtocolDocument } from "../study/protocol.ts";
import { withOption } from "./option-words.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** What `protocol` says on the terminal. */
export function protocolText(document: ProtocolDocument): string {
  const { origin, totals, options } = document;
  return [
    `${origin.file === null ? "Understood as" : `${plain(origin.file)}, understood as`}${missing(document)}\n`,
    protocolLinesText(document),
    "\n",
    totals === null ? "" : marked("", `In all ${totals.summary}.`, ""),
    totals !== null && totals.net !== null && totals.stripped > 0 && totals.plated > 0
      ? marked("", `Net ${formatNumber(totals.net / 36_000)} mAh/cm2, positive strips the working electrode.`, "")
      : "",
    options.area === null ? "" : marked("", `Area ${formatNumber(options.area * 1e4)} cm2.`, ""),
    ...document.warnings.map((warning) => marked("▲", plain(withOption(warning)), "")),
  ].join("");
}

/** What the totals wait for. */
function missing({ totals, options, warnings }: ProtocolDocument): string {
  const why = warnings.find(({ code }) => code === "totals-unknown")?.message;
  if (totals !== null || why === undefined) return "";
  return options.area === null && why.includes("area")
    ? " (its totals need --area)"
    : why.includes("nominal capacity")
      ? " (its totals need --capacity)"
      : "";
}

/** The sentences, each behind its number. */
export function protocolLinesText({ sentences }: Pick<ProtocolDocument, "sentences">): string {
  const width = Math.max(...sentences.map(({ number }) => number?.length ?? 0));
  return sentences.map(({ number, text }) => `  ${(number ?? "").padEnd(width)}  ${plain(text)}\n`).join("");
}
