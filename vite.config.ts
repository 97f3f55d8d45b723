import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { offlineWorker } from "./scripts/offline-worker.ts";
import { sourcesHash } from "./scripts/sources-hash.ts";

/** Example files that the workbench opens with one click, served beside the page from where they stand in the repository. */
const shippedFiles = ["staircase-stripping.mpr", "symmetric-cell.mpr"];

function shippedExamples(): Plugin {
  const content = (name: string): Uint8Array => readFileSync(new URL(`examples/${name}`, import.meta.url));
  return {
    name: "shipped-examples",
    generateBundle() {
      for (const name of shippedFiles)
        this.emitFile({ type: "asset", fileName: `examples/${name}`, source: content(name) });
    },
    configureServer({ middlewares }) {
      middlewares.use("/examples/", (request, response, next) => {
        const name = shippedFiles.find((one) => request.url === `/${one}`);
        if (name === undefined) next();
        else response.end(content(name));
      });
    },
  };
}

// The workbench: static files that any web host serves, from any sub-path.
export default defineConfig({
  root: "src/app",
  base: "./",
  // What the program computed is kept under it: another build never shows the numbers of this one.
  define: { SOURCES_HASH: JSON.stringify(sourcesHash(fileURLToPath(new URL(".", import.meta.url)))) },
  plugins: [react(), shippedExamples(), offlineWorker()],
  worker: { format: "es" },
  build: {
    outDir: "../../dist/app",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 1600,
    // Fonts and icons stay files: the policy of the page lets styles load them from its own origin only.
    assetsInlineLimit: 0,
  },
});
