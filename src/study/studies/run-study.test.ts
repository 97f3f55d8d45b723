// Whole studies. Oracles: charge and Ohm's law of the protocol; the resistance and RC of an arc that the cell is made of; the run
// itself, written as a measurement and read again; the schema of the document.
import { describe, expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import { lightTheme } from "../../figures/theme.ts";
import { csvText } from "../../files/write/csv.ts";
import { numbers } from "../phases-tables.ts";
import { plainNumbers } from "../plain-numbers.ts";
import { documents } from "../schemas/index.ts";
import { spectraTable } from "../simulate-tables.ts";
import { observableOf } from "./observables/observables.ts";
import { studyPage } from "./page/study-page.ts";
import { planStudy, type StudyOptions } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { studyResult } from "./result.ts";
import { type StudyRun, studyTask } from "./run-study.ts";
import { studyBdf } from "./study-bdf.ts";
import { studyFiles, studyHtml } from "./study-files.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const source = (text: string) => studyFromFile({ name: "mine.yaml", bytes: bytes(text) });
const run = async (text: string, options: StudyOptions = {}): Promise<StudyRun> =>
  runTask(studyTask(await planStudy(await source(text), options)));
const refusal = (text: string, options: StudyOptions = {}): Promise<string> =>
  source(text)
    .then((read) => planStudy(read, options))
    .then(
      () => "was understood",
      (error: Error) => `${error.name}: ${error.message}`,
    );

/** 20 Ω cm² behind 30 Ω cm² beside 1 µF/cm² (30 µs). */
const arc = `  model:
    schema: liquidus.cell-model/1
    name: arc
    temperature: 298.15
    submodels:
      - { name: grain, kind: resistance, parameters: { resistance: 20 Ohm cm2 } }
      - { name: interface, kind: resistor-capacitor, parameters: { resistance: 30 Ohm cm2, capacitance: 1 uF/cm2 } }
`;
const head = "schema: liquidus.study/1\nname: mine\n";

const arcStudy = `${head}cell:
${arc}  area: 0.5 cm2
protocol: |
  impedance 1 MHz to 10 Hz, 5 uA/cm2
  "going": staircase current from 0.1 mA/cm2 to 0.5 mA/cm2 in steps of 0.1 mA/cm2, 1 s each, impedance 1 MHz to 10 Hz, 5 uA/cm2, at the end
  "pause": rest {rest}, impedance 1 MHz to 10 Hz, 5 uA/cm2, at the end
let: { rest: 10 s }
cases:
  - name: plain
  - { name: more, let: { rest: 20 s }, cell: { parameters: { interface.resistance: 60 Ohm cm2 } } }
observe:
  - { name: charge, what: stripped charge, case: plain, value: 1.6 C/m2, sigma: 0.5 C/m2, source: by hand }
  - { name: charge at first, what: stripped charge, at: 1.5 s after start of step going }
  - { name: voltage under way, what: voltage, at: 0.5 s after start of step going }
  - { name: voltage of a stair, what: voltage, at: end of step going at 0.3 mA/cm2 }
  - { name: voltage of no stair, what: voltage, at: end of step going at 0.35 mA/cm2 }
  - { name: R, what: interface resistance, at: end of step going }
  - { name: tau, what: interface time constant }
  - { name: R of the map, what: interface resistance, by: spectrum }
  - { name: tau of the map, what: interface time constant, by: spectrum }
  - { name: ratio, what: interface resistance ratio, over: start, at: end }
  - { name: onset, what: onset current, value: 3 A/m2, sigma: 1 A/m2, sense: at least }
  - { name: recovery, what: recovery time, at: start of step pause }
  - { name: seconds, what: duration }
  - { name: cut, what: short circuit, value: no, sigma: 0.1 }
`;

it("a companion of the calibration has no residual and is not counted", async () => {
  const { cases, fit } = studyResult(
    await run(
      `${head}cell:\n${arc}protocol: strip at 1 A/m2 for 1 s\nobserve:\n  - { name: a, what: stripped charge, value: 2 C/m2, sigma: 1 C/m2 }\n  - { name: b, what: stripped charge, value: 5 C/m2, sigma: 1 C/m2, for: calibration }\n`,
    ),
  );
  expect(cases[0]?.observed.map(({ residual }) => residual === null)).toEqual([false, true]);
  expect([fit?.data, fit?.without]).toEqual([1, 0]);
  expect(fit?.chiSquared).toBeCloseTo(1, 6);
});

it("the largest current completed is that of a direction, or of both: 0.2 both ways, 0.3 stripping, plating ended by −10 mV of 15", async () => {
  const cycles = `${head}cell:\n${arc}protocol: |
  strip at 0.2 mA/cm2 for 1 s; plate at 0.2 mA/cm2 for 1 s
  strip at 0.3 mA/cm2 for 1 s; plate at 0.3 mA/cm2 for 1 s or until V < -10 mV
observe:
  - { name: one, what: largest current completed, value: 0.3 mA/cm2, sigma: 0.1 mA/cm2 }
  - { name: either, what: largest current completed, by: either direction }
  - { name: both, what: largest current completed, by: both directions }
`;
  const found = (text: string) =>
    run(text).then((done) => studyResult(done).cases[0]?.observed.map(({ value, reason }) => value ?? reason));
  expect(await found(cycles)).toEqual([3, 3, 2]);
  const noPlating = cycles.replaceAll(/plate at 0\.[23] mA\/cm2 for 1 s(?: or until V < -10 mV)?/g, "rest 1 s");
  expect(await found(noPlating)).toEqual([3, 3, "no segment of plating ran to its end"]);
  const used = cycles.replace(
    /cell:[\s\S]*protocol: [|]/,
    "cell: { set: na-on-nasicon }\nprotocol: |\n  strip at 0.1 mA/cm2 for 1 s",
  );
  const spent = used.replace("plate at 0.3 mA/cm2 for 1 s or until V < -10 mV", "plate at 6 mA/cm2 for 20 h");
  expect(await found(spent)).toEqual([3, 3, 2]);
  expect(await refusal(cycles.replace("both directions", "cycles"))).toMatch(
    /by is "cycles"; it is either direction or both directions/,
  );
});

it("the cycle jump that was allowed stands among the options, and on the page", async () => {
  const pulses = `${head}cell:\n${arc}protocol: "repeat 20 { strip at 1 A/m2 for 1 s; rest 1 s }"\n`;
  const jumped = await run(`${pulses}settings: { jump: 3e-2 }\n`);
  const whole = await run(pulses);
  const said = [jumped, whole].map((done) => studyResult(done).cases[0]?.simulation.options.jump);
  expect(said).toEqual([0.03, null]);
  const page = (done: StudyRun) => studyHtml(done, { plottingScript: "", commandLine: "" });
  expect(page(jumped)).toContain("cycle jumps with an error of 3 % at most");
  expect(page(whole)).not.toContain("cycle jumps");
});

it("a temperature that is not that of the set is remarked, with what does not follow it", async () => {
  const at = async (temperature: string) =>
    (
      await planStudy(
        await source(
          `${head}cell: { set: nak-on-nasicon, temperature: ${temperature}, mechanisms: { filament: off } }\nprotocol: rest 1 s\n`,
        ),
      )
    ).warnings.map(({ message }) => message);
  expect(await at("25 C")).toEqual([]);
  const [said = "", ...more] = await at("60 C");
  expect(more).toEqual([]);
  expect(said).toMatch(
    /nak-on-nasicon are those at 25 °C\. At 60 °C .*do not: conductivities, exchange currents.*store/,
  );
  expect(said).not.toMatch(/filament/);
});

describe("a study that is run", () => {
  it("gives the numbers that its cell is made of", async () => {
    const done = await run(arcStudy);
    const result = studyResult(done);
    expect(
      documents["study-result"]?.safeParse(JSON.parse(JSON.stringify(result, plainNumbers))).error?.issues,
    ).toBeUndefined();
    const value = (name: string, which: string): number =>
      result.cases.find((one) => one.name === which)?.observed.find((one) => one.name === name)?.value ?? Number.NaN;
    // (1 + 2 + 3 + 4 + 5) A/m² for 1 s each
    expect(value("charge", "plain")).toBeCloseTo(15, 9);
    expect(value("charge at first", "plain")).toBeCloseTo(1 + 0.5 * 2, 6);
    expect(value("voltage under way", "plain")).toBeCloseTo(1 * 50e-4, 9);
    expect(value("voltage under way", "more")).toBeCloseTo(1 * 80e-4, 9);
    // the stair of 3 A/m²; of one that is not there the moments that are
    expect(value("voltage of a stair", "plain")).toBeCloseTo(3 * 50e-4, 9);
    expect(result.cases[0]?.observed.find(({ name }) => name === "voltage of no stair")?.reason).toMatch(
      /no moment "end of step going at 0\.35 mA\/cm2": of step going the run has at 0\.1 to 0\.5 mA\/cm2/,
    );
    expect(value("R", "plain")).toBeCloseTo(30e-4, 6);
    expect(value("R", "more")).toBeCloseTo(60e-4, 5);
    expect(Math.abs(value("tau", "plain") / 30e-6 - 1)).toBeLessThan(1e-3);
    expect(Math.abs(value("R of the map", "plain") / 30e-4 - 1)).toBeLessThan(0.01);
    expect(Math.abs(Math.log(value("tau of the map", "plain") / 30e-6))).toBeLessThan(0.06);
    expect(value("ratio", "plain")).toBeCloseTo(1, 9);
    expect([value("seconds", "plain"), value("seconds", "more")]).toEqual([15, 25]);
    const find = (name: string) => result.cases[0]?.observed.find((one) => one.name === name);
    // 15 against 1.6 ± 0.5; a resistance that never grows has its onset beyond the last stair of 5 A/m², which is at least 3.
    expect(find("charge")?.residual).toBeCloseTo((15 - 1.6) / 0.5, 9);
    expect([find("onset")?.value, find("onset")?.beyond, find("onset")?.end, find("onset")?.residual]).toEqual([
      null,
      1,
      5,
      0,
    ]);
    expect([find("cut")?.value, find("cut")?.residual]).toEqual([0, 0]);
    expect(find("recovery")?.value).toBe(0);
    expect([result.fit?.data, result.fit?.fittedParameters]).toEqual([5, []]);
    expect(result.fit?.chiSquared).toBeCloseTo(((15 - 1.6) / 0.5) ** 2, 6);
  });

  it("gives no resistance of a step that it did not end, and no ratio of a state that does not last", async () => {
    // 50 Ω cm²: the third stair, 3 A/m², begins at 15 mV
    const cut = await run(arcStudy.replace("protocol: |", "protocol: |\n  stop if V > 12 mV"));
    const observed = cut.runs[0]?.observed ?? [];
    const find = (name: string) => observed.find((one) => one.name === name);
    for (const name of ["R", "recovery"]) {
      expect([find(name)?.value, find(name)?.reason]).toEqual([null, expect.stringMatching(/^the run ended after/)]);
    }
    const whole = (await run(arcStudy)).runs[0];
    if (whole === undefined) throw new Error("nothing was run");
    const { document } = whole;
    const moving = { ...document, spectra: document.spectra.map((one) => ({ ...one, drift: 0.1 })) };
    const asked = { name: "ratio", what: "interface resistance ratio" };
    const { observe } = observableOf(asked.what);
    expect(observe({ document, relaxation: null }, asked, undefined).value).toBeCloseTo(1, 9);
    expect(observe({ document: moving, relaxation: null }, asked, undefined)).toMatchObject({
      value: null,
      reason: expect.stringMatching(/a state that does not last/),
    });
  });

  it("shows every case on its page, and writes tables and figures once each", async () => {
    const done = await run(arcStudy);
    const page = studyPage(done);
    for (const { draw } of page.figures) expect(draw(lightTheme).data.length).toBeGreaterThan(0);
    const ids = page.figures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(["voltages", "overview", "plain-relaxation-map", "more-nyquist"]));
    expect(page.tables.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Observables", "Cases", "Parameters", "Parameters of the other cases"]),
    );
    const files = [...studyFiles(done, { commandLine: "liquidus simulate mine.yaml", plottingScript: "" })].map(
      ({ name }) => name,
    );
    expect(new Set(files).size).toBe(files.length);
    expect(files).toEqual(
      expect.arrayContaining([
        "mine-study.json",
        "mine-study.html",
        "tables/mine-study-observables.csv",
        "tables/mine-study-plain-points.bdf.csv",
        "tables/mine-study-more-points.bdf.metadata.json",
      ]),
    );
    const [, metadata] = studyBdf(done, (table) => table, { workingElectrode: "negative" });
    expect(JSON.parse(String(metadata?.content))).toMatchObject({
      study: "mine",
      studyFile: "mine.yaml",
      studySha256: done.planned.source.origin.sha256,
      case: "plain",
      area: "as given",
    });
  });

  it("that is stopped keeps the cases that were run; only those named are run", async () => {
    const planned = await planStudy(await source(arcStudy), {
      only: ["more"],
      set: { "grain.resistance": "40 Ohm cm2" },
    });
    expect(planned.cases.map((one) => [one.case.name, one.cell.set["grain.resistance"]])).toEqual([["more", 40e-4]]);
    const done = await runTask(studyTask(planned, { isStopped: () => true }));
    expect([done.stopped, done.runs.length]).toEqual([true, 0]);
  });

  it("beside its own course as a measurement misses nothing; 5 mV aside it misses 5 mV", async () => {
    const first = await run(arcStudy, { only: ["plain"] });
    const document = first.runs[0]?.document ?? expect.fail("no run");
    const { series } = document;
    const points = csvText({
      name: "points",
      rows: series.time.length,
      columns: [
        numbers(
          "time/s",
          "s",
          Array.from(series.time, (t) => t + 100),
        ),
        numbers(
          "Ewe/V",
          "V",
          Array.from(series.voltage, (v) => v - 5e-3),
        ),
        numbers(
          "I/mA",
          "mA",
          Array.from(series.current, (i) => i * 0.5e-4 * 1e3),
        ),
      ],
    });
    const beside = async (text: string, name: string) =>
      (
        await run(`${arcStudy}measured: { file: ${name}, case: plain, area: 0.5 cm2 }\n`, {
          only: ["plain"],
          files: { [name]: { name, bytes: bytes(text) } },
        })
      ).runs[0]?.comparison ?? expect.fail("not compared");
    const course = await beside(points, "points.csv");
    expect(course.voltage?.rms).toBeCloseTo(5e-3, 4);
    expect(course.voltage?.points).toBeGreaterThan(10);
    expect(course.warnings).toEqual([]);
    const table = spectraTable(document) ?? expect.fail("no spectra");
    const spectra = await beside(csvText(table), "spectra.csv");
    expect(spectra.spectra).toHaveLength(document.spectra.length);
    for (const one of spectra.spectra) expect(one.relativeResidual).toBeLessThan(1e-9);
    expect(course.voltage?.mean).toBeCloseTo(5e-3, 4);
  });

  it("says where another protocol was measured", async () => {
    const text = "time/s,Ewe/V,I/mA\n0,0,0.1\n5,0.01,0.1\n15,0.01,0.1\n";
    const done = await run(`${arcStudy}measured: { file: x.csv, case: plain, area: 0.5 cm2 }\n`, {
      only: ["plain"],
      files: { "x.csv": { name: "x.csv", bytes: bytes(text) } },
    });
    expect(done.runs[0]?.comparison?.warnings.map(({ code }) => code)).toEqual(["other-protocol"]);
  });
});

describe("a study that cannot be run is refused:", () => {
  const simple = (protocol: string, more = ""): string => `${head}cell:\n${arc}protocol: ${protocol}\n${more}`;
  it.each([
    ["a step without end", simple("strip at 1 mA/cm2"), /line 11, protocol: .*"strip at 1 mA\/cm2": .*it has no end/],
    [
      "a limit passed at the start",
      simple("strip at 1 mA/cm2 until V > -1 V"),
      /line 11, protocol: step 1, "strip at 1 mA\/cm2 until V > -1 V", cannot begin: the cell at rest stands at 0 V, which is already above -1 V/,
    ],
    ["a name without a text", simple("rest {rest}"), /line 11, protocol: .*\{rest\}, and let does not say what it is/],
    ["an absolute current without area", simple("strip at 1 mA for 1 s"), /line 11, protocol: .*area/],
    [
      "an observable that is not known",
      simple("rest 1 s", "observe: [{ name: a, what: striped charge }]\n"),
      /line 12, observe\[0\]: There is no observable "striped charge"\. Did you mean "stripped charge"/,
    ],
    [
      "a field that it does not ask for",
      simple("rest 1 s", "observe: [{ name: a, what: highest voltage, at: end }]\n"),
      /highest voltage takes no "at"/,
    ],
    [
      "a value in another unit",
      simple("rest 1 s", "observe: [{ name: a, what: voltage, value: 1 s }]\n"),
      /value = 1 s: s is another kind of quantity/,
    ],
    [
      "a parameter that is not there",
      simple("rest 1 s").replace("protocol:", "  parameters: { grain.resistence: 1 }\nprotocol:"),
      /line 11, cell\.parameters\.grain\.resistence: No parameter is called "grain\.resistence"\. Did you mean/,
    ],
    [
      "a parameter set that is not there",
      `${head}cell: { set: nak-on-nasikon }\nprotocol: rest 1 s\n`,
      /line 3, cell\.set: There is no parameter set "nak-on-nasikon"\. Did you mean "nak-on-nasicon"/,
    ],
    [
      "an alloy of another metal",
      `${head}cell: { set: nak-on-nasicon, composition: Li50K50 }\nprotocol: rest 1 s\n`,
      /line 3, cell\.composition: The alloy holds Li; the set "nak-on-nasicon" is for Na and K/,
    ],
    [
      "a measured file that was not given",
      simple("rest 1 s", "measured: { file: x.mpr }\n"),
      /line 12, measured\.file: x\.mpr was not given/,
    ],
    [
      "a protocol of a file that is not there",
      simple("from measured"),
      /line 11, protocol: .*no file belongs to this case/,
    ],
    [
      "ends in the wrong order",
      simple("rest 1 s", "falsifiers: { measured: { voltageLimit: [3 V, 1 V] } }\n"),
      /line 12, falsifiers\.measured\.voltageLimit: The lower end of voltageLimit, 3 V, is above the upper one, 1 V/,
    ],
  ])("%s", async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });

  it("a solver that gives up is a result with state, time and step, and keeps what was reached", async () => {
    const done = await run(
      `${head}cell: { shipped: pool }\nsettings: { tolerance: 1e-4 }\nprotocol: strip at 1 mA/cm2 for 100 mAh/cm2\n`,
    );
    const [only] = done.runs;
    expect(only?.document.end.kind).toBe("failed");
    expect(only?.document.end.message).toMatch(
      /failed in step 1, .* at \d+(?:\.\d+)? s\. .*Last good state: .* A\/m², .* V/,
    );
    expect(only?.document.series.time.length).toBeGreaterThan(10);
  });
});
