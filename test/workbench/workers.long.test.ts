// The workers of the workbench. Oracle: the sentences of the interface's own document, and files whose sweeps were composed.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { arcMpr } from "../end-to-end/composed-files.ts";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { serveApp } from "../support/served-app.ts";
import { dropFiles, hold, rowOf } from "../support/workbench-page.ts";

const executable = findChromium();
const DIGEST = /\/assets\/digest-[^/]*\.js$/;

describe.skipIf(executable === null)("workers in Chromium", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveApp>>;
  let context: BrowserContext;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    served = await serveApp();
  });
  afterEach(async () => {
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  async function open(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(served.address);
    await page.waitForSelector("header nav");
    return page;
  }

  async function dies(page: Page): Promise<void> {
    const { asked, release } = await hold(page, DIGEST);
    await dropFiles(page, [{ name: "fatal.mpr", bytes: arcMpr({}, 2) }]);
    await asked;
    await page.workers()[0]?.evaluate(() => self.close());
    await rowOf(page, "fatal.mpr").waitFor();
    expect(await rowOf(page, "fatal.mpr").getAttribute("title")).toBe(
      "The worker ended unexpectedly while it worked on fatal.mpr; it was restarted.",
    );
    await release();
    await dropFiles(page, [{ name: "next.mpr", bytes: arcMpr({}, 4) }]);
    await rowOf(page, "next.mpr").getByText("4", { exact: true }).waitFor();
  }

  test("a worker that dies is restarted and its file named; the next file is read", async () => {
    context = await browser.newContext({ serviceWorkers: "block" });
    await dies(await open());
  });

  test("the same in a second page of the browser, while a worker of the first one lives", async () => {
    context = await browser.newContext({ serviceWorkers: "block" });
    const [first, second] = [await open(), await open()];
    await dropFiles(first, [{ name: "first.mpr", bytes: arcMpr({}, 3) }]);
    await rowOf(first, "first.mpr").getByText("3", { exact: true }).waitFor();
    await dies(second);
  });
});
