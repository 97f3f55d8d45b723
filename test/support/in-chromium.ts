import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from "vitest";
import { chromiumArguments, findChromium } from "./chromium.ts";

/** Pages in the one browser of a file. Whatever they complain of, and whatever they ask of others, fails the test. */
export interface TestBrowser {
  /** A browser's memory of its own: closed after the test, or, where it was made before all tests, after the last of them. */
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A page of this context, or of a new one, at an address. */
  page(address: string, options?: BrowserContextOptions): Promise<Page>;
  /** Addresses asked for since the test began. */
  readonly asked: readonly string[];
  /** What the pages complained of so far, where a test means them to: taken, it does not fail it. */
  complaints(): readonly string[];
}

const usual: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" };

/** As where the origin is not secure. A service worker would fetch the whole workbench for every context. */
function withoutServiceWorker(): void {
  Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });
}

/**
 * Tests in Chromium; skipped where there is none and that is allowed.
 * @param own where pages may ask beside the disk: the address that is served
 */
export function inChromium(
  title: string,
  tests: (browser: TestBrowser) => void,
  own: () => string | null = () => null,
) {
  const executable = findChromium();
  describe.skipIf(executable === null)(title, () => {
    let browser: Browser | undefined;
    const passing: BrowserContext[] = [];
    const heard: string[] = [];
    let isBefore = true;
    let asked: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    });
    beforeEach(() => {
      isBefore = false;
      asked = [];
    });
    afterEach(async () => {
      for (const context of passing.splice(0)) await context.close();
      expect(heard.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      await browser?.close();
    });

    function listen(context: BrowserContext): void {
      context.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") heard.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => heard.push(`error: ${error.error().message}`));
      context.on("dialog", (dialog) => {
        heard.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      context.on("request", (request) => {
        const url = request.url();
        const served = own();
        asked.push(url);
        if (!/^(file|data|blob|about):/.test(url) && (served === null || !url.startsWith(served)))
          heard.push(`request: ${url}`);
      });
    }

    const made: TestBrowser = {
      context: async (options) => {
        if (browser === undefined) throw new Error("The browser is not open.");
        const context = await browser.newContext({ ...usual, ...options });
        await context.addInitScript(withoutServiceWorker);
        // Less than a test has: what was waited for in vain is named.
        context.setDefaultTimeout(45_000);
        if (!isBefore) passing.push(context);
        listen(context);
        return context;
      },
      page: async (address, options) => {
        const page = await (await made.context(options)).newPage();
        await page.goto(address);
        return page;
      },
      get asked() {
        return asked;
      },
      complaints: () => heard.splice(0),
    };
    tests(made);
  });
}

const axe = (): string => readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds serious or critical on a page, or within what a selector names: rule and first places. */
export async function graveFaults(page: Page, within = "html"): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe());
  return page.evaluate(`axe.run(${JSON.stringify(within)}).then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => id + ": " + nodes.slice(0, 4).map(({ html }) => html.slice(0, 160)).join(" | ")))`);
}
