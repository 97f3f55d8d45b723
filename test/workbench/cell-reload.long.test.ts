// What of a study is kept over a reload, in Chromium. Oracle: the text that was typed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { builtApp, serveApp } from "../support/served-app.ts";

const executable = findChromium();
const SAVED = 1500;

describe.skipIf(executable === null || !existsSync(join(builtApp, "index.html")))("a study over a reload", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveApp>>;
  let page: Page;

  beforeAll(async () => {
    served = await serveApp();
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page.setDefaultTimeout(20_000);
    await page.goto(`${served.address}#/cell?example=single-pulse`);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const study = () => page.getByRole("complementary", { name: "Study" });
  const run = () => study().getByRole("button", { name: "Run", exact: true });

  it("a run is gone with its page, which says so until it is run again", async () => {
    await run().click();
    await expect.poll(() => study().getByRole("status").textContent()).toMatch(/^Done/);
    await page.waitForTimeout(SAVED);
    await page.reload();
    await expect
      .poll(() => study().getByRole("status").textContent())
      .toBe("The run was lost with the page: run it again.");
    await run().click();
    await expect.poll(() => study().getByRole("status").textContent()).toMatch(/^Done/);
  });

  it("a protocol that is being written stands as it was typed, with its error", async () => {
    const editor = page.getByRole("textbox", { name: "Protocol" });
    await editor.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nstrip at 0.4 mA/cm2 for 1 furlong");
    await page.getByRole("alert").filter({ hasText: "furlong" }).waitFor();
    await page.waitForTimeout(SAVED);
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "furlong" }).waitFor();
    expect(await editor.textContent()).toContain("strip at 0.4 mA/cm2 for 1 furlong");
    expect(await run().isDisabled()).toBe(true);
  });
});
