// A calibration in Chromium. Oracle: the resistances with which the measured numbers were made, v = i Σ R_k (1 − e^(−t/R_k C_k)) + i R₀.
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { dropFiles, inWorkbench } from "../support/workbench-page.ts";

/** Ω m², F/m², Ω m² of grain boundary and interface. */
const TRUTH = [0.003, 0.0033, 0.01] as const;
const TIMES = { short: 1e-5, middle: 1e-4, long: 0.05 } as const;

/** V at 10 A/m² after t s. */
const voltage = (t: number, gb: number, c: number, interfaceR: number): number =>
  10 * (0.002 + gb * -Math.expm1(-t / (gb * c)) + interfaceR * -Math.expm1(-t / (interfaceR * 0.2)));

/** "9.649 × 10⁻⁴ Ω m²" */
function numberOf(text: string): number {
  const [, digits = "", power = "0"] = /^\s*([\d.]+)(?:\s*×\s*10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(text) ?? [];
  const exponent = [...power].map((one) => ("⁰¹²³⁴⁵⁶⁷⁸⁹".includes(one) ? "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(one) : one)).join("");
  return Number(digits) * 10 ** Number(exponent.replace("⁻", "-"));
}

/** @param before steps before the pulse that is measured, which leave no trace but take their time */
function study(before = ""): Uint8Array {
  const cases = Object.entries(TIMES);
  return new TextEncoder().encode(`schema: liquidus.study/1
name: arcs
title: Two arcs
cell:
  model:
    schema: liquidus.cell-model/1
    name: two arcs
    temperature: 298.15
    submodels:
      - { name: electrolyte, kind: resistance, parameters: { resistance: 0.002 } }
      - { name: grain boundary, kind: resistor-capacitor, parameters: { resistance: 0.004, capacitance: 0.002 } }
      - { name: interface, kind: resistor-capacitor, electrode: working, parameters: { resistance: 0.02, capacitance: 0.2 } }
protocol: "${before}strip at 1 mA/cm2 for {time}"
cases:
${cases.map(([name, t]) => `  - { name: ${name}, let: { time: ${t} s } }`).join("\n")}
observe:
${cases.map(([name, t]) => `  - { name: v ${name}, case: ${name}, what: voltage, value: ${voltage(t, ...TRUTH)}, sigma: 0.05 mV }`).join("\n")}
calibrate:
  vary:
    grain boundary.resistance: { from: 5 Ohm cm2, to: 200 Ohm cm2, scale: log }
    grain boundary.capacitance: { from: 10 nF/cm2, to: 10 uF/cm2, scale: log }
    interface.resistance: { from: 10 Ohm cm2, to: 1000 Ohm cm2, scale: log }
`);
}

inWorkbench("a fit in the cell view", (workbench) => {
  let page: Page;

  beforeEach(async () => {
    page = await workbench.open();
  });

  async function openFit(bytes: Uint8Array): Promise<void> {
    await dropFiles(page, [{ name: "arcs.yaml", bytes }]);
    await page
      .getByRole("tab", { name: "Fit" })
      .or(page.getByText("Fit", { exact: true }))
      .first()
      .click();
    await page.getByRole("button", { name: "Fit", exact: true }).waitFor();
  }
  const section = (title: string) =>
    page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  /** Names and values of a table of parameters. */
  async function values(title: string): Promise<Map<string, number>> {
    const rows = await section(title).locator("tbody tr").all();
    const cells = await Promise.all(rows.map((row) => row.locator("td").allTextContents()));
    return new Map(cells.map(([name = "", value = ""]) => [name, numberOf(value)]));
  }

  test("runs to its end, finds the numbers that the data were made with, and puts them into the study", async () => {
    await openFit(study());
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    await section("Found").waitFor();
    const found = await values("Found");
    expect(found.size).toBe(TRUTH.length);
    expect(found.get("grain boundary.resistance")).toBeCloseTo(TRUTH[0], 5);
    expect(found.get("grain boundary.capacitance")).toBeCloseTo(TRUTH[1], 5);
    expect(found.get("interface.resistance")).toBeCloseTo(TRUTH[2], 5);
    await section("Found").getByRole("button", { name: "Take the values" }).click();
    await page.getByRole("button", { name: /^Undo: Values of the fit of/ }).waitFor();
    await page.getByText("Parameters", { exact: true }).click();
    await expect
      .poll(async () => Number(await page.getByRole("textbox", { name: /^interface\.resistance/ }).inputValue()))
      .toBeCloseTo(TRUTH[2], 5);
  });

  test("is stopped during its search, and keeps the best so far", async () => {
    await openFit(study("repeat 400 { strip at 1 mA/cm2 for 10 s; plate at 1 mA/cm2 for 10 s; rest 10 s }; "));
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    const words = () => section("Vary").getByRole("status").textContent();
    await expect.poll(words, { timeout: 60_000 }).toMatch(/%, random sets, run [3-9]$/);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await section("Best so far").waitFor();
    expect(await words()).toMatch(
      /^Stopped during the search, after \d+ runs of the model: the best set of values so far has a misfit of [\d.e+]+, without intervals\.$/,
    );
    const best = await values("Best so far");
    const bounds: Readonly<Record<string, readonly [number, number]>> = {
      "grain boundary.resistance": [5e-4, 2e-2],
      "grain boundary.capacitance": [1e-4, 1e-1],
      "interface.resistance": [1e-3, 1e-1],
    };
    expect([...best.keys()].sort()).toEqual(Object.keys(bounds).sort());
    for (const [name, [low, high]] of Object.entries(bounds)) {
      expect(best.get(name)).toBeGreaterThanOrEqual(low);
      expect(best.get(name)).toBeLessThanOrEqual(high);
    }
    await page.getByRole("button", { name: "Fit", exact: true }).waitFor();
  });
});
