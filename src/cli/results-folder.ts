import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { deflate, deflateSync } from "node:zlib";
import type { Analysis } from "../study/analyze.ts";
import type { OutputOptions } from "../study/output-files.ts";
import { UsageError } from "./exit.ts";
import { originOf } from "./own-files.ts";
import { writeWhole } from "./write-files.ts";

/** Files that are written while the next ones are made. */
const AT_ONCE = 16;

/** What writing needs: loaded while the files are read and analysed. */
export type Writer = readonly [typeof import("../study/output-files.ts"), PlottingScript];

/** The plotting library as text, and compressed. */
export interface PlottingScript {
  readonly text: string;
  readonly deflated: Uint8Array;
}

/** Starts loading what writing needs; a failure is reported where it is awaited. */
export function loadWriter(): Promise<Writer> {
  const writer = Promise.all([import("../study/output-files.ts"), plottingScript()]);
  writer.catch(() => undefined);
  return writer;
}

/**
 * Writes tables, figures, results.json and report.html of an analysis into a folder.
 *
 * @param more what results.json holds, the entries of the analysis by default; where the colours of maps begin and end
 * @throws UsageError where the folder holds a report.html or results.json of another origin, or cannot be written
 */
export async function writeResults(
  folder: string,
  analysis: Analysis,
  commandLine: string,
  writer: Promise<Writer>,
  more: Pick<OutputOptions, "document" | "colors"> = {},
): Promise<void> {
  await refuseForeignReport(folder);
  const [{ outputFiles }, plotting] = await writer;
  const written: Promise<void>[] = [];
  const options = {
    commandLine,
    plottingScript: plotting.text,
    sha256,
    deflate: deflateBeside(plotting),
    ...more,
  };
  for (const file of outputFiles(analysis, options)) {
    written.push(writeWhole(join(folder, file.name), file.content));
    if (written.length >= AT_ONCE) await Promise.all(written.splice(0));
  }
  await Promise.all(written);
}

/** A part of a command line as a shell reads it. */
export function quoted(text: string): string {
  return /^[\w./=:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The names of files for a report, without folders: what was done can be repeated, who did it stays private. */
export function quotedNames(paths: readonly string[]): string[] {
  return paths.map((path) => quoted(path.replace(/^.*[\\/](?=.)/, "")));
}

/** @throws UsageError where the folder holds a report.html or results.json that no earlier analysis wrote: it is not ours to replace */
async function refuseForeignReport(folder: string): Promise<void> {
  for (const name of ["report.html", "results.json"]) {
    const path = join(folder, name);
    if ((await originOf(path)) !== "foreign") continue;
    throw new UsageError(`${path} is not from Liquidus and is kept; give another folder with --out.`);
  }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

/** Compresses what a page carries; the library is known compressed. */
export function deflateBeside({ text, deflated }: PlottingScript): (bytes: Uint8Array) => Uint8Array {
  const size = Buffer.byteLength(text);
  return (bytes) => (bytes.length === size ? deflated : deflateSync(bytes));
}

/**
 * The core cannot read node_modules: the library goes in as text. The build has compressed it; where that file is not
 * there (another version of the library, by its length), it is compressed in a thread of its own.
 */
export async function plottingScript(): Promise<PlottingScript> {
  const path = createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min");
  const bytes = await readFile(path);
  const built = new URL(`../plotting-${bytes.length}.deflate`, import.meta.url);
  const deflated = await readFile(built).catch(() => promisify(deflate)(bytes));
  return { text: bytes.toString("utf8"), deflated };
}
