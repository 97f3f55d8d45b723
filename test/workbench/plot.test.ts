import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mapCells } from "../../src/app/plot/map-bitmap.ts";
import { type Figure, plotText, type Trace } from "../../src/figures/plotly.ts";
import { relaxationMap } from "../../src/figures/relaxation-map.ts";
import { darkTheme, lightTheme } from "../../src/figures/theme.ts";
import { servedPage } from "../support/built-page.ts";
import { inChromium, type TestBrowser } from "../support/in-chromium.ts";
import { syntheticArea, syntheticSeries } from "../support/synthetic-series.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

/** What the page of this test hangs on its window. */
declare global {
  /** What the page of these tests offers. */
  interface Window {
    readonly heard: [event: string, value: unknown][];
    readonly show: (shown: unknown) => void;
    readonly change: (more: unknown) => void;
    readonly places: (shown: unknown) => {
      readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
      readonly px: (axis: string, value: number) => number;
      readonly line: (axis: string) => number;
    };
  }
}

/** px of the head above the figure on the page. */
const HEAD = 30;
const axis = { showline: true, linecolor: "#3a444f", ticks: "inside", mirror: "ticks", automargin: true };
const curve: Figure = {
  data: [
    {
      type: "scatter",
      mode: "markers",
      name: plotText(HOSTILE),
      x: [1, 2, 3],
      y: [1, 4, 9],
      hovertemplate: "%{fullData.name}<br>%{x:.1f}, %{y:.1f}<extra></extra>",
    },
  ],
  layout: {
    margin: { l: 60, r: 20, t: 20, b: 40 },
    showlegend: true,
    legend: { x: 0.02, y: 0.98, bgcolor: "#ffffff" },
    xaxis: { ...axis, range: [0, 4], title: { text: plotText(HOSTILE) } },
    yaxis: { ...axis, range: [0, 10] },
  },
};

let site: Awaited<ReturnType<typeof servedPage>> | null = null;

function figuresOnCanvas(browser: TestBrowser): void {
  beforeAll(async () => {
    site = await servedPage(fileURLToPath(new URL("./plot-page", import.meta.url)));
  }, 120_000);

  afterAll(() => {
    site?.close();
  });

  async function opened(shown: object, ratio = 1): Promise<Page> {
    const viewport = { width: 900, height: 700 };
    const page = await browser.page(site?.address ?? "", { viewport, deviceScaleFactor: ratio });
    await page.evaluate((all) => window.show(all), shown);
    await page.waitForSelector("[role=group] canvas");
    await page.evaluate(() => document.fonts.ready);
    await settled(page);
    return page;
  }

  /** Two frames later everything that was asked for is painted. */
  async function settled(page: Page): Promise<void> {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  async function placeOf(page: Page, shown: object, x: number, y: number): Promise<readonly [number, number]> {
    const [px, py] = await page.evaluate(
      ([all, atX, atY]) => {
        const places = window.places(all);
        return [places.px("x", atX as number), places.px("y", atY as number)];
      },
      [shown, x, y],
    );
    return [px as number, py as number];
  }

  /** Red, green, blue and opacity of a px of the figure (canvas 0) or of what lies over it (canvas 1). */
  async function pixel(page: Page, canvas: 0 | 1, px: number, py: number, ratio = 1): Promise<number[]> {
    return page.evaluate(
      ([k, x, y]) => {
        const element = document.querySelectorAll("canvas")[k as number] as HTMLCanvasElement;
        return [...(element.getContext("2d")?.getImageData(x as number, y as number, 1, 1).data ?? [])];
      },
      [canvas, Math.floor(px * ratio), Math.floor(py * ratio)],
    );
  }

  async function heard(page: Page, event: string): Promise<unknown[]> {
    const all = await page.evaluate(() => window.heard);
    return all.filter(([name]) => name === event).map(([, value]) => value);
  }

  test.each([
    ["light", 1],
    ["dark", 2],
  ] as const)("cells of a map have the colours of the scale (%s, %i device pixels a px)", async (scheme, ratio) => {
    const theme = scheme === "dark" ? darkTheme : lightTheme;
    const series = syntheticSeries({ sweeps: 6 });
    const figure = relaxationMap({ ...series, processSeries: null } as typeof series, {
      theme,
      area: syntheticArea,
      tracks: [],
    });
    const shown = { figure: { ...figure, data: figure.data.slice(0, 1) }, width: 700, height: 500, scheme };
    const page = await opened(shown, ratio);
    const map = figure.data[0] as Trace;
    const cells = mapCells(map, false, true);
    let compared = 0;
    for (let column = 0; column < cells.columns; column++) {
      for (const row of [30, 45, 60]) {
        const x = ((cells.x[column] as number) + (cells.x[column + 1] as number)) / 2;
        const y = 10 ** (((cells.y[row] as number) + (cells.y[row + 1] as number)) / 2);
        const wanted = cells.pixels[row * cells.columns + column] as number;
        if (wanted === 0) continue;
        const [px, py] = await placeOf(page, shown, x, y);
        expect(await pixel(page, 0, px, py, ratio)).toEqual([
          wanted & 255,
          (wanted >> 8) & 255,
          (wanted >> 16) & 255,
          255,
        ]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(12);
  });

  test("the cursor lies over the figure with its value in a tag on the axis; moving it repaints nothing below", async () => {
    const shown: object = {
      figure: curve,
      width: 600,
      height: 400,
      cursor: [{ axis: "x", value: 2.5, text: "2.5 s" }],
    };
    const page = await opened(shown);
    const ink = [20, 26, 33, 255];
    const [px, py] = await placeOf(page, shown, 2.5, 5);
    expect(await pixel(page, 1, px, py)).toEqual(ink);
    const line = await page.evaluate((all: object) => window.places(all).line("x"), {
      ...shown,
    } as object);
    // Inside of the frame: the numbers of the axis below stay free.
    expect(await pixel(page, 1, px - 18, line - 5)).toEqual(ink);
    expect(await pixel(page, 1, px - 40, line - 5)).toEqual([0, 0, 0, 0]);
    expect(await pixel(page, 1, px - 18, line + 5)).toEqual([0, 0, 0, 0]);
    await page.evaluate(() => {
      const canvas = document.querySelectorAll("canvas")[0] as HTMLCanvasElement;
      canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
    });
    await page.evaluate(() => window.change({ cursor: [{ axis: "x", value: 1.5 }] }));
    await settled(page);
    expect(await pixel(page, 1, px, py)).toEqual([0, 0, 0, 0]);
    expect(await pixel(page, 0, px, line)).toEqual([0, 0, 0, 0]);
  });

  test("texts of files are shown as text, on the canvas and in the card", async () => {
    const shown = { figure: curve, width: 600, height: 400 };
    const page = await opened(shown);
    const [px, py] = await placeOf(page, shown, 2, 4);
    await page.mouse.move(px + 3, py + HEAD);
    await page.getByText("2.0, 4.0").waitFor();
    expect(await page.getByText(HOSTILE, { exact: true }).count()).toBe(1);
    expect(await page.locator("img").count()).toBe(0);
    expect((await heard(page, "point")).at(-1)).toMatchObject({
      x: 2,
      y: 4,
      trace: 0,
      point: 1,
      xaxis: "x",
      yaxis: "y",
    });
    await page.mouse.click(px, py + HEAD);
    expect(await heard(page, "pick")).toMatchObject([{ x: 2, y: 4, trace: 0, point: 1 }]);
  });

  test("dragging selects a range, Backspace goes back, 0 and a double click show the whole; arrows are steps", async () => {
    const shown = { figure: curve, width: 600, height: 400 };
    const page = await opened(shown);
    const [[x0, y0], [x1, y1]] = [await placeOf(page, shown, 1, 2), await placeOf(page, shown, 3, 8)];
    const drag = async (): Promise<void> => {
      await page.mouse.move(x0, y0 + HEAD);
      await page.mouse.down();
      await page.mouse.move(x1, y1 + HEAD, { steps: 4 });
      await page.mouse.up();
      await settled(page);
    };
    await drag();
    const [zoomed] = (await heard(page, "zoom")) as [Record<string, [number, number]>];
    expect(zoomed.x?.map((v) => v.toFixed(1))).toEqual(["1.0", "3.0"]);
    expect(zoomed.y?.map((v) => v.toFixed(1))).toEqual(["2.0", "8.0"]);
    const whole = page.getByRole("button", { name: "Show the whole range" });
    expect(await whole.getAttribute("aria-disabled")).toBe("false");
    await page.getByRole("group").focus();
    await page.keyboard.press("Backspace");
    expect((await heard(page, "zoom")).at(-1)).toEqual({});
    await drag();
    await page.keyboard.press("0");
    expect((await heard(page, "zoom")).at(-1)).toEqual({});
    await drag();
    await page.mouse.dblclick(x0, y0 + HEAD);
    await settled(page);
    expect((await heard(page, "zoom")).at(-1)).toEqual({});
    await page.keyboard.press("Shift+ArrowUp");
    expect(await heard(page, "step")).toEqual([{ dx: 0, dy: 1, large: true }]);
  });

  test("the wheel zooms where the pointer is, with shift the figure is dragged", async () => {
    const shown = { figure: curve, width: 600, height: 400 };
    const page = await opened(shown);
    const [px, py] = await placeOf(page, shown, 1, 5);
    await page.mouse.move(px, py + HEAD);
    await page.mouse.wheel(0, -200);
    await page.waitForFunction(() => window.heard.some(([event]) => event === "zoom"));
    const [near] = (await heard(page, "zoom")) as [Record<string, [number, number]>];
    const [from, to] = near.x as [number, number];
    expect((1 - from) / (to - from)).toBeCloseTo(0.25, 1);
    expect(to - from).toBeLessThan(4);
    await page.keyboard.down("Shift");
    await page.mouse.down();
    await page.mouse.move(px + 60, py + HEAD, { steps: 3 });
    await page.mouse.up();
    await settled(page);
    const moved = ((await heard(page, "zoom")).at(-1) as Record<string, [number, number]>).x as [number, number];
    expect(moved[1] - moved[0]).toBeCloseTo(to - from, 9);
    expect(moved[0]).toBeLessThan(from);
  });

  test("it is a group with a name and a sentence, and says what changed", async () => {
    const shown = { figure: curve, width: 600, height: 400, name: "Nyquist", summary: "Two arcs.", spoken: "sweep 1" };
    const page = await opened(shown);
    await page.getByRole("group", { name: "Nyquist. Two arcs." }).waitFor();
    const live = page.locator("[aria-live=polite]");
    expect(await live.textContent()).toBe("");
    await page.evaluate(() => window.change({ spoken: "sweep 2" }));
    await page.waitForFunction(() => document.querySelector("[aria-live=polite]")?.textContent === "sweep 2");
  });
}

// A page of a test hears of React's tools, and that its pixels are read: neither is a complaint.
inChromium("figures on canvas in Chromium", figuresOnCanvas, {
  own: () => site?.address ?? null,
  complaints: ["error"],
});
