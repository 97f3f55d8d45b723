// What of a study is kept over a reload, in Chromium. Oracle: the text that was typed.
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { inWorkbench } from "../support/workbench-page.ts";

const SAVED = 1500;

inWorkbench("a study over a reload", (workbench) => {
  let page: Page;

  beforeAll(async () => {
    page = await workbench.open("#/cell?example=single-pulse");
  });

  const status = (words: RegExp) => study().getByRole("status").filter({ hasText: words });
  const study = () => page.getByRole("complementary", { name: "Study" });
  const run = () => study().getByRole("button", { name: "Run", exact: true });

  it("a run is gone with its page, which says so until it is run again", async () => {
    await run().click();
    await status(/^Done/).waitFor();
    await page.waitForTimeout(SAVED);
    await page.reload();
    await status(/^The run was lost with the page: run it again\.$/).waitFor();
    await run().click();
    await status(/^Done/).waitFor();
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
