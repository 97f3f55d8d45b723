import type { SweepAnalysis } from "../../impedance/series/analysis.ts";
import type { AnalysisStage } from "../../study/analyze.ts";
import type { Verdict } from "../state/file-facts.ts";

/** A verdict with its words: the bold clause, then cause or consequence. */
export interface SweepVerdict {
  readonly verdict: Verdict;
  readonly lead: string;
  readonly rest: string;
}

/** Whether a sweep passes Kramers-Kronig, in the words of the library: its first sentence leads. */
export function verdictOfSweep({ kramersKronig }: SweepAnalysis, stage: AnalysisStage = "series"): SweepVerdict {
  if (stage === "preview") return { verdict: "none", lead: "Kramers-Kronig is being tested.", rest: "" };
  if (kramersKronig === null) {
    return { verdict: "none", lead: "Not tested:", rest: "too few points, or a warning of the file says why." };
  }
  const { verdict, reason } = kramersKronig;
  const end = reason.search(/[.:](\s|$)/);
  const [lead, rest] = end < 0 ? [reason, ""] : [reason.slice(0, end + 1), reason.slice(end + 1).trim()];
  if (verdict === "passes") return { verdict: "holds", lead, rest };
  return { verdict: verdict === "fails" ? "fails" : "mind", lead, rest };
}
