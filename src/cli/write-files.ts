import { existsSync, rmSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "./exit.ts";

/** Temporary files that are being written: gone when the program is interrupted. */
const unfinished = new Set<string>();
process.once("exit", () => {
  for (const path of unfinished) rmSync(path, { force: true });
});

/**
 * Writes a file under a temporary name beside its place and renames it: a reader sees the old file or the new one,
 * whole, never a part. The folder is made if it is not there.
 *
 * @param advice what to do where the place is refused
 * @throws UsageError where the system refuses: a file in the place of a folder, no permission, no space
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  advice = "give another folder with --out",
): Promise<void> {
  const folder = resolve(dirname(path));
  const temporary = join(folder, `.${basename(path)}.${process.pid}.part`);
  try {
    await makeFolder(folder);
    unfinished.add(temporary);
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    const reason = reasons[code];
    const why = reason === undefined ? (error as Error).message : code === "ENOSPC" ? reason : `${reason}; ${advice}`;
    throw new UsageError(`${path} cannot be written: ${why}.`);
  } finally {
    unfinished.delete(temporary);
  }
}

const folders = new Map<string, Promise<void>>();

/** Makes a folder and those above it, once however many files ask for it at the same time. */
function makeFolder(folder: string): Promise<void> {
  let made = folders.get(folder);
  if (!made) {
    made = isFolder(folder) ? Promise.resolve() : newFolder(folder);
    folders.set(folder, made);
  }
  return made;
}

/** Node's own recursive mkdir does not return where a file system refuses new folders; this one gives its error. */
async function newFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) await makeFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST" || !isFolder(folder)) throw error;
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no folder can be made there",
  EEXIST: "a file stands where a folder is needed",
  ENOTDIR: "a file stands where a folder is needed",
  EISDIR: "a folder of that name stands in its place",
  EACCES: "no permission to write there",
  EPERM: "no permission to write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};
