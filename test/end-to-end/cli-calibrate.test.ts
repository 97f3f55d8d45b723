// `liquidus calibrate` in one process. Oracle: the response of a resistance and an RC element to a constant current in closed form,
// v = i (R₀ + R (1 − e^(−t/RC))), from which both the measured curve and the published numbers are made.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documents } from "../../src/study/schemas/index.ts";
import { filesBelow, finish, liquidus, start, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

/** Ohm cm², F/cm² */
const TRUTH = { leads: 20, resistance: 80, capacitance: 5e-3 };
/** V at 1 mA/cm² after t s. */
const voltage = (t: number): number =>
  1e-3 * (TRUTH.leads - TRUTH.resistance * Math.expm1(-t / (TRUTH.resistance * TRUTH.capacitance)));

const study = (name: string, rest: string): string => `schema: liquidus.study/1
name: ${name}
cell:
  area: 1 cm2
  model:
    schema: liquidus.cell-model/1
    name: one arc
    temperature: 298.15
    submodels:
      - { name: leads, kind: resistance, parameters: { resistance: 30 Ohm cm2 } }
      - { name: arc, kind: resistor-capacitor, parameters: { resistance: 50 Ohm cm2, capacitance: 8 mF/cm2 } }
${rest}`;

const curve = study(
  "curve",
  `protocol: strip at 1 mA/cm2 for 2 s
measured: { file: measured.csv, area: 1 cm2 }
calibrate:
  with: [early.yaml]
  curve: { sigma: 0.5 mV, points: 12 }
  vary:
    leads.resistance: { from: 5 Ohm cm2, to: 100 Ohm cm2, scale: log }
    arc.resistance: { from: 10 Ohm cm2, to: 500 Ohm cm2, scale: log }
    arc.capacitance: { from: 1 mF/cm2, to: 50 mF/cm2, scale: log }
`,
);
const early = study(
  "early",
  `protocol: strip at 1 mA/cm2 for 100 ms
observe:
  - { name: early voltage, what: voltage, value: ${voltage(0.1)} V, sigma: 1 mV, experiment: early }
  - { name: below, what: highest voltage, value: 0.2 V, sigma: 10 mV, sense: at most, experiment: bound }
`,
);

function folderWithStudies(): string {
  const folder = newFolder();
  const times = Array.from({ length: 61 }, (_, k) => k / 30);
  const rows = times.map((t) => `${t},${voltage(t)},1`);
  writeFileSync(join(folder, "measured.csv"), `time/s,Ewe/V,I/mA\n${rows.join("\n")}\n`);
  writeFileSync(join(folder, "curve.yaml"), curve);
  writeFileSync(join(folder, "early.yaml"), early);
  return folder;
}

interface CalibrationJson {
  converged: boolean;
  counts: { values: number; bounds: number; experiments: number };
  parameters: { name: string; value: number; profile: { lower: number | null; upper: number | null } | null }[];
  leftOut: { experiment: string; predictions: { predicted: number; standardised: number }[] }[];
}

describe("calibrate STUDY", () => {
  test("recovers a cell from a measured curve and another study, and predicts each of them from the other", async () => {
    const folder = folderWithStudies();
    const run = await liquidus(
      ["calibrate", "curve.yaml", "--starts", "1", "--json", "--save-parameters", "fitted.yaml"],
      folder,
    );
    expect([run.status, run.stderr]).toEqual([0, ""]);
    const document: unknown = JSON.parse(run.stdout);
    expect(documents.calibrate?.safeParse(document).error?.issues ?? []).toEqual([]);
    const { converged, counts, parameters, leftOut } = document as CalibrationJson;
    expect(converged).toBe(true);
    expect(counts).toMatchObject({ bounds: 1, experiments: 3 });
    const truth = [TRUTH.leads * 1e-4, TRUTH.resistance * 1e-4, TRUTH.capacitance * 1e4];
    for (const [k, { value }] of parameters.entries()) expect(value / (truth[k] ?? Number.NaN)).toBeCloseTo(1, 2);
    const prediction = leftOut.find(({ experiment }) => experiment === "early")?.predictions[0];
    expect(prediction?.predicted).toBeCloseTo(voltage(0.1), 3);
    expect(filesBelow(folder)).toContain("fitted.yaml");
  });

  test("prints tables and writes a page; quick leaves profiles out", async () => {
    const folder = folderWithStudies();
    const run = await liquidus(["calibrate", "curve.yaml", "--starts", "1", "--quick"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/Parameters, with intervals of 95 %[\s\S]*arc\.capacitance/);
    expect(run.stdout).toMatch(/Each experiment predicted from the others/);
    expect(filesBelow(folder)).toContain("curve-calibration.html");
  });

  test("a study that is not there, and one that varies nothing, are told", async () => {
    const folder = folderWithStudies();
    writeFileSync(join(folder, "none.yaml"), early);
    const run = await liquidus(["calibrate", "none.yaml", "--no-figure"], folder);
    expect([run.status, run.stderr]).toEqual([expect.any(Number), expect.stringMatching(/calibrate: vary/)]);
    expect(run.status).not.toBe(0);
  });

  test("what stands where its files will be written is told before anything is run", async () => {
    const folder = folderWithStudies();
    writeFileSync(join(folder, "curve-calibration.html"), "mine");
    writeFileSync(join(folder, "fitted.yaml"), "mine");
    mkdirSync(join(folder, "out", "tables"), { recursive: true });
    writeFileSync(join(folder, "out", "tables", "curve-calibration-data.csv"), "mine");
    for (const [flags, words] of [
      [[], "curve-calibration.html is not from Liquidus and is kept"],
      [["--no-figure", "--save-parameters", "fitted.yaml"], "fitted.yaml exists and is kept"],
      [["--out", "out"], join("out", "tables", "curve-calibration-data.csv")],
      [["--out", "early.yaml"], "early.yaml cannot be written: a file stands where a folder is needed"],
    ] as const) {
      // No measured file is there: whoever reads it first would say that.
      rmSync(join(folder, "measured.csv"), { force: true });
      const { status, stderr } = await liquidus(["calibrate", "curve.yaml", "--starts", "1", ...flags], folder);
      expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  test("files outside of its folder are not named by a study", async () => {
    const folder = folderWithStudies();
    const outside = join(newFolder(), "measured.csv");
    writeFileSync(outside, "time/s,Ewe/V,I/mA\n0,0,1\n1,1,1\n");
    for (const [text, words] of [
      [curve.replace("measured.csv", outside), "does not lie beside or below the study"],
      [curve.replace("early.yaml", join(folder, "early.yaml")), "line 15, calibrate.with[0]"],
      [curve.replace("early.yaml", "../early.yaml"), "does not lie beside or below the study"],
    ] as const) {
      writeFileSync(join(folder, "outside.yaml"), text);
      const { status, stderr } = await liquidus(["calibrate", "outside.yaml", "--no-figure"], folder);
      expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  test("a study that lacks what is varied, and one that is given twice, are refused", async () => {
    const folder = folderWithStudies();
    writeFileSync(
      join(folder, "other.yaml"),
      early.replace("name: early", "name: other").replaceAll("name: arc", "name: bow"),
    );
    const lacking = await liquidus(["calibrate", "curve.yaml", "--with", "other.yaml", "--no-figure"], folder);
    expect([lacking.status, lacking.stderr]).toEqual([
      2,
      expect.stringContaining('other.yaml, line 3, cell: the cell of "other" has no parameter "arc.resistance"'),
    ]);
    const twice = await liquidus(["calibrate", "curve.yaml", "--with", "early.yaml", "--no-figure"], folder);
    expect([twice.status, twice.stderr]).toEqual([2, expect.stringContaining("The study early is given twice")]);
  });

  test.skipIf(process.platform === "win32")("interrupted: one document, exit 130", async () => {
    const folder = folderWithStudies();
    const child = start(["calibrate", "curve.yaml", "--starts", "1000", "--fall", "1e-12", "--json"], folder);
    const run = finish(child);
    // A thousand searches take minutes; the command listens within a second or two.
    setTimeout(() => child.kill("SIGINT"), 10_000);
    const { status, stdout } = await run;
    expect(status).toBe(130);
    expect(stdout.endsWith("}\n")).toBe(true);
    const document: unknown = JSON.parse(stdout);
    expect(documents.calibrate?.safeParse(document).error?.issues ?? []).toEqual([]);
    expect(document).toMatchObject({ error: { kind: "Interrupted", message: expect.stringMatching(/^Stopped/) } });
  });
});
