import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, isAbsolute, join, resolve } from "node:path";
import { formats } from "../files/formats.ts";
import { extensionOf } from "../files/text/decode.ts";
import type { SourceFile, UnreadableFile } from "../study/document.ts";

/** Larger files are refused: they do not fit one ArrayBuffer on every machine. */
const LARGEST = 2 ** 31 - 1;
const LARGEST_METADATA = 2 ** 24;

/** Folders among the arguments replaced by the instrument files directly inside them, by name; files as they stand. */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isDirectory()) {
      expanded.push(path);
      continue;
    }
    const extensions = new Set(formats.flatMap((format) => format.extensions));
    const inside = (await readdir(path)).filter((name) => extensions.has(extensionOf(name))).sort();
    if (inside.length === 0) expanded.push(path);
    else expanded.push(...inside.map((name) => join(path, name)));
  }
  return expanded;
}

/** Reads a file with its digest; what keeps it from being read becomes the sentence of its entry. */
export async function readInput(path: string): Promise<SourceFile | UnreadableFile> {
  const name = basename(path) || path;
  const refuse = (message: string): UnreadableFile => ({ name, error: { kind: "FileError", message } });
  try {
    const info = await stat(path);
    if (info.isDirectory())
      return refuse(
        `${name} is a folder without instrument files; folders inside it are not searched. Name files, or the folder that holds them.`,
      );
    if (!info.isFile())
      return refuse(`${name} is no regular file, but a device or a pipe; write its content to a file.`);
    if (info.size > LARGEST) {
      return refuse(
        `${name} has ${info.size} bytes; files up to ${LARGEST} bytes are read. Split it in the instrument's program.`,
      );
    }
    const bytes = await readFile(path);
    const metadata = await bdfMetadataOf(path);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { name, bytes, sha256, ...(metadata === null ? {} : { metadata }) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return refuse(`${name} does not exist; check the name and the folder.`);
    if (code === "EACCES" || code === "EPERM") return refuse(`${name} cannot be opened: no permission to read it.`);
    return refuse(`${name} cannot be read (${code ?? "no code"}).`);
  }
}

/** What lies beside a table in the Battery Data Format to say its signs; null: nothing that is read. */
async function bdfMetadataOf(path: string): Promise<Uint8Array | null> {
  if (!/\.bdf\.csv$/i.test(path)) return null;
  const beside = path.replace(/\.csv$/i, ".metadata.json");
  const info = await stat(beside).catch(() => null);
  return info?.isFile() && info.size <= LARGEST_METADATA ? readFile(beside).catch(() => null) : null;
}

/**
 * The measured files of a study by the names that it gives them, from the folder that it lies in. A study may come from elsewhere: it
 * names files beside or below itself, no others.
 */
export async function readMeasuredFiles(
  folder: string,
  names: readonly string[],
): Promise<Record<string, SourceFile | UnreadableFile>> {
  const read = [...new Set(names)].map(async (name) => {
    const file = isBelow(name)
      ? await readInput(resolve(folder, name))
      : ({ name, error: { kind: "FileError", message: `${name} ${ELSEWHERE}` } } as const);
    return [name, file] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** Whether a name stands for a file beside or below the one that gives it. */
export function isBelow(name: string): boolean {
  return !isAbsolute(name) && !name.split(/[\\/]/).includes("..");
}

const ELSEWHERE =
  "does not lie beside or below the study; a study reads no other files. Copy or link it into the folder of the study, and name it from there, as in data/x.mpr.";

/** Opens each file when its turn comes, so that one at a time is in memory. */
export async function* openEach(paths: readonly string[]): AsyncGenerator<SourceFile | UnreadableFile> {
  for (const path of paths) yield await readInput(path);
}
