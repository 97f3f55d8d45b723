// The impedance view in Chromium, from a dropped file to a table.
// Oracle: the library in Node on the same bytes (counts, verdicts and texts equal, numbers within 1e-9: elementary functions differ
// between engines in the last bit); a second run on the same engine for equality to the bit; axe-core.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { type AnalyzeOptions, analyzeFiles } from "../../src/study/analyze.ts";
import { plainNumbers } from "../../src/study/plain-numbers.ts";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { dataFile, hasData } from "../support/data.ts";
import { seriesMpr } from "../support/series-mpr.ts";
import { builtApp, serveApp } from "../support/served-app.ts";

const executable = findChromium();
const HOSTILE = "<img src=x onerror=alert(1)>";
const REAL = dataFile("eis/yadg/geis.issue_149.mpr");
/** ms for an analysis on a busy machine. */
const LONG = 240_000;

interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Bounds of a real series: the curvature that they are made of loses digits where processes overlap. */
const LOOSE_BOUNDS = 1e-6;

/** Where two documents differ: numbers by more than 1e-9 of the larger (bounds of intervals by `bounds`), anything else at all. */
function differences(ours: unknown, theirs: unknown, bounds = 1e-9, at = ""): string[] {
  if (typeof ours === "number" && typeof theirs === "number") {
    const tolerance = /(lower|upper)\.\d+$/i.test(at) ? bounds : 1e-9;
    const near = Math.abs(ours - theirs) <= tolerance * Math.max(Math.abs(ours), Math.abs(theirs));
    return near ? [] : [`${at}: ${ours}, ${theirs}`];
  }
  if (ours !== null && theirs !== null && typeof ours === "object" && typeof theirs === "object") {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((key) =>
      differences(Reflect.get(ours, key), Reflect.get(theirs, key), bounds, `${at}.${key}`),
    );
  }
  return ours === theirs ? [] : [`${at}: ${String(ours)}, ${String(theirs)}`];
}

async function inNode({ name, bytes }: TestFile, options: AnalyzeOptions = {}): Promise<unknown> {
  const { entries } = await runTask(analyzeFiles([{ name, bytes }], options));
  return JSON.parse(JSON.stringify(entries, plainNumbers));
}

describe.skipIf(executable === null || !existsSync(join(builtApp, "index.html")))("impedance in Chromium", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveApp>>;
  let heard: string[] = [];
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    served = await serveApp();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(heard).toEqual([]);
    heard = [];
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  async function dropped(file: TestFile, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(LONG);
    page.on("console", (message) => {
      if (message.type() === "error") heard.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => heard.push(`dialog: ${dialog.message()}`));
    await page.goto(`${served.address}#/impedance`);
    await page.waitForSelector("header nav");
    const transfer = await page.evaluateHandle(
      ({ name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name));
        return data;
      },
      { name: file.name, bytes: [...file.bytes] },
    );
    await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
    await page.getByText("Drop to read 1 file", { exact: true }).waitFor();
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
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
      expect(differences(JSON.parse(first), await inNode(file))).toEqual([]);
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
      expect(differences(JSON.parse(await results(page)), await inNode(file), LOOSE_BOUNDS)).toEqual([]);
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
      await status(page).getByText("liquidus analyze staircase.mpr --lambda 0.00126", { exact: true }).waitFor();
      await analysed(page);
      expect(
        differences(JSON.parse(await results(page)), await inNode(file, { circuit: "auto", lambda: 0.00126 })),
      ).toEqual([]);

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

  test.each([1024, 2560])(
    "axe finds nothing serious at %i px",
    async (width) => {
      const page = await dropped({ name: "a.mpr", bytes: seriesMpr(4, 31) }, { width, height: 900 });
      await analysed(page);
      await page.keyboard.press("p");
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
      const found = await page.evaluate(async () => {
        const axe = Reflect.get(window, "axe") as { run(): Promise<{ violations: readonly AxeViolation[] }> };
        return (await axe.run()).violations;
      });
      const grave = found.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    },
    LONG,
  );
});
