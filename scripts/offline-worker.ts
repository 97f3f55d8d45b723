import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { hashOf } from "./sources-hash.ts";

/** Name of the service worker beside the page. */
const FILE = "service-worker.js";

/** What a service worker keeps: every file of the build, and a version that changes with any of them. */
export function keptFiles(contents: ReadonlyMap<string, string | Uint8Array>): {
  readonly files: readonly string[];
  readonly version: string;
} {
  const files = [...contents.keys()].filter((name) => name !== "index.html").sort();
  // The page itself is kept under the address that it is opened by.
  return { files: ["./", ...files], version: hashOf(contents) };
}

/** Writes the service worker with the list of all files of the build. */
export function offlineWorker(): Plugin {
  const at = (path: string): URL => new URL(`../src/app/${path}`, import.meta.url);
  return {
    name: "offline-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const contents = new Map<string, string | Uint8Array>();
        for (const name of readdirSync(at("public"))) contents.set(name, readFileSync(at(`public/${name}`)));
        for (const [name, part] of Object.entries(bundle)) {
          contents.set(name, part.type === "chunk" ? part.code : part.source);
        }
        const { files, version } = keptFiles(contents);
        const source = readFileSync(at(`offline/${FILE}`), "utf8")
          .replace("self.FILES", () => JSON.stringify(files))
          .replace("self.VERSION", () => JSON.stringify(version));
        this.emitFile({ type: "asset", fileName: FILE, source });
      },
    },
  };
}
