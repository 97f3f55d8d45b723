import type { SourceFile } from "../../study/document.ts";
import { type StudySource, studyFromFile } from "../../study/studies/read-study.ts";
import { shippedStudy } from "../../study/studies/shipped-studies.ts";
import type { JobStudy } from "./jobs.ts";
import { sourceFile } from "./source-file.ts";

/** A study document as the command line reads it; a shipped one that is unchanged is that of the program. */
export async function studySource({ yaml, shipped, file }: JobStudy): Promise<StudySource> {
  if (shipped !== null) return shippedStudy(shipped);
  return studyFromFile({ name: file, bytes: new TextEncoder().encode(yaml) });
}

/** The files that it names, read inside the worker. */
export async function studyFiles({ files }: JobStudy): Promise<Readonly<Record<string, SourceFile>>> {
  const read = await Promise.all(files.map(async (file) => [file.name, await sourceFile(file)] as const));
  return Object.fromEntries(read);
}
