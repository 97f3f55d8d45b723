import type { Warning } from "../../base/warnings.ts";
import type { RefusedEntry } from "../../study/document.ts";
import type { InspectEntry } from "../../study/inspect.ts";
import { type MeasurementMark, measurementMark } from "../../study/same-measurement.ts";

/** What a mark says; shape carries it, colour repeats it. */
export type Verdict = "holds" | "mind" | "fails" | "unknown" | "none";

/** A verdict and the sentence it stands for. */
export interface Finding {
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** One technique of a file that holds several. */
export interface FilePart {
  readonly name: string;
  readonly sweeps: number;
  /** Index of its first sweep in the file; null: it has none. */
  readonly firstSweep: number | null;
  readonly rows: number;
}

/** What the workspace says of a file. */
export interface FileFacts {
  readonly technique: string | null;
  readonly format: string | null;
  readonly sweeps: number;
  readonly rows: number;
  /** Empty where the file holds one technique. */
  readonly parts: readonly FilePart[];
  /** The refusal, or what the reader warns of. */
  readonly findings: readonly Finding[];
  readonly refused: boolean;
  /** What tells its impedance from that of other files; null: it holds none. */
  readonly mark: MeasurementMark | null;
}

const severity: readonly Verdict[] = ["fails", "mind", "unknown", "none", "holds"];

/** The gravest of the findings; null: there is none. */
export function worst(findings: readonly Finding[]): Finding | null {
  for (const verdict of severity) {
    const found = findings.find((finding) => finding.verdict === verdict);
    if (found) return found;
  }
  return null;
}

/** Warnings that change nothing about the data: said in the tip, without a mark. */
const harmless: ReadonlySet<string> = new Set(["technique-unknown", "no-impedance"]);

/** What warnings of the library say of a file. */
export function warningFindings(warnings: readonly Warning[]): readonly Finding[] {
  return warnings.map(({ code, message }) => ({ verdict: harmless.has(code) ? "holds" : "mind", sentence: message }));
}

/** Facts of a file that cannot be read. */
export function refusedFacts(sentence: string): FileFacts {
  const findings = [{ verdict: "fails", sentence }] as const;
  return { technique: null, format: null, sweeps: 0, rows: 0, parts: [], findings, refused: true, mark: null };
}

/** Facts of a file from the document that `liquidus inspect --json` prints for it. */
export function factsOf(entry: InspectEntry | RefusedEntry): FileFacts {
  if ("error" in entry) return refusedFacts(entry.error.message);
  const { tables, sweeps, technique, format, warnings } = entry;
  const parts = tables
    .filter(({ rows }) => rows > 0)
    .map(({ name, rows }) => {
      const own = sweeps.filter(({ table }) => table === name);
      return { name, rows, sweeps: own.length, firstSweep: own[0]?.index ?? null };
    });
  return {
    technique,
    format: format.title,
    sweeps: sweeps.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    parts: parts.length > 1 ? parts : [],
    findings: warningFindings(warnings),
    refused: false,
    mark: measurementMark(entry),
  };
}
