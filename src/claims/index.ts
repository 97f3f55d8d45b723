export type { ClaimsOptions } from "./compute.ts";
export { claimIds, claimIdsOf, computeClaims } from "./compute.ts";
export * from "./result.ts";
export { type ClaimSelection, countVerdicts, selectClaims } from "./select.ts";
export type { StudyEvidence, StudyOutcome, StudyRequest, StudyRunner } from "./studies/study-runner.ts";
export { claimsTable } from "./table.ts";
export { compare, verdictOf } from "./verdict.ts";
