// The workers of the workbench. Oracle: the sentences of the interface's own document, and files whose sweeps were composed.
import type { Page } from "playwright-core";
import { test } from "vitest";
import { arcMpr } from "../end-to-end/composed-files.ts";
import { dropFiles, hold, inWorkbench, rowOf } from "../support/workbench-page.ts";

const INSPECT = /\/assets\/inspect-[^/]*\.js$/;

inWorkbench("workers in Chromium", (workbench) => {
  async function dies(page: Page): Promise<void> {
    const { asked, release } = await hold(page, INSPECT);
    await dropFiles(page, [{ name: "fatal.mpr", bytes: arcMpr({}, 2) }]);
    await asked;
    for (const worker of page.workers()) {
      await worker.evaluate(() => {
        if (self.name.startsWith("facts")) self.close();
      });
    }
    const sentence = "The worker ended unexpectedly while it worked on fatal.mpr; it was restarted.";
    await page.locator(`[role="treeitem"][title$="${sentence}"]`).waitFor();
    await release();
    await dropFiles(page, [{ name: "next.mpr", bytes: arcMpr({}, 4) }]);
    await rowOf(page, "next.mpr").getByText("4", { exact: true }).waitFor();
  }

  test("a worker that dies is restarted and its file named; the next file is read", async () => {
    await dies(await workbench.open());
  });

  test("the same in a second page of the browser, while a worker of the first one lives", async () => {
    const first = await workbench.open();
    const second = await first.context().newPage();
    await second.goto(workbench.address);
    await dropFiles(first, [{ name: "first.mpr", bytes: arcMpr({}, 3) }]);
    await rowOf(first, "first.mpr").getByText("3", { exact: true }).waitFor();
    await dies(second);
  });
});
