import { JobError, runJob, StoppedError } from "../work/run-job.ts";
import { useTasks } from "../work/task-store.ts";
import { keepContent } from "./contents.ts";
import type { DroppedFile } from "./dropped-entries.ts";
import { useFacts } from "./facts-store.ts";
import { useSaved } from "./persistence/saved-store.ts";
import type { ProjectFile } from "./project.ts";
import { useProject } from "./project-store.ts";
import { useSession } from "./session-store.ts";

export type { DroppedFile } from "./dropped-entries.ts";

/** Bytes of the largest file that is taken. */
export const LARGEST_FILE = 2_000_000_000;
/** Time in ms between two looks at what has been added so far. */
const SHOWN_EVERY = 250;

let drops = 0;

/** Why a file is not taken in; null: it is. */
export function tooLarge({ content, name }: DroppedFile): string | null {
  if (content.size <= LARGEST_FILE) return null;
  const size = (content.size / 1e9).toFixed(2);
  return `${name} has ${size} GB; files up to 2 GB are read. Split it, or export the part you need.`;
}

/**
 * Adds files to the project, one read at a time: one entry of undo. A content that is already there is not added again.
 * The first one is put under the cursor.
 * @returns the ids of those taken in, in order, also of those that were there
 * @throws Error in a sentence when another project was opened meanwhile: none is added to that one
 */
export async function addFiles(dropped: readonly DroppedFile[], shipped?: string): Promise<readonly string[]> {
  const gesture = `add files ${++drops}`;
  const title = dropped.length === 1 ? `Add ${dropped[0]?.name}` : `Add ${dropped.length} files`;
  const present = () => useProject.getState().history.present;
  const known = new Set(present().files.map(({ id }) => id));
  const ids: string[] = [];
  let waiting: ProjectFile[] = [];
  const project = useSaved.getState().projectId;
  const left = (): boolean => useSaved.getState().projectId !== project;
  let shownAt = Number.NEGATIVE_INFINITY;
  const show = (): void => {
    if (waiting.length === 0 || left()) return;
    const added = waiting;
    waiting = [];
    shownAt = performance.now();
    useProject.getState().change(title, (document) => ({ ...document, files: [...document.files, ...added] }), gesture);
  };
  const controller = new AbortController();
  const task = useTasks.getState().begin({
    title: dropped.length === 1 ? `Reading ${dropped[0]?.name ?? "a file"}` : `Reading ${dropped.length} files`,
    stop: () => controller.abort(),
  });
  const leave = useSaved.subscribe(() => {
    if (left()) controller.abort();
  });
  try {
    for (const [done, file] of dropped.entries()) {
      const { content, name, folder } = file;
      task.report({ task: title, done, total: dropped.length, detail: name });
      const refusal = tooLarge(file);
      if (refusal !== null) {
        turnAway(file, refusal);
        continue;
      }
      try {
        const id = await runJob("digest", { content }, { lane: "files", about: name, signal: controller.signal });
        if (left()) break;
        ids.push(id);
        keepContent(id, content);
        if (ids.length === 1) pointAt(id);
        if (known.has(id)) continue;
        known.add(id);
        const more = shipped === undefined ? {} : { shipped };
        waiting.push({ id, name, folder, size: content.size, area: null, working: null, counter: null, ...more });
      } catch (error) {
        if (error instanceof StoppedError) break;
        turnAway(file, error instanceof JobError ? error.message : `${name} could not be read: ${String(error)}`);
      }
      if (performance.now() - shownAt > SHOWN_EVERY) show();
    }
  } finally {
    leave();
    show();
    useProject.getState().settle();
    task.end();
  }
  if (left()) throw new Error(`${title}: stopped, another project was opened meanwhile.`);
  return ids;
}

function turnAway({ name, folder, content }: DroppedFile, sentence: string): void {
  useFacts.getState().turnAway([{ key: `${folder}/${name}/${content.size}`, name, folder, sentence }]);
}

function pointAt(file: string): void {
  useSession.getState().pin({ file, sweep: 0, frequency: null }, false);
}
