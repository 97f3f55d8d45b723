import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { History } from "../history.ts";
import type { ProjectDocument } from "../project.ts";
import { isOver, readTombstone, TOMBSTONE_KEYS, tombstoneKey, writeTombstone } from "./tombstone.ts";

/** A project as the list of recent ones shows it. */
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly files: number;
  readonly studies: number;
  /** ms since 1970. */
  readonly savedAt: number;
  /** Counts the writes: the page that knows the last one may write. */
  readonly revision: number;
  /** Hashes of the contents that it or its undo refers to. */
  readonly contents: readonly string[];
}

interface Schema extends DBSchema {
  projects: { key: string; value: ProjectSummary };
  histories: { key: string; value: History<ProjectDocument> };
  sessions: { key: string; value: Readonly<Record<string, unknown>> };
  contents: { key: string; value: Blob };
  settings: { key: string; value: string };
  runs: { key: string; value: StoredRun };
}

/** What a run of a study came to. */
export interface StoredRun {
  /** When it was kept, ms since 1970. */
  readonly at: number;
  /** The project it was run in. */
  readonly project: string;
  readonly packed: Blob;
  /** From which it is taken up; left out: from its start. */
  readonly checkpoint?: Blob | null;
  /** How far it came; left out: not known. */
  readonly standing?: { readonly ended: boolean; readonly turns: number };
}

export type Database = IDBPDatabase<Schema>;

/** Key of the project that stood last. */
const LAST = "last project";
/** Key of the session of the page that was written last. */
const PAGE = "page";
const ALL = ["projects", "histories", "sessions", "contents", "settings"] as const;

/** Opens the store of this browser. @throws DOMException where the browser refuses one */
export function openDatabase(): Promise<Database> {
  return openDB<Schema>("liquidus", 2, {
    upgrade(database) {
      for (const name of [...ALL, "runs"] as const) {
        if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
      }
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

/** What is kept of a project, as it was read: to be decoded. */
export interface StoredProject {
  readonly summary: ProjectSummary;
  readonly history: unknown;
  readonly session: unknown;
  readonly contents: ReadonlyMap<string, Blob>;
}

export async function readProject(database: Database, id: string): Promise<StoredProject | null> {
  const transaction = database.transaction(ALL, "readonly");
  const [summary, history, session] = await Promise.all([
    transaction.objectStore("projects").get(id),
    transaction.objectStore("histories").get(id),
    transaction.objectStore("sessions").get(id),
  ]);
  if (summary === undefined || history === undefined) return null;
  const contents = new Map<string, Blob>();
  for (const hash of summary.contents) {
    const content = await transaction.objectStore("contents").get(hash);
    if (content !== undefined) contents.set(hash, content);
  }
  return { summary, history, session, contents };
}

/** Another page wrote the project since this one did. */
export class WrittenElsewhere extends Error {
  override readonly name = "WrittenElsewhere";
}

/**
 * Writes a project, and contents that are not there yet, in one transaction.
 * @param known the revision that this page wrote or read last; 0: none
 * @throws WrittenElsewhere, with nothing written; DOMException where there is no room
 */
export async function writeProject(
  database: Database,
  summary: ProjectSummary,
  history: History<ProjectDocument>,
  session: Readonly<Record<string, unknown>>,
  contents: ReadonlyMap<string, Blob>,
  known: number,
): Promise<void> {
  const transaction = database.transaction(ALL, "readwrite");
  const written = async (): Promise<void> => {
    const stored = await transaction.objectStore("projects").get(summary.id);
    if ((stored?.revision ?? 0) !== known) throw new WrittenElsewhere(summary.name);
    const there = new Set(await transaction.objectStore("contents").getAllKeys());
    for (const [hash, content] of contents) {
      if (!there.has(hash)) await transaction.objectStore("contents").put(content, hash);
    }
    await transaction.objectStore("histories").put(history, summary.id);
    await transaction.objectStore("sessions").put(session, summary.id);
    await transaction.objectStore("sessions").put(session, PAGE);
    await transaction.objectStore("projects").put(summary, summary.id);
    await transaction.objectStore("settings").put(summary.id, LAST);
  };
  try {
    await written();
    await transaction.done;
  } catch (error) {
    transaction.done.catch(() => {});
    try {
      transaction.abort();
    } catch {
      // It has ended by the error itself.
    }
    throw error;
  }
}

/** A content as the store holds it: it stands even if the file it came from changes or goes. */
export function storedContent(database: Database, hash: string): Promise<Blob | undefined> {
  return database.get("contents", hash);
}

/** Keeps how the page stands: with its project, and as the page that a reload begins with. */
export async function writeSession(
  database: Database,
  id: string,
  session: Readonly<Record<string, unknown>>,
): Promise<void> {
  const transaction = database.transaction(["sessions", "settings"], "readwrite");
  await transaction.objectStore("sessions").put(session, id);
  await transaction.objectStore("sessions").put(session, PAGE);
  await transaction.objectStore("settings").put(id, LAST);
  await transaction.done;
}

/** How the page stood last, and the id of its project. */
export async function lastPage(
  database: Database,
): Promise<{ readonly id: string | undefined; readonly session: unknown }> {
  const transaction = database.transaction(["sessions", "settings"], "readonly");
  const [id, session] = await Promise.all([
    transaction.objectStore("settings").get(LAST),
    transaction.objectStore("sessions").get(PAGE),
  ]);
  return { id, session };
}

/** Projects of this browser, the last written first. */
export async function recentProjects(database: Database): Promise<readonly ProjectSummary[]> {
  const all = await database.getAll("projects");
  return all.toSorted((a, b) => b.savedAt - a.savedAt);
}

/** Forgets a project. Its contents stay for a day. @returns puts it back as it was */
export async function forgetProject(database: Database, id: string): Promise<() => Promise<void>> {
  const stores = database.transaction(ALL, "readwrite");
  const [summary, history, session] = await Promise.all([
    stores.objectStore("projects").get(id),
    stores.objectStore("histories").get(id),
    stores.objectStore("sessions").get(id),
  ]);
  await Promise.all([
    stores.objectStore("projects").delete(id),
    stores.objectStore("histories").delete(id),
    stores.objectStore("sessions").delete(id),
    stores
      .objectStore("settings")
      .put(writeTombstone({ at: Date.now(), contents: summary?.contents ?? [] }), tombstoneKey(id)),
  ]);
  await stores.done;
  return async () => {
    const back = database.transaction(ALL, "readwrite");
    if (summary) await back.objectStore("projects").put(summary, id);
    if (history) await back.objectStore("histories").put(history, id);
    if (session) await back.objectStore("sessions").put(session, id);
    await back.objectStore("settings").delete(tombstoneKey(id));
    await back.done;
  };
}

/** Removes contents that no project refers to, nor one that was forgotten within a day. */
export async function sweepContents(database: Database): Promise<void> {
  const transaction = database.transaction(ALL, "readwrite");
  const settings = transaction.objectStore("settings");
  const needed = new Set((await transaction.objectStore("projects").getAll()).flatMap(({ contents }) => contents));
  for (const key of await settings.getAllKeys(IDBKeyRange.bound(...TOMBSTONE_KEYS))) {
    const stone = readTombstone(await settings.get(key));
    if (stone === null || isOver(stone, Date.now())) await settings.delete(key);
    else for (const hash of stone.contents) needed.add(hash);
  }
  for (const hash of await transaction.objectStore("contents").getAllKeys()) {
    if (!needed.has(hash)) await transaction.objectStore("contents").delete(hash);
  }
  await transaction.done;
}
