// A study of pulses that follows a slider. Oracle: the remark of the figure, and that its picture changes while the slider moves.
import { expect, test } from "vitest";
import { inWorkbench } from "../support/workbench-page.ts";

const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, " ");
/** Movements after which a picture must have come; each waits 30 ms. */
const MOST_MOVES = 600;
const PICTURES = 3;

inWorkbench("a slider of a study of pulses", (workbench) => {
  test("is followed by the first pulses while it moves, and by all of them when it is let go", async () => {
    const page = await workbench.open("#/cell?example=pulsed-stripping");
    const study = () => page.getByRole("complementary", { name: "Study" });
    const remark = () => page.getByText(/coarse: first 100 of 70.000 pulses while you drag/).first();
    await page.getByRole("combobox", { name: "Case of the study" }).click();
    await page.getByRole("option", { name: "rest 1 s", exact: true }).click();
    await study().getByText("{rest} is 1 s").waitFor();
    await study().getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => study().getByRole("status").textContent(), { timeout: 30_000 }).toMatch(/^Done/);
    const whole = plain((await study().getByRole("status").textContent()) ?? "");

    await page.getByRole("textbox", { name: /^store\.limitingCurrentDensity/ }).focus();
    const thumb = page.getByRole("slider", { name: /^store\.limitingCurrentDensity/ });
    const box = await thumb.boundingBox();
    if (box === null) throw new Error("the slider has no place");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const picture = page.locator("canvas").first();
    const seen = new Set<string>();
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let k = 0; k < MOST_MOVES && seen.size < PICTURES; k++) {
      await page.mouse.move(x - (k % 60), y);
      await page.waitForTimeout(30);
      if ((await remark().count()) > 0) seen.add(await picture.evaluate((one: HTMLCanvasElement) => one.toDataURL()));
    }
    expect(seen.size).toBe(PICTURES);
    await study().getByText("They come with the full run.").waitFor();
    await page.mouse.up();
    await remark().waitFor({ state: "detached" });
    await expect
      .poll(async () => plain((await study().getByRole("status").textContent()) ?? ""), { timeout: 30_000 })
      .toMatch(/^Done: \d+ h/);
    expect(plain((await study().getByRole("status").textContent()) ?? "")).not.toBe(whole);
  });
});
