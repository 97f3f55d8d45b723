import type { Warning } from "../../base/warnings.ts";
import type { OutputFile } from "../convert.ts";
import { baseName } from "../file-names.ts";
import { type BdfOfRun, bdfWarnings, runBdf } from "../simulate-bdf.ts";
import type { StudyRun } from "./run-study.ts";
import { ofCase } from "./study-tables.ts";

/**
 * The points of each case in the Battery Data Format, with the metadata beside them.
 * @param stemOf of the name of the table: "plain-points"
 */
export function* studyBdf(
  { planned, runs }: Pick<StudyRun, "planned" | "runs">,
  stemOf: (table: string) => string,
  options: BdfOfRun,
): Generator<OutputFile> {
  const { file, sha256 } = planned.source.origin;
  const origin = file === null ? {} : { studyFile: baseName(file), studySha256: sha256 ?? "" };
  for (const run of runs) {
    const about = { study: planned.study.name, ...origin, case: run.planned.case.name };
    yield* runBdf(run.document, stemOf(`${ofCase(runs, run)}points`), options, about);
  }
}

/** What is to be minded of `studyBdf`. */
export function studyBdfWarnings({ runs }: Pick<StudyRun, "runs">, options: BdfOfRun): Warning[] {
  const named = runs.map(({ planned, document }) => ({ name: runs.length > 1 ? planned.case.name : null, document }));
  return bdfWarnings(named, options);
}
