import { open } from "node:fs/promises";
import { UsageError } from "./exit.ts";

/** What files of Liquidus begin or end with: pages, documents with our schema, figures, Parquet files. */
const MARKS = [
  /<meta name="generator" content="Liquidus/,
  /"schema":\s*"liquidus\./,
  /"program":\s*"liquidus /,
  /liquidus\.source/,
] as const;
/** Bytes that are read at either end: a page of many figures first lists the digests of their scripts. */
const END = 65_536;

/** Whether a file is there, and whether Liquidus wrote it. A folder is none: writing refuses it with a reason. */
export type Origin = "none" | "ours" | "foreign";

/** @throws UsageError where a file is there and cannot be read */
export async function originOf(path: string): Promise<Origin> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw new UsageError(`${path} cannot be written: it exists and cannot be read (${error.code}).`);
  });
  if (file === null) return "none";
  try {
    const info = await file.stat();
    if (info.isDirectory()) return "none";
    const read = async (from: number): Promise<string> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(END), 0, END, from);
      return buffer.toString("latin1", 0, bytesRead);
    };
    const text = `${await read(0)}\n${await read(Math.max(0, info.size - END))}`;
    return MARKS.some((mark) => mark.test(text)) ? "ours" : "foreign";
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}.`);
  } finally {
    await file.close();
  }
}

/**
 * Refuses to replace files that Liquidus did not write. A table in CSV carries no mark: it is ours where the page beside it is.
 *
 * @param page of the same command
 * @param advice what to do instead: "give another folder with --out"
 * @throws UsageError that names the first file that is kept
 */
export async function refuseForeign(page: string, paths: readonly string[], advice: string): Promise<void> {
  const hasPage = (await originOf(page)) === "ours";
  for (const path of [page, ...paths]) {
    const origin = await originOf(path);
    if (origin !== "foreign" || (hasPage && path.endsWith(".csv"))) continue;
    throw new UsageError(`${path} is not from Liquidus and is kept; ${advice}.`);
  }
}
