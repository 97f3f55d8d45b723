import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * Path of a Chromium: $CHROMIUM, then chromium, chromium-browser, google-chrome on PATH, then playwright's own cache.
 * Null where there is none and LIQUIDUS_NO_BROWSER=1 allows it; guard tests that need it with
 * `describe.skipIf(findChromium() === null)`.
 * @throws Error where there is none and nothing allows it: tests that never ran do not pass
 */
export function findChromium(): string | null {
  const found = lookForChromium();
  if (found === null && process.env.LIQUIDUS_NO_BROWSER !== "1") {
    throw new Error("No Chromium was found. CHROMIUM=<path> names one; LIQUIDUS_NO_BROWSER=1 skips what needs one.");
  }
  return found;
}

function lookForChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== "" && existsSync(named)) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache", "ms-playwright");
  if (!existsSync(cache)) return null;
  const versions = readdirSync(cache).filter((name) => name.startsWith("chromium"));
  return (
    versions
      .flatMap((version) => [
        join(cache, version, "chrome-linux", "chrome"),
        join(cache, version, "chrome-linux", "headless_shell"),
      ])
      .find((path) => existsSync(path)) ?? null
  );
}

/** Arguments under which Chromium starts on a bare machine; without sandbox only for the superuser. */
export function chromiumArguments(): string[] {
  return ["--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
}
