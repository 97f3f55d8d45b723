export type { ClaimsOptions } from "./compute.ts";
export { claimIds, computeClaims } from "./compute.ts";
export * from "./result.ts";
export { type ClaimSelection, countVerdicts, selectClaims } from "./select.ts";
export { claimsTable } from "./table.ts";
export { compare, verdictOf } from "./verdict.ts";
