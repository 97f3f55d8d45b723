import { contentOf, keepContent, releaseContent } from "../contents.ts";
import type { History } from "../history.ts";
import { emptyProject, type ProjectDocument } from "../project.ts";
import { useProject } from "../project-store.ts";
import { useSession } from "../session-store.ts";
import {
  type Database,
  forgetProject,
  lastPage,
  openDatabase,
  readProject,
  recentProjects,
  type StoredProject,
  storedContent,
  sweepContents,
  WrittenElsewhere,
  writeProject,
  writeSession,
} from "./database.ts";
import { DecodeError } from "./decode.ts";
import { contentsOf, decodeHistory } from "./history-decoder.ts";
import { leavingSentence, refusalSentence, storeRefusal } from "./save-status.ts";
import { type SaveStatus, useSaved } from "./saved-store.ts";
import { decodeSession, sessionForProject, sessionToKeep } from "./session-decoder.ts";
import { forgetRuns } from "./stored-runs.ts";

/** Time in ms from a change to its writing. */
const DELAY = 250;

let database: Database | null = null;
/** The revision that this page wrote or read last; 0: the project is not kept yet. */
let revision = 0;
/** Why this browser keeps nothing; null: it does. */
let noStore: SaveStatus | null = null;
let projectDirty = false;
let sessionDirty = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> = Promise.resolve();
/** Tells the other pages of this browser what was written. */
let channel: BroadcastChannel | undefined;

const saved = () => useSaved.getState();

/** The store of this browser; null: it gives none. */
export function keptIn(): Database | null {
  return database;
}

function schedule(): void {
  timer ??= setTimeout(() => void flush(), DELAY);
}

/** Writes what is not written yet. Settled when it is, or when the browser refused it. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  writing = writing.then(write);
  return writing;
}

async function write(): Promise<void> {
  const { projectId, status } = saved();
  if (database === null || status.kind === "elsewhere" || !(projectDirty || sessionDirty)) return;
  const session = sessionToKeep(useSession.getState());
  const wholly = projectDirty;
  projectDirty = false;
  sessionDirty = false;
  try {
    if (!wholly) {
      await writeSession(database, projectId, session);
      return;
    }
    const { history } = useProject.getState();
    const contents = new Map<string, Blob>();
    const needed = [...contentsOf(history)];
    for (const id of needed) {
      const content = contentOf(id);
      if (content) contents.set(id, content);
    }
    const { name, files, studies } = history.present;
    const at = Date.now();
    const summary = {
      id: projectId,
      name,
      files: files.length,
      studies: studies.length,
      savedAt: at,
      revision: revision + 1,
      contents: needed,
    };
    await writeProject(database, summary, history, session, contents, revision);
    revision += 1;
    saved().set({ status: { kind: "saved", at, file: null }, recent: await recentProjects(database) });
    channel?.postMessage({ projectId, revision });
    await takeStored(database, needed);
  } catch (error) {
    if (wholly) projectDirty = true;
    else sessionDirty = true;
    if (error instanceof WrittenElsewhere) saved().set({ status: { kind: "elsewhere" } });
    else if (wholly) saved().set({ status: { kind: "refused", sentence: refusalSentence(error) } });
  }
}

/** Contents that stand in the store already. */
const standing = new Set<string>();

/** From now on contents are read from the store: a file on disk may change or go. */
async function takeStored(store: Database, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (standing.has(id)) continue;
    const content = await storedContent(store, id);
    if (content === undefined) continue;
    keepContent(id, content);
    standing.add(id);
  }
}

/** Contents that neither the project nor its undo refers to any more are not held; the store may have them still. */
function releaseUnreferenced(before: History<ProjectDocument>, after: History<ProjectDocument>): void {
  const needed = contentsOf(after);
  for (const id of contentsOf(before)) {
    if (needed.has(id)) continue;
    releaseContent(id);
    standing.delete(id);
  }
}

function begin(id: string, history: History<ProjectDocument>, status: SaveStatus, known: number): void {
  revision = known;
  saved().set({ projectId: id, status: noStore ?? status });
  useProject.getState().open(history);
  projectDirty = false;
}

/** @throws DecodeError when what is kept cannot be read */
function take({ summary, history, contents }: StoredProject): void {
  const decoded = decodeHistory(history, "project");
  for (const [id, content] of contents) {
    keepContent(id, content);
    standing.add(id);
  }
  begin(summary.id, decoded, { kind: "saved", at: summary.savedAt, file: null }, summary.revision);
}

async function tellRecent(): Promise<void> {
  if (database) saved().set({ recent: await recentProjects(database) });
}

/** ms that the store is waited for: the page must not hang on it. */
const PATIENCE = 3000;

function soon<Value>(opening: Promise<Value>): Promise<Value> {
  return new Promise((found, failed) => {
    opening.then(found, failed);
    setTimeout(() => failed(new DOMException("The store of this browser does not answer.", "TimeoutError")), PATIENCE);
  });
}

function takeOr(stored: StoredProject, tell: (error: unknown) => void): void {
  try {
    take(stored);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    tell(new Error(`${stored.summary.name} cannot be read and is left as it is. ${error.message}`));
  }
}

/**
 * Opens the store of this browser and the project that stood last, and keeps both from then on.
 * @param tell hears why the last project cannot be read
 */
export async function startKeeping(tell: (error: unknown) => void): Promise<void> {
  saved().set({ projectId: newId() });
  try {
    database = await soon(openDatabase());
    const { id, session } = await lastPage(database);
    const stored = id === undefined ? null : await readProject(database, id);
    useSession.getState().set(decodeSession(session));
    if (stored) takeOr(stored, tell);
    await tellRecent();
    void sweepContents(database).catch(() => {});
  } catch (error) {
    if (database === null) noStore = { kind: "refused", sentence: storeRefusal(error) };
    saved().set({ status: noStore ?? { kind: "refused", sentence: refusalSentence(error) } });
  }
  useProject.subscribe(({ history }, before) => {
    if (history === before.history) return;
    releaseUnreferenced(before.history, history);
    projectDirty = true;
    schedule();
  });
  useSession.subscribe(() => {
    sessionDirty = true;
    schedule();
  });
  listen();
  saved().set({ ready: true });
}

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function listen(): void {
  addEventListener("pagehide", () => void flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flush();
  });
  if (typeof BroadcastChannel === "undefined") return;
  channel = new BroadcastChannel("liquidus project");
  channel.addEventListener("message", ({ data }: MessageEvent<{ projectId: string; revision: number }>) => {
    if (data.projectId === saved().projectId && data.revision !== revision)
      saved().set({ status: { kind: "elsewhere" } });
  });
}

const fresh: History<ProjectDocument> = { present: emptyProject, past: [], future: [] };

/** The document that was written to a file last: it is not lost with the page. */
let inFile: ProjectDocument | null = null;

/** The project would be lost if another took its place: it is kept nowhere as it stands. */
export class NotKept extends Error {
  override readonly name = "NotKept";
}

/** Writes what is not written yet, before another project takes its place. @throws NotKept where it is kept nowhere */
async function keepBeforeLeaving(): Promise<void> {
  await flush();
  const { present } = useProject.getState().history;
  if (!projectDirty || present === inFile) return;
  throw new NotKept(leavingSentence(present.name, saved().status));
}

/**
 * Begins another project; the one that stood is written first and stays under the recent ones.
 * @throws NotKept, with nothing changed, where the one that stood cannot be kept
 */
export async function beginProject(history = fresh, session: unknown = {}): Promise<void> {
  await keepBeforeLeaving();
  begin(newId(), history, { kind: "untouched" }, 0);
  useSession.getState().set(sessionForProject(session));
  if (history !== fresh) {
    projectDirty = true;
    schedule();
  }
  await tellRecent();
}

/** Opens a project of this browser. @throws NotKept as `beginProject`; DecodeError when what is kept cannot be read */
export async function openKept(id: string): Promise<void> {
  if (database === null) return;
  await keepBeforeLeaving();
  await openStored(database, id);
}

async function openStored(database: Database, id: string): Promise<void> {
  const stored = await readProject(database, id);
  if (stored === null) return tellRecent();
  take(stored);
  useSession.getState().set(sessionForProject(stored.session));
  await tellRecent();
}

/** Takes the project as another page wrote it; what this page changed since is given up. */
export async function takeOther(): Promise<void> {
  if (database === null) return;
  await writing;
  await openStored(database, saved().projectId);
}

/** Goes on with what this page shows, as a project of its own beside the one that another page wrote. */
export async function keepAsCopy(): Promise<void> {
  const { history } = useProject.getState();
  begin(newId(), history, { kind: "saving" }, 0);
  useProject.getState().change("Keep as a copy", (document) => ({ ...document, name: `${document.name}, copy` }));
  await flush();
}

/** Forgets a project of this browser. @returns puts it back */
export async function forgetKept(id: string): Promise<() => Promise<void>> {
  if (database === null) return async () => {};
  const putBack = await forgetProject(database, id);
  await forgetRuns(database, id);
  await tellRecent();
  return async () => {
    await putBack();
    await tellRecent();
  };
}

/** The project was written to a file, as this document. */
export function toldSavedTo(file: string, document: ProjectDocument): void {
  inFile = document;
  saved().set({ status: { kind: "saved", at: Date.now(), file } });
}
