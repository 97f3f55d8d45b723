// What the page holds of files that were opened and removed. Oracle: the stores of the page themselves.
import { rmSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arcMpr } from "../end-to-end/composed-files.ts";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { serveApp } from "../support/served-app.ts";
import { buildWatchedApp, type Held } from "../support/watched-app.ts";
import { dropFiles, rowOf } from "../support/workbench-page.ts";

const executable = findChromium();
const FILES = 15;
const MOST_HELD = 12;
/** Each of another number of sweeps: files of one measurement are analysed once. */
const files = Array.from({ length: FILES }, (_, k) => ({
  name: `cell-${k + 10}.mpr`,
  bytes: arcMpr({ comment: `cell ${k}` }, k + 1),
}));

describe.skipIf(executable === null)("memory of the page", { timeout: 120_000 }, () => {
  let browser: Browser;
  let folder: string;
  let served: Awaited<ReturnType<typeof serveApp>>;
  let page: Page;

  beforeAll(async () => {
    folder = await buildWatchedApp();
    served = await serveApp(folder);
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(20_000);
    await page.goto(served.address);
    await page.waitForSelector("header nav");
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  const held = (contents: readonly string[] = []): Promise<Held> =>
    page.evaluate((ids) => Reflect.get(globalThis, "held")(ids), contents);
  const settled = (wanted: Partial<Record<keyof Held, number>>) =>
    expect
      .poll(
        async () => {
          const now = await held();
          return Object.fromEntries(Object.keys(wanted).map((key) => [key, now[key as keyof Held].length]));
        },
        { timeout: 100_000 },
      )
      .toEqual(wanted);

  it("holds the results of twelve files of a batch, and what each file is", async () => {
    await dropFiles(page, files);
    await settled({ facts: FILES, findings: FILES, analyses: FILES, results: MOST_HELD });
  });

  it("lets go of what was removed, its bytes stay for undo", async () => {
    const { facts: all } = await held();
    await rowOf(page, "cell-10.mpr").click();
    await rowOf(page, "cell-10.mpr").press("Delete");
    await rowOf(page, "cell-10.mpr").waitFor({ state: "detached" });
    await settled({ facts: FILES - 1, findings: FILES - 1, analyses: FILES - 1 });
    const { facts: left, results, contents } = await held(all);
    const [removed = ""] = all.filter((id) => !left.includes(id));
    expect(results).not.toContain(removed);
    expect(contents).toEqual(all);
    await page.getByRole("button", { name: "Undo: Remove cell-10.mpr" }).click();
    await settled({ facts: FILES, findings: FILES, analyses: FILES, results: MOST_HELD });
  });

  it("lets go of everything when another project is opened", async () => {
    const { facts: all } = await held();
    await page.getByRole("button", { name: "Workspace menu" }).click();
    await page.getByRole("menuitem", { name: "New project" }).click();
    await settled({ facts: 0, findings: 0, analyses: 0, results: 0 });
    expect(all).toHaveLength(FILES);
    expect((await held(all)).contents).toEqual([]);
  });
});
