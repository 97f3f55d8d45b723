// Fields and sliders of the cell in Chromium. Oracles: the sentences of the library; the number that stands in the field.
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { inWorkbench } from "../support/workbench-page.ts";

inWorkbench("the inspector of a cell", (workbench) => {
  let page: Page;

  beforeAll(async () => {
    page = await workbench.open("#/cell?example=single-pulse");
    await field("temperature").waitFor();
  });

  const field = (name: string | RegExp) => page.getByRole("textbox", { name });

  it.each([
    ["temperature", "50", /^"50" has no unit: write a temperature as in 50C or 298\.15K\.$/],
    ["temperature", "-25 °C", /^NA-K is liquid at no composition at 248\.15 K/],
    ["composition", "50", /^"50" is not a composition/],
    ["normalising area", "50", /^"50" has no unit: write an area as in 0\.385cm2\.$/],
    [/^pool\.diffusivity/, "-1e-9 m2/s", /^"pool\.diffusivity" .* is expected\.$/],
  ])("%s %s is refused below its field, and the study stays as it is", async (name, typed, sentence) => {
    const before = await field(name).inputValue();
    await field(name).fill(typed);
    await field(name).press("Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(sentence);
    expect(await field(name).inputValue()).toBe(typed);
    const study = page.getByRole("complementary", { name: "Study" });
    expect(await study.getByRole("button", { name: "Run", exact: true }).isDisabled()).toBe(false);
    expect(await study.getByText("This study cannot be run.").count()).toBe(0);
    await field(name).press("Escape");
    await alert.waitFor({ state: "detached" });
    expect(await field(name).inputValue()).toBe(before);
  });

  it("no field cuts its number", async () => {
    for (const width of [1024, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const inputs = page.locator("input[aria-label*='.'], input[aria-label='temperature']");
      const texts = await inputs.evaluateAll((all) =>
        all
          .filter((input) => input.scrollWidth > input.clientWidth)
          .map((input) => `${input.getAttribute("aria-label")}: ${(input as HTMLInputElement).value}`),
      );
      expect(await inputs.count()).toBeGreaterThan(10);
      expect(texts).toEqual([]);
    }
  });

  it("a temperature with its unit is taken", async () => {
    await field("temperature").fill("303.15 K");
    await field("temperature").press("Enter");
    await expect.poll(() => field("temperature").inputValue()).toBe("30 °C");
  });

  it("the slider stands where the field does after typing, undo, keys and reset, and says its value", async () => {
    const own = field(/^store\.limitingCurrentDensity/);
    await own.focus();
    const slider = page.getByRole("slider", { name: /^store\.limitingCurrentDensity/ });
    const place = async () => Number(await slider.getAttribute("aria-valuenow"));
    const first = await place();
    expect(await slider.getAttribute("aria-valuetext")).toBe("1.033 mA cm⁻²");
    await own.fill("0.5");
    await own.press("Enter");
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toBe("0.5 mA cm⁻²");
    const typed = await place();
    expect(typed).toBeLessThan(first);
    await slider.press("ArrowRight");
    await expect.poll(place).toBe(typed + 1);
    // Field and slider come to the same value, another than was typed.
    await expect
      .poll(async () => [await own.inputValue(), await slider.getAttribute("aria-valuetext")])
      .toEqual(["0.5013", "0.5013 mA cm⁻²"]);
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await expect.poll(place).toBe(typed);
    await page.getByRole("button", { name: /^Reset to 1\.033/ }).click();
    await expect.poll(place).toBe(first);
  });
});
