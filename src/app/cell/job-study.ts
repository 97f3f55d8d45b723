import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { contentOf } from "../state/contents.ts";
import type { ProjectFile, ProjectStudy } from "../state/project.ts";
import type { JobStudy } from "../work/jobs.ts";
import { studyFile } from "./command.ts";

/** Whether a study is a shipped one, unchanged. */
export function isShipped({ yaml, shipped }: ProjectStudy): boolean {
  return shipped !== null && Object.hasOwn(shippedStudyTexts, shipped) && shippedStudyTexts[shipped] === yaml;
}

/** A study as it goes to a worker, with the file of the project that is laid over it. */
export function jobStudy(study: ProjectStudy, files: readonly ProjectFile[]): JobStudy {
  const { id, yaml, shipped, measured } = study;
  const file = files.find((one) => one.id === measured);
  const content = file === undefined ? undefined : contentOf(file.id);
  return {
    id,
    yaml,
    shipped: isShipped(study) ? shipped : null,
    file: studyFile(study, shipped),
    files: file === undefined || content === undefined ? [] : [{ id: file.id, name: file.name, content }],
  };
}
