import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Table } from "../base/table.ts";
import type { AlloyPage, PageOptions } from "../study/alloy-pages.ts";
import { UsageError } from "./exit.ts";
import { type PlottingScript, plottingScript, quoted, sha256 } from "./results-folder.ts";
import { writeWhole } from "./write-files.ts";

/** Where the figure of a command goes. */
export interface OutFlags {
  readonly out?: string;
  /** False: no page is written. */
  readonly figure?: boolean;
  readonly json?: boolean;
}

/** What a command wrote: its page, or the folder; null where nothing was asked for. */
export interface Written {
  readonly page: string | null;
  readonly folder: string | null;
}

/** Whether anything will be written: a page by default, a folder with --out; nothing but with --out beside --json. */
export function writesFiles({ out, figure, json }: OutFlags): boolean {
  return out !== undefined || (figure !== false && !json);
}

/**
 * Writes the page of a command into the current folder, or page, figures, tables and results.json into the one given.
 *
 * @param stem of the names of the files: Na-K-phases
 * @throws UsageError where a page of that name is not ours, or cannot be written
 */
export async function writeAlloyPage(
  stem: string,
  page: AlloyPage,
  tables: readonly Table[],
  document: unknown,
  flags: OutFlags,
  script: Promise<PlottingScript>,
): Promise<Written> {
  const [{ alloyFiles, alloyPage }, plotting] = await Promise.all([import("../study/alloy-pages.ts"), script]);
  const options: PageOptions = { commandLine: commandLine(), ...shortcuts(plotting) };
  if (flags.out === undefined) {
    const path = `${stem}.html`;
    await refuseForeign(path);
    await writeWhole(path, alloyPage(page, options));
    return { page: path, folder: null };
  }
  await refuseForeign(join(flags.out, `${stem}.html`));
  const files = [...alloyFiles(stem, page, tables, document, options)];
  await Promise.all(files.map(({ name, content }) => writeWhole(join(flags.out as string, name), content)));
  return { page: join(flags.out, `${stem}.html`), folder: flags.out };
}

/** Starts reading and compressing the plotting library; a failure is reported where it is awaited. */
export function loadPlotting(): Promise<PlottingScript> {
  const script = plottingScript();
  script.catch(() => undefined);
  return script;
}

/** The last line of what is printed: where the figure lies. */
export function writtenText({ page, folder }: Written): string {
  if (page === null) return "";
  return folder === null
    ? `\nFigure: ${page}\n`
    : `\nFigure: ${page}; tables and figures as Plotly JSON in ${folder}\n`;
}

function shortcuts(plotting: PlottingScript): Pick<PageOptions, "plottingScript" | "sha256" | "deflate"> {
  const size = Buffer.byteLength(plotting.text);
  return {
    plottingScript: plotting.text,
    sha256,
    deflate: (bytes) => (bytes.length === size ? plotting.deflated : deflateSync(bytes)),
  };
}

/** The command as it was typed, files without their folders. */
function commandLine(): string {
  const words = process.argv.slice(2).map((word) => (/[\\/]/.test(word) ? basename(word) : word));
  return ["liquidus", ...words.map(quoted)].join(" ");
}

/** @throws UsageError where a file of that name was not written by Liquidus: it is not ours to replace */
async function refuseForeign(path: string): Promise<void> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw new UsageError(`${path} cannot be written: it exists and cannot be read (${error.code}).`);
  });
  if (file === null) return;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    if (buffer.toString("utf8", 0, bytesRead).includes('<meta name="generator" content="Liquidus')) return;
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}.`);
  } finally {
    await file.close();
  }
  throw new UsageError(`${path} is not from Liquidus and is kept; give a folder with --out.`);
}
