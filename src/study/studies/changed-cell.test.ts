// Cells that a study changes. Oracles: SI, by hand; Ohm's law of the area that was composed; the line of the field, counted.
import { describe, expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import { variedParameters } from "../calibrate/study-parameters.ts";
import { plainNumbers } from "../plain-numbers.ts";
import { documents } from "../schemas/index.ts";
import { cellOfCase } from "./case-cell.ts";
import { planStudy, type StudyOptions } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { studyResult } from "./result.ts";
import { studyTask } from "./run-study.ts";
import { shippedSets } from "./shipped-sets.ts";

const head = "schema: liquidus.study/1\nname: mine\n";
const source = (text: string) => studyFromFile({ name: "mine.yaml", bytes: new TextEncoder().encode(text) });
const plan = async (text: string, options: StudyOptions = {}) => planStudy(await source(text), options);
const refusal = (text: string, options: StudyOptions = {}): Promise<string> =>
  plan(text, options).then(
    () => "was understood",
    (error: Error) => error.message,
  );
const nak = (cell: string, more = "protocol: rest 1 s\n"): string =>
  `${head}cell: { set: nak-on-nasicon${cell} }\n${more}`;

describe("a number without a unit is SI", () => {
  const grain = async (text: string, options: StudyOptions = {}): Promise<number> => {
    const [one] = (await plan(text, options)).cases;
    const found = one?.cell.choice.description.submodels.find(({ name }) => name === "grain");
    return found?.parameters?.resistance ?? Number.NaN;
  };
  const given = (value: string): string => nak(`, parameters: { geometry.grainConductivity: ${value} }`);

  it("as a number, as a text and as a flag; with a unit it is that", async () => {
    const number = await grain(given("0.1"));
    expect(await grain(given('"0.1"'))).toBe(number);
    expect(await grain(nak(""), { set: { "geometry.grainConductivity": "0.1" } })).toBe(number);
    expect(await grain(given("1 mS/cm"))).toBeCloseTo(number, 12);
    expect(await grain(given("0.1 mS/cm"))).toBeCloseTo(10 * number, 12);
  });

  it("in the bounds of a calibration too", async () => {
    const vary = (from: string): Promise<number | undefined> =>
      source(
        nak(
          "",
          `protocol: rest 1 s\ncalibrate:\n  vary: { geometry.grainConductivity: { from: ${from}, to: 1 S/m } }\n`,
        ),
      ).then((read) => {
        const cell = cellOfCase(read, read.cases[0] ?? expect.fail("no case"), shippedSets);
        return variedParameters(read, cell, read.study.calibrate?.vary ?? {})[0]?.from;
      });
    expect([await vary("0.1"), await vary('"0.1"'), await vary("1 mS/cm")]).toEqual([
      0.1,
      0.1,
      expect.closeTo(0.1, 12),
    ]);
  });
});

describe("the area of the pool", () => {
  const density = async (cell: string): Promise<{ area: number | null; current: number }> => {
    const planned = await plan(nak(cell, "protocol: strip at 0.01 mA for 1 ms\n"));
    const { runs } = await runTask(studyTask(planned));
    const series = runs[0]?.document.series ?? expect.fail("no run");
    return { area: planned.cases[0]?.cell.area ?? null, current: series.current[1] ?? Number.NaN };
  };

  it("that a study changes alone is the one that currents are divided by; an area of the cell goes over it", async () => {
    const alone = await density(", parameters: { geometry.poolArea: 0.5 cm2 }");
    expect(alone.area).toBeCloseTo(0.5e-4, 12);
    expect(alone.current).toBeCloseTo(1e-5 / 0.5e-4, 9);
    const both = await density(", area: 0.4 cm2, parameters: { geometry.poolArea: 0.5 cm2 }");
    expect(both.area).toBeCloseTo(0.4e-4, 12);
    expect(both.current).toBeCloseTo(1e-5 / 0.4e-4, 9);
  });
});

describe("what was given over a set", () => {
  it("stands in the document with its origin, and with all that follows from it", async () => {
    const text = nak(
      ", parameters: { geometry.grainConductivity: 0.2 mS/cm }",
      `protocol: rest 1 ms
cases:
  - { name: plain }
  - { name: more, cell: { parameters: { "store.capacity": 100 nmol/cm2 } } }
`,
    );
    const planned = await plan(text, { set: { "geometry.electrolyteThickness": "0.5 mm" } });
    const result = studyResult(await runTask(studyTask(planned)));
    expect(
      documents["study-result"]?.safeParse(JSON.parse(JSON.stringify(result, plainNumbers))).error?.issues,
    ).toBeUndefined();
    const more = result.cases[1] ?? expect.fail("no case");
    expect(more.changes.map(({ name, written, value, from }) => [name, written, value, from])).toEqual([
      ["geometry.grainConductivity", "0.2 mS/cm", expect.closeTo(0.02, 12), "study"],
      ["store.capacity", "100 nmol/cm2", expect.closeTo(1e-3, 12), "case"],
      ["geometry.electrolyteThickness", "0.5 mm", expect.closeTo(5e-4, 12), "run"],
    ]);
    for (const { name, shipped } of more.changes) expect([name, shipped]).toEqual([name, expect.any(Number)]);
    const parameter = (submodel: string, name: string) =>
      more.simulation.cell.submodels
        .find((one) => one.name === submodel)
        ?.parameters.find((one) => one.name === name) ?? expect.fail(`${submodel} has no ${name}`);
    const resistance = parameter("grain", "resistance");
    expect(resistance.changed).toBe(true);
    expect(resistance.source).toMatch(
      /geometry\.grainConductivity, geometry\.electrolyteThickness as the study gives it/,
    );
    expect(parameter("store", "capacity")).toMatchObject({ changed: true, status: "given" });
    const untouched = parameter("store", "limitingCurrentDensity");
    expect([untouched.changed, untouched.source]).toEqual([false, expect.not.stringMatching(/as the study gives it/)]);
  });
});

describe("a fault in a cell is told with the field that it is in:", () => {
  const cases = (entry: string, cell = "set: nak-on-nasicon"): string =>
    `${head}cell: { ${cell} }\nprotocol: rest 1 s\ncases:\n  - { name: plain }\n  - { name: other, cell: { ${entry} } }\n`;
  const arc = "model:\n    schema: liquidus.cell-model/1\n    name: arc\n    temperature: 298.15\n    submodels:\n";
  it.each([
    ["a composition", cases("composition: Li50K50"), /line 7, cases\[1\]\.cell\.composition: The alloy holds Li/],
    ["a capacity", cases("capacity: 5 V"), /line 7, cases\[1\]\.cell\.capacity: /],
    [
      "a mechanism",
      cases("mechanisms: { strore: off }"),
      /line 7, cases\[1\]\.cell\.mechanisms\.strore: There is no mechanism "strore"/,
    ],
    [
      "a parameter",
      cases('parameters: { "store.capcity": 1 }'),
      /line 7, cases\[1\]\.cell\.parameters\.store\.capcity: The set "nak-on-nasicon" has no parameter/,
    ],
    [
      "a value",
      cases('parameters: { "store.capacity": -1 }'),
      /line 7, cases\[1\]\.cell\.parameters\.store\.capacity: /,
    ],
    [
      "a parameter of the study beside one of the case",
      cases('parameters: { "store.capacity": 1e-3 }', 'set: nak-on-nasicon, parameters: { "store.capcity": 1 }'),
      /line 3, cell\.parameters\.store\.capcity: /,
    ],
    [
      "a kind that is not there",
      `${head}cell:\n  ${arc}      - { name: r, kind: resistence, parameters: { resistance: 20 Ohm cm2 } }\nprotocol: rest 1 s\n`,
      /line 9, cell\.model\.submodels\[0\]: r: no kind of submodel is called "resistence"\. Did you mean "resistance"/,
    ],
    [
      "a parameter of a kind",
      `${head}cell:\n  ${arc}      - { name: r, kind: resistance, parameters: { resistence: 20 Ohm cm2 } }\nprotocol: rest 1 s\n`,
      /line 9, cell\.model\.submodels\[0\]: r: resistance has no parameter "resistence"\. Did you mean "resistance"/,
    ],
  ])("%s", async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });

  it("what was given for the run is no line of the file", async () => {
    expect(await refusal(nak(""), { set: { "store.capcity": "1" } })).toMatch(
      /^The set "nak-on-nasicon" has no parameter/,
    );
  });
});
