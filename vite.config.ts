import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The workbench: static files that any web host serves, from any sub-path.
export default defineConfig({
  root: "src/app",
  base: "./",
  plugins: [react()],
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
