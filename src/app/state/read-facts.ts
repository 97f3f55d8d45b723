import { JobError, runJob, StoppedError } from "../work/run-job.ts";
import { contentOf } from "./contents.ts";
import { useFacts } from "./facts-store.ts";
import { factsOf, refusedFacts } from "./file-facts.ts";
import type { ProjectDocument, ProjectFile } from "./project.ts";
import { useProject } from "./project-store.ts";

const underWay = new Set<string>();

async function read(file: ProjectFile): Promise<void> {
  const { id, name } = file;
  const tell = useFacts.getState().tellFacts;
  const content = contentOf(id);
  if (content === undefined) {
    tell(id, refusedFacts(`${name}: its content is no longer in this browser. Drop the file again.`));
    return;
  }
  try {
    tell(id, factsOf(await runJob("inspect", { file: { id, name, content } }, { lane: "files", about: name })));
  } catch (error) {
    if (error instanceof StoppedError) return;
    const sentence = error instanceof JobError ? error.message : `${name} could not be read: ${String(error)}`;
    tell(id, refusedFacts(sentence));
  }
}

function readMissing({ files }: ProjectDocument): void {
  const { facts } = useFacts.getState();
  for (const file of files) {
    if (facts[file.id] !== undefined || underWay.has(file.id)) continue;
    underWay.add(file.id);
    void read(file).finally(() => underWay.delete(file.id));
  }
}

/** Reads what is in each file of the project, one at a time, whenever files come. @returns ends it */
export function keepFactsRead(): () => void {
  readMissing(useProject.getState().history.present);
  return useProject.subscribe(({ history }, before) => {
    if (history.present.files !== before.history.present.files) readMissing(history.present);
  });
}

/** Forgets what was said of a file, so that it is read again. */
export function readAgain(file: ProjectFile): void {
  void read(file);
}
