import { readFile, stat } from "node:fs/promises";
import { UsageError } from "./exit.ts";
import { writeWhole } from "./write-files.ts";

/** Writes sentences or a cell; a file of other content is kept. @throws UsageError where it is, or the system refuses */
export async function saveText(path: string, text: string, flag = "--save"): Promise<void> {
  const before = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new UsageError(`${path} cannot be written (${error.code}); give another name with ${flag}.`);
  });
  if (before === text) return;
  if (before !== null) {
    throw new UsageError(`${path} holds something else and is kept; give another name with ${flag}, or remove it.`);
  }
  await writeWhole(path, text, `give another place with ${flag}`);
}

/** Before long work whose result will be saved. @throws UsageError where a file is there already, which would be kept */
export async function refuseSaving(path: string, flag: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there === null) return;
  throw new UsageError(`${path} exists and is kept; give another name with ${flag}, or remove it.`);
}
