// What people read of a study. Oracles: the texts that were given, and what they say of a cell that is one resistance and one arc.
import { describe, expect, it } from "vitest";
import { runTask } from "../base/task.ts";
import { lightTheme } from "../figures/theme.ts";
import { studyPage } from "../study/studies/page/study-page.ts";
import { planStudy, type StudyOptions } from "../study/studies/plan-study.ts";
import { studyFromFile } from "../study/studies/read-study.ts";
import { studyResult } from "../study/studies/result.ts";
import { type StudyRun, studyTask } from "../study/studies/run-study.ts";
import { studyHtml } from "../study/studies/study-files.ts";
import { studyText } from "./study-text.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const run = async (text: string, options: StudyOptions = {}): Promise<StudyRun> =>
  runTask(studyTask(await planStudy(await studyFromFile({ name: "mine.yaml", bytes: bytes(text) }), options)));

const arcStudy = `schema: liquidus.study/1
name: mine
cell:
  model:
    schema: liquidus.cell-model/1
    name: arc
    temperature: 298.15
    submodels:
      - { name: grain, kind: resistance, parameters: { resistance: 20 Ohm cm2 } }
      - { name: interface, kind: resistor-capacitor, parameters: { resistance: 30 Ohm cm2, capacitance: 1 uF/cm2 } }
  area: 0.5 cm2
protocol: |
  impedance 1 MHz to 10 Hz, 5 uA/cm2, every step
  pristine: rest 1 s
  stairs: staircase current from 0.05 mA/cm2 to 1 mA/cm2 in steps of 0.05 mA/cm2, 1 s each
  "35 s": rest 35 s
  "10 min": rest 565 s
observe:
  - { name: short, what: short circuit, value: no }
  - { name: over, what: ended by, of: V > 3 V, value: true }
  - { name: voltage, what: voltage, at: end of step stairs, value: 50 mV }
  - { name: steep, what: highest voltage, value: 3.4 V, sigma: 0.67 V }
`;

describe("what people read of a study", () => {
  it("names a measured file without the folders that lead to it", async () => {
    const name = "/home/someone/cells/x.csv";
    const text = "time/s,Ewe/V,I/mA\n0,0,0.1\n5,0.01,0.1\n15,0.01,0.1\n";
    const done = await run(`${arcStudy}measured: { file: ${name}, area: 0.5 cm2 }\n`, {
      files: { [name]: { name, bytes: bytes(text) } },
    });
    const said = [
      studyText(studyResult(done), 1),
      JSON.stringify(studyPage(done)),
      studyHtml(done, { commandLine: "liquidus simulate mine.yaml", plottingScript: "" }),
    ];
    for (const one of said) {
      expect(one).toContain("x.csv");
      expect(one).not.toContain("/home/someone");
    }
    expect(studyResult(done).cases[0]?.measured?.file).toBe(name);
  });

  it("prints yes and no with a verdict, voltages by their size, which numbers do not count, and what is conserved", async () => {
    const done = await run(arcStudy);
    const text = studyText(studyResult(done), 1).replaceAll("\u00A0", " ");
    expect(text).toMatch(/short +no +no +agrees/);
    expect(text).toMatch(/over +no +yes +differs/);
    expect(text).toMatch(/voltage +50 mV +50 mV +–/);
    expect(text).toMatch(/steep +50 mV +3\.4 ± 0\.67 V +−5/);
    expect(text).toContain("observable  computed");
    expect(text).toMatch(/ given +off/);
    expect(text.replace(/\s+/g, " ")).toContain(
      "Not counted in it: short (yes or no: agrees); over (yes or no: differs); voltage (no standard deviation is given).",
    );
    expect(text).toMatch(/Charge is conserved/);
    expect(text).not.toMatch(/published|residual could|of themselves/);
  });

  it("draws the spectra of named steps and of the end of a staircase, then evenly spread", async () => {
    const { figures } = studyPage(await run(arcStudy));
    const drawn = (id: string) => figures.find((one) => one.id === id)?.draw(lightTheme) ?? expect.fail(id);
    const names = new Set(drawn("nyquist").data.map(({ name }) => name));
    expect(names.size).toBe(8);
    for (const name of ["pristine", "stairs, 1\u00A0mA cm⁻²", "35 s", "10 min"]) {
      expect(
        [...names].some((one) => String(one).replaceAll("\u00A0", " ").startsWith(name.replaceAll("\u00A0", " "))),
      ).toBe(true);
    }
    expect(drawn("relaxation-map-after").layout.xaxis).toMatchObject({
      title: { text: "time since the staircase" },
      ticktext: ["35\u00A0s", "10\u00A0min"],
    });
  });
});
