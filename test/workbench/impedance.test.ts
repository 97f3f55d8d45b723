// The impedance view in Chromium, from a dropped file to a table.
// Oracle: the library in Node on the same bytes, and a second run on the same engine, both to the bit; axe-core.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { type AnalyzeOptions, analyzeFiles } from "../../src/study/analyze.ts";
import { plainNumbers } from "../../src/study/plain-numbers.ts";
import { dataFile, hasData } from "../support/data.ts";
import { graveFaults } from "../support/in-chromium.ts";
import { seriesMpr } from "../support/series-mpr.ts";
import { dropFiles, inWorkbench, type TestFile } from "../support/workbench-page.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";
const REAL = dataFile("eis/yadg/geis.issue_149.mpr");
/** ms for an analysis on a busy machine. */
const LONG = 240_000;

async function inNode({ name, bytes }: TestFile, options: AnalyzeOptions = {}): Promise<unknown> {
  const { entries } = await runTask(analyzeFiles([{ name, bytes }], options));
  return JSON.parse(JSON.stringify(entries, plainNumbers));
}

inWorkbench("impedance in Chromium", (workbench) => {
  async function dropped(file: TestFile, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const page = await workbench.open("#/impedance", { viewport });
    page.setDefaultTimeout(LONG);
    await page.waitForSelector("header nav");
    await dropFiles(page, [file]);
    await page
      .getByRole("group", { name: /^(Relaxation-time map|Nyquist plot)/ })
      .first()
      .waitFor();
    return page;
  }

  /** Until the series is followed and circuits are fitted. */
  async function analysed(page: Page): Promise<void> {
    await page.getByText(/^(chosen for all sweeps|all sweeps)$/).waitFor();
    await page.locator('section[aria-busy="true"]').first().waitFor({ state: "detached" });
    await page.getByText("the whole file", { exact: true }).waitFor();
  }

  /** The results as the page saves them. */
  async function results(page: Page): Promise<string> {
    await analysed(page);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("results as JSON");
    await page.getByRole("option", { name: /Save the results as JSON/ }).waitFor();
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    return readFileSync(await (await download).path(), "utf8");
  }

  const status = (page: Page) => page.getByRole("contentinfo");

  test(
    "results equal those of the library in Node, and a second run to the bit; hostile name and comment are text",
    async () => {
      const file = { name: `${HOSTILE}.mpr`, bytes: seriesMpr(6, 31, { comment: HOSTILE }) };
      const first = await results(await dropped(file));
      expect(JSON.parse(first)).toEqual(await inNode(file));
      const page = await dropped(file);
      expect(await page.locator('img[src="x"]').count()).toBe(0);
      expect(await results(page)).toBe(first);
    },
    LONG,
  );

  test.skipIf(!hasData || !existsSync(REAL))(
    "a real file: results equal those of the library in Node",
    async () => {
      const file = { name: basename(REAL), bytes: new Uint8Array(readFileSync(REAL)) };
      const page = await dropped(file);
      expect(JSON.parse(await results(page))).toEqual(await inNode(file));
    },
    LONG,
  );

  test(
    "another area stands in every number at once; what waits for another λ says so until it is there",
    async () => {
      const page = await dropped({ name: "staircase.mpr", bytes: seriesMpr(24, 61) });
      await analysed(page);
      const area = page.getByRole("textbox", { name: "Area" });
      const typed = async (text: string) => {
        await area.fill(text);
        await area.press("Enter");
      };
      /** The current density as long as the findings are those of before. */
      const densityMeanwhile = async () => {
        const found = await page.waitForFunction(() => {
          const sections = [...document.querySelectorAll("section[data-faded='true'] h3")];
          if (!sections.some(({ textContent }) => textContent === "Findings")) return null;
          return /Current density\s*([^\n]+)/.exec(document.body.innerText)?.[1] ?? null;
        });
        return Number.parseFloat((await found.jsonValue()) ?? "");
      };
      await typed("1 cm2");
      const one = await densityMeanwhile();
      await analysed(page);
      await typed("0.5 cm2");
      expect(await densityMeanwhile()).toBeCloseTo(2 * one, 1);
      await analysed(page);

      await page.getByRole("radiogroup", { name: "How λ is found" }).getByText("by hand").click();
      const processes = page
        .locator("section")
        .filter({ has: page.getByRole("heading", { name: "Processes in this sweep" }) });
      await processes.getByText("of other settings").waitFor();
      await processes.getByText("of other settings").waitFor({ state: "detached" });

      const field = page.getByRole("textbox", { name: "Smoothing λ" });
      await field.fill("1,000");
      await field.press("Enter");
      const refusal = page.getByText('"1,000" is no number');
      await refusal.waitFor();
      const criterion = page.getByRole("button", { name: /^5-fold / });
      const taken = (await criterion.innerText()).replace("5-fold ", "");
      await criterion.click();
      await refusal.waitFor({ state: "detached" });
      expect(await field.inputValue()).toBe(taken);
      expect(await field.getAttribute("aria-invalid")).not.toBe("true");
    },
    LONG,
  );

  test(
    "by keyboard alone: λ, pins, the table, a panel that fills the window; a circuit is fitted; all is undone",
    async () => {
      const file = { name: "staircase.mpr", bytes: seriesMpr(5, 31) };
      const page = await dropped(file);
      await analysed(page);
      await page.keyboard.press("Home");
      await page.keyboard.press("p");
      await page.getByRole("button", { name: "Remove sweep 1" }).waitFor();
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowLeft");
      await page.getByText("Sweep 4 of 5").first().waitFor();
      await page.keyboard.press("p");
      await page.getByRole("button", { name: "Remove sweep 4" }).waitFor();
      await page.keyboard.press("p");
      expect(await page.getByRole("button", { name: /^Remove sweep/ }).count()).toBe(1);

      await page.keyboard.press("]");
      await status(page).getByText("npx liquidus analyze staircase.mpr --lambda 0.00126", { exact: true }).waitFor();
      await analysed(page);
      expect(JSON.parse(await results(page))).toEqual(await inNode(file, { circuit: "auto", lambda: 0.00126 }));

      await page.keyboard.press("t");
      const table = page.getByRole("region", { name: "Results, one row a sweep" });
      await table.getByRole("row").nth(5).waitFor();
      expect(await table.locator('tr[aria-current="true"]').innerText()).toMatch(/^\s*4/);

      await page.getByRole("group", { name: /^Nyquist plot/ }).focus();
      await page.keyboard.press("Enter");
      const filled = await page.getByRole("region", { name: "Nyquist" }).boundingBox();
      expect(filled?.width).toBe(1440);
      await page.keyboard.press("Escape");

      const circuit = page.getByRole("textbox", { name: "Circuit in text" });
      await circuit.focus();
      await page.keyboard.press("Control+a");
      await page.keyboard.type("R0-p(R1,C1");
      await page.getByText(/column \d+: found the end, expected/).waitFor();
      await page.keyboard.type(")-p(R2,CPE2)");
      await page.getByText(/^fit follows, /).waitFor();
      const parameters = page.getByRole("table", { name: /^Parameters of the circuit/ });
      await parameters.getByRole("row").nth(6).waitFor();
      await page.getByRole("button", { name: "C1, Capacitor", exact: false }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").getByText("fixed", { exact: true }).click();
      await parameters.getByText("fixed", { exact: true }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Fit all sweeps" }).focus();
      await page.keyboard.press("Enter");
      await status(page)
        .getByText(/--circuit 'R0-p\(R1,C1\)-p\(R2,CPE2\)' --fix C1=/)
        .waitFor();

      const undo = page.getByRole("button", { name: /^Undo: / });
      for (let steps = 0; steps < 40 && (await undo.count()) > 0; steps++) {
        await page.keyboard.press("Control+z");
        await page.waitForTimeout(50);
      }
      await page.getByRole("treeitem").filter({ hasText: "staircase.mpr" }).waitFor({ state: "detached" });
    },
    2 * LONG,
  );

  test(
    "axe finds nothing serious at 1024 and 2560 px",
    async () => {
      const page = await dropped({ name: "a.mpr", bytes: seriesMpr(4, 31) }, { width: 1024, height: 900 });
      await analysed(page);
      await page.keyboard.press("p");
      for (const width of [1024, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await graveFaults(page)).toEqual([]);
      }
    },
    LONG,
  );
});
