// Oracles: the spectrum as the library reads it in Node; what `liquidus analyze` writes of the same file; the sizes of PNG headers.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import type { Download, Page } from "playwright-core";
import { afterEach, beforeAll, expect, it } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { version } from "../../src/base/version.ts";
import { displayUnits } from "../../src/figures/units.ts";
import { sha256Hex } from "../../src/files/digest.ts";
import { analyzeFiles, type FileAnalysis } from "../../src/study/analyze.ts";
import { example, liquidus, temporaryFolders } from "../end-to-end/run-cli.ts";
import { graveFaults } from "../support/in-chromium.ts";
import { seriesMpr } from "../support/series-mpr.ts";
import { inWorkbench } from "../support/workbench-page.ts";

const newFolder = temporaryFolders();
const bytes = readFileSync(example);
const HOSTILE = "<img src=x onerror=alert(1)>.mpr";

inWorkbench("export in Chromium, against the command line", (workbench) => {
  let page: Page;
  let analysis: FileAnalysis;
  let written: string;

  beforeAll(async () => {
    const { files } = await runTask(analyzeFiles([{ name: "staircase-stripping.mpr", bytes }], { circuit: "none" }));
    analysis = files[0] as FileAnalysis;
    written = newFolder();
    await liquidus(["analyze", example, "-o", "."], written);
    page = await openExample();
  }, 120_000);

  afterEach(async () => {
    await page.keyboard.press("Escape");
    await sheet().waitFor({ state: "detached" });
  });

  const sheet = (on = page) => on.getByRole("complementary", { name: "Export" });

  /** The shipped example, all of it analysed. */
  async function openExample(): Promise<Page> {
    const opened = await workbench.open("#/impedance?example=staircase-stripping", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await opened.getByRole("region", { name: "Nyquist" }).waitFor();
    await opened.getByText("processes followed through the series").waitFor();
    await opened.getByText("the series is being followed").waitFor({ state: "detached" });
    return opened;
  }

  async function exportPanel(name: string, on = page): Promise<void> {
    await on.getByRole("region", { name, exact: true }).hover();
    await on.keyboard.press("e");
    await sheet(on).waitFor();
    expect(await sheet(on).getByLabel("Panel").inputValue()).toBe(name);
  }

  async function saved(button: string, nth = 0, on = page): Promise<{ name: string; content: Buffer }> {
    const [download] = await Promise.all([
      on.waitForEvent("download"),
      sheet(on).getByRole("button", { name: button, exact: true }).nth(nth).click(),
    ]);
    return { name: (download as Download).suggestedFilename(), content: readFileSync(await download.path()) };
  }

  /** The figure as it is saved once it is shown. */
  async function savedFigure(on = page): Promise<{ name: string; content: Buffer }> {
    await sheet(on).getByRole("img", { name: "as it will be saved" }).waitFor();
    await on.locator('[aria-label="Export"] [aria-busy="false"] > img').waitFor();
    return saved("Save figure", 0, on);
  }

  it("the SVG of the Nyquist plot holds every point, its size and what it was made from, the PNG 1004 px; Plotly is loaded only for them", async () => {
    const plotting = (): Promise<number> => page.locator('script[src*="plotly"]').count();
    expect(await plotting()).toBe(0);
    await exportPanel("Nyquist");
    const { name, content } = await savedFigure();
    expect(await plotting()).toBe(1);
    expect(name).toBe("staircase-stripping_nyquist_sweep-1.svg");
    const svg = content.toString("utf8");
    expect(svg).toMatch(/^<svg[^>]* width="85mm" height="70mm"/);
    const text = /<metadata>(.*)<\/metadata>/.exec(svg)?.[1] ?? "";
    expect(JSON.parse(text)).toMatchObject({
      program: `liquidus ${version}`,
      file: "staircase-stripping.mpr",
      sha256: sha256Hex(bytes),
      sweep: "1",
      command: "liquidus analyze staircase-stripping.mpr",
      width: "85mm",
    });
    expect(svg).not.toMatch(/\/home|\/work|\/tmp/);
    // Points of the largest trace of markers stand where an affine map of the measured impedance puts them.
    const points = await page.evaluate((source) => {
      const traces = [
        ...new DOMParser().parseFromString(source, "image/svg+xml").querySelectorAll(".scatterlayer .trace"),
      ].map((trace) =>
        [...trace.querySelectorAll(".point")].map((point) =>
          (point.getAttribute("transform") ?? "").match(/-?[\d.]+/g)?.map(Number),
        ),
      );
      return traces.reduce((most, one) => (one.length > most.length ? one : most), []);
    }, svg);
    const sweep = analysis.series?.sweeps[0];
    const spectrum = sweep?.sweep.spectrum;
    const { resistanceFactor } = displayUnits(analysis.cell.area);
    const wanted = Array.from(spectrum?.real ?? [], (x, k) => [
      x * resistanceFactor,
      (spectrum?.imaginary[k] ?? 0) * resistanceFactor,
    ]);
    const decades = wanted.length - points.length;
    expect(decades).toBeLessThanOrEqual(8);
    const [first, last] = [points[0] ?? [], points.at(-1) ?? []];
    const at = (x: number, y: number): number =>
      wanted.findIndex(([a = 0, b = 0]) => Math.hypot(a - x, b - y) < 0.02 * Math.hypot(a, b) + 0.05);
    const [from, to] = [wanted[0] ?? [], wanted.at(-1) ?? []];
    const scale = ((to[0] ?? 0) - (from[0] ?? 0)) / ((last[0] ?? 0) - (first[0] ?? 0));
    for (const [px = 0, py = 0] of points.map((point) => point ?? [])) {
      const x = (from[0] ?? 0) + scale * (px - (first[0] ?? 0));
      const y = (from[1] ?? 0) + scale * (py - (first[1] ?? 0));
      expect(at(x, y)).toBeGreaterThanOrEqual(0);
    }
    // A PNG of 85 mm at 300 dpi is 1004 px wide and says so.
    await sheet().getByText("PNG", { exact: true }).click();
    await sheet().getByText("300 dpi", { exact: true }).click();
    await expect
      .poll(() => sheet().getByRole("heading", { name: "Figure" }).locator("..").innerText())
      .toContain(".png");
    const png = await savedFigure();
    expect(png.name).toBe("staircase-stripping_nyquist_sweep-1.png");
    expect(png.content.toString("latin1", 1, 4)).toBe("PNG");
    expect([png.content.readUInt32BE(16), png.content.readUInt32BE(20)]).toEqual([1004, 827]);
    const resolution = png.content.indexOf("pHYs", 0, "latin1");
    expect([png.content.readUInt32BE(resolution + 4), png.content[resolution + 12]]).toEqual([11811, 1]);
    expect(png.content.includes(`"sha256":"${sha256Hex(bytes)}"`)).toBe(true);
  });

  it("a figure carries its type, and no name of its legend is cut: by itself it is as wide as on the page", async () => {
    await exportPanel("Nyquist");
    await sheet().getByText("SVG", { exact: true }).click();
    const svg = (await savedFigure()).content.toString("utf8");
    const name = "from the relaxation times";
    const inPage: number = await page.evaluate(
      `(() => { const context = new OffscreenCanvas(9, 9).getContext("2d"); context.font = '11px "Inter Variable"'; return context.measureText("${name}").width; })()`,
    );
    // A page of its own, without a font of ours.
    const alone = await page.context().newPage();
    try {
      await alone.setContent(svg);
      await alone.evaluate("document.fonts.ready.then(() => 0)");
      const text = alone.locator("text.legendtext", { hasText: name });
      expect(await text.evaluate((element) => (element as SVGTextElement).getComputedTextLength())).toBeCloseTo(
        inPage,
        0,
      );
      expect(await text.evaluate((element) => element.closest("[clip-path]"))).toBeNull();
      // With another font it is wider: the measure tells them apart.
      await alone.evaluate("for (const style of document.querySelectorAll('svg > style')) style.remove()");
      expect(await text.evaluate((element) => (element as SVGTextElement).getComputedTextLength())).toBeGreaterThan(
        inPage + 3,
      );
    } finally {
      await alone.close();
    }
  });

  it("tables are those of the command line, to the byte; columns go to the clipboard with their units; recorded data are equal to the byte", async () => {
    await exportPanel("Nyquist");
    const tables = await sheet().getByLabel("Table", { exact: true }).locator("option").allInnerTexts();
    expect(tables).toEqual([
      "sweeps",
      "relaxation-peaks",
      "followed-processes",
      "circuit-parameters",
      "circuit-arcs",
      "impedance",
      "relaxation-times",
    ]);
    for (const table of tables) {
      await sheet().getByLabel("Table", { exact: true }).selectOption(table);
      const { name, content } = await saved("Save CSV");
      expect(name).toBe(`staircase-stripping_${table}.csv`);
      expect(content.equals(readFileSync(join(written, "tables", name))), name).toBe(true);
    }
    await sheet().getByLabel("Table", { exact: true }).selectOption("relaxation-peaks");
    await sheet().getByRole("button", { name: "Copy for Origin" }).click();
    const text: string = await page.evaluate("navigator.clipboard.readText()");
    const [names = "", units = ""] = text.split("\n");
    expect(names.split("\t")).toContain("resistance upper 95 %");
    expect(units.split("\t")[names.split("\t").indexOf("tau")]).toBe("s");
    // Recorded tables are those of `liquidus convert`, to the byte.
    const folder = newFolder();
    expect(await sheet().getByRole("button", { name: "Save BDF", exact: true }).isDisabled()).toBe(true);
    await sheet().getByText("negative", { exact: true }).click();
    for (const [form, button, nth] of [
      ["csv", "Save CSV", 1],
      ["parquet", "Save Parquet", 1],
      ["bdf", "Save BDF", 0],
    ] as const) {
      await liquidus(["convert", example, "--to", form, "--working-is", "negative", "-o", "."], folder);
      const beside =
        form === "bdf" ? page.waitForEvent("download", (one) => /metadata/.test(one.suggestedFilename())) : null;
      const { name, content } = await saved(button, nth);
      expect([name, content.equals(readFileSync(join(folder, name)))]).toEqual([name, true]);
      const metadata = (await beside) as Download | null;
      if (metadata === null) continue;
      const theirs = readFileSync(join(folder, metadata.suggestedFilename()));
      expect(readFileSync(await metadata.path()).equals(theirs), metadata.suggestedFilename()).toBe(true);
    }
  });

  it("the report is that of `liquidus analyze`, apart from the command", async () => {
    await exportPanel("Relaxation-time map");
    const { name, content } = await saved("Save report (HTML)");
    expect(name).toBe("staircase-stripping_report.html");
    const [ours, theirs] = [content.toString("utf8"), readFileSync(join(written, "report.html"), "utf8")].map(unpacked);
    expect(ours?.plotting).toBe(theirs?.plotting);
    expect(ours?.body).toBe(theirs?.body);
    expect(ours?.figures).toBe(theirs?.figures);
  });

  it("colours that begin and end elsewhere are those of the exported map, of the report and of the command that is shown", async () => {
    const own = page.getByRole("textbox", { name: /^Colours to γ/ });
    await own.fill("50");
    await own.press("Enter");
    await own.blur();
    const shown = page.locator("footer code");
    await expect.poll(() => shown.textContent()).toContain("--colors '0.2..50 Ohm cm2'");
    const [, , ...words] = shellWords((await shown.textContent()) ?? "");
    const folder = newFolder();
    await liquidus([...words, "-o", folder], fileURLToPath(new URL("../..", import.meta.url)));
    const theirs = JSON.parse(readFileSync(join(folder, "figures", "staircase-stripping_relaxation-map.json"), "utf8"));
    await exportPanel("Relaxation-time map");
    expect(await sheet().locator("code").textContent()).toBe(await shown.textContent());
    await sheet().getByText("Plotly JSON").click();
    const { content } = await saved("Save figure");
    const ours = JSON.parse(content.toString("utf8"));
    const map = colorsOf(ours.data);
    expect(map.ticktext).toEqual(colorsOf(theirs.data).ticktext);
    expect(map.ticktext.at(-1)).toMatch(/50$/);
    for (const [k, end] of map.ends.entries()) {
      expect(end).toBeCloseTo(colorsOf(theirs.data).ends[k] ?? Number.NaN, 9);
      expect(end).toBeCloseTo([Math.log10(0.2), Math.log10(50)][k] ?? Number.NaN, 9);
    }
    const report = (await saved("Save report (HTML)")).content.toString("utf8");
    expect(unpacked(report).figures).toContain(JSON.stringify(map.ticktext));
    expect(unpacked(readFileSync(join(folder, "report.html"), "utf8")).figures).toContain(JSON.stringify(map.ticktext));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await expect.poll(() => shown.textContent()).not.toContain("--colors");
  });

  it("offers the distribution beside the map and the tabs that are not open; another tab of the panel is the one exported", async () => {
    await exportPanel("Relaxation-time map");
    const panels = sheet().getByLabel("Panel");
    expect(await panels.locator("option").allInnerTexts()).toEqual([
      "Relaxation-time map",
      "Relaxation times",
      "Nyquist",
      "Bode",
      "Validity",
      "Series",
      "Table",
    ]);
    await sheet().getByText("Plotly JSON").click();
    const holding = async (title: string): Promise<{ name: string; data: readonly Trace[] }> => {
      await panels.selectOption(title);
      const { name, content } = await savedFigure();
      return { name, data: JSON.parse(content.toString("utf8")).data };
    };
    const distribution = await holding("Relaxation times");
    // Of the sweep under the pointer.
    const [, number] = /^staircase-stripping_relaxation-times_sweep-(\d+)\.json$/.exec(distribution.name) ?? [];
    const sweep = analysis.series?.sweeps[Number(number) - 1];
    const factor = displayUnits(analysis.cell.area).resistanceFactor;
    const gamma = Array.from(sweep?.drt?.gamma ?? [], (value) => value * factor);
    const line = distribution.data.find(({ x, line }) => x.length === gamma.length && line?.width !== 0);
    expect(line?.x).toEqual(Array.from(sweep?.drt?.tau ?? []));
    for (const [k, value] of gamma.entries()) expect(line?.y[k]).toBeCloseTo(value, 9);
    const series = await holding("Series");
    expect(series.name).toBe("staircase-stripping_resistances.json");
    expect(series.data.some(({ y }) => y.length === analysis.series?.sweeps.length)).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "Validity" }).hover();
    await page.getByRole("region", { name: "Validity" }).getByText("Table", { exact: true }).click();
    await page.keyboard.press("e");
    expect(await panels.inputValue()).toBe("Table");
    await panels.selectOption("Validity");
    expect((await savedFigure()).name).toMatch(/^staircase-stripping_kramers-kronig-residuals_sweep-\d+\.json$/);
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "Table" }).getByText("Validity", { exact: true }).click();
  });

  it("the sheet is used with the keyboard, closed with Esc, and axe-core finds no serious violation", async () => {
    await exportPanel("Bode");
    await sheet().getByRole("img", { name: "as it will be saved" }).waitFor();
    expect(await graveFaults(page, '[aria-label="Export"]')).toEqual([]);
    expect(await page.evaluate("document.activeElement?.getAttribute('aria-label')")).toBe("Export");
    await page.keyboard.press("Escape");
    await sheet().waitFor({ state: "detached" });
  });

  it("a hostile file name is text in every file, and nothing of it runs", async () => {
    const other = await workbench.open();
    await other.getByRole("button", { name: /^Impedance/ }).waitFor();
    // Pressed again where the page did not hear yet: it is drawn in slices.
    const asked = other.waitForEvent("filechooser");
    let isAsked = false;
    void asked.then(() => {
      isAsked = true;
    });
    while (!isAsked) {
      await other.keyboard.press("Control+o");
      await other.waitForTimeout(2000);
    }
    const chooser = await asked;
    const buffer = Buffer.from(seriesMpr(2, 31));
    await chooser.setFiles({ name: HOSTILE, mimeType: "application/octet-stream", buffer });
    await other.getByRole("region", { name: "Nyquist" }).waitFor();
    await exportPanel("Nyquist", other);
    const { name, content } = await savedFigure(other);
    expect(name).toMatch(/^[\w.-]+\.svg$/);
    expect(content.toString("utf8")).not.toContain("<img");
    expect(await other.evaluate("document.querySelector('img[src=\"x\"]')")).toBeNull();
  });
});

/** The words of a command as a shell parts them. */
const shellWords = (command: string): string[] =>
  execFileSync("sh", ["-c", `for word in ${command}; do printf '%s\\n' "$word"; done`], { encoding: "utf8" })
    .trimEnd()
    .split("\n");

interface Trace {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly line?: { readonly width?: number };
}

interface Heat {
  readonly type: string;
  readonly zmin: number;
  readonly zmax: number;
  readonly colorbar: { readonly ticktext: readonly string[] };
}

/** Where the colours of a map begin and end, and what stands beside them. */
function colorsOf(data: readonly Heat[]) {
  const found = data.find(({ type }) => type === "heatmap");
  if (found === undefined) throw new Error("There is no map.");
  return { ends: [found.zmin, found.zmax], ticktext: found.colorbar.ticktext };
}

/** A report with what it holds compressed in the open and without the command. */
function unpacked(page: string): { readonly body: string; readonly figures: string; readonly plotting: string } {
  const read = (id: string): string =>
    inflateSync(Buffer.from(new RegExp(`id="${id}" data-deflate>([^<]*)<`).exec(page)?.[1] ?? "", "base64")).toString();
  const body = page
    .replace(/data-deflate>[^<]*</g, "data-deflate><")
    .replace(/liquidus analyze [^<]*/g, "liquidus analyze");
  return { body, figures: read("figures"), plotting: read("plotting") };
}
