// Finds a Chromium, or installs one where that is possible (root with apt). Prints its path.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPlaywrightCache() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    (process.platform === "darwin"
      ? join(homedir(), "Library/Caches/ms-playwright")
      : join(homedir(), ".cache/ms-playwright"));
  if (!existsSync(cache)) return undefined;
  const inside = ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-mac/Chromium.app/Contents/MacOS/Chromium"];
  return readdirSync(cache)
    .filter((folder) => folder.startsWith("chromium-"))
    .flatMap((folder) => inside.map((file) => join(cache, folder, file)))
    .find(executable);
}

export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = names.map((name) => join(folder, name)).find(executable);
    if (found) return found;
  }
  return inPlaywrightCache();
}

/** Path of a Chromium, installed with apt if there is none and this is root; null, with a sentence on stderr, otherwise. */
export function chromiumOrInstall() {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
  if (isRoot && hasApt) {
    console.error("No Chromium found: installing Debian's chromium and a font (apt-get) …");
    const quiet = {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    spawnSync("apt-get", ["update", "-qq"], quiet);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"], quiet);
  }
  const installed = findChromium();
  if (!installed) {
    console.error(
      "The browser tests need a Chromium: install the package `chromium` (or Google Chrome), or set CHROMIUM to its path.",
    );
  }
  return installed ?? null;
}
