// A recorded course of voltage and current on screen. Oracle: the sentence of the library about the same numbers.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { pointWords } from "../../src/app/impedance/course-facts.ts";
import type { TimeSeries } from "../../src/files/time-series.ts";
import { voltageSummary } from "../../src/report/summaries.ts";
import { dataPayload, mprFile, settingsPayload } from "../support/mpr-writer.ts";
import { dropFiles, inWorkbench, type TestFile } from "../support/workbench-page.ts";

const AREA = 0.385;

/** @param area in cm² */
const labelOf = (series: TimeSeries, area: number): string =>
  `Voltage and current against time. ${voltageSummary(series, 0, area * 1e-4)}`;

function course(points: number): { readonly file: TestFile; readonly label: string; readonly series: TimeSeries } {
  const time = Float64Array.from({ length: points }, (_, k) => k / 10);
  const voltage = time.map((t) => Math.fround(0.2 + 0.1 * Math.sin(t / 90)));
  const current = time.map((t) => Math.fround(Math.floor(t / 60) % 2 === 0 ? 0.4 : -0.4));
  const columns = [
    { id: 4, type: "f8", values: [...time] },
    { id: 77, type: "f4", values: [...voltage] },
    { id: 76, type: "f4", values: [...current] },
  ] as const;
  const bytes = mprFile(
    [
      { name: "VMP Set", payload: settingsPayload({ technique: 24, area: AREA, areaUnit: 2 }) },
      { name: "VMP data", payload: dataPayload(columns, "new") },
    ],
    "new",
  );
  const series = { time, voltage, current: current.map((mA) => mA / 1000) };
  return {
    series,
    file: { name: `course-${points}.mpr`, bytes },
    label: labelOf(series, AREA),
  };
}

/** How many different colours stand on the canvas that the curves are drawn on. */
const colorsOf = (page: Page, label: string): Promise<number> =>
  page.evaluate((wanted) => {
    const figure = document.querySelector(`[role=group][aria-label="${wanted}"]`);
    const canvas = figure?.querySelector("canvas");
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const seen = new Set<number>();
    for (let k = 0; k < pixels.length; k += 4)
      seen.add(((pixels[k] ?? 0) << 16) | ((pixels[k + 1] ?? 0) << 8) | (pixels[k + 2] ?? 0));
    return seen.size;
  }, label);

const picture = (page: Page, label: string): Promise<string> =>
  page.evaluate(
    (wanted) => document.querySelector<HTMLCanvasElement>(`[aria-label="${wanted}"] canvas`)?.toDataURL() ?? "",
    label,
  );

inWorkbench("voltage and current in Chromium", (workbench) => {
  // Above 50 000 points a course is laid out in turns.
  test.each([1000, 60_000])(
    "a course of %i points is drawn, told in words, walked through and drawn anew in another theme",
    async (points) => {
      const page = await workbench.open("#/impedance");
      const { file, label, series } = course(points);
      await dropFiles(page, [file]);
      const figure = page.getByRole("group", { name: label, exact: true });
      await figure.waitFor();
      await expect.poll(() => colorsOf(page, label)).toBeGreaterThan(10);
      await figure.focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Shift+ArrowRight");
      await page
        .getByText(pointWords(series, 10, AREA * 1e-4), { exact: true })
        .first()
        .waitFor();
      // Another theme draws it anew.
      const before = await picture(page, label);
      await page.emulateMedia({ colorScheme: "dark" });
      await expect.poll(() => picture(page, label)).not.toBe(before);
    },
  );

  test("a long course stays on screen while it is laid out anew for another area, and its words change with it", async () => {
    const page = await workbench.open("#/impedance");
    const { file, label, series } = course(60_000);
    await dropFiles(page, [file]);
    const figure = page.getByRole("group", { name: label, exact: true });
    await figure.waitFor();
    const element = await figure.elementHandle();
    const area = page.getByRole("textbox", { name: "Area", exact: true });
    await area.fill("0.77 cm2");
    await area.press("Enter");
    const other = page.getByRole("group", { name: labelOf(series, 2 * AREA), exact: true });
    await other.waitFor();
    expect(labelOf(series, 2 * AREA)).not.toBe(label);
    expect(await other.evaluate((now, before) => now === before, element)).toBe(true);
  });
});
