// What the library computes is the same in Node and in Chromium, whose engines and elementary functions differ. Oracle: the library in
// Node, to the bit; a second run in Chromium, to the bit.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnalyzeOptions } from "../../src/study/analyze.ts";
import { servedPage } from "../support/built-page.ts";
import { dataFile, hasData } from "../support/data.ts";
import { inChromium } from "../support/in-chromium.ts";
import { seriesMpr } from "../support/series-mpr.ts";
import * as documents from "./engines-page/documents.ts";

/** ms for an analysis on a busy machine. */
const LONG = 240_000;
const REAL = ["eis/yadg/geis.issue_149.mpr", "formats/biologic/peis.issue_149.mpr", "formats/biologic/PEIS_SSB.mpr"];

let site: Awaited<ReturnType<typeof servedPage>> | null = null;

inChromium(
  "the library in Chromium, against itself in Node",
  (browser) => {
    let page: Page;

    beforeAll(async () => {
      site = await servedPage(fileURLToPath(new URL("./engines-page", import.meta.url)));
      page = await browser.page(site.address);
      await page.waitForFunction("'documents' in window");
    }, LONG);
    afterAll(() => site?.close());

    const there = (name: keyof typeof documents, ...given: unknown[]): Promise<unknown> =>
      page.evaluate(`documents[${JSON.stringify(name)}](...${JSON.stringify(given)})`);

    /** Compared as documents first, so that a failure names the place. */
    async function expectSame(here: string, name: keyof typeof documents, ...given: unknown[]): Promise<void> {
      const theirs = String(await there(name, ...given));
      expect(here.length).toBeGreaterThan(100);
      expect(JSON.parse(theirs)).toEqual(JSON.parse(here));
      expect(theirs === here, "the texts").toBe(true);
      expect((await there(name, ...given)) === theirs, "a second run").toBe(true);
    }

    test("elementary functions, and what is left to the engine: every bit of 100 000 results each", async () => {
      expect(await there("bits")).toEqual(documents.bits());
    });

    test.each<[string, AnalyzeOptions]>([
      ["", {}],
      [" at λ = 0.00126 with circuits", { circuit: "auto", lambda: 0.00126 }],
    ])(
      "the analysis of a series%s",
      async (_, options) => {
        const bytes = [...seriesMpr(6, 31)];
        await expectSame(
          await documents.analysis("series.mpr", bytes, options),
          "analysis",
          "series.mpr",
          bytes,
          options,
        );
      },
      LONG,
    );

    test.skipIf(!hasData).each(REAL)(
      "the analysis of %s",
      async (file) => {
        expect(existsSync(dataFile(file))).toBe(true);
        const bytes = [...readFileSync(dataFile(file))];
        await expectSame(await documents.analysis(basename(file), bytes, {}), "analysis", basename(file), bytes, {});
      },
      LONG,
    );

    test("the phase diagram, states of the alloy, and the claims", async () => {
      await expectSame(await documents.phases(), "phases");
      await expectSame(await documents.states(), "states");
      await expectSame(await documents.claims(), "claims");
    });

    test.each(["single-pulse", "plating-on-potassium", "lithium-on-llzo"])(
      "the study %s",
      async (name) => {
        await expectSame(await documents.study(name), "study", name);
      },
      LONG,
    );
  },
  { own: () => site?.address ?? null },
);
