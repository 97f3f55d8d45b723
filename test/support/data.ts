import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = resolve(process.env.LIQUIDUS_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url)));

/** Whether the collection of real instrument files lies beside the repository (or where LIQUIDUS_DATA says). */
export const hasData: boolean = existsSync(folder);

/** Path of a file of the collection. Guard tests that use it with `describe.skipIf(!hasData)`: they are skipped, visibly. */
export function dataFile(path: string): string {
  return resolve(folder, path);
}

/** Path of a file of the benchmark workloads, which lie beside the collection. */
export function benchFile(path: string): string {
  return resolve(folder, "../bench", path);
}
