import { join } from "node:path";
import { runTask } from "../base/task.ts";
import { claimIdsOf, computeClaims } from "../claims/compute.ts";
import { type ClaimsDocument, verdicts } from "../claims/result.ts";
import { selectClaims } from "../claims/select.ts";
import { claimsTable } from "../claims/table.ts";
import { csvText } from "../files/write/csv.ts";
import { plainNumbers } from "../study/plain-numbers.ts";
import { claimsText } from "./claims-text.ts";
import { exit, printJson } from "./exit.ts";
import { wordOf } from "./flags.ts";
import { progressBar } from "./progress-bar.ts";
import { WIDTH } from "./text-table.ts";
import { writeWhole } from "./write-files.ts";

export interface ClaimsFlags {
  readonly paper?: string;
  readonly verdict?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quick?: boolean;
}

/** `liquidus claims [IDS]` */
export async function claims(ids: readonly string[], flags: ClaimsFlags): Promise<number> {
  const { paper, verdict } = flags;
  const selection = {
    ...(ids.length === 0 ? {} : { ids }),
    ...(paper === undefined ? {} : { paper: wordOf("--paper", paper, ["P1", "P2"]) }),
    ...(verdict === undefined ? {} : { verdict: wordOf("--verdict", verdict, verdicts) }),
  };
  const bar = progressBar();
  const task = computeClaims({ ids: claimIdsOf(selection), quick: flags.quick === true });
  const computed = await runTask(task, { onProgress: (progress) => bar.show({ ...progress, unit: "detail" }) });
  bar.clear();
  const document = selectClaims(computed, selection);
  if (flags.out !== undefined) await write(flags.out, document);
  if (flags.json === true) printJson(document);
  else {
    const width = process.stdout.isTTY === true ? Math.max(WIDTH, Math.min(process.stdout.columns, 132)) : WIDTH;
    process.stdout.write(claimsText(document, { full: ids.length > 0, width, quick: flags.quick === true }));
    if (flags.out !== undefined) process.stdout.write(`\nWritten: ${join(flags.out, "claims.json")}, claims.csv\n`);
  }
  return exit.done;
}

async function write(folder: string, document: ClaimsDocument): Promise<void> {
  await writeWhole(join(folder, "claims.json"), `${JSON.stringify(document, plainNumbers, 2)}\n`);
  await writeWhole(join(folder, "claims.csv"), csvText(claimsTable(document)));
}
