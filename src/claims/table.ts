import { type Column, lazyColumn, type Table } from "../base/table.ts";
import type { Claim, ClaimsDocument } from "./result.ts";

const columns: readonly (readonly [heading: string, text: (claim: Claim) => string])[] = [
  ["id", ({ id }) => id],
  ["same_as", ({ sameAs }) => sameAs ?? ""],
  ["paper", ({ paper }) => paper],
  ["place", ({ place }) => place],
  ["statement", ({ statement }) => statement],
  ["claimed", ({ claimed }) => claimed.text],
  ["computed", ({ computed }) => computed.text],
  ["unit", ({ unit }) => unit],
  ["verdict", ({ verdict }) => verdict],
  ["against_itself", ({ againstItself }) => String(againstItself)],
  ["because", ({ because }) => because],
  ["method", ({ method }) => method],
  ["would_change", ({ wouldChange }) => wouldChange],
  ["depends_on", ({ dependsOn }) => dependsOn.join("; ")],
];

/** The ledger, one row a claim. */
export function claimsTable({ claims }: Pick<ClaimsDocument, "claims">): Table {
  return {
    name: "claims",
    rows: claims.length,
    columns: columns.map(([vendorName, text]): Column => lazyColumn({ vendorName }, () => claims.map(text))),
  };
}
