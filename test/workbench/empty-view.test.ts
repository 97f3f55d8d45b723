// What leads on from a view without anything to show. Oracle: the files that were dropped.
import { test } from "vitest";
import { arcMpr } from "../end-to-end/composed-files.ts";
import { dropFiles, inWorkbench } from "../support/workbench-page.ts";

inWorkbench("an empty impedance view in Chromium", (workbench) => {
  test("leads to the staircase example", async () => {
    const page = await workbench.open("#/impedance");
    await page.getByRole("button", { name: "Open the staircase example" }).click();
    await page.getByRole("group", { name: /^Relaxation-time map/ }).waitFor();
  });

  test("leads from a file that cannot be read to one that can", async () => {
    const page = await workbench.open("#/impedance");
    const broken = { name: "broken.mpr", bytes: new TextEncoder().encode("not a measurement") };
    await dropFiles(page, [broken, { name: "arc.mpr", bytes: arcMpr({}, 2) }]);
    await page.getByRole("button", { name: "Show arc.mpr" }).click();
    await page.getByRole("group", { name: /^Nyquist plot/ }).waitFor();
  });
});
