import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyCellEntry, unknownInstrument } from "../../src/files/measurement.ts";
import type { ReportFile } from "../../src/report/input.ts";
import { reportPage } from "../../src/report/report-page.ts";
import { inChromium } from "../support/in-chromium.ts";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../support/synthetic-series.ts";

const HOSTILE = "</script><img src=x onerror=alert(1)>";

function file(name: string, sweeps: number, more: Partial<ReportFile> = {}): ReportFile {
  return {
    name,
    sha256: "0".repeat(64),
    measurement: {
      formatTitle: "BioLogic EC-Lab binary (.mpr)",
      technique: "Staircase Galvano Electrochemical Impedance Spectroscopy",
      start: { local: "2025-03-04T09:15:30", hasTimeOfDay: true },
      instrument: unknownInstrument,
      cell: { ...emptyCellEntry, comment: HOSTILE },
      settings: [],
    },
    area: { value: syntheticArea, from: "from the file" },
    series: syntheticSeries({ sweeps, failing: (s) => s === 8 }),
    timeSeries: syntheticTimeSeries(sweeps),
    options: [],
    warnings: [],
    error: null,
    ...more,
  };
}

inChromium("the report in Chromium, opened from disk", (browser) => {
  let folder: string;
  let address: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "report-"));
    const path = join(folder, "report.html");
    const plotting = readFileSync(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");
    const bare = syntheticSeries({ sweeps: 1, hasTime: false, topCurrent: null, hasCircuit: false });
    const files = [
      file(`strip ${HOSTILE}.mpr`, 12),
      file("bare.txt", 1, { series: bare, timeSeries: null, area: null }),
    ];
    writeFileSync(
      path,
      reportPage({
        title: `Strip ${HOSTILE}`,
        version: "0.1.0",
        commandLine: "liquidus analyze",
        files,
        plottingScript: plotting,
      }),
    );
    address = pathToFileURL(path).href;
  });

  test("compressed, it is less than half as large and draws the same", async () => {
    const plotting = readFileSync(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");
    const one = { title: "Strip", version: "0.1.0", commandLine: null, files: [file("strip.mpr", 12)] };
    const open = reportPage({ ...one, plottingScript: plotting });
    const packed = reportPage({ ...one, plottingScript: plotting, deflate: (bytes) => deflateSync(bytes) });
    expect(packed.length).toBeLessThan(open.length / 2);
    const path = join(folder, "packed.html");
    writeFileSync(path, packed);
    const page = await browser.page(pathToFileURL(path).href);
    await page.waitForSelector("html[data-drawn]");
    expect(await page.locator(".plot .main-svg").count()).toBeGreaterThan(8);
  });

  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  async function open(width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const page = await browser.page(address, { viewport: { width, height: 900 }, colorScheme });
    await page.waitForSelector("html[data-drawn]");
    return page;
  }

  test.each([
    [360, "dark"],
    [1024, "light"],
    [1440, "light"],
  ] as const)(
    "at %i px nothing overflows, all is drawn and titled, nothing is asked or complained of",
    async (width, scheme) => {
      const page = await open(width, scheme);
      const found = await page.evaluate(() => {
        const view = document.documentElement.clientWidth;
        const inBox = (e: Element): boolean => e.closest(".scroll, svg, .sr, .js-plotly-plot") !== null;
        const wide = [...document.querySelectorAll("body *")]
          .filter((e) => !inBox(e) && e.getBoundingClientRect().right > view + 0.5)
          .map((e) => e.className || e.tagName);
        const plots = [...document.querySelectorAll(".plot")];
        const outside = plots.flatMap((plot) => {
          const box = plot.getBoundingClientRect();
          return [...plot.querySelectorAll("text")]
            .filter((t) => {
              const r = t.getBoundingClientRect();
              return (
                r.width > 0 &&
                (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1)
              );
            })
            .map((t) => `${plot.id}: ${t.textContent}`);
        });
        return {
          scroll: document.documentElement.scrollWidth - view,
          wide,
          outside,
          undrawn: plots.filter((p) => p.querySelector(".main-svg") === null).map((p) => p.id),
          untitled: plots
            .filter((p) => p.querySelectorAll(".xtitle").length === 0 || p.querySelectorAll(".ytitle").length === 0)
            .map((p) => p.id),
          plots: plots.length,
          images: document.querySelectorAll("img").length,
        };
      });
      expect(found).toEqual({ scroll: 0, wide: [], outside: [], undrawn: [], untitled: [], plots: 15, images: 0 });
    },
  );

  test("the keyboard chooses a sweep; figure, words and table follow; the theme switches without a new computation", async () => {
    const page = await open(1440, "light");
    const first = await page.locator("#f1-nyquist-c").textContent();
    await page.locator("#f1-sweep input").focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.locator("#f1-sweep output").textContent()).toMatch(/^sweep 8,/);
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#f1-sweep output").textContent()).toMatch(/^sweep 9,/);
    expect(await page.locator("#f1-nyquist-c").textContent()).not.toBe(first);
    expect(await page.locator("#f1-kk-c").textContent()).toMatch(/^Fails/);
    expect(await page.locator("#f1 tr.now th").textContent()).toBe("9");
    const ground = (): Promise<string | null> =>
      page
        .locator("#f2-nyquist .main-svg")
        .first()
        .evaluate((e) => getComputedStyle(e).backgroundColor);
    const light = await ground();
    await page.locator("#theme").click();
    await page.waitForSelector("html[data-drawn]");
    await expect.poll(ground).not.toBe(light);
  });
});
