import { DomainError } from "../base/errors.ts";
import type { Claim, ClaimsDocument, Paper, Verdict } from "./result.ts";

/** Which claims to keep; what is left out keeps all. */
export interface ClaimSelection {
  readonly ids?: readonly string[];
  readonly paper?: Paper;
  readonly verdict?: Verdict;
}

/** Number of claims by verdict; one that repeats the arithmetic of another in the list counts with it. */
export function countVerdicts(claims: readonly Claim[]): Record<Verdict, number> {
  const counts = { reproduced: 0, contradicted: 0, undetermined: 0, input: 0, pending: 0 };
  const listed = new Set(claims.map(({ id }) => id));
  for (const { verdict, sameAs } of claims) if (sameAs === null || !listed.has(sameAs)) counts[verdict]++;
  return counts;
}

/** Ids of claims in either case, as the ledger writes them. @throws DomainError for one that is not among those known */
export function knownIds(ids: readonly string[], known: readonly string[]): readonly string[] {
  const wanted = ids.map((id) => id.charAt(0).toUpperCase() + id.slice(1).toLowerCase());
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown === undefined) return wanted;
  const parts = known.filter((id) => /[a-z]$/.test(id));
  throw new DomainError(
    `There is no claim ${unknown}: the ledger has A1 to A19, B1 to B16, I1 to I19 and ${parts.join(", ")}.`,
  );
}

/** The document with some of its claims, counted anew. @throws DomainError for an id that is not in the ledger */
export function selectClaims(document: ClaimsDocument, { ids, paper, verdict }: ClaimSelection): ClaimsDocument {
  const listed = document.claims.map(({ id }) => id);
  const wanted = ids === undefined ? undefined : knownIds(ids, listed);
  const claims = document.claims.filter(
    (claim) =>
      (wanted === undefined || wanted.includes(claim.id)) &&
      (paper === undefined || claim.paper === paper) &&
      (verdict === undefined || claim.verdict === verdict),
  );
  return { ...document, counts: countVerdicts(claims), claims };
}
