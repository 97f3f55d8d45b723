import { comparedTexts } from "../claims/compared-texts.ts";
import type { Claim, ClaimsDocument, ClaimValue, Verdict } from "../claims/result.ts";
import { marked, wrapped } from "./text-table.ts";

/** Marks of the verdicts; the shape tells them apart without colour. */
const verdictMark: Readonly<Record<Verdict, string>> = {
  reproduced: "✓",
  contradicted: "✗",
  undetermined: "◌",
  input: "·",
  pending: "–",
};

export interface ClaimsTextOptions {
  /** The arithmetic of each claim instead of the table. */
  readonly full: boolean;
  readonly width: number;
  /** No study was run. */
  readonly quick: boolean;
}

/** The ledger for a terminal. */
export function claimsText(document: ClaimsDocument, { full, width, quick }: ClaimsTextOptions): string {
  const parts: string[] = [];
  for (const [paper, title] of Object.entries(document.papers)) {
    const claims = document.claims.filter((claim) => claim.paper === paper);
    if (claims.length === 0) continue;
    parts.push(`${wrapped(`${paper}  ${title}`, width).join("\n    ")}\n`);
    parts.push(full ? claims.map((claim) => inFull(claim, width)).join("\n") : ledger(claims, width), "\n");
  }
  const counted = Object.entries(document.counts)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${verdictMark[verdict as Verdict]}\u00A0${count}\u00A0${verdict}`);
  const all = document.claims.length;
  const repeats = all - Object.values(document.counts).reduce((sum, count) => sum + count, 0);
  const once = repeats === 0 ? "" : ` (${repeats} repeat the arithmetic of another and count with it)`;
  const number = `${all === 1 ? "1 claim" : `${all} claims`}${once}`;
  parts.push(`${wrapped(`${number}: ${counted.join(", ")}`, width).join("\n")}\n`);
  const waiting = quick ? document.claims.filter(({ studies }) => studies.length > 0).length : 0;
  if (waiting > 0) parts.push(`${waiting} rest on studies that were not run: run it without --quick.\n`);
  if (!full) parts.push("One in full: liquidus claims A7\n");
  return parts.join("");
}

const MARK = 2;
const ID = 4;
/** Shares of the width behind mark and id: claim, paper, computed. */
const SHARES = [0.46, 0.24, 0.3] as const;

function ledger(claims: readonly Claim[], width: number): string {
  const room = width - MARK - ID - 2 * SHARES.length;
  const widths = SHARES.map((share) => Math.floor(share * room));
  const line = (mark: string, id: string, cells: readonly string[]): string => {
    const columns = cells.map((cell, k) => wrapped(cell, widths[k] as number));
    const height = Math.max(...columns.map((column) => column.length));
    return Array.from({ length: height }, (_, row) => {
      const head = row === 0 ? mark.padEnd(MARK) + id.padEnd(ID) : " ".repeat(MARK + ID);
      const body = columns.map((column, k) => `  ${(column[row] ?? "").padEnd(widths[k] as number)}`);
      return `${(head + body.join("")).trimEnd()}\n`;
    }).join("");
  };
  return [
    line("", "", ["claim", "paper", "computed"]),
    ...claims.map((claim) => {
      const [theirs, ours] = comparedTexts(claim);
      return line(verdictMark[claim.verdict], claim.id, [claim.statement, theirs, ours]);
    }),
  ].join("");
}

function inFull(claim: Claim, width: number): string {
  const values = (side: readonly ClaimValue[]): string[] => side.map(({ name, text }) => `${name}: ${text}`);
  const paragraphs: readonly (readonly [string, readonly string[]])[] = [
    ["paper", values(claim.claimed.values)],
    ["computed", values(claim.computed.values)],
    ["because", [claim.because]],
    ["method", [claim.method]],
    ["checks", claim.checks.map(({ name, relation, outcome }) => `${name}: ${relation}, ${outcome}`)],
    ["depends on", claim.dependsOn],
    ["would change it", [claim.wouldChange]],
    ["decided by", claim.decidedBy === null ? [] : [claim.decidedBy]],
    ["same as", claim.sameAs === null ? [] : [claim.sameAs]],
  ];
  const label = 15;
  const body = paragraphs.flatMap(([name, texts]) =>
    texts.flatMap((text, k) =>
      wrapped(text, width - label - 4).map(
        (line, row) => `  ${(k === 0 && row === 0 ? name : "").padEnd(label)}  ${line}\n`,
      ),
    ),
  );
  const head = `${verdictMark[claim.verdict]} ${claim.id}  ${claim.verdict}${claim.againstItself ? " by the paper itself" : ""}  (${claim.place})\n`;
  return head + marked("", claim.statement, "  ", width) + body.join("");
}
