import type { AnalyzedFile } from "../work/jobs.ts";
import { type Finding, warningFindings } from "./file-facts.ts";

/** What an analysis says of a file as a whole: what the worst mark on its row in the workspace stands for. */
export function findingsOf({ entry, series }: Pick<AnalyzedFile, "entry" | "series">): readonly Finding[] {
  const findings: Finding[] = [...warningFindings(entry.warnings)];
  const tested = (series?.sweeps ?? []).filter(({ kramersKronig }) => kramersKronig !== null);
  const failing = tested.filter(({ kramersKronig }) => kramersKronig?.verdict === "fails").length;
  if (failing > 0) {
    const all = failing === tested.length;
    const sentence = `${failing} of ${tested.length} sweeps fail Kramers-Kronig.`;
    findings.unshift({ verdict: all ? "fails" : "mind", sentence });
  }
  return findings;
}
