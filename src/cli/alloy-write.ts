import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Table } from "../base/table.ts";
import type { AlloyPage, PageOptions } from "../study/alloy-pages.ts";
import type { OutputFile } from "../study/convert.ts";
import { UsageError } from "./exit.ts";
import { refuseForeign } from "./own-files.ts";
import { deflateBeside, type PlottingScript, plottingScript, quoted, sha256 } from "./results-folder.ts";
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
 * Writes the page of a command into the current folder, or page, figures, tables and the document (STEM.json) into the one given.
 *
 * @param stem of the names of the files: Na-K-phases
 * @throws UsageError where a file of these names is not ours, or cannot be written
 */
export async function writeAlloyPage(
  stem: string,
  page: AlloyPage,
  tables: readonly Table[],
  document: unknown,
  flags: OutFlags,
  script: Promise<PlottingScript>,
): Promise<Written> {
  const { alloyFiles, alloyPage } = await import("../study/alloy-pages.ts");
  return writeOutput(
    stem,
    {
      page: (options) => alloyPage(page, options),
      files: (options) => alloyFiles(stem, page, tables, document, options),
    },
    flags,
    script,
  );
}

/** What a command can write: its page alone, or all its files, the page among them. */
export interface Output {
  page(options: PageOptions): string;
  files(options: PageOptions): Iterable<OutputFile>;
}

/**
 * Writes the page STEM.html into the current folder, or all files into the one given.
 * @throws UsageError where a file of these names is not ours, or cannot be written
 */
export async function writeOutput(
  stem: string,
  output: Output,
  flags: OutFlags,
  script: Promise<PlottingScript>,
): Promise<Written> {
  const options: PageOptions = { commandLine: commandLine(), ...shortcuts(await script) };
  if (flags.out === undefined) {
    const path = `${stem}.html`;
    await refuseForeign(path, [], HERE);
    await writeWhole(path, output.page(options));
    return { page: path, folder: null };
  }
  const folder = flags.out;
  const files = [...output.files(options)].map(({ name, content }) => ({ path: join(folder, name), content }));
  const paths = files.map(({ path }) => path);
  await refuseForeign(join(folder, `${stem}.html`), paths, FOLDER);
  await Promise.all(files.map(({ path, content }) => writeWhole(path, content)));
  return { page: join(flags.out, `${stem}.html`), folder: flags.out };
}

const HERE = "give a folder with --out, or write nothing with --no-figure";
const FOLDER = "give another folder with --out";

/**
 * Before long work: what stands where `writeOutput` will write, as far as it is known by the stem of the names.
 * @throws UsageError where a file of these names is not ours, or a file stands in the place of the folder
 */
export async function refuseOutput(stem: string, flags: OutFlags): Promise<void> {
  if (!writesFiles(flags)) return;
  const { out } = flags;
  if (out === undefined) return refuseForeign(`${stem}.html`, [], HERE);
  if ((await stat(out).catch(() => null))?.isDirectory() === false) {
    throw new UsageError(`${out} cannot be written: a file stands where a folder is needed; ${FOLDER}.`);
  }
  const folders = [out, join(out, "figures"), join(out, "tables")];
  const named = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => /^[-.]/.test(name.slice(stem.length)) && name.startsWith(stem))
        .map((name) => join(folder, name));
    }),
  );
  await refuseForeign(join(out, `${stem}.html`), named.flat(), FOLDER);
}

/**
 * Writes a database where `--save-tdb` says. A database is written by hand as well as by programs: one of other content is kept.
 *
 * @throws UsageError where the folder is not there, another file is, or the system refuses
 */
export async function saveDatabase(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    throw new UsageError(
      `${path} cannot be written: there is no folder ${folder}; make it, or give another place with --save-tdb.`,
    );
  }
  const before = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new UsageError(`${path} cannot be written (${error.code}); give another name with --save-tdb.`);
  });
  if (before === text) return;
  if (before !== null) {
    throw new UsageError(
      `${path} holds another database and is kept; give another name with --save-tdb, or remove it.`,
    );
  }
  await writeWhole(path, text, "give another place with --save-tdb");
}

/** The line that says where a database was saved. */
export function savedText(path: string | undefined): string {
  return path === undefined ? "" : `Database: ${path}\n`;
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
  return { plottingScript: plotting.text, sha256, deflate: deflateBeside(plotting) };
}

/** The command as it was typed, files without their folders. */
function commandLine(): string {
  const words = process.argv.slice(2).map((word) => (/[\\/]/.test(word) ? basename(word) : word));
  return ["liquidus", ...words.map(quoted)].join(" ");
}
