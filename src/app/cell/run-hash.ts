import { version } from "../../base/version.ts";
import type { ProjectStudy } from "../state/project.ts";
import { contentDigest } from "../work/content-digest.ts";

/** Hash of the sources of this build, which the build puts in; there is none where the sources run as they are. */
declare const SOURCES_HASH: string | undefined;

const thisProgram = typeof SOURCES_HASH === "undefined" ? version : SOURCES_HASH;

/** What a run is the run of: another document, case, measured file or build of the program has another hash. */
export function runHash(
  { yaml, measured }: Pick<ProjectStudy, "yaml" | "measured">,
  name: string,
  program: string = thisProgram,
): Promise<string> {
  return contentDigest(new Blob([JSON.stringify([program, yaml, name, measured])]));
}
