// The cell view in Chromium. Oracles: the same case run by the library in Node; the sentences of the parser and of the units.
import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { liveRun } from "../../src/study/studies/live-run.ts";
import { planStudy } from "../../src/study/studies/plan-study.ts";
import { shippedStudy } from "../../src/study/studies/shipped-studies.ts";
import { stateNow } from "../../src/study/studies/state-now.ts";
import { graveFaults } from "../support/in-chromium.ts";
import { inWorkbench } from "../support/workbench-page.ts";

const CASE = "rest 0.5 s";
/** Units and numbers are parted by spaces that do not break. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, " ").trim();

inWorkbench("the cell view in Chromium", (workbench) => {
  let page: Page;

  beforeEach(async () => {
    page = await workbench.open("#/cell?example=pulsed-stripping");
    await chooseCase(CASE);
  });

  const left = () => page.getByRole("complementary", { name: "Study" });
  const button = (name: string) => left().getByRole("button", { name, exact: true });
  const status = () => left().getByRole("status");
  const editor = () => page.getByRole("textbox", { name: "Protocol" });

  async function chooseCase(name: string): Promise<void> {
    await page.getByRole("combobox", { name: "Case of the study" }).click();
    await page.getByRole("option", { name, exact: true }).click();
    await left().getByText("{rest} is 0.5 s").waitFor();
  }

  /** What stands under Now: names and texts. */
  async function facts(): Promise<(readonly [string, string])[]> {
    const section = left()
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "Now" }) });
    const rows = await section.locator("> div").all();
    return Promise.all(
      rows.map(async (row) => {
        const [name = "", text = ""] = await row.locator("> span").allTextContents();
        return [plain(name), plain(text)] as const;
      }),
    );
  }

  it("runs pulses live, stops, keeps what there is, resumes, and ends where the library ends", async () => {
    await button("Run").click();
    await page
      .getByRole("region", { name: "Voltage", exact: true })
      .or(page.getByLabel("Voltage", { exact: true }))
      .first()
      .waitFor();
    await left()
      .getByText(/^Pulse \d/)
      .waitFor();
    await button("Stop, keep results").click();
    await expect
      .poll(async () => plain((await status().textContent()) ?? ""), { timeout: 20_000 })
      .toMatch(/^Stopped at pulse [\d ]+\. Results so far are kept\.$/);
    expect((await facts()).map(([name]) => name)).toContain("Charge");
    await button("Resume").click();
    await expect.poll(() => status().textContent(), { timeout: 60_000 }).toMatch(/^Done/);

    const live = liveRun(await planStudy(await shippedStudy("pulsed-stripping"), { only: [CASE] }));
    await runTask({ name: "case", run: (control) => live.advance(control) });
    const expected = stateNow(live.sight(), null).map(({ name, text }) => [plain(name), plain(text)]);
    expect(await facts()).toEqual(expected);
    await left()
      .getByText(/are conserved: largest drift/)
      .waitFor();
    await page.getByRole("heading", { name: "What your numbers rule out" }).waitFor();

    const temperature = page.getByRole("textbox", { name: "temperature" });
    const stale = page.getByText("computed with other values; run again");
    expect(await stale.count()).toBe(0);
    await temperature.fill("26 °C");
    await temperature.press("Enter");
    // Voltage, state, impedance, what is ruled out; Now and Checks.
    await expect.poll(() => stale.count()).toBe(6);
    expect(await left().locator("section").filter({ has: stale }).count()).toBe(2);
    await page.getByText("--temperature '26 °C'").waitFor();
  });

  it("tells an error of the protocol under its line, and does not run it", async () => {
    await editor().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nplate at 0.4 mA/cm2 for 1 mA/cm2");
    const sentence = page.getByRole("alert").filter({ hasText: "1 mA/cm2" });
    await sentence.waitFor();
    expect(await sentence.textContent()).toMatch(
      /^"plate at 0\.4 mA\/cm2 for 1 mA\/cm2": "1 mA\/cm2" is a current density; expected what ends the step/,
    );
    expect(await button("Run").isDisabled()).toBe(true);
    await status().getByText("The protocol has an error: mend it to run the study.").waitFor();
    for (let k = 0; k < "mA/cm2".length; k++) await page.keyboard.press("Backspace");
    await page.keyboard.type("mAh/cm2");
    await sentence.waitFor({ state: "detached" });
    await expect.poll(() => button("Run").isDisabled()).toBe(false);
    await left().getByText("at most", { exact: false }).first().waitFor();
  });

  it("takes back a text with an error before the study, and brings it again", async () => {
    const written = async () => (await editor().locator(".cm-line").allTextContents()).join("\n");
    const before = await written();
    await editor().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nplate at 0.4 mA/cm2 for 1 mA/cm2");
    await page.getByRole("alert").filter({ hasText: "1 mA/cm2" }).waitFor();
    await page.getByRole("button", { name: `Undo: Writing in the protocol of ${CASE}` }).click();
    await page.getByRole("alert").filter({ hasText: "1 mA/cm2" }).waitFor({ state: "detached" });
    expect(await written()).toBe(before);
    await page.getByRole("button", { name: `Redo: Writing in the protocol of ${CASE}` }).click();
    await page.getByRole("alert").filter({ hasText: "1 mA/cm2" }).waitFor();
    expect(await written()).toBe(`${before}\nplate at 0.4 mA/cm2 for 1 mA/cm2`);
  });

  it("takes a parameter in another unit, refuses another kind, marks what lies outside, and undoes", async () => {
    const field = page.getByRole("textbox", { name: /^store\.limitingCurrentDensity/ });
    await field.fill("4 A/m2");
    await field.press("Enter");
    await expect.poll(() => field.inputValue()).toBe("0.4");
    await page.getByRole("img", { name: "changed; 1.033 mA cm⁻² as shipped" }).waitFor();
    await field.fill("3 V");
    await field.press("Enter");
    const refusal = page.getByRole("alert").filter({ hasText: "V is another kind of quantity" });
    await refusal.waitFor();
    await field.press("Escape");
    await refusal.waitFor({ state: "detached" });
    const capacity = page.getByRole("textbox", { name: /^store\.capacity/ });
    await capacity.fill("1 mmol/cm2");
    await capacity.press("Enter");
    await page.getByText("Outside the range").waitFor();
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await page.getByText("Outside the range").waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("0.4");
  });

  it("runs and pauses by keyboard alone", async () => {
    await page.getByRole("region", { name: "Figures" }).focus();
    await page.keyboard.press("f");
    await left()
      .getByText(/^Pulse \d/)
      .waitFor();
    await page.keyboard.press("f");
    await expect.poll(() => status().textContent(), { timeout: 20_000 }).toMatch(/^Paused at pulse/);
    await page.keyboard.press("f");
    await expect.poll(() => status().textContent(), { timeout: 60_000 }).toMatch(/^(Pulse|Done)/);
  });

  it("axe finds no serious violation", async () => {
    await button("Run").click();
    await left()
      .getByText(/^Pulse \d/)
      .waitFor();
    await button("Stop, keep results").click();
    await button("Resume").waitFor();
    expect(await graveFaults(page, "#view")).toEqual([]);
  });
});
