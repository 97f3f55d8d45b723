// `npm start`, and the page that it writes, opened from disk in Chromium.
// Oracle: nothing on the console, no request but the file itself, every plot drawn.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { finish, type Run, temporaryFolders } from "./run-cli.ts";

const executable = findChromium();
const script = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));
const newFolder = temporaryFolders();

describe("npm start", () => {
  let run: Run;
  let folder: string;
  let browser: Browser | undefined;

  beforeAll(async () => {
    folder = newFolder();
    const child = spawn(process.execPath, [script, "--out", folder], { stdio: ["ignore", "pipe", "pipe"] });
    run = await finish(child);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("says in words what was found and where the report lies", () => {
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("NaK50 is read as 50 wt% K, 63 at.% Na.");
    expect(run.stdout).toMatch(/Kramers-Kronig holds in all 20 sweeps/);
    const report = /^Report: (.+)$/m.exec(run.stdout)?.[1] ?? "";
    expect([report.endsWith("report.html"), existsSync(report)]).toEqual([true, true]);
  });

  test.skipIf(executable === null)(
    "the report opens without a word on the console or a request, every plot drawn",
    async () => {
      browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const heard: string[] = [];
      const asked: string[] = [];
      page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
      page.on("request", (request) => asked.push(request.url()));
      const address = pathToFileURL(`${folder}/report.html`).href;
      await page.goto(address);
      await page.waitForSelector("html[data-drawn]");
      const plots = await page.$$eval(".plot", (found) =>
        found.map((plot) => ({ id: plot.id, drawn: plot.querySelector(".main-svg") !== null })),
      );
      expect(plots.length).toBeGreaterThanOrEqual(6);
      expect(plots.filter(({ drawn }) => !drawn)).toEqual([]);
      expect(heard).toEqual([]);
      expect(asked.filter((url) => !/^(data|blob):/.test(url))).toEqual([address]);
      expect(await page.title()).toContain("staircase-stripping.mpr");
    },
  );
});
