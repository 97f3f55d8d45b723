// Work that the browser does not keep. Law: nothing takes its place before it stands somewhere.
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { arcMpr } from "../end-to-end/composed-files.ts";
import { dropFiles, inWorkbench, rowOf } from "../support/workbench-page.ts";

inWorkbench("work that is not kept, in Chromium", (workbench) => {
  let context: BrowserContext;

  beforeEach(async () => {
    context = await workbench.context();
  });

  async function open(before?: () => void): Promise<Page> {
    const page = await context.newPage();
    if (before) await page.addInitScript(before);
    await page.goto(workbench.address);
    await page.waitForSelector("header nav");
    return page;
  }

  async function newProject(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Workspace menu" }).click();
    await page.getByRole("menuitem", { name: "New project" }).click();
  }

  function withoutRoom(): void {
    Reflect.deleteProperty(globalThis, "showSaveFilePicker");
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function refusing(this: IDBObjectStore, ...given: [unknown, IDBValidKey?]) {
      if (this.name === "histories") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    };
  }

  test("without room a new project does not take the place of the work until it is saved to a file", async () => {
    const page = await open(withoutRoom);
    await dropFiles(page, [{ name: "a.mpr", bytes: arcMpr({}, 3) }]);
    await page.getByText("Not saved: this browser gives no room.").waitFor();
    await newProject(page);
    await page
      .getByText("New project stays open: it is not saved in this browser and would be lost. Save it to a file first.")
      .waitFor();
    expect(await rowOf(page, "a.mpr").count()).toBe(1);
    const downloading = page.waitForEvent("download");
    await page.getByRole("status").getByRole("button", { name: "Save to a file" }).click();
    await downloading;
    await page.getByText(/^Saved in New project\.liquidus/).waitFor();
    await newProject(page);
    await rowOf(page, "a.mpr").waitFor({ state: "detached" });
  });

  test("changed in two tabs, a new project takes the place of neither", async () => {
    const first = await open();
    await dropFiles(first, [{ name: "a.mpr", bytes: arcMpr({}, 3) }]);
    await first.getByText(/^Saved in this browser, \d\d:\d\d$/).waitFor();
    const second = await open();
    await rowOf(second, "a.mpr").waitFor();
    await dropFiles(second, [{ name: "b.mpr", bytes: arcMpr({}, 2) }]);
    await first.getByText("Not saved: changed in another tab.").waitFor();
    await dropFiles(first, [{ name: "c.mpr", bytes: arcMpr({}, 4) }]);
    await rowOf(first, "c.mpr").waitFor();
    await newProject(first);
    await first.getByText(/^New project stays open: it was changed in another tab too\./).waitFor();
    expect(await rowOf(first, "c.mpr").count()).toBe(1);
    await first.getByRole("button", { name: "Show that" }).click();
    await rowOf(first, "c.mpr").waitFor({ state: "detached" });
    await rowOf(first, "b.mpr").waitFor();
  });

  test("a project that was removed can be put back whole, also when another page swept the store meanwhile", async () => {
    const page = await open();
    await dropFiles(page, [{ name: "a.mpr", bytes: arcMpr({}, 3) }]);
    await page.getByText(/^Saved in this browser, \d\d:\d\d$/).waitFor();
    await newProject(page);
    await page.getByRole("button", { name: "Liquidus: start page" }).click();
    await page.getByRole("button", { name: "Remove New project from this browser" }).click();
    const undo = page.getByRole("status").getByRole("button", { name: "Undo" });
    await undo.waitFor();
    await open();
    expect(await contents(page)).toBe(1);
    await undo.click();
    await page.getByRole("button", { name: /New project ?1 file/ }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /New project ?1 file/ }).click();
    await rowOf(page, "a.mpr").getByText("3", { exact: true }).waitFor();
  });

  test("a failure that nothing else tells stands in a sentence; what was stopped is silent", async () => {
    const page = await open();
    await page.evaluate(() => {
      void Promise.reject(Object.assign(new Error("stopped"), { name: "StoppedError" }));
      void Promise.reject(new Error("The 3rd row has no time."));
    });
    await page.getByRole("status").getByText("The 3rd row has no time.").waitFor();
    expect(await page.getByRole("status").getByText("stopped").count()).toBe(0);
    expect(workbench.complaints()).toEqual(["error: The 3rd row has no time."]);
  });
});

/** Contents that the store of the browser holds. */
function contents(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((found, failed) => {
        const opening = indexedDB.open("liquidus");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const counted = opening.result.transaction("contents").objectStore("contents").count();
          counted.onsuccess = () => {
            opening.result.close();
            found(counted.result);
          };
        };
      }),
  );
}
