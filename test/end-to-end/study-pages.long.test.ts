// Pages of shipped studies in Chromium at a phone's, a tablet's and a screen's width, light and dark. Oracle: the boxes that the
// browser drew.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { planStudy } from "../../src/study/studies/plan-study.ts";
import { studyTask } from "../../src/study/studies/run-study.ts";
import { shippedStudy } from "../../src/study/studies/shipped-studies.ts";
import { studyHtml } from "../../src/study/studies/study-files.ts";
import { inChromium } from "../support/in-chromium.ts";

const studies = { "staircase-stripping": ["NaK80"], "pulsed-stripping": ["direct", "rest 2 s"] } as const;
type Name = keyof typeof studies;

/** What is a pure number, or a name: axes without a unit. */
const PURE = ["a", "x​Na​", "mole fraction of Na", "sweep", "case", "time since the staircase"];
/** px by which boxes of texts may share an edge: the box of a text is higher than its letters. */
const EDGE = 2;
/** ms for the runs of the studies, and for each page: ten times what they take on a quiet machine. */
const LIMIT = 60_000;

async function htmlOf(name: Name): Promise<string> {
  const planned = await planStudy(await shippedStudy(name), { only: studies[name] });
  const plottingScript = readFileSync(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");
  return studyHtml(await runTask(studyTask(planned)), { plottingScript, commandLine: `liquidus simulate ${name}` });
}

inChromium("the page of a shipped study", (browser) => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "study-pages-"));
    for (const name of Object.keys(studies) as Name[]) writeFileSync(join(folder, `${name}.html`), await htmlOf(name));
  }, LIMIT);

  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  // Every width of each page, every width in both themes, each page in both.
  const views = [
    ["staircase-stripping", 390, "light"],
    ["staircase-stripping", 1024, "dark"],
    ["staircase-stripping", 1440, "light"],
    ["pulsed-stripping", 390, "dark"],
    ["pulsed-stripping", 1024, "light"],
    ["pulsed-stripping", 1440, "dark"],
  ] as const satisfies readonly (readonly [Name, number, "light" | "dark"])[];

  test.each(views)(
    "%s at %i px, %s: fits, is silent, names units, and no text covers another",
    async (name, width, colorScheme) => {
      const page = await browser.page(pathToFileURL(join(folder, `${name}.html`)).href, {
        viewport: { width, height: 900 },
        colorScheme,
      });
      await page.waitForSelector("html[data-drawn]");
      const found = await page.evaluate((edge) => {
        const plots = [...document.querySelectorAll(".plot")];
        const covered = plots.flatMap((plot) => {
          const boxes = [...plot.querySelectorAll("text")]
            .filter(
              (text) => text.textContent.trim() !== "" && text.closest(".hoverlayer, .scrollbox[clip-path]") === null,
            )
            .map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0);
          return boxes.flatMap(({ words, box }, k) =>
            boxes.slice(0, k).flatMap((other) => {
              const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
              const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
              return wide > edge && high > edge ? [`${plot.id}: ${words} on ${other.words}`] : [];
            }),
          );
        });
        const titles = [
          ...document.querySelectorAll(
            ".plot .xtitle, .plot .ytitle, .plot [class$=title] text, .plot text[class$=title]",
          ),
        ];
        return {
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          plots: plots.length,
          undrawn: plots.filter((plot) => plot.querySelector(".main-svg") === null).map(({ id }) => id),
          covered,
          titles: [...new Set(titles.map((title) => title.textContent))],
        };
      }, EDGE);
      expect(found.plots).toBeGreaterThan(7);
      expect(found.titles.length).toBeGreaterThan(6);
      expect(found.titles.filter((title) => !/\S\s*\/\s*\S/.test(title) && !PURE.includes(title))).toEqual([]);
      expect({ overflow: found.overflow, undrawn: found.undrawn, covered: found.covered }).toEqual({
        overflow: 0,
        undrawn: [],
        covered: [],
      });
    },
    LIMIT,
  );
});
