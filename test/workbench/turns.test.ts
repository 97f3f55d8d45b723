// Panels that are drawn in their turn, on screen. Law: not all in one frame, by rank and then in order; what stood stays until its turn comes;
// what changes while it is drawn of the same thing waits for none.
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servedPage } from "../support/built-page.ts";
import { inChromium } from "../support/in-chromium.ts";

declare global {
  interface Window {
    readonly turnsPage: {
      readonly show: (of: string, more?: string) => string;
      readonly drawn: () => [what: string, frame: number][];
    };
  }
}

let site: Awaited<ReturnType<typeof servedPage>> | null = null;

inChromium(
  "turns in Chromium",
  (browser) => {
    beforeAll(async () => {
      site = await servedPage(fileURLToPath(new URL("./turns-page", import.meta.url)));
    }, 120_000);
    afterAll(() => site?.close());

    test("a file is drawn panel by panel, the next one over it, a change at once", async () => {
      const page = await browser.page(site?.address ?? "");
      await page.waitForFunction(() => "turnsPage" in window);
      const show = (of: string, more = ""): Promise<string> =>
        page.evaluate((asked) => window.turnsPage.show(asked.of, asked.more), { of, more });
      const drawn = async (): Promise<[string, number][]> => {
        await expect.poll(() => page.evaluate(() => window.turnsPage.drawn().length)).toBe(5);
        return page.evaluate(() => window.turnsPage.drawn());
      };
      const order = ["map", "nyquist", "bode", "inspector", "last"];

      expect(await show("a")).toBe("");
      const first = await drawn();
      expect(first.map(([what]) => what)).toEqual(order.map((name) => `${name} a`));
      const frames = first.map(([, frame]) => frame);
      // React may join turns that come while it draws; never all of them.
      expect(new Set(frames).size).toBeGreaterThan(1);
      expect(frames).toEqual([...frames].sort((x, y) => x - y));

      // Nothing goes blank: what stood is seen until the next has its turn.
      expect(await show("b")).toBe("a a a a a");
      expect((await drawn()).map(([what]) => what)).toEqual(order.map((name) => `${name} b`));

      expect(await show("b", "!")).toBe("b! b! b! b! b!");
      // A thing that was passed over is not drawn at all.
      await page.evaluate(() => {
        window.turnsPage.show("c");
        window.turnsPage.show("d");
      });
      expect((await drawn()).map(([what]) => what)).toEqual(order.map((name) => `${name} d`));
    });
  },
  { own: () => site?.address ?? null, complaints: ["error"] },
);
