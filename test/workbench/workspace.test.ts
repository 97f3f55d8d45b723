import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { arcMpr } from "../end-to-end/composed-files.ts";
import { graveFaults } from "../support/in-chromium.ts";
import { dropFiles, inWorkbench, rowOf } from "../support/workbench-page.ts";

const HOSTILE = '<img src=x onerror=alert(1)>"\u202e.mpr';

/** What the store of the browser holds of the project that stood last. */
interface Kept {
  readonly present: {
    readonly name: string;
    readonly files: readonly { readonly name: string; readonly id: string }[];
  };
  readonly past: readonly { readonly name: string }[];
  readonly future: readonly unknown[];
}

inWorkbench("the workspace in Chromium", (workbench) => {
  async function open(context: BrowserContext, hash = "", before?: () => void): Promise<Page> {
    const page = await context.newPage();
    if (before) await page.addInitScript(before);
    await page.goto(workbench.address + hash);
    await page.waitForSelector("header nav");
    return page;
  }

  const saved = (page: Page) => page.getByText(/^Saved in this browser, \d\d:\d\d$/).waitFor();

  async function kept(page: Page): Promise<Kept> {
    return page.evaluate(
      () =>
        new Promise<Kept>((found, failed) => {
          const opening = indexedDB.open("liquidus");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const stores = opening.result.transaction(["settings", "histories"]);
            const last = stores.objectStore("settings").get("last project");
            last.onsuccess = () => {
              const history = stores.objectStore("histories").get(last.result);
              history.onsuccess = () => {
                opening.result.close();
                found(history.result);
              };
            };
          };
        }),
    );
  }

  test("files dropped before anything is drawn stand beside those that were kept", async () => {
    const context = await workbench.context();
    const first = await open(context);
    await dropFiles(first, [{ name: "a.mpr", bytes: arcMpr({}, 3) }]);
    await saved(first);
    await first.close();
    const page = await context.newPage();
    // The store answers only when it is told to: until then nothing is drawn.
    await page.addInitScript(() => {
      const heard = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (kind: string, hear: never, options?: never) {
        if (!(this instanceof IDBOpenDBRequest) || kind !== "success") return heard.call(this, kind, hear, options);
        const answered = new Promise((answer) => Object.assign(globalThis, { answer }));
        heard.call(this, kind, (event) => void answered.then(() => (hear as EventListener).call(this, event)));
      };
    });
    await page.goto(workbench.address);
    await dropFiles(page, [{ name: "b.mpr", bytes: arcMpr({}, 5) }], "nothing is drawn");
    expect(await page.locator("#root > *").count()).toBe(0);
    await page.evaluate("answer()");
    await rowOf(page, "b.mpr").getByText("5", { exact: true }).waitFor();
    await rowOf(page, "a.mpr").getByText("3", { exact: true }).waitFor();
  });

  test("a dropped file stands in the tree with its sweeps; undo, redo and a reload keep everything, the cursor too", async () => {
    const page = await open(await workbench.context());
    await dropFiles(page, [
      { name: "a.mpr", bytes: arcMpr({}, 3) },
      { name: "b.mpr", bytes: arcMpr({}, 5) },
    ]);
    await rowOf(page, "b.mpr").getByText("5", { exact: true }).waitFor();
    expect(await rowOf(page, "a.mpr").getAttribute("aria-selected")).toBe("true");
    await page.getByRole("button", { name: "Undo: Add 2 files" }).waitFor();
    await page.keyboard.press("Control+z");
    await rowOf(page, "a.mpr").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+Z");
    await rowOf(page, "b.mpr").click();
    await rowOf(page, "b.mpr").press("Delete");
    await rowOf(page, "b.mpr").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await rowOf(page, "b.mpr").click();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sweep 4");
    await page.getByRole("option", { name: /Sweep 4 of 5/ }).waitFor();
    await page.keyboard.press("Enter");
    await saved(page);
    await page.waitForTimeout(600);
    const before = await kept(page);
    await page.reload();
    await rowOf(page, "b.mpr").getByText("5", { exact: true }).waitFor();
    expect(await kept(page)).toEqual(before);
    expect(before.past.map(({ name }) => name)).toEqual(["Add 2 files"]);
    expect(before.future).toHaveLength(1);
    expect(await rowOf(page, "b.mpr").getAttribute("aria-selected")).toBe("true");
    await page.getByText("Sweep 4 of 5").first().waitFor();
    await page.getByRole("button", { name: "Redo: Remove b.mpr" }).click();
    await rowOf(page, "b.mpr").waitFor({ state: "detached" });
  });

  test("the project saved to one file and opened elsewhere is the same, and wrong files are refused in a sentence", async () => {
    const withoutPicker = () => Reflect.deleteProperty(globalThis, "showSaveFilePicker");
    const page = await open(await workbench.context(), "", withoutPicker);
    await dropFiles(page, [{ name: "a.mpr", bytes: arcMpr({}, 3) }]);
    await rowOf(page, "a.mpr").getByText("3", { exact: true }).waitFor();
    await page.getByRole("button", { name: "New project" }).click();
    await page.getByLabel("Name of the project").fill("NaK on NASICON, October");
    await page.keyboard.press("Enter");
    const downloading = page.waitForEvent("download");
    await page.keyboard.press("Control+s");
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("NaK on NASICON, October.liquidus");
    const bytes = new Uint8Array(readFileSync(await download.path()));
    await page.getByText(/^Saved in NaK on NASICON, October\.liquidus, \d\d:\d\d$/).waitFor();

    const other = await open(await workbench.context());
    await dropFiles(other, [{ name: "project.liquidus", bytes }]);
    await rowOf(other, "a.mpr").getByText("3", { exact: true }).waitFor();
    await saved(other);
    expect((await kept(other)).present).toEqual((await kept(page)).present);
    expect(await rowOf(other, "a.mpr").getAttribute("aria-selected")).toBe("true");
    await dropFiles(other, [{ name: "cut.liquidus", bytes: bytes.subarray(0, bytes.length - 40) }]);
    await other.getByText(/cut short or damaged/).waitFor();
    await dropFiles(other, [{ name: "no.liquidus", bytes: arcMpr() }]);
    await other.getByText(/This is not a project file of Liquidus/).waitFor();
    expect((await kept(other)).present).toEqual((await kept(page)).present);
  });

  test("where the page may write files, what is written is what a download holds, and the file is asked for once", async () => {
    const AT = new Date("2026-10-03T12:04:00Z");
    const withPicker = () => {
      const asked: string[] = [];
      const written: number[][] = [];
      const createWritable = async () => {
        const parts: Blob[] = [];
        return {
          write: async (part: Blob) => void parts.push(part),
          close: async () => void written.push([...new Uint8Array(await new Blob(parts).arrayBuffer())]),
        };
      };
      const showSaveFilePicker = async ({ suggestedName }: { readonly suggestedName: string }) => {
        asked.push(suggestedName);
        if (asked.length === 1) throw new DOMException("The user left the dialog.", "AbortError");
        return { name: "chosen.liquidus", createWritable };
      };
      Object.assign(globalThis, { showSaveFilePicker, picker: { asked, written } });
    };
    const withoutPicker = () => Reflect.deleteProperty(globalThis, "showSaveFilePicker");
    const prepared = async (before: () => void): Promise<Page> => {
      const context = await workbench.context();
      await context.clock.setFixedTime(AT);
      const page = await open(context, "", before);
      await dropFiles(page, [{ name: "a.mpr", bytes: arcMpr({}, 3) }]);
      await rowOf(page, "a.mpr").getByText("3", { exact: true }).waitFor();
      // What the analysis found goes along with the file: both pages have it.
      await page.getByText("the whole file", { exact: true }).waitFor();
      return page;
    };
    const picker = (page: Page): Promise<{ readonly asked: string[]; readonly written: number[][] }> =>
      page.evaluate(() => Reflect.get(globalThis, "picker"));

    const downloads = await prepared(withoutPicker);
    const [download] = await Promise.all([downloads.waitForEvent("download"), downloads.keyboard.press("Control+s")]);
    const bytes = [...readFileSync(await download.path())];

    const page = await prepared(withPicker);
    const downloaded: string[] = [];
    page.on("download", (one) => downloaded.push(one.suggestedFilename()));
    await page.keyboard.press("Control+s");
    await expect.poll(async () => (await picker(page)).asked).toEqual(["New project.liquidus"]);
    expect((await picker(page)).written).toEqual([]);
    await page.keyboard.press("Control+s");
    await page.getByText(/^Saved in chosen\.liquidus, \d\d:\d\d$/).waitFor();
    const first = await picker(page);
    expect(first.asked).toHaveLength(2);
    expect(first.written).toHaveLength(1);
    expect(first.written[0]).toEqual(bytes);
    await page.keyboard.press("Control+s");
    await expect.poll(async () => (await picker(page)).written.length).toBe(2);
    const second = await picker(page);
    expect(second.asked).toHaveLength(2);
    expect(second.written[1]).toEqual(bytes);
    expect(downloaded).toEqual([]);
  });

  test("a hostile name and comment are text, a refused file stays with its sentence", async () => {
    const page = await open(await workbench.context());
    await dropFiles(page, [
      { name: HOSTILE, bytes: arcMpr({ comment: "</script><script>alert(2)</script>" }, 2) },
      { name: "archive.mpr", bytes: new TextEncoder().encode("PK\u0003\u0004 and more") },
    ]);
    await rowOf(page, "archive.mpr").getByRole("img").waitFor();
    const names = await page.getByRole("treeitem").allTextContents();
    expect(names.some((name) => name.startsWith("<img src=x"))).toBe(true);
    expect(names.join()).not.toContain("\u202e");
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await rowOf(page, "archive.mpr").getAttribute("title")).toMatch(/PK/);
    expect(await rowOf(page, "archive.mpr").getByRole("img").getAttribute("aria-label")).toMatch(/PK/);
    await page.getByRole("button", { name: "Undo: Add 2 files" }).waitFor();
  });

  test("an address opens its example at its sweep and λ; a file of the user's own leaves the address", async () => {
    const page = await open(await workbench.context(), "#/impedance?example=staircase-stripping&sweep=7&lambda=2.5e-3");
    await rowOf(page, "staircase-stripping.mpr").getByText("20", { exact: true }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sweep 9");
    await page.getByRole("option", { name: /Sweep 9 of 20/ }).waitFor();
    await page.keyboard.press("Enter");
    const written = "#/impedance?example=staircase-stripping&sweep=9&lambda=2.5e-3";
    await page.waitForFunction((hash) => location.hash === hash, written);
    await dropFiles(page, [{ name: "mine.mpr", bytes: arcMpr({}, 2) }]);
    await rowOf(page, "mine.mpr").waitFor();
    await page.waitForFunction(() => location.hash === "");
    await expect.poll(async () => (await kept(page)).present.files.length, { timeout: 10_000 }).toBe(2);
    await page.goto("about:blank");
    await page.goto(`${workbench.address}#/impedance?example=symmetric-cell`);
    await rowOf(page, "symmetric-cell.mpr").waitFor();
    expect(await rowOf(page, "mine.mpr").count()).toBe(0);
    await page.getByRole("button", { name: "Liquidus: start page" }).click();
    await page.getByRole("heading", { name: "Recent" }).waitFor();
    await page.getByRole("button", { name: /New project ?2 files/ }).click();
    await rowOf(page, "mine.mpr").waitFor();
  });

  test("a browser that gives no room says so until the project is saved to a file", async () => {
    const page = await open(await workbench.context(), "", () => {
      Reflect.deleteProperty(globalThis, "showSaveFilePicker");
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await dropFiles(page, [{ name: "a.mpr", bytes: arcMpr() }]);
    const line = page.getByRole("alert").filter({ hasText: "Not saved: this browser gives no room." });
    await line.waitFor();
    const downloading = page.waitForEvent("download");
    await line.getByRole("button", { name: "Save to a file" }).click();
    await downloading;
    await page.getByText(/^Saved in New project\.liquidus/).waitFor();
  });

  test("of two pages with one project the one that did not write last says so and overwrites nothing", async () => {
    const context = await workbench.context();
    const first = await open(context);
    await dropFiles(first, [{ name: "a.mpr", bytes: arcMpr({}, 2) }]);
    await rowOf(first, "a.mpr").waitFor();
    await saved(first);
    await first.waitForTimeout(500);
    const second = await open(context);
    await rowOf(second, "a.mpr").waitFor();
    await dropFiles(second, [{ name: "b.mpr", bytes: arcMpr({}, 3) }]);
    await saved(second);
    const line = first.getByRole("alert").filter({ hasText: "Not saved: changed in another tab." });
    await line.waitFor();
    await dropFiles(first, [{ name: "c.mpr", bytes: arcMpr({}, 4) }]);
    await rowOf(first, "c.mpr").waitFor();
    await first.waitForTimeout(700);
    expect((await kept(second)).present.files.map(({ name }) => name)).toEqual(["a.mpr", "b.mpr"]);
    await line.getByRole("button", { name: "Keep this as a copy" }).click();
    await saved(first);
    expect((await kept(first)).present.files.map(({ name }) => name)).toEqual(["a.mpr", "c.mpr"]);
  });

  test("keyboard alone: an example is opened from the tree, removed, brought back; single keys can be switched off", async () => {
    const page = await open(await workbench.context());
    await page.keyboard.press("1");
    await page.getByRole("tree").waitFor();
    await page.keyboard.press("F6");
    await page.keyboard.press("F6");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Staircase stripping of NaK");
    await page.keyboard.press("Enter");
    await rowOf(page, "staircase-stripping.mpr").getByText("20", { exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("treeitem");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    await rowOf(page, "staircase-stripping.mpr").waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await rowOf(page, "staircase-stripping.mpr").waitFor();
    await page.keyboard.press("?");
    const sheet = page.getByRole("switch", { name: /Hear single keys/ });
    await sheet.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.keyboard.press("2");
    await page.waitForTimeout(200);
    expect(await page.getByRole("button", { name: "Impedance" }).getAttribute("aria-current")).toBe("page");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find a command" }).waitFor();
  });

  test("axe finds nothing serious on the first screen, in the workspace and in what opens over it", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open(await workbench.context({ viewport: { width: 1024, height: 768 }, colorScheme }));
      const serious = () => graveFaults(page);
      expect(await serious()).toEqual([]);
      await page.getByRole("button", { name: "Phases" }).click();
      await page.getByRole("button", { name: "Open the workspace" }).click();
      await page.getByRole("tree").waitFor();
      expect((await serious()).filter((one) => /tree|aside|workspace/.test(one))).toEqual([]);
      await page.getByRole("button", { name: "Workspace menu" }).click();
      await page.getByRole("menuitem", { name: "New project" }).waitFor();
      await page.waitForTimeout(300);
      expect((await serious()).filter((one) => /[Mm]enu/.test(one))).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("undo");
      expect((await serious()).filter((one) => /option|combobox|listbox/.test(one))).toEqual([]);
    }
  });
});
