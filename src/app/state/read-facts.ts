import { JobError, runJob } from "../work/run-job.ts";
import { contentOf } from "./contents.ts";
import { useFacts } from "./facts-store.ts";
import { type FileFacts, factsOf, refusedFacts } from "./file-facts.ts";
import type { ProjectFile } from "./project.ts";
import { useProject } from "./project-store.ts";
import { isHere } from "./when-gone.ts";

async function read(file: ProjectFile): Promise<void> {
  const { id, name } = file;
  const tell = (id: string, facts: FileFacts): void => {
    if (isHere(id)) useFacts.getState().tellFacts(id, facts);
  };
  const content = contentOf(id);
  if (content === undefined) {
    tell(id, refusedFacts(`${name}: its content is no longer in this browser. Drop the file again.`));
    return;
  }
  try {
    tell(id, factsOf(await runJob("inspect", { file: { id, name, content } }, { lane: "facts", about: name })));
  } catch (error) {
    const sentence = error instanceof JobError ? error.message : `${name} could not be read: ${String(error)}`;
    tell(id, refusedFacts(sentence));
  }
}

let reading = false;

/** One file at a time, beside the analysis of the one that is shown. */
async function readMissing(): Promise<void> {
  if (reading) return;
  reading = true;
  try {
    for (;;) {
      const { facts } = useFacts.getState();
      const { files } = useProject.getState().history.present;
      const next = files.find(({ id }) => facts[id] === undefined);
      if (next === undefined) return;
      await read(next);
    }
  } finally {
    reading = false;
  }
}

/** Reads what is in each file of the project whenever files come. @returns ends it */
export function keepFactsRead(): () => void {
  void readMissing();
  return useProject.subscribe(({ history }, before) => {
    if (history.present.files !== before.history.present.files) void readMissing();
  });
}
