// The workbench without a network. Oracle: the server is gone, so whatever is shown was kept.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keptFiles } from "../../scripts/offline-worker.ts";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { builtApp, serveApp } from "../support/served-app.ts";

const executable = findChromium();

test("what is kept has a version that changes with any content or name, in whatever order the build gives it", () => {
  const files = new Map([
    ["index.html", "<p>"],
    ["assets/a.js", "1"],
    ["icon.svg", "<svg>"],
  ]);
  const { files: kept, version } = keptFiles(files);
  expect(kept).toEqual(["./", "assets/a.js", "icon.svg"]);
  expect(keptFiles(new Map([...files].reverse())).version).toBe(version);
  expect(keptFiles(new Map([...files, ["index.html", "<p>!"]])).version).not.toBe(version);
  expect(keptFiles(new Map([...files, ["b.js", ""]])).version).not.toBe(version);
  expect(keptFiles(new Map([...files, ["assets/a.j", "s1"]])).version).not.toBe(version);
});

describe.skipIf(executable === null || !existsSync(join(builtApp, "index.html")))("offline in Chromium", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveApp>>;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    served = await serveApp();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  test("once loaded it opens, reads an example and draws its map with the server gone", async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const heard: string[] = [];
    page.on("pageerror", (error) => heard.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") heard.push(message.text());
    });
    await page.goto(served.address);
    await page.getByText("Works offline").waitFor();
    await served.close();
    await page.goto(`${served.address}#/impedance?example=staircase-stripping`);
    await page.reload();
    await page.getByRole("region", { name: "Relaxation-time map" }).first().waitFor();
    await page.getByText("of 20").first().waitFor();
    expect(heard).toEqual([]);
  });
});
