// Oracle: the ledger as the library computes it in Node, and the text that it copies.
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { claimText, verdictWords } from "../../src/claims/claim-words.ts";
import { comparedTexts } from "../../src/claims/compared-texts.ts";
import { computeClaims } from "../../src/claims/compute.ts";
import type { ClaimsDocument } from "../../src/claims/result.ts";
import { graveFaults } from "../support/in-chromium.ts";
import { inWorkbench } from "../support/workbench-page.ts";

const spaced = (text: string): string => text.replace(/\s+/g, " ").trim();

inWorkbench("the claims view in Chromium, against the library in Node", (workbench) => {
  let page: Page;
  let ledger: ClaimsDocument;

  beforeAll(async () => {
    ledger = await runTask(computeClaims({ quick: true }));
    page = await workbench.open("#/claims", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator('section[aria-label="Claims"][aria-busy="false"]').waitFor();
  });

  const row = (id: string) => page.locator(`[data-claim="${id}"]`);
  const shownIds = () =>
    page.locator("[data-claim]").evaluateAll((rows) => rows.map((one) => one.getAttribute("data-claim")));
  const clipboard = (): Promise<string> => page.evaluate("navigator.clipboard.readText()");

  it("shows every claim with the library's values and verdict, at once", async () => {
    const rows = await page
      .locator("[data-claim]")
      .evaluateAll((all) =>
        all.map((one) => [...one.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")),
      );
    const shown = new Map(rows.map(([id = "", ...cells]) => [id, cells.map(spaced)]));
    expect([...shown.keys()].toSorted()).toEqual(ledger.claims.map(({ id }) => id).toSorted());
    for (const claim of ledger.claims) {
      const [statement, place, paper, computed, , verdict] = shown.get(claim.id) ?? [];
      const [theirs, ours] = comparedTexts(claim);
      expect([statement, place, paper, verdict]).toEqual([
        spaced(claim.statement),
        spaced(claim.place),
        spaced(theirs),
        verdictWords[claim.verdict],
      ]);
      if (claim.verdict !== "pending") expect(computed).toBe(spaced(ours));
    }
    const bar = await page.locator("footer").innerText();
    expect(bar).toContain("39 claims, 26 inconsistencies noted");
    expect(bar).toContain("liquidus claims --quick --json");
  });

  it("shows rows as they are computed, and how many there will be", async () => {
    const opened = await (await workbench.context()).newPage();
    // Of every picture that the page draws: rows, and what is said of the progress.
    await opened.addInitScript(() => {
      const pictures: { rows: number; said: string }[] = [];
      Object.assign(globalThis, { pictures });
      const look = (): void => {
        const rows = document.querySelectorAll("[data-claim]").length;
        const said = /Computing the claims: \d+ of \d+/.exec(document.body?.innerText ?? "")?.[0] ?? "";
        pictures.push({ rows, said });
        requestAnimationFrame(look);
      };
      look();
    });
    await opened.goto(`${workbench.address}#/claims`);
    await opened.locator('section[aria-label="Claims"][aria-busy="false"]').waitFor();
    const seen = await opened.evaluate<{ readonly rows: number; readonly said: string }[]>("pictures");
    const onTheWay = seen.filter(({ said }) => said !== "");
    expect(onTheWay.some(({ rows }) => rows > 0 && rows < ledger.claims.length)).toBe(true);
    for (const { rows, said } of onTheWay) {
      expect(said).toBe(`Computing the claims: ${rows} of ${ledger.claims.length}`);
    }
    await opened.close();
  });

  it("filters by verdict, and back", async () => {
    for (const [verdict, word] of Object.entries(verdictWords)) {
      const wanted = ledger.claims.filter((claim) => claim.verdict === verdict);
      const chip = page.getByRole("button", { name: `${word} ${wanted.length}` });
      await chip.click();
      expect((await shownIds()).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
      expect(await chip.getAttribute("aria-pressed")).toBe("true");
      await chip.click();
      expect(await shownIds()).toHaveLength(ledger.claims.length);
    }
  });

  it("is read with the keyboard: arrows, Enter, copied text", async () => {
    const ids = await shownIds();
    await row(ids[0] ?? "").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const third = ids[2] ?? "";
    expect(await page.evaluate("document.activeElement?.dataset.claim")).toBe(third);
    const inspector = page.getByRole("complementary", { name: "Inspector" });
    const claim = ledger.claims.find(({ id }) => id === third);
    expect(await inspector.innerText()).toContain(claim?.because);
    await page.keyboard.press("Control+c");
    const table = (await clipboard()).trimEnd().split("\n");
    expect([table.length, table[3]?.split("\t")[0]]).toEqual([ledger.claims.length + 3, ids[0]]);
    await page.keyboard.press("End");
    expect(await page.evaluate("document.activeElement?.dataset.claim")).toBe(ids.at(-1));
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('aria-label')")).toBe("Inspector");
  });

  it("copies a claim as text, and opens the study that computes it", async () => {
    await row("B11").click();
    await page.getByRole("button", { name: "Copy as text" }).click();
    const claim = ledger.claims.find(({ id }) => id === "B11");
    await expect.poll(clipboard).toBe(claim && claimText(claim));
    await page.getByRole("button", { name: "Open the study" }).click();
    await page.locator('nav [aria-current="page"]', { hasText: "Cell" }).waitFor();
  });

  it("axe-core finds no serious violation, light and dark", async () => {
    await page.getByRole("button", { name: /^Claims/ }).click();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await row("A7").click();
      expect(await graveFaults(page, "#view")).toEqual([]);
    }
  });
});
