import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { finish, main, type Run } from "./run-cli.ts";

/** A run with what it cost. */
export interface MeasuredRun extends Run {
  /** From start to end of the process. */
  readonly seconds: number;
  /** Largest resident set in MB. */
  readonly megabytes: number;
}

/** The program tells its largest resident set (kB) on channel 3 when it ends. */
const hook = `import fs from "node:fs"; process.on("exit", () => fs.writeSync(3, String(process.resourceUsage().maxRSS)));`;

/** Runs `liquidus …` in a folder, measuring time and memory; it is ended after `limit` seconds. */
export async function measured(args: readonly string[], folder: string, limit = 30): Promise<MeasuredRun> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, main, ...args],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe", "pipe"], timeout: limit * 1000, killSignal: "SIGKILL" },
  );
  let told = "";
  (child.stdio[3] as Readable).on("data", (chunk: Buffer) => {
    told += chunk.toString();
  });
  const run = await finish(child);
  return { ...run, seconds: (performance.now() - began) / 1000, megabytes: Number(told) / 1024 };
}
