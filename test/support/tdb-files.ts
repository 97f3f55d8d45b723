import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.LIQUIDUS_TDB ?? "";

/** Whether LIQUIDUS_TDB names a folder of public TDB files, which are not part of the repository; what needs them is skipped otherwise. */
export const hasTdbFiles: boolean = folder !== "" && existsSync(folder);

/**
 * Text of a public file, as pycalphad's tests name it; in the folder its name may carry its origin in front.
 * @throws Error where the folder has none of that name
 */
export function tdbText(name: string): string {
  const names = readdirSync(folder);
  const found =
    names.find((entry) => entry === name) ?? names.find((entry) => entry.endsWith(`tests_databases_${name}`));
  if (found === undefined) throw new Error(`LIQUIDUS_TDB has no ${name}.`);
  return readFileSync(join(folder, found), "utf8");
}
