import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/** The built program. */
export const main: string = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
if (!existsSync(main)) throw new Error(`${main} is not there: build first (npm run build).`);

/** The shipped example: twenty sweeps. */
export const example: string = fileURLToPath(new URL("../../examples/staircase-stripping.mpr", import.meta.url));

/** What a run of the program left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `liquidus …` in a folder; the caller waits for it. */
export function start(args: readonly string[], folder: string): ChildProcess {
  return spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs `liquidus …` in a folder. */
export function liquidus(args: readonly string[], folder: string): Promise<Run> {
  return finish(start(args, folder));
}

/** Waits for a started program. */
export function finish(child: ChildProcess): Promise<Run> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** A maker of empty folders that are gone after the file's tests. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), "liquidus-test-"));
    made.push(folder);
    return folder;
  };
}

/** Every file below a folder, hidden ones too, by its path from there with `/`, sorted. */
export function filesBelow(folder: string, prefix = ""): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}
