// What of a study is kept over a reload, in Chromium. Oracles: the text that was typed; what the page showed before.
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { dropFiles, inWorkbench } from "../support/workbench-page.ts";

const SAVED = 1500;
const SOON = { timeout: 20_000 };

const PULSES = `schema: liquidus.study/1
name: pulses
cell: { set: nak-on-nasicon, composition: NaK50 }
protocol: |
  repeat 800 { strip at 0.5 mA/cm2 for 1 s; rest 2 s }
`;

inWorkbench("a run under way over a reload", (workbench) => {
  const LONG = { timeout: 50_000 };
  let page: Page;
  beforeAll(async () => {
    page = await workbench.open("#/cell");
  });

  const study = () => page.getByRole("complementary", { name: "Study" });
  const button = (name: string) => study().getByRole("button", { name, exact: true });
  const status = () => study().getByRole("status").textContent();
  const checkpoints = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((found, failed) => {
          const opening = indexedDB.open("liquidus");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction("runs").objectStore("runs").getAll();
            all.onsuccess = () => {
              opening.result.close();
              found(all.result.filter(({ checkpoint }) => checkpoint instanceof Blob).length);
            };
          };
        }),
    );
  it("is offered to be resumed, and comes to the end of a run in one go", async () => {
    await page.waitForSelector("header nav");
    await dropFiles(page, [{ name: "pulses.yaml", bytes: new TextEncoder().encode(PULSES) }]);
    await button("Run").click();
    await expect.poll(checkpoints, LONG).toBe(1);
    await page.reload();
    await expect.poll(status, LONG).toMatch(/^Stopped at pulse \d+\. Results so far are kept\.$/);
    await button("Resume").click();
    await expect.poll(status, LONG).toMatch(/^Done: 40\u00a0min of cell time/);
    // 800 s at 0.5 mA/cm2
    expect(await study().innerText()).toContain("0.1111\u00a0mAh/cm²");
  });
});

inWorkbench("a study over a reload", (workbench) => {
  let page: Page;

  beforeAll(async () => {
    page = await workbench.open("#/cell?example=single-pulse");
  });

  const study = () => page.getByRole("complementary", { name: "Study" });
  const run = () => study().getByRole("button", { name: "Run", exact: true });
  const status = () => study().getByRole("status").textContent();
  const LOST = "The run was lost with the page: run it again.";

  /** Runs that the store of the browser holds. */
  const stored = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((found, failed) => {
          const opening = indexedDB.open("liquidus");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const count = opening.result.transaction("runs").objectStore("runs").count();
            count.onsuccess = () => {
              opening.result.close();
              found(count.result);
            };
          };
        }),
    );
  /** All that the study says, and the pictures of its run as they are drawn. */
  const shown = async () => {
    const canvases = await page
      .locator("canvas")
      .evaluateAll((all) => all.map((one) => (one as HTMLCanvasElement).toDataURL()));
    return { words: await study().innerText(), pictures: [...new Set(canvases)].sort() };
  };
  const settled = async () => {
    let before = await shown();
    await expect
      .poll(
        async () => {
          const now = await shown();
          const same = JSON.stringify(now) === JSON.stringify(before);
          before = now;
          return same && now.pictures.length > 1;
        },
        { interval: 500, timeout: 20_000 },
      )
      .toBe(true);
    return before;
  };

  it("a run is shown as it was, but never for another document", async () => {
    await run().click();
    await expect.poll(status, SOON).toMatch(/^Done/);
    await expect.poll(stored, SOON).toBe(1);
    const before = await settled();
    await page.waitForTimeout(SAVED);
    await page.reload();
    await expect.poll(status, SOON).toMatch(/^Done/);
    expect(await settled()).toEqual(before);

    const field = page.getByRole("textbox", { name: "temperature" });
    await field.fill("303.15 K");
    await field.press("Enter");
    await expect.poll(status, SOON).toMatch(/^Done.*The study has changed since: run it again\.$/);
    await page.waitForTimeout(SAVED);
    await page.reload();
    await expect.poll(status, SOON).toBe(LOST);
    expect(await page.getByText("not yet computed").count()).toBe(1);
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await expect.poll(status, SOON).toMatch(/^Done: [^T]*$/);
  });

  it("a run that stood under way is gone with its page, which says so until it is run again", async () => {
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const opening = indexedDB.open("liquidus");
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("runs", "readwrite");
            transaction.objectStore("runs").clear();
            transaction.oncomplete = () => {
              opening.result.close();
              done();
            };
          };
        }),
    );
    await page.reload();
    await expect.poll(status, SOON).toBe(LOST);
    await run().click();
    await expect.poll(status, SOON).toMatch(/^Done/);
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
