// The ends of the colours of the map, and the processes on the Nyquist plot, by mouse and by keyboard.
// Oracle: the scale of the bar itself, by hand; the table of processes beside the figure.
import { expect, test } from "vitest";
import { seriesMpr } from "../support/series-mpr.ts";
import { dropFiles, inWorkbench } from "../support/workbench-page.ts";

inWorkbench("marks and colours of the impedance view in Chromium", (workbench) => {
  test("the ends are dragged, stepped, typed and taken back", async () => {
    const page = await workbench.open("#/impedance", { viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    await page.waitForSelector("header nav");
    await dropFiles(page, [{ name: "series.mpr", bytes: seriesMpr(8) }]);
    await page.getByText("the whole file", { exact: true }).waitFor();
    const [low, high] = ["Lower", "Upper"].map((end) =>
      page.getByRole("slider", { name: `${end} end of the colours` }),
    );
    if (low === undefined || high === undefined) throw new Error("no handles");
    const value = async (end: typeof low): Promise<number> =>
      Number(((await end.getAttribute("aria-valuetext")) ?? "").replace(/[^\d.]*$/, "").replace(/\s/g, ""));
    const usual = [await value(low), await value(high)] as const;
    // Three decades below the largest value.
    expect(usual[1] / usual[0]).toBeCloseTo(1000, 6);

    const [top, bottom] = [await high.boundingBox(), await low.boundingBox()];
    if (top === null || bottom === null) throw new Error("no places");
    const x = top.x + top.width / 2;
    const y = top.y + top.height / 2;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + (bottom.y - top.y) / 3, { steps: 6 });
    await page.mouse.up();
    // A third of three decades down.
    expect(await value(high)).toBeCloseTo(usual[1] / 10, 9);
    expect(await value(low)).toBe(usual[0]);

    await high.focus();
    await page.keyboard.press("ArrowUp");
    expect(await value(high)).toBeGreaterThan(usual[1] / 10);
    await page.keyboard.press("Delete");
    expect(await value(high)).toBe(usual[1]);

    const field = page.getByRole("textbox", { name: /^Colours to γ/ });
    await field.fill(String(usual[0] / 2));
    await field.press("Enter");
    await page.getByText("The upper end is to be at least twice the lower.").waitFor();
    await field.fill(String(usual[1] / 4));
    await field.press("Enter");
    await expect.poll(() => value(high)).toBeCloseTo(usual[1] / 4, 9);
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await expect.poll(() => value(high)).toBe(usual[1]);
  }, 200_000);
});
