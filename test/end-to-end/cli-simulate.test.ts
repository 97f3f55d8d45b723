// The commands about protocols and simulations in one process. Oracles: the schemas; the documented exit codes; what the page
// shows in Chromium.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documents } from "../../src/study/schemas/index.ts";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { dataFile, hasData } from "../support/data.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();
const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

async function documentOf<Document>(args: readonly string[], folder = newFolder(), status = 0): Promise<Document> {
  const run = await liquidus([...args, "--json"], folder);
  expect([run.status, run.stderr === ""]).toEqual([status, status === 0]);
  expect(run.stdout.indexOf("\n")).toBe(run.stdout.length - 1);
  const document: unknown = JSON.parse(run.stdout);
  expect(documents[args[0] as string]?.safeParse(document).error?.issues ?? []).toEqual([]);
  return document as Document;
}

describe("protocol", () => {
  test("prints what it understood, saves it, and reads its own document again", async () => {
    const folder = newFolder();
    const said = ["protocol", "repeat 2 { strip at 1 mA for 1 s; rest 2 s }", "--area", "0.5cm2"];
    const run = await liquidus([...said, "--save", "pulses.protocol"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/ 1 {4}repeat 2 \{\n {2}1\.1 {4}strip at 1 mA for 1 s\n {2}1\.2 {4}rest for 2 s\n/);
    expect(run.stdout).toMatch(/In all 6 s, 4 segments, 2 of them at constant current/);
    const document = await documentOf<{ totals: { stripped: number }; steps: unknown[] }>(said, folder);
    expect(document.totals.stripped).toBeCloseTo(2 * 20, 12);
    writeFileSync(join(folder, "again.json"), JSON.stringify(document));
    for (const file of ["again.json", "pulses.protocol"]) {
      const again = await documentOf<{ steps: unknown[]; totals: null }>(["protocol", file], folder);
      expect([again.steps, again.totals]).toEqual([document.steps, null]);
    }
    const kept = await liquidus(["protocol", "rest 1 s", "--save", "pulses.protocol"], folder);
    expect([kept.status, kept.stderr]).toEqual([2, expect.stringMatching(/holds something else and is kept/)]);
  });

  test("a mistake is told with step, line and column, exit 2", async () => {
    const run = await liquidus(["protocol", "rest 1 s\nstrip at 1 mA/cm2 fro 1 s", "--json"], newFolder());
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/^Line 2, column 19: "strip at 1 mA\/cm2 fro 1 s"/);
    expect(documents.protocol?.safeParse(JSON.parse(run.stdout)).success).toBe(true);
  });

  test.skipIf(!hasData)("the settings of a measured file are a protocol; what was left out is named", async () => {
    interface ProtocolJson {
      origin: { kind: string };
      totals: { segments: number };
      warnings: { code: string; message: string }[];
    }
    const file = dataFile("formats/biologic/geis.mpr");
    const document = await documentOf<ProtocolJson>(["protocol", file, "--area", "0.385cm2"]);
    expect([document.origin.kind, document.totals.segments]).toEqual(["measurement", 602]);
    expect(document.warnings.map(({ message }) => message).join(" ")).toMatch(/Not translated.*Bandwidth/);
  });
});

interface SimulationJson {
  end: { kind: string; message: string | null };
  segments: { endedBy: string }[];
  conservation: { relativeDrift: number }[];
  spectra: unknown[];
  options: { set: Record<string, number>; method: string };
}

describe("simulate", () => {
  test("without arguments: the shipped pulses on the benchmark pool, the same document twice, nothing written beside --json", async () => {
    const folder = newFolder();
    const first = await documentOf<SimulationJson>(["simulate"], folder);
    expect([first.end.kind, first.segments.length, first.spectra.length]).toEqual(["completed", 42, 2]);
    expect(first.segments.some(({ endedBy }) => endedBy === "until 0.5 V")).toBe(true);
    for (const { relativeDrift } of first.conservation) expect(relativeDrift).toBeLessThan(1e-12);
    const [again] = await Promise.all([
      documentOf<SimulationJson>(["simulate"], folder),
      documentOf(["simulate", "--list"], folder),
    ]);
    expect(again).toEqual(first);
    expect(filesBelow(folder)).toEqual([]);
  });

  test("a run that fails ends with 3 and its sentence, and what was reached is written", async () => {
    const folder = newFolder();
    const args = ["simulate", "--protocol", "strip at 1 mA/cm2 for 100 mAh/cm2", "--tolerance", "1e-3", "--out", "o"];
    const document = await documentOf<SimulationJson>(args, folder, 3);
    expect(document.end.message).toMatch(/^The simulation failed in step 1/);
    expect(filesBelow(folder)).toContain("o/pool-simulation.html");
    expect(filesBelow(folder)).toContain("o/tables/pool-simulation-points.parquet");
    expect(
      documents.simulate?.safeParse(JSON.parse(readFileSync(join(folder, "o/pool-simulation.json"), "utf8"))).success,
    ).toBe(true);
  });

  test("what is refused: one sentence, nothing written", async () => {
    const folder = newFolder();
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["simulate", "pol"], /There is no cell or study "pol"/],
      [["simulate", "cell.yaml"], /cell\.yaml does not exist/],
      [["simulate", "--set", "pool.depth"], /give a parameter and its value/],
      [["simulate", "--set", "pool.depht=1"], /No parameter is called "pool\.depht".*pool\.depth/],
      [["simulate", "--unknown", "pool.x"], /pool\.surface concentration/],
      [["simulate", "--tolerance", "1"], /from 1e-12 to 0\.01/],
      [["simulate", "--instrument"], /give the area/],
      [["simulate", "--protocol", "strip at 1 mA for 1 s"], /area of the working electrode/],
    ];
    const runs = await Promise.all(cases.map(([args]) => liquidus(args, folder)));
    for (const [k, { status, stdout, stderr }] of runs.entries()) {
      expect([status, stdout], stderr).toEqual([2, ""]);
      expect(stderr).toMatch(cases[k]?.[1] ?? /^$/);
    }
    expect(filesBelow(folder)).toEqual([]);
  });
});

const executable = findChromium();

describe.skipIf(executable === null)("the page in Chromium", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = newFolder();
    const runs = [[], ["separator", "--unknown", "separator.K+"], [repository("examples/two-arcs.json")]];
    const made = await Promise.all(runs.map((args) => liquidus(["simulate", ...args], folder)));
    expect(made.map(({ status }) => status)).toEqual([0, 0, 0]);
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  test.each([
    ["pool", 390, "light"],
    ["pool", 1440, "dark"],
    ["separator", 1024, "dark"],
    ["two-arcs", 2560, "light"],
  ] as const)(
    "%s at %i px, %s: nothing asked or complained of, no text over another, none cut off",
    async (name, width, scheme) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
      const page = await context.newPage();
      const heard: string[] = [];
      page.on("console", (message) => heard.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
      page.on("request", (request) => {
        if (!/^(file|data|blob):/.test(request.url())) heard.push(`request: ${request.url()}`);
      });
      await page.goto(pathToFileURL(join(folder, `${name}-simulation.html`)).href);
      await page.waitForSelector("html[data-drawn]");
      const found = await page.evaluate(() => {
        const plots = [...document.querySelectorAll(".plot")];
        const over: string[] = [];
        const cut: string[] = [];
        for (const plot of plots) {
          const box = plot.getBoundingClientRect();
          const texts = [
            ...plot.querySelectorAll(".xtick text, .ytick text, .y2tick text, .xtitle, .ytitle, .y2title, .legendtext"),
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
        const scroll = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        return { over, cut, plots: plots.length, scroll };
      });
      expect(found).toEqual({ over: [], cut: [], plots: found.plots, scroll: 0 });
      expect(found.plots).toBeGreaterThan(name === "two-arcs" ? 3 : 5);
      expect(heard).toEqual([]);
      await context.close();
    },
  );
});
