import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import type { PhysicalConstant } from "../units/composition.ts";
import { FARADAY, GAS_CONSTANT } from "../units/constants.ts";
import { materialConstants } from "./materials.ts";
import { liquidElectrolyteTitle } from "./papers/liquid-electrolyte-paper.ts";
import { solidElectrolyteTitle } from "./papers/solid-electrolyte-paper.ts";
import { type Claim, type ClaimsDocument, claimsSchema } from "./result.ts";
import { countVerdicts } from "./select.ts";
import type { StudyRuns } from "./studies/run-studies.ts";
import type { StudyEvidence } from "./studies/study-runner.ts";

/** The ledger with what it was computed from. @param ran what the studies gave; null: none was run */
export function documentOf(
  claims: readonly Claim[],
  warnings: readonly Warning[],
  temperature: number,
  gasConstant: number,
  ran: (Pick<StudyRuns, "studies"> & { readonly evidence: StudyEvidence }) | null,
): ClaimsDocument {
  const constants: PhysicalConstant[] = [
    {
      name: "gas constant",
      value: gasConstant,
      unit: "J/(mol K)",
      source: gasConstant === GAS_CONSTANT ? "CODATA 2022, exact" : "given",
    },
    { name: "Faraday constant", value: FARADAY, unit: "C/mol", source: "CODATA 2022, exact" },
    ...materialConstants,
  ];
  return {
    schema: claimsSchema,
    program: { name: "liquidus", version },
    constants,
    options: { temperature, gasConstant },
    papers: { P1: liquidElectrolyteTitle, P2: solidElectrolyteTitle },
    counts: countVerdicts(claims),
    studies: ran?.studies ?? [],
    evidence: ran?.evidence ?? null,
    warnings,
    claims,
  };
}
