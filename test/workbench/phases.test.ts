import type { Locator, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { databaseFromFile } from "../../src/study/alloy-database.ts";
import { alloyEquilibrium, type EquilibriumState } from "../../src/study/equilibrium.ts";
import { potentials } from "../../src/study/potential.ts";
import { kNaText } from "../../src/thermo/data/index.ts";
import { graveFaults } from "../support/in-chromium.ts";
import { inWorkbench } from "../support/workbench-page.ts";

/** A composition written in at.% and read again may lose its last bits. */
const CLOSE = 1e-12;

inWorkbench("the phases view in Chromium, against the library in Node", (workbench) => {
  let page: Page;

  beforeAll(async () => {
    page = await openPhases();
  });
  beforeEach(async () => {
    await typeAlloy("NaK50");
    await typeTemperature("25 °C");
    await page.getByText("liquidus equilibrium NaK50 --temperature 25C").waitFor();
  });

  async function openPhases(): Promise<Page> {
    const opened = await workbench.open();
    await opened.getByRole("button", { name: /^Phases/ }).click();
    await opened.getByText("Freezes at").waitFor();
    return opened;
  }

  /** A number in SI at full precision, as it stands behind a text. */
  const shownNumber = async (place: Locator): Promise<number> => Number(await place.getAttribute("data-value"));
  const near = (got: number, wanted: number | null | undefined): void => {
    if (wanted === null || wanted === undefined) throw new Error("The library gives no value here.");
    expect(Math.abs(got - wanted)).toBeLessThanOrEqual(CLOSE * Math.abs(wanted));
  };
  const typeAlloy = async (text: string, on = page): Promise<void> => {
    await on.getByRole("textbox", { name: "Composition" }).fill(text);
  };
  const typeTemperature = async (text: string): Promise<void> => {
    const field = page.getByRole("textbox", { name: "Temperature with unit" });
    await field.fill(text);
    await field.press("Enter");
  };
  const phaseRow = (label: string, on = page): Locator =>
    on.getByRole("table", { name: "Phases" }).getByRole("row").filter({ hasText: label });

  it("shows the state at the pointer whole, wherever that is, at 1024 px", async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    const canvas = page.locator("canvas").first();
    const card = page.getByTestId("hover-card");
    for (const part of [0.2, 0.45, 0.55, 0.8]) {
      const place = await canvas.boundingBox();
      if (place === null) throw new Error("no diagram");
      await page.mouse.move(place.x + part * place.width, place.y + 0.45 * place.height);
      await card.waitFor();
      await expect
        .poll(async () => {
          const own = await card.boundingBox();
          return own !== null && own.x >= place.x && own.x + own.width <= place.x + place.width;
        })
        .toBe(true);
    }
  });

  it("tells the state of a typed alloy with the numbers of alloyEquilibrium, and the command line that prints it", async () => {
    await typeAlloy("NaK65");
    await page.getByText("NaK65 is read as 65 wt% K").waitFor();
    await page.getByText("liquidus equilibrium NaK65 --temperature 25C").waitFor();
    const [phase] = alloyEquilibrium({ compositions: ["NaK65"] }).phases ?? [];
    near(await shownNumber(phaseRow("Liquid").locator('[data-quantity="moleFraction"]')), phase?.moleFractions.Na);
    near(await shownNumber(phaseRow("Liquid").locator('[data-quantity="fraction"]')), phase?.fraction);
    near(await shownNumber(phaseRow("Liquid").locator('[data-quantity="massFraction"]')), 0.65);
  });

  it("tells both phases where two are stable", async () => {
    await typeAlloy("Na80K20");
    const wanted = alloyEquilibrium({ compositions: ["Na80K20"] }).phases ?? [];
    expect(wanted.map(({ label }) => label)).toStrictEqual(["Na(s)", "liquid"]);
    for (const { label, fraction } of wanted) {
      const row = phaseRow(label === "liquid" ? "Liquid" : label);
      near(await shownNumber(row.locator('[data-quantity="fraction"]')), fraction);
    }
    await page.getByText("a solid is there already").waitFor();
  });

  it("takes a bare number in the chosen per cent, and says so", async () => {
    const field = page.getByRole("textbox", { name: "Composition" });
    for (const [basis, text] of [
      ["wt% K", "65 wt% K"],
      ["at.% Na", "65 at.% Na"],
    ] as const) {
      await page.getByRole("radiogroup", { name: "Composition in" }).getByText(basis).click();
      await typeAlloy("65");
      await page.getByText(`${text} is read as`).waitFor();
      await field.press("Enter");
      await expect.poll(() => field.inputValue()).toBe(text);
      const wanted = alloyEquilibrium({ compositions: [text] }).composition?.Na;
      near(await shownNumber(phaseRow("Liquid").locator('[data-quantity="moleFraction"]')), wanted);
    }
  });

  it("undoes what was typed with the key, in the field itself, and does it again", async () => {
    const composition = page.getByRole("textbox", { name: "Composition" });
    await composition.press("Enter");
    await typeAlloy("NaK65");
    await composition.press("Enter");
    await typeTemperature("40 °C");
    const temperature = page.getByRole("textbox", { name: "Temperature with unit" });
    const both = async (): Promise<readonly string[]> => [
      await composition.inputValue(),
      await temperature.inputValue(),
      (await page.locator("footer code").textContent()) ?? "",
    ];
    const command = (alloy: string, celsius: string): string =>
      `npx liquidus equilibrium ${alloy} --temperature ${celsius}`;
    await expect.poll(both).toEqual(["NaK65", "40.0\u00a0°C", command("NaK65", "40C")]);
    await page.keyboard.press("Control+z");
    await expect.poll(both).toEqual(["NaK65", "25.0\u00a0°C", command("NaK65", "25C")]);
    await page.keyboard.press("Control+z");
    await expect.poll(both).toEqual(["NaK50", "25.0\u00a0°C", command("NaK50", "25C")]);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(both).toEqual(["NaK65", "25.0\u00a0°C", command("NaK65", "25C")]);
  });

  it("refuses what is no composition in the sentence of the library, and keeps the last state", async () => {
    await typeAlloy("fifty");
    await page
      .getByRole("alert")
      .filter({ hasText: '"fifty" is not a composition: write NaK50 for 50 wt% K' })
      .waitFor();
    near(
      await shownNumber(phaseRow("Liquid").locator('[data-quantity="moleFraction"]')),
      alloyEquilibrium({ compositions: ["NaK50"] }).composition?.Na,
    );
  });

  it("shows at the pointer what alloyEquilibrium and potentials give there", async () => {
    const figure = page.getByRole("group", { name: /phase diagram/ });
    const box = await figure.boundingBox();
    if (!box) throw new Error("The diagram is not there.");
    const card = page.getByTestId("hover-card");
    for (const [across, down] of [
      [0.5, 0.3],
      [0.3, 0.55],
      [0.9, 0.62],
    ] as const) {
      await page.mouse.move(box.x + across * box.width, box.y + down * box.height, { steps: 4 });
      await card.waitFor();
      const { moleFraction, temperature } = await settled(card);
      const composition = `${100 * moleFraction} at.% Na`;
      const state = alloyEquilibrium({ compositions: [composition], temperatures: [temperature] })
        .states[0] as EquilibriumState;
      const of = (quantity: string): Promise<number> => shownNumber(card.locator(`[data-quantity="${quantity}"]`));
      for (const element of ["Na", "K"]) {
        near(await of(`activity-${element}`), state.activities[element]);
        near(await of(`potential-${element}`), state.potentials[element]);
      }
      for (const [i, { fraction }] of state.phases.length > 1 ? state.phases.entries() : []) {
        near(await of(`fraction-${i}`), fraction);
      }
      if (state.phases.length === 1) {
        const [entry] = potentials({ system: "Na-K", temperature, alloys: [composition], bands: false }).document
          .alloys;
        for (const { element, share } of entry?.removal ?? []) near(await of(`share-${element}`), share);
      }
    }
  });

  /** Where the card stands once it no longer changes. */
  async function settled(card: Locator): Promise<{ readonly moleFraction: number; readonly temperature: number }> {
    let before = "";
    for (;;) {
      const now = `${await card.getAttribute("data-mole-fraction")} ${await card.getAttribute("data-temperature")}`;
      if (now === before) {
        const [moleFraction, temperature] = now.split(" ").map(Number);
        return { moleFraction: moleFraction as number, temperature: temperature as number };
      }
      before = now;
      await page.waitForTimeout(700);
    }
  }

  it("follows the temperature slider by keyboard, and takes a temperature in K", async () => {
    const slider = page.getByRole("slider", { name: "Temperature" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.getByText("State at 27.0 °C").waitFor();
    const { liquid } = potentials({ system: "Na-K", temperature: 300.15, alloys: [], bands: false }).document;
    const ends = liquid.map(({ from, to }) => `${(100 * from).toFixed(1)} – ${(100 * to).toFixed(1)}`);
    await page.getByText(ends.join()).waitFor();
    await typeTemperature("281.15 K");
    await page.getByText("State at 8.0 °C").waitFor();
    await typeTemperature("25");
    await page.getByRole("alert").filter({ hasText: '"25" has no unit' }).waitFor();
  });

  it("turns at.% into wt%, and undoes it as one change", async () => {
    await page.getByText("at.% Na", { exact: true }).click();
    const field = page.getByRole("textbox", { name: "Composition" });
    const x = 100 * (alloyEquilibrium({ compositions: ["NaK50"] }).composition?.Na ?? 0);
    await expect.poll(() => field.inputValue()).toBe(`${Number(x.toFixed(4))} at.% Na`);
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect.poll(() => field.inputValue()).toBe("NaK50");
  });

  it("computes with a TDB file of the project, whose parameters have no covariance", async () => {
    const other = await openPhases();
    const chooser = other.waitForEvent("filechooser");
    await other.getByRole("button", { name: "Open files" }).click();
    const text = kNaText.replace("+2937-1.06*T", "+2000-1.06*T");
    await (await chooser).setFiles({ name: "mine.tdb", mimeType: "text/plain", buffer: Buffer.from(text) });
    await other.getByRole("button", { name: /^Phases/ }).click();
    await other.getByRole("combobox", { name: "Thermodynamic database" }).click();
    await other.getByRole("option", { name: "mine.tdb" }).click();
    await other.getByText("No bands (±): mine.tdb").waitFor();
    await other.getByText("liquidus equilibrium NaK50 --temperature 25C --tdb mine.tdb").waitFor();
    await typeAlloy("Na80K20", other);
    const source = databaseFromFile({ name: "mine.tdb", bytes: new TextEncoder().encode(text) });
    const wanted = alloyEquilibrium({ compositions: ["Na80K20"], source }).phases ?? [];
    for (const { label, fraction } of wanted) {
      const cell = phaseRow(label === "liquid" ? "Liquid" : label, other).locator('[data-quantity="fraction"]');
      await expect.poll(() => shownNumber(cell)).toBeCloseTo(fraction, 9);
    }
  });

  it("axe-core finds no serious violation", async () => {
    await page.getByRole("group", { name: /^Reversible potential/ }).waitFor();
    await page.getByText("Claims that rest on this").waitFor();
    expect(await graveFaults(page, "#view")).toEqual([]);
  });
});
