// Reading studies. Oracles: the fields that were written; the line that holds the mistake, counted by hand; texts that YAML itself
// reads in another way, or that cost far more than they look like.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../../base/errors.ts";
import { documents } from "../schemas/index.ts";
import { fillProtocol, namesIn } from "./fill-protocol.ts";
import { planStudy } from "./plan-study.ts";
import { type StudySource, studyFromFile } from "./read-study.ts";
import { isOn } from "./study.ts";

const file = (text: string, name = "mine.yaml") => ({ name, bytes: new TextEncoder().encode(text) });
const read = (text: string): Promise<StudySource> => studyFromFile(file(text));
const refusal = (text: string): Promise<string> =>
  read(text).then(
    () => "was read",
    (error: unknown) => (error instanceof FormatError ? error.message : `another error: ${String(error)}`),
  );

const head = "schema: liquidus.study/1\nname: pulses\n";
const whole = `${head}cell: { shipped: pool, parameters: { "pool.depth": 500 um } }
protocol: |
  stop if V > 0.5 V
  repeat 3 { strip at 1 mA/cm2 for 1 s; rest {rest} }
let: { rest: 1 s }
cases:
  - name: short
    let: { rest: 0.1 s }
  - { name: long, let: { rest: 10 s }, cell: { parameters: { "pool.diffusivity": 2e-9 } } }
measured: { file: x.mpr, case: long }
observe:
  - { name: capacity, what: stripped charge, value: 1 mAh/cm2, sigma: 0.1 mAh/cm2 }
`;

describe("a study", () => {
  it("is its fields, and cases that say what goes over them", async () => {
    const { study, cases, lineOf } = await read(whole);
    expect([study.name, cases.map(({ name }) => name)]).toEqual(["pulses", ["short", "long"]]);
    expect(cases.map(({ let: given }) => given.rest)).toEqual(["0.1 s", "10 s"]);
    expect(cases[1]?.cell.parameters).toEqual({ "pool.depth": "500 um", "pool.diffusivity": 2e-9 });
    expect(cases.map(({ measured }) => measured?.file ?? null)).toEqual([null, "x.mpr"]);
    expect(lineOf(["cases", 1, "let", "rest"])).toBe(11);
    expect(lineOf(["cases", 0, "let"])).toBe(10);
  });

  it("switches mechanisms by on and off, which YAML 1.2 reads as texts", async () => {
    const { study } = await read(
      `${head}cell: { set: any, mechanisms: { a: off, b: on, c: false, d: true } }\nprotocol: rest 1 s\n`,
    );
    const switches = Object.entries(study.cell.mechanisms ?? {}).map(([name, given]) => [name, isOn(given)]);
    expect(Object.fromEntries(switches)).toEqual({ a: false, b: true, c: false, d: true });
  });

  it.each([
    [
      "an unknown field",
      whole.replace("observe:", "obsrve:"),
      /^mine\.yaml, line 13, obsrve: no field is called "obsrve" here\. Did you mean "observe"\?/,
    ],
    [
      "an unknown field inside",
      whole.replace("what: str", "waht: str"),
      /^mine\.yaml, line 14, observe\[0\]\.waht: no field .* Did you mean "what"/,
    ],
    [
      "a number for a text",
      whole.replace("title", "t").replace("name: short", "name: 3"),
      /line 9, cases\[0\]\.name: found the number 3, expected a text/,
    ],
    [
      "a bare area",
      whole.replace("shipped: pool,", "shipped: pool, area: 0.385,"),
      /line 3, cell\.area: found the number 0\.385, expected a text\. Expected: the area of the working electrode, as in 0\.385 cm2/,
    ],
    [
      "another schema",
      whole.replace("study/1", "study/9"),
      /line 1, schema: the schema is "liquidus\.study\/9"; a study says schema: liquidus\.study\/1/,
    ],
    ["no schema", "name: x\n", /line 1, schema: the schema is not given/],
    ["nothing", "# nothing\n", /mine\.yaml, line 1: it is empty/],
    [
      "two cells",
      whole.replace("shipped: pool,", "shipped: pool, set: x,"),
      /line 3, cell: found set and shipped; a cell is one of/,
    ],
    ["no protocol", `${head}cell: { shipped: pool }\n`, /line 1: there is no protocol/],
    [
      "a case that is not there",
      whole.replace("case: long", "case: lnog"),
      /line 12, measured\.case: there is no case "lnog"\. Did you mean "long"/,
    ],
    [
      "two files for a case",
      whole.replace(/measured: .*/, "measured: [{ file: x.mpr, case: long }, { file: y.mpr, case: long }]"),
      /line 12, measured\[1\]\.case: y\.mpr belongs to the case "long", and so does x\.mpr; a case is held against one file/,
    ],
    [
      "two files for the first case, one unnamed",
      whole.replace(/measured: .*/, "measured:\n  - { file: x.mpr, case: short }\n  - { file: y.mpr }"),
      /line 14, measured\[1\]: y\.mpr belongs to the case "short" \(the first, as no case is named\), and so does x\.mpr/,
    ],
    [
      "a name twice",
      whole.replace("name: long", "name: short"),
      /line 11, cases\[1\]\.name: two cases are called "short"/,
    ],
    ["a field twice", whole.replace("let: { rest: 1 s }", "name: again"), /line 7: this field stands twice/],
    [
      "a mark that is no YAML",
      whole.replace("let: { rest: 1 s }", "let: { rest: 1 s"),
      /^mine\.yaml, line \d+: it is not YAML/,
    ],
    ["a field too far in", `${head}title: a\n  about: b\n`, /line \d+: this line, or the one before it, is indented/],
    ["an empty file", "", /mine\.yaml is empty \(0 bytes\)/],
    ["a tab", `${head}cell:\n\tshipped: pool\n`, /line 4: /],
    [
      "an unknown word",
      whole.replace("value: 1", "sense: about, value: 1"),
      /line 14, observe\[0\]\.sense: found "about", expected "equals" or "at least" or "at most"/,
    ],
    ["two documents", `${whole}---\nname: b\n`, /line 15: a second document begins here/],
  ])("with %s is refused with its line", async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });

  it.each([
    [
      "aliases that multiply",
      `${head}a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n`,
      /line 3: &a names a part to be repeated/,
    ],
    ["a tag", `${head}about: !!js/function "function () {}"\n`, /line 3: .*js.function is a tag/],
    ["a private tag", `${head}about: !secret x\n`, /line 3: .* is a tag/],
    ["__proto__", `${head}__proto__: { polluted: 1 }\n`, /line 3: no field may be called __proto__/],
    ["brackets", `${head}about: ${"[".repeat(100_000)}`, /more than 64 deep/],
    ["closed brackets", `${head}about: ${"[".repeat(400)}${"]".repeat(400)}`, /more than 64 deep/],
    ["dashes", `${head}about:\n  ${"- ".repeat(50_000)}x\n`, /more than 64 deep/],
    ["indentation", `${head}${Array.from({ length: 900 }, (_, k) => `${" ".repeat(k)}a:`).join("\n")}\n`, /line \d+/],
    [
      "lists below one another",
      `${head}about:\n${Array.from({ length: 1400 }, (_, k) => `${" ".repeat(k + 1)}-`).join("\n")}\n`,
      /line \d+: its lists and fields stand more than 64 deep/,
    ],
    ["a mebibyte", `${head}about: ${"x".repeat(1 << 20)}\n`, /has 1048\d+ bytes/],
    ["bytes of another kind", "PK\u0003\u0004", /zip archive/],
  ])("of hostile %s is refused in a sentence", async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("never fails in another way, whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...whole.split(/(?<=[\s:{},])/), "&a ", "*a ", "!x ", "- ", "? ", "|\n"), {
          maxLength: 60,
        }),
        async (parts) => {
          expect(await refusal(parts.join(""))).not.toMatch(/^another error/);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  it("has a JSON Schema", () => {
    expect(Object.keys(documents)).toContain("study");
  });
});

describe("names in a protocol", () => {
  it("are filled once, braces of a repeat are left", () => {
    expect(fillProtocol("repeat 2 { strip at {i} for {t}; rest {t} }", { i: "1 mA/cm2", t: "2 s" })).toBe(
      "repeat 2 { strip at 1 mA/cm2 for 2 s; rest 2 s }",
    );
    expect(namesIn("repeat 3 { rest 1 s }")).toEqual([]);
  });

  it.each([
    ["rest {rset}", { rest: "1 s" }, /\{rset\}.* Did you mean "rest"\? Known: rest/],
    ["rest 1 s", { rest: "1 s" }, /has no \{rest\}\. It has no \{name\} at all/],
    ["rest {rest}", { rest: "{rest}" }, /without braces/],
  ])("that do not meet are refused: %s", (sentences, bindings, expected) => {
    expect(() => fillProtocol(sentences, bindings)).toThrow(expected);
  });
});

describe("what is wrong in a protocol", () => {
  const refused = async (protocol: string): Promise<string> => {
    const text = `schema: liquidus.study/1\nname: a\ncell: { shipped: pool }\n${protocol}`;
    const source = await studyFromFile({ name: "a.yaml", bytes: new TextEncoder().encode(text) });
    return planStudy(source).then(
      () => "accepted",
      ({ message }: Error) => message,
    );
  };

  it.each([
    ["a block", "protocol: |\n  rest 1 s\n\n  strip at 1 mV for 1 s\n", 7],
    ["a block whose lines are drawn together", "protocol: >\n  rest 1 s; strip at 1 mV for 1 s\n", 5],
    ["a line", "protocol: rest 1 s; strip at 1 mV for 1 s\n", 4],
    ["a case", "cases:\n  - name: b\n    protocol: |\n      # first\n      rest 1 s\n      strip at 1 mV for 1 s\n", 9],
  ])("is told with its line in the file: %s", async (_, protocol, line) => {
    const message = await refused(protocol);
    expect(message).toContain(`a.yaml, line ${line}, `);
    expect(message).toMatch(/protocol: "?strip at 1 mV/);
    expect(message).not.toMatch(/line \d+, column/i);
  });
});
