// The pages of the commands about alloys, in Chromium. Oracles: what a page must not do; the fields and alloys of the papers; the phases
// of the library at the pointer.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { inChromium } from "../support/in-chromium.ts";
import { liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

inChromium("the pages in Chromium, opened from disk", (browser) => {
  let folder: string;
  const pages = ["Na-K-phases", "Na-K-potentials", "NaK50-properties", "Na-K-assessment"];

  beforeAll(async () => {
    folder = newFolder();
    const made = [
      ["phases", "Na-K"],
      ["potential", "Na-K"],
      ["properties", "NaK50", "--property", "density"],
      ["assess", "--data", "own.csv"],
    ];
    writeFileSync(
      join(folder, "own.csv"),
      `kind,composition,temperature,value,uncertainty,source\npotential Na,NaK50,25 °C,-1.7 mV,0.1 mV,"${"a long description of the cell ".repeat(4)}"\n`,
    );
    for (const args of made) expect((await liquidus(args, folder)).status).toBe(0);
  });

  async function open(name: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const page = await browser.page(pathToFileURL(join(folder, `${name}.html`)).href, {
      viewport: { width, height: 900 },
      colorScheme,
    });
    await page.waitForSelector("html[data-drawn]");
    return page;
  }

  test.each(
    pages.flatMap((name) => [
      [name, 390, "light"] as const,
      [name, 1024, "dark"] as const,
      [name, 1440, "light"] as const,
      [name, 2560, "dark"] as const,
    ]),
  )(
    "%s at %i px, %s: nothing asked or complained of, no text over another, none cut off",
    async (name, width, scheme) => {
      const page = await open(name, width, scheme);
      const found = await page.evaluate(() => {
        const plots = [...document.querySelectorAll(".plot")];
        const over: string[] = [];
        const cut: string[] = [];
        for (const plot of plots) {
          const box = plot.getBoundingClientRect();
          const texts = [
            ...plot.querySelectorAll(
              ".annotation-text, .xtick text, .x2tick text, .ytick text, .xtitle, .x2title, .ytitle",
            ),
          ]
            .map((text) => ({ text: text.textContent ?? "", r: text.getBoundingClientRect() }))
            .filter(({ text, r }) => text.trim() !== "" && r.width > 0);
          for (const [i, a] of texts.entries()) {
            if (
              a.r.left < box.left - 1 ||
              a.r.right > box.right + 1 ||
              a.r.top < box.top - 1 ||
              a.r.bottom > box.bottom + 1
            )
              cut.push(a.text);
            for (const b of texts.slice(i + 1)) {
              const across = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
              const down = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
              if (across > 1 && down > 2) over.push(`${a.text} | ${b.text}`);
            }
          }
        }
        return {
          over,
          cut,
          beyond: [...document.querySelectorAll<HTMLElement>(".scroll")]
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map((table) => table.getAttribute("aria-label")),
          plots: plots.length,
          scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      });
      expect(found).toEqual({ over: [], cut: [], beyond: [], plots: found.plots, scroll: 0 });
      expect(found.plots).toBeGreaterThan(0);
    },
  );

  test("the phase diagram names every field, both invariants and the alloys of the papers, on a phone too", async () => {
    for (const width of [390, 1440]) {
      const page = await open("Na-K-phases", width, "light");
      const texts = await page.locator("#phase-diagram .annotation-text").allTextContents();
      const said = texts.map((text) => text.replaceAll("\u00A0", " ").replaceAll("\u200B", ""));
      for (const one of [
        "liquid",
        "K(s)",
        "Na(s)",
        "Na2K",
        "NaK50",
        "NaK65",
        "NaK80",
        "Na50K50",
        "Na60K40",
        "Na80K20",
      ]) {
        expect(said).toContain(one);
      }
      const joined = said.join("; ");
      for (const one of [
        /eutectic −12\.6 °C/,
        /peritectic ?6\.9 °C/,
        /K\(s\) \+ ?liquid/,
        /liquid \+ ?Na\(s\)/,
        /liquid \+ ?Na2K/,
        /K\(s\) \+ ?Na2K/,
        /Na2K \+ ?Na\(s\)/,
      ])
        expect(joined).toMatch(one);
    }
  });

  test("pointing at the diagram says phases and amounts", async () => {
    const page = await open("Na-K-phases", 1440, "light");
    const plot = await page.locator("#phase-diagram .nsewdrag").first().boundingBox();
    if (plot === null) expect.fail("no plot");
    await page.mouse.move(plot.x + 0.8 * plot.width, plot.y + 0.72 * plot.height);
    await expect.poll(() => page.locator("#phase-diagram .hovertext").allTextContents()).not.toEqual([]);
    const [said] = await page.locator("#phase-diagram .hovertext").allTextContents();
    expect(said).toMatch(/liquid.*%.*Na\(s\).*%.*wt% K/);
  });
});
