import { sameMeasurement } from "../../study/same-measurement.ts";
import type { FileFacts, Finding } from "./file-facts.ts";
import type { ProjectFile } from "./project.ts";

/** Files that hold the measurement of one before them, as a .mpt beside its .mpr does: by id, the first that holds it. */
export function twinsOf(
  files: readonly ProjectFile[],
  facts: Readonly<Record<string, FileFacts>>,
): ReadonlyMap<string, ProjectFile> {
  const twins = new Map<string, ProjectFile>();
  const firsts: ProjectFile[] = [];
  for (const file of files) {
    const mark = facts[file.id]?.mark ?? null;
    if (mark === null) continue;
    const first = firsts.find(({ id }) => {
      const other = facts[id]?.mark ?? null;
      return other !== null && sameMeasurement(other, mark);
    });
    if (first === undefined) firsts.push(file);
    else twins.set(file.id, first);
  }
  return twins;
}

/** What is said of such a file. */
export function twinFinding({ name }: ProjectFile): Finding {
  return {
    verdict: "mind",
    sentence: `Same measurement as ${name}: not counted again, and analysed when it is opened.`,
  };
}
