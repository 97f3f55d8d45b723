// What the cell view asks and lets choose, in Chromium. Oracles: the sentences of the library; what was typed; the axis that is exported.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromiumArguments, findChromium } from "../support/chromium.ts";
import { builtApp, serveApp } from "../support/served-app.ts";
import { dropFiles } from "../support/workbench-page.ts";

const executable = findChromium();

describe.skipIf(executable === null || !existsSync(join(builtApp, "index.html")))("choices of the cell view", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveApp>>;
  let context: BrowserContext;
  let page: Page;
  let heard: string[];

  beforeAll(async () => {
    served = await serveApp();
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    heard = [];
    page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    expect(heard).toEqual([]);
  });

  const left = () => page.getByRole("complementary", { name: "Study" });

  it("a new study asks composition and area, never takes a bare number, and begins with what was said", async () => {
    await page.goto(`${served.address}#/cell?example=single-pulse`);
    await left().getByRole("combobox", { name: "Open a shipped study" }).click();
    await page.getByRole("option", { name: "nak-on-nasicon", exact: true }).click();
    const form = page.getByRole("form", { name: "New study of nak-on-nasicon" });
    const make = form.getByRole("button", { name: "Make the study" });
    const hasFocus = (field: string) =>
      form.getByRole("textbox", { name: field }).evaluate((one) => one === document.activeElement);
    await expect.poll(() => hasFocus("Composition")).toBe(true);
    await form.getByRole("button", { name: "Cancel", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await left().getByRole("combobox", { name: "Open a shipped study" }).click();
    await page.getByRole("option", { name: "nak-on-nasicon", exact: true }).click();
    await make.click();
    await form.getByText("Say the composition: as in NaK50 (wt% K), Na50K50 (at.%) or 63 at.% Na.").waitFor();
    await form.getByText("Say the area that currents refer to, as in 0.385 cm2.").waitFor();
    await form.getByRole("textbox", { name: "Composition" }).fill("50");
    await form.getByRole("textbox", { name: "Area" }).fill("0.385");
    await form.getByText('"50" is not a composition', { exact: false }).waitFor();
    await form.getByText('"0.385" has no unit', { exact: false }).waitFor();
    expect(await page.getByRole("button", { name: /^Undo: Add study Study of/ }).count()).toBe(0);
    await form.getByRole("textbox", { name: "Composition" }).fill("63 at.% Na");
    await form.getByRole("textbox", { name: "Area" }).fill("0.5 cm2");
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "detached" });
    await expect.poll(() => page.getByRole("textbox", { name: "composition" }).inputValue()).toBe("63 at.% Na");
    expect(await page.getByRole("textbox", { name: "normalising area" }).inputValue()).toBe("0.5 cm2");
    await page.getByRole("button", { name: "Undo: Add study Study of nak-on-nasicon" }).waitFor();
  });

  it("the start page leads to the form of a new cell, and pulsed stripping opens on a case with pulses", async () => {
    await page.goto(served.address);
    await page.getByRole("button", { name: "Describe a cell" }).click();
    const form = page.getByRole("form", { name: "New study of nak-on-nasicon" });
    await form.getByRole("textbox", { name: "Composition" }).fill("NaK50");
    await form.getByRole("textbox", { name: "Area" }).fill("0.385 cm2");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("textbox", { name: "composition" }).inputValue()).toBe("NaK50");

    await page.goto(`${served.address}#/cell?example=pulsed-stripping`);
    await expect
      .poll(() =>
        left()
          .getByRole("textbox", { name: "Case of the study" })
          .or(left().getByRole("combobox", { name: "Case of the study" }))
          .first()
          .inputValue(),
      )
      .toBe("rest 2 s");
  });

  it("a study with an error is mended where it stands, also after a reload", async () => {
    await page.goto(`${served.address}#/cell`);
    await page.waitForSelector("header nav");
    const yaml =
      "schema: liquidus.study/1\nname: broken\ncell: { set: nak-on-nasicon, composition: NaK50 }\nprotocol: strip at 1 mA/cm2 for 1 furlong\n";
    await dropFiles(page, [{ name: "my broken.yml", bytes: new TextEncoder().encode(yaml) }]);
    const panel = page.getByRole("region", { name: "my broken.yml" });
    const text = panel.getByRole("textbox", { name: "Document of the study" });
    await text.waitFor();
    await page.waitForTimeout(1500);
    await page.reload();
    await text.waitFor();
    expect(await text.locator(".cm-line").allTextContents()).toEqual(yaml.split("\n"));
    // The error under its line, which is numbered; the button in view, however long the document is.
    const [line, error] = await Promise.all([
      text.locator(".cm-line", { hasText: "furlong" }).boundingBox(),
      panel.getByRole("alert").boundingBox(),
    ]);
    expect(Math.abs((error?.y ?? 0) - (line?.y ?? 0) - (line?.height ?? 0))).toBeLessThan(3);
    expect(await panel.getByRole("alert").textContent()).toMatch(/furlong/);
    expect(await panel.locator(".cm-lineNumbers").textContent()).toContain("1234");
    await text.fill(`${"# a remark\n".repeat(200)}${yaml.replace("furlong", "min")}`);
    await expect
      .poll(() => panel.getByRole("button", { name: "Use this text" }).boundingBox())
      .toMatchObject({ y: expect.toSatisfy((y: number) => y < (page.viewportSize()?.height ?? 0)) });
    await panel.getByRole("button", { name: "Use this text" }).click();
    await text.waitFor({ state: "detached" });
    await expect.poll(() => left().getByRole("button", { name: "Run", exact: true }).isEnabled()).toBe(true);
    await expect.poll(() => page.locator("footer code").textContent()).toBe("npx liquidus simulate 'my broken.yml'");
  });

  it("voltage and state are drawn against charge, and so is what is exported", async () => {
    await page.goto(`${served.address}#/cell?example=single-pulse`);
    await left().getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => left().getByRole("status").textContent(), { timeout: 20_000 }).toMatch(/^Done/);
    await page.getByRole("radiogroup", { name: "Voltage and state against" }).getByText("Charge").click();
    await page.getByRole("radio", { name: "Charge" }).and(page.locator(":checked")).waitFor({ state: "attached" });
    await page.getByRole("region", { name: "Voltage", exact: true }).hover();
    await page.keyboard.press("e");
    const sheet = page.getByRole("complementary", { name: "Export" });
    await sheet.getByRole("radiogroup", { name: "Format" }).getByText("Plotly JSON").click();
    await sheet.getByText("single-pulse_voltage_charge.json").first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      sheet.getByRole("button", { name: "Save figure", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("single-pulse_voltage_charge.json");
    const { layout } = JSON.parse(readFileSync(await download.path(), "utf8"));
    expect(JSON.stringify(layout)).toContain("<i>Q</i> / mAh cm⁻²");
    expect(JSON.stringify(layout)).not.toContain("<i>t</i>");
  });

  it("every picture and table of a run is given away, with the study and the command that make it", async () => {
    await page.goto(`${served.address}#/cell?example=single-pulse`);
    await left().getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => left().getByRole("status").textContent(), { timeout: 20_000 }).toMatch(/^Done/);
    const sheet = page.getByRole("complementary", { name: "Export" });
    const panel = sheet.getByRole("combobox", { name: "Panel" });
    const exported = async (region: string, tool: string, file: RegExp): Promise<void> => {
      await page.getByRole("region", { name: region, exact: true }).hover();
      await page.getByRole("region", { name: region, exact: true }).getByRole("button", { name: tool }).click();
      expect(await panel.inputValue()).toBe(region);
      await sheet.getByRole("button", { name: "Save CSV" }).waitFor();
      expect(await sheet.getByText("liquidus simulate single-pulse").count()).toBe(1);
      await sheet.getByRole("button", { name: "Save study (YAML)" }).waitFor();
      const save = tool === "Export this figure" ? "Save figure" : "Save CSV";
      await expect.poll(() => sheet.getByRole("button", { name: save, exact: true }).isEnabled()).toBe(true);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        sheet.getByRole("button", { name: save, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(file);
      await sheet.getByRole("button", { name: "Close the export" }).click();
      await sheet.waitFor({ state: "detached" });
    };
    await exported("Through the anode", "Export this figure", /^single-pulse_.*_\d+s\.svg$/);
    await exported("Parts of the voltage", "Export this figure", /^single-pulse_voltage-parts\.svg$/);
    await exported("What your numbers rule out", "Export this table", /^single-pulse_rulings\.csv$/);
  });
});
