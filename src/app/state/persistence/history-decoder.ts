import { DEPTH, type History, type HistoryEntry } from "../history.ts";
import type { ProjectDocument } from "../project.ts";
import { type Decoder, fields, list, text } from "./decode.ts";
import { migrateProject } from "./migrate.ts";

const document: Decoder<ProjectDocument> = (value) => migrateProject(value);

const entry = fields<HistoryEntry<ProjectDocument>>({ name: text(), state: document });

/** A project with its way back and forth, as it is kept. */
export const decodeHistory: Decoder<History<ProjectDocument>> = fields<History<ProjectDocument>>(
  { present: document, past: list(entry, DEPTH), future: list(entry, DEPTH) },
  { past: [], future: [] },
);

/** Hashes of all contents that a history refers to: also those of removed files, which undo brings back. */
export function contentsOf({ present, past, future }: History<ProjectDocument>): ReadonlySet<string> {
  const ids = new Set<string>();
  const seen = new Set<unknown>();
  for (const { files } of [present, ...past.map(({ state }) => state), ...future.map(({ state }) => state)]) {
    if (seen.has(files)) continue;
    seen.add(files);
    for (const { id } of files) ids.add(id);
  }
  return ids;
}
