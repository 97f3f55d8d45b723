import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { contentOf } from "../state/contents.ts";
import type { ProjectFile, ProjectStudy } from "../state/project.ts";
import type { JobStudy } from "../work/jobs.ts";

/** A study as it goes to a worker, with the file of the project that is laid over it. */
export function jobStudy({ id, yaml, shipped, measured }: ProjectStudy, files: readonly ProjectFile[]): JobStudy {
  const file = files.find((one) => one.id === measured);
  const content = file === undefined ? undefined : contentOf(file.id);
  const same = shipped !== null && Object.hasOwn(shippedStudyTexts, shipped) && shippedStudyTexts[shipped] === yaml;
  return {
    id,
    yaml,
    shipped: same ? shipped : null,
    files: file === undefined || content === undefined ? [] : [{ id: file.id, name: file.name, content }],
  };
}
