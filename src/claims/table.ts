import type { ClaimsDocument } from "./result.ts";

const head = [
  "id",
  "same_as",
  "paper",
  "place",
  "statement",
  "claimed",
  "computed",
  "unit",
  "verdict",
  "against_itself",
  "because",
  "method",
  "would_change",
  "depends_on",
];

/** The ledger as CSV, one row a claim. */
export function claimsTable(document: ClaimsDocument): string {
  const rows = document.claims.map((claim) => [
    claim.id,
    claim.sameAs ?? "",
    claim.paper,
    claim.place,
    claim.statement,
    claim.claimed.text,
    claim.computed.text,
    claim.unit,
    claim.verdict,
    String(claim.againstItself),
    claim.because,
    claim.method,
    claim.wouldChange,
    claim.dependsOn.join("; "),
  ]);
  return [head, ...rows].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
