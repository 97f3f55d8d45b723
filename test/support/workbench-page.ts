import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { inChromium, type TestBrowser } from "./in-chromium.ts";
import { serveApp } from "./served-app.ts";

/** The built workbench in the one browser of a file. */
export interface Workbench extends TestBrowser {
  /** Where it is served, with a slash at the end. */
  readonly address: string;
  /** It opened at a hash. */
  open(hash?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Tests of the workbench in Chromium. */
export function inWorkbench(title: string, tests: (workbench: Workbench) => void): void {
  let served: Awaited<ReturnType<typeof serveApp>> | null = null;
  inChromium(
    title,
    (browser) => {
      beforeAll(async () => {
        served = await serveApp();
      });
      afterAll(async () => {
        await served?.close();
      });
      tests({
        context: browser.context,
        page: browser.page,
        complaints: browser.complaints,
        get asked() {
          return browser.asked;
        },
        get address() {
          return served?.address ?? "";
        },
        open: (hash = "", options = {}) => browser.page(`${served?.address}${hash}`, options),
      });
    },
    { own: () => served?.address ?? null, complaints: ["error", "warning"] },
  );
}

export interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Drops files on the page, as from the desktop; where something is drawn, it says that it takes them. */
export async function dropFiles(
  page: Page,
  files: readonly TestFile[],
  state: "drawn" | "nothing is drawn" = "drawn",
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, text } of given) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString("base64") })),
  );
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  const words = files.length === 1 ? "Drop to read 1 file" : `Drop to read ${files.length} files`;
  if (state === "drawn") await page.getByText(words, { exact: true }).waitFor();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** The row of a file in the workspace. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("treeitem").filter({ hasText: name });
}

/** Answers to these requests wait until they are released. */
export async function hold(
  page: Page,
  address: RegExp,
): Promise<{ readonly asked: Promise<void>; readonly release: () => Promise<void> }> {
  let go = (): void => {};
  const held = new Promise<void>((free) => {
    go = free;
  });
  let tell = (): void => {};
  const asked = new Promise<void>((told) => {
    tell = told;
  });
  await page.route(address, async (route) => {
    tell();
    await held;
    await route.continue().catch(() => {});
  });
  return {
    asked,
    release: async () => {
      await page.unroute(address);
      go();
    },
  };
}
