import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** What a watched page holds, by `globalThis.held()`: keys of its stores. */
export interface Held {
  /** Files whose results are held, and all of which anything is known. */
  readonly results: readonly string[];
  readonly analyses: readonly string[];
  readonly facts: readonly string[];
  readonly findings: readonly string[];
  readonly runs: readonly string[];
  /** Of the contents asked for, those that can be reached. */
  readonly contents: readonly string[];
}

const WATCH = `
import { useAnalyses as analyses } from "./impedance/analyses.ts";
import { useRuns as runs } from "./cell/runs-store.ts";
import { contentOf } from "./state/contents.ts";
import { useFacts as facts } from "./state/facts-store.ts";
globalThis.held = (contents) => {
  const { files } = analyses.getState();
  return {
    results: Object.keys(files).filter((id) => files[id].result !== null),
    analyses: Object.keys(files),
    facts: Object.keys(facts.getState().facts),
    findings: Object.keys(facts.getState().findings),
    runs: Object.keys(runs.getState().runs),
    contents: contents.filter((id) => contentOf(id) !== undefined),
  };
};
`;

/** Builds the workbench as it is, with a look into its stores. @returns the folder */
export async function buildWatchedApp(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "watched-"));
  await build({
    configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
    root: fileURLToPath(new URL("../../src/app", import.meta.url)),
    logLevel: "error",
    plugins: [
      { name: "watch", enforce: "pre", transform: (code, id) => (id.endsWith("/app/main.tsx") ? code + WATCH : null) },
    ],
    build: { outDir: folder, emptyOutDir: true },
  });
  return folder;
}
