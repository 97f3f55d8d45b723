// Studies as whole processes. Oracles: the schema of the document; the documented exit statuses; what a page shows in Chromium.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { documents } from "../../src/study/schemas/index.ts";
import { inChromium } from "../support/in-chromium.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

const mine = `schema: liquidus.study/1
name: mine
cell: { shipped: pool, area: 0.385 cm2 }
settings: { tolerance: 1e-4 }
protocol: |
  impedance 1 kHz to 1 Hz, 5 mV
  repeat 5 { strip at 1 mA/cm2 for 1 s; rest {rest} }
  impedance 1 kHz to 1 Hz, 5 mV
cases:
  - { name: short, let: { rest: 0.1 s } }
  - { name: long, let: { rest: 2 s } }
measured: { file: measured.csv, case: long, area: 0.385 cm2 }
observe:
  - { name: charge, what: stripped charge, value: 50 C/m2, sigma: 1 C/m2 }
`;
const measured = "time/s,Ewe/V,I/mA\n0.2,0.19,0.385\n0.8,0.2,0.385\n2,0.001,0\n3.5,0.2,0.385\n";

function folderWithStudy(text = mine): string {
  const folder = newFolder();
  writeFileSync(join(folder, "mine.yaml"), text);
  writeFileSync(join(folder, "measured.csv"), measured);
  return folder;
}

interface ResultJson {
  cases: { name: string; measured: { voltage: { points: number } } | null; observed: { residual: number }[] }[];
}

describe("simulate STUDY", () => {
  test("prints one document; the measured file lies beside the study", async () => {
    const run = await liquidus(["simulate", "mine.yaml", "--json"], folderWithStudy());
    expect([run.status, run.stderr]).toEqual([0, ""]);
    const document: unknown = JSON.parse(run.stdout);
    expect(documents["study-result"]?.safeParse(document).error?.issues ?? []).toEqual([]);
    const { cases } = document as ResultJson;
    expect(cases.map(({ name }) => name)).toEqual(["short", "long"]);
    expect(cases[1]?.measured?.voltage.points).toBe(4);
    expect(cases[0]?.observed[0]?.residual).toBeCloseTo(0, 9);
  });

  test("a shipped one by name, one case of it; flags that a study says itself are refused", async () => {
    const folder = newFolder();
    const run = await liquidus(["simulate", "pulses-pool", "--case", "rest 2 s", "--no-figure"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/1 of 3 cases/);
    expect(filesBelow(folder)).toEqual([]);
    const refused = await liquidus(["simulate", "pulses-pool", "--area", "1cm2", "--json"], folder);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringMatching(/^--area: a study says this itself/)]);
    expect(documents["study-result"]?.safeParse(JSON.parse(refused.stdout)).success).toBe(true);
    const unknown = await liquidus(["simulate", "pulses-pol", "--no-figure"], folder);
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringMatching(/no cell or study "pulses-pol".*Did you mean "pulses-pool"/),
    ]);
  });

  test("a mistake is told with file, line and field, exit 2; a cell may be YAML", async () => {
    const folder = folderWithStudy(mine.replace("cases:", "casse:"));
    const run = await liquidus(["simulate", "mine.yaml"], folder);
    expect([run.status, run.stderr]).toEqual([
      2,
      expect.stringMatching(/^mine\.yaml, line 9, casse: no field is called "casse" here\. Did you mean "cases"/),
    ]);
    const cell = `schema: liquidus.cell-model/1
name: arc
temperature: 298.15
submodels: [{ name: r, kind: resistance, parameters: { resistance: 20 Ohm cm2 } }]
`;
    writeFileSync(join(folder, "arc.yaml"), cell);
    const good = await liquidus(
      ["simulate", "arc.yaml", "--protocol", "strip at 1 mA/cm2 for 1 s", "--no-figure"],
      folder,
    );
    expect([good.status, good.stdout]).toEqual([0, expect.stringMatching(/Voltage at the end 20 mV/)]);
  });

  test("lists the shipped studies", async () => {
    const run = await liquidus(["simulate", "--list"], newFolder());
    expect([run.status, run.stdout]).toEqual([
      0,
      expect.stringMatching(/Studies\n[\s\S]*pulses-pool +3 [\s\S]*nak-on-nasicon +NaK/),
    ]);
    expect(run.stdout.split("\n").length).toBeLessThan(40);
    const one = await liquidus(["simulate", "--list", "nak-on-nasicon"], newFolder());
    expect([one.status, one.stdout]).toEqual([
      0,
      expect.stringMatching(/Mechanisms on: diffusion, store[\s\S]* Off: film/),
    ]);
    expect(one.stdout.replace(/\s+/g, " ")).toMatch(/geometry\.poolArea 0\.3848 cm2 – measured P2/);
    const cell = await liquidus(["simulate", "--list", "pool"], newFolder());
    expect([cell.status, cell.stdout]).toEqual([0, expect.stringMatching(/pool\.depth[\s\S]*Unknowns of pool/)]);
    const wrong = await liquidus(["simulate", "--list", "nak-on-nasicom"], newFolder());
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringMatching(/Did you mean "nak-on-nasicon"/)]);
  });
});

inChromium("the page of a study", (browser) => {
  test("shows its figures and tables without an error, from a folder with everything", async () => {
    const folder = folderWithStudy();
    const run = await liquidus(["simulate", "mine.yaml", "--out", "run"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    const files = filesBelow(join(folder, "run"));
    for (const name of ["mine-study.html", "mine-study.json", "tables/mine-study-long-measured-points.csv"]) {
      expect(files).toContain(name);
    }
    const page = await browser.page(pathToFileURL(join(folder, "run/mine-study.html")).href);
    await page.waitForSelector(".main-svg");
    const text = await page.innerText("body");
    for (const words of [
      "Voltage of the cases",
      "long: Voltage and current, measured and computed",
      "Observables",
      "Conservation",
      "Parameters",
    ]) {
      expect(text).toContain(words);
    }
  });
});
