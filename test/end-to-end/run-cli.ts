import { type ChildProcess, fork, spawn } from "node:child_process";
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

/** Runs `liquidus …` in a folder as a process of its own: where its start, its end or its pipes are in question. */
export function liquidusProcess(args: readonly string[], folder: string): Promise<Run> {
  return finish(start(args, folder));
}

let warm: ChildProcess | null = null;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `liquidus …` in a folder, in a process that stays for the next run: where what a command prints, writes and returns is in
 * question. Runs that are asked for at the same time follow one another.
 */
export function liquidus(args: readonly string[], folder: string): Promise<Run> {
  const run = last.then(() => runWarm(args, folder));
  last = run.catch(() => {});
  return run;
}

function runWarm(args: readonly string[], folder: string): Promise<Run> {
  const child = warm ?? fork(fileURLToPath(new URL("./warm-program.mjs", import.meta.url)), { stdio: "inherit" });
  warm = child;
  return new Promise((resolve, reject) => {
    const ended = (status: number | null): void => {
      warm = null;
      reject(new Error(`liquidus ${args.join(" ")} ended the process (${status}).`));
    };
    child.once("exit", ended);
    child.once("message", (run: Run) => {
      child.off("exit", ended);
      resolve(run);
    });
    child.send({ args, folder });
  });
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
