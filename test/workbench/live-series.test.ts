// What follows the λ slider while it is held, on screen. Oracle: the library in Node, each sweep by itself at the λ that the page says.
import { expect, test } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { formatNumber } from "../../src/figures/format-number.ts";
import { analyzeFiles } from "../../src/study/analyze.ts";
import { seriesMpr } from "../support/series-mpr.ts";
import { dropFiles, inWorkbench } from "../support/workbench-page.ts";

inWorkbench("a held λ in Chromium", (workbench) => {
  test("map, command line and processes follow, also the sweep that comes under the cursor meanwhile", async () => {
    const file = { name: "series.mpr", bytes: seriesMpr(8) };
    const page = await workbench.open("#/impedance", { viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    await page.waitForSelector("header nav");
    await dropFiles(page, [file]);
    await page.getByText("the whole file", { exact: true }).waitFor();
    await page.getByRole("radiogroup", { name: "How λ is found" }).getByText("by hand").click();
    const slider = page.getByRole("slider", { name: "Smoothing λ, logarithmic" });
    await slider.waitFor();
    await page.getByText("the whole file", { exact: true }).waitFor();
    const typed = page.getByRole("textbox", { name: "Smoothing λ" });
    const command = page.locator("footer code");
    const before = await typed.inputValue();

    const thumb = await slider.boundingBox();
    if (thumb === null) throw new Error("no slider");
    const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 40, y, { steps: 4 });
    const remark = page.getByText(/each sweep by itself at λ/);
    await remark.waitFor();
    expect(await typed.inputValue()).not.toBe(before);
    const written = async (): Promise<string> => /--lambda (\S+)/.exec((await command.textContent()) ?? "")?.[1] ?? "";
    // When the slider rests.
    const shown = await typed.inputValue();
    await expect.poll(async () => formatNumber(Number(await written()), { digits: 3 })).toBe(shown);
    const word = await written();
    const lambda = Number(word);
    expect(word).toMatch(lambda < 1e-3 ? /^\d(\.\d+)?e-\d+$/ : /^\d/);

    const { entries } = await runTask(analyzeFiles([file], { lambda }));
    const sweeps = entries.flatMap((entry) => ("error" in entry ? [] : entry.sweeps));
    // The table of processes has as many rows as the sweep has peaks at that λ, in both sweeps, while the slider is held.
    const rows = page.getByRole("button", { name: /^\s*(P\s*\d|other)$/ });
    const peaks = (at: number): number => sweeps[at]?.drt?.peaks.length ?? -1;
    await expect.poll(() => rows.count()).toBe(peaks(0));
    await page.getByText("At this λ alone the relaxation times have no intervals.").waitFor();
    // The slider has the keys while it is held: the sweep is chosen from a figure.
    await page.getByRole("group", { name: /^Nyquist plot/ }).focus();
    await page.keyboard.press("End");
    await page.getByText("Sweep 8 of 8", { exact: true }).first().waitFor();
    await expect.poll(() => rows.count()).toBe(peaks(7));
    await page.getByText("At this λ alone the relaxation times have no intervals.").waitFor();

    await page.mouse.up();
    await remark.waitFor({ state: "detached" });
    expect(await command.textContent()).toContain(`--lambda ${word}`);
  }, 240_000);
});
