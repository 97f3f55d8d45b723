// Tables of a run in Chromium, before and after a reload. Oracle: what `liquidus simulate` writes, to the byte.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Download, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { liquidus, temporaryFolders } from "../end-to-end/run-cli.ts";
import { inWorkbench } from "../support/workbench-page.ts";

const newFolder = temporaryFolders();
const SAVED = 1500;

inWorkbench("the tables of a run", (workbench) => {
  let page: Page;
  let written: string;

  beforeAll(async () => {
    written = newFolder();
    await liquidus(["simulate", "single-pulse", "-o", ".", "--working-is", "positive"], written);
    page = await workbench.open("#/cell?example=single-pulse");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText(/^Done/).waitFor();
  }, 120_000);

  async function expectTables(chosen = false): Promise<void> {
    await page.getByRole("region", { name: "Voltage", exact: true }).hover();
    await page.keyboard.press("e");
    const sheet = page.getByRole("complementary", { name: "Export" });
    const choice = sheet.getByLabel("Table", { exact: true });
    await choice.waitFor();
    const tables = await choice.locator("option").allInnerTexts();
    expect(tables).toEqual(["observables", "points", "segments", "voltage-parts", "profile-pool-ratio"]);
    for (const table of tables) {
      await choice.selectOption(table);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        sheet.getByRole("button", { name: "Save CSV", exact: true }).click(),
      ]);
      const saved = readFileSync(await download.path());
      const theirs = readFileSync(join(written, "tables", `single-pulse-study-${table}.csv`));
      expect(saved.equals(theirs), table).toBe(true);
    }
    const downloads: Download[] = [];
    const heard = (download: Download): unknown => downloads.push(download);
    page.on("download", heard);
    const bdf = sheet.getByRole("button", { name: "Save BDF", exact: true });
    if (!chosen) {
      // No electrode is assumed: it is chosen once for all files of a session.
      expect(await bdf.isDisabled()).toBe(true);
      await sheet.getByText(/^For BDF choose first/).waitFor();
      await sheet.getByText("positive", { exact: true }).click();
    }
    await bdf.click();
    await expect.poll(() => downloads.length).toBe(2);
    page.off("download", heard);
    for (const download of downloads) {
      const name = download.suggestedFilename();
      const theirs = readFileSync(join(written, "tables", name.replace("single-pulse_", "single-pulse-study-")));
      expect(readFileSync(await download.path()).equals(theirs), name).toBe(true);
    }
    expect(downloads.map((download) => download.suggestedFilename()).sort()).toEqual([
      "single-pulse_points.bdf.csv",
      "single-pulse_points.bdf.metadata.json",
    ]);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
  }

  it("are those of the command line", async () => {
    await expectTables();
  });

  it("are there again after a reload", async () => {
    await page.waitForTimeout(SAVED);
    await page.reload();
    await page.getByText(/^Done/).waitFor();
    await expectTables();
  });
});
