// What a study asks for is checked before anything is run. Oracles: the line of the field, counted; sentences with the number given.
import { describe, expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import { planStudy, type StudyOptions } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { studyTask } from "./run-study.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const plan = async (text: string, options: StudyOptions = {}) =>
  planStudy(await studyFromFile({ name: "mine.yaml", bytes: bytes(text) }), options);
const refusal = (text: string, options: StudyOptions = {}): Promise<string> =>
  plan(text, options).then(
    () => "was understood",
    (error: Error) => `${error.name}: ${error.message}`,
  );

const head = `schema: liquidus.study/1
name: mine
cell:
  model:
    schema: liquidus.cell-model/1
    name: arc
    temperature: 298.15
    submodels: [{ name: grain, kind: resistance, parameters: { resistance: 20 Ohm cm2 } }]
protocol: |
  "going": strip at 1 mA/cm2 for 1 s
  rest 1 s
`;
const nak = (more: string): string => `schema: liquidus.study/1
name: mine
cell: { set: nak-on-nasicon }
protocol: rest 1 ms
cases:
  - { name: whole }
  - { name: without store, cell: { mechanisms: { store: off } } }
${more}`;

describe("a study is refused before it is run, with line and field:", () => {
  const observing = (fields: string): string => `${head}observe:\n  - { name: a, ${fields} }\n`;
  it.each([
    [
      "a moment of another word",
      observing("what: voltage, at: end of stp 2"),
      /line 13, observe\[0\]\.at: "end of stp 2" names no moment/,
    ],
    [
      "a step that is not there",
      observing("what: voltage, at: end of step 7"),
      /line 13, observe\[0\]\.at: The protocol has no step "7"; it has going, 1, 2/,
    ],
    [
      "a segment that is not there",
      observing("what: voltage, at: end of segment 3"),
      /observe\[0\]\.at: "end of segment 3": .* segments are 1 to 2/,
    ],
    ["a time after a step", observing("what: voltage, at: 3 V after end of step 2"), /line 13, observe\[0\]\.at: /],
    [
      "the moment of a ratio",
      observing("what: interface resistance ratio, over: begin"),
      /observe\[0\]\.over: "begin" names no moment/,
    ],
    [
      "a way that there is not",
      observing("what: interface resistance, by: magic"),
      /line 13, observe\[0\]: by is "magic"; it is model or spectrum/,
    ],
    [
      "an onset by magic",
      observing("what: onset current, by: magic"),
      /by is "magic"; it is differential or chord or tangents/,
    ],
    [
      "a part that is not there",
      observing("what: interface resistance, of: nosuchpart"),
      /line 13, observe\[0\]\.of: the cell has no part "nosuchpart"/,
    ],
    [
      "an unknown that is not there",
      observing("what: unknown, of: store.amount"),
      /line 13, observe\[0\]\.of: the cell has no unknown "store\.amount"/,
    ],
    [
      "a recorded one that is not there",
      `${head}analysis: { unknowns: [store.amount] }\n`,
      /line 12, analysis\.unknowns\[0\]: the cell has no unknown "store\.amount"/,
    ],
    [
      "an interval below zero",
      `${head}analysis: { record: -1 s }\n`,
      /line 12, analysis\.record: "-1 s" is not above zero; give an interval/,
    ],
    [
      "an interval that no run keeps to",
      `${head}analysis: { record: 1e-300 s }\n`,
      /line 12, analysis\.record: "1e-300 s" is below 1 ns/,
    ],
    [
      "a depth below zero",
      `${head}falsifiers:\n  depth: -1 mm\n`,
      /line 13, falsifiers\.depth: depth is -1 mm; it is above zero/,
    ],
    [
      "no conductivity",
      `${head}falsifiers:\n  conductivity: 0\n`,
      /line 13, falsifiers\.conductivity: conductivity is 0; it is above zero/,
    ],
    [
      "a measurement from below zero",
      `${head}falsifiers:\n  measured:\n    voltageLimit: [-1 V, 3 V]\n`,
      /line 14, falsifiers\.measured\.voltageLimit: voltageLimit is -1 V to 3 V; it is above zero/,
    ],
  ])("%s", async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });
});

describe("an unknown that one case leaves out", () => {
  it("is recorded in the others, with a warning; an observable of it has its reason", async () => {
    const planned = await plan(
      nak(`analysis: { unknowns: [store.amount] }\nobserve:\n  - { name: amount, what: unknown, of: store.amount }\n`),
    );
    expect(planned.warnings.map(({ code, message }) => [code, message])).toEqual([
      ["unknown-absent", expect.stringMatching(/^store\.amount is not recorded in "without store"/)],
    ]);
    const { runs } = await runTask(studyTask(planned));
    expect(runs.map(({ observed }) => [observed[0]?.value === null, observed[0]?.reason])).toEqual([
      [false, null],
      [true, expect.stringMatching(/no unknown "store\.amount" was recorded/)],
    ]);
  });

  it("is no mistake where that case is run alone; one that no case has is", async () => {
    const text = nak("analysis: { unknowns: [store.amount] }\n");
    expect((await plan(text, { only: ["without store"] })).warnings).toHaveLength(1);
    expect(await refusal(text.replace("amount", "amuont"), { only: ["without store"] })).toMatch(
      /line 8, analysis\.unknowns\[0\]: the cell has no unknown "store\.amuont"/,
    );
  });
});

describe("the area of a measured file", () => {
  const files = { "x.csv": { name: "x.csv", bytes: bytes("time/s,Ewe/V,I/mA\n0,0,0.1\n1,0.01,0.1\n") } };
  const measured = (area: string): string => `${head}measured: { file: x.csv, area: ${area} }\n`;

  it.each(["0 cm2", "0.001 cm2"])("of %s counts as not entered, with a warning", async (area) => {
    const planned = await plan(measured(area), { files });
    expect(planned.cases[0]?.measured?.area).toBe(null);
    expect(planned.warnings.map(({ code, message }) => [code, message])).toEqual([
      ["area-not-entered", expect.stringContaining(`measured.area of x.csv is ${area}`)],
    ]);
  });

  it("below zero is refused", async () => {
    expect(await refusal(measured("-1 cm2"), { files })).toMatch(/line 12, measured\.area: "-1 cm2" is below zero/);
  });
});
