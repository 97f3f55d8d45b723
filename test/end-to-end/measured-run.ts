import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { finish, main, type Run } from "./run-cli.ts";

/** A run with what it cost. */
export interface MeasuredRun extends Run {
  /** That the process computed, from its start to its end: what others compute meanwhile does not count. */
  readonly seconds: number;
  /** Largest resident set in MB. */
  readonly megabytes: number;
}

/** The program tells its largest resident set (kB) and its time (µs) on channel 3 when it ends. */
const hook = `import fs from "node:fs"; process.on("exit", () => { const used = process.resourceUsage(); fs.writeSync(3, [used.maxRSS, used.userCPUTime + used.systemCPUTime].join(" ")); });`;

/** Runs `liquidus …` in a folder, measuring time and memory; it is ended after `limit` seconds. */
export async function measured(args: readonly string[], folder: string, limit = 30): Promise<MeasuredRun> {
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
  const [kilobytes, microseconds] = told.split(" ").map(Number);
  return { ...run, seconds: (microseconds ?? Number.NaN) / 1e6, megabytes: (kilobytes ?? Number.NaN) / 1024 };
}
