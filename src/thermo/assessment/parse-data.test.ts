import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { assess } from "./assess.ts";
import { kNaAssessment, kNaData } from "./k-na-data.ts";
import { kNaParseOptions } from "./k-na-uncertainty.ts";
import { parseAssessmentData } from "./parse-data.ts";

const options = { components: ["K", "NA"] as const, component: "NA", file: "own.csv" };
const head = "id,kind,phases,of,temperature,composition,value,uncertainty,component,reference,source\n";
const read = (text: string): ReturnType<typeof parseAssessmentData> => parseAssessmentData(text, options);

describe("own data", () => {
  it("are read from CSV, units and kinds of composition included", () => {
    const data = read(
      `# my measurements\n${head}DSC 1,boundary,LIQUID + BCC_A2 near 98.5 at.% Na,LIQUID,,44 wt% K,20.5 °C,0.5 °C,,,"DSC, 5 K/min"\n` +
        ",mixing enthalpy,,LIQUID,111 °C,50 at.% Na,0.74 kJ/mol,20 J/mol,,,\n" +
        "cell,potential,,LIQUID,25 °C,NaK50,1.9 mV,0.5 mV,Na,BCC_A2,\n" +
        "halt,invariant,BCC_A2 near 5 at.% Na + LIQUID near 32 at.% Na + KNA2,,,,-12.5 °C,0.2 K,,,\n" +
        ",diluteSlope,BCC_A2 + LIQUID,BCC_A2,,,0.10 at.%/K,0.01 at.%/K,K,,\n" +
        ",boundary,LIQUID + BCC_A2 near 4 at.% Na,LIQUID,298.15 K,,14.5 at.% Na,0.5 at.%,,,\n",
    );
    expect(data).toHaveLength(6);
    expect(data[0]).toMatchObject({
      id: "DSC 1",
      kind: "boundary",
      property: "temperature",
      uncertainty: 0.5,
      source: "DSC, 5 K/min",
      status: "own",
    });
    expect(data[0]?.value).toBeCloseTo(293.65, 10);
    expect(data[0]).toHaveProperty("at", expect.closeTo(0.683995, 5));
    expect(data[1]).toMatchObject({
      id: "point 2",
      kind: "mixingEnthalpy",
      phase: "LIQUID",
      value: 740,
      moleFraction: 0.5,
    });
    expect(data[2]).toMatchObject({ kind: "potential", component: "NA", reference: "BCC_A2" });
    expect(data[2]?.value).toBeCloseTo(1.9e-3, 12);
    expect(data[3]).toMatchObject({
      property: "temperature",
      phases: [{ near: 0.05 }, { near: 0.32 }, { phase: "KNA2" }],
    });
    expect(data[4]).toMatchObject({ value: expect.closeTo(1e-3, 12), solvent: "K" });
    expect(data[5]).toMatchObject({ property: "moleFraction", at: 298.15, value: expect.closeTo(0.145, 10) });
  });

  it("are read as the guide shows them, and fitted", () => {
    const guide = readFileSync(new URL("../../../docs/thermodynamics/assessment.md", import.meta.url), "utf8");
    const [plain, all] = [...guide.matchAll(/```csv\n(.*?)```/gs)].map(([, text = ""]) =>
      parseAssessmentData(text, kNaParseOptions("own.csv")),
    );
    expect(plain).toHaveLength(2);
    expect(plain?.[1]).toMatchObject({ value: 309.35, uncertainty: 0.5, at: 0.1, of: "LIQUID" });
    expect(all?.map(({ kind }) => kind)).toEqual([
      "boundary",
      "boundary",
      "potential",
      "activity",
      "mixingEnthalpy",
      "invariant",
      "boundary",
    ]);
    const data = [...kNaData, ...(plain ?? []), ...(all ?? [])];
    const distinct = data.map((datum, i) => ({ ...datum, id: `${i} ${datum.id}` }));
    const { converged, residuals } = assess({ ...kNaAssessment(kNaDatabase()), data: distinct, leaveOneOut: false });
    expect(converged).toBe(true);
    for (const { normalized } of residuals) expect(Math.abs(normalized)).toBeLessThan(2);
  });

  it("need little for a point of the liquidus: units in the heading, the solid where it is another", () => {
    const simple = (text: string): ReturnType<typeof read> => parseAssessmentData(text, kNaParseOptions());
    const [first, second, third] = simple(
      "composition (wt% K);temperature [°C];uncertainty / K;solid\n44;20,5;0,5;\n97;48.9;0.5;\n60;8 °C;1 K;Na2K\n",
    );
    expect(first).toEqual({
      id: "point 1",
      kind: "boundary",
      source: "own data",
      status: "own",
      phases: [{ phase: "LIQUID" }, { phase: "BCC_A2", near: 0.985 }],
      of: "LIQUID",
      property: "temperature",
      at: expect.closeTo(0.683995, 5),
      value: expect.closeTo(293.65, 9),
      uncertainty: 0.5,
    });
    expect(second).toHaveProperty("phases", [{ phase: "LIQUID" }, { phase: "BCC_A2", near: 0.05 }]);
    expect(third).toHaveProperty("phases", [{ phase: "LIQUID" }, { phase: "KNA2" }]);
  });

  it("take an uncertainty in wt% of a composition as that of the mole fraction, by difference", () => {
    const head4 = "composition,temperature,uncertainty,solid\n";
    const [stated, a, b] = parseAssessmentData(
      `${head4}44 wt% K,20 °C,0.1 wt%,Na(s)\n44.1 wt% K,20 °C,0.1 wt% K,\n43.9 wt% K,20 °C,1 at.%,\n`,
      kNaParseOptions(),
    );
    expect(stated).toMatchObject({ property: "moleFraction", at: 293.15 });
    expect(stated?.uncertainty).toBeCloseTo(((b?.value ?? 0) - (a?.value ?? 0)) / 2, 7);
    expect(b?.uncertainty).toBe(0.01);
  });

  it("take an uncertainty in percent of an activity, a potential or an enthalpy, not of a temperature", () => {
    const [activity, potential] = parseAssessmentData(
      "kind,composition,temperature,value,uncertainty\nactivity Na,NaK50,25 °C,0.8,2 %\npotential K,NaK50,25 C,-20 mV,5%\n",
      kNaParseOptions(),
    );
    expect(activity).toMatchObject({ component: "NA", reference: "BCC_A2", phase: "LIQUID" });
    expect(activity?.uncertainty).toBeCloseTo(0.016, 12);
    expect(potential?.uncertainty).toBeCloseTo(1e-3, 12);
    expect(() =>
      parseAssessmentData("composition,temperature,uncertainty\nNaK50,13 °C,2 %\n", kNaParseOptions()),
    ).toThrow(/Line 2: "2 %" has the unit %; it may be K, °C/);
  });

  it("are read from JSON to the same", () => {
    const json = JSON.stringify([
      {
        kind: "boundary",
        phases: "LIQUID + BCC_A2 near 4 at.% Na",
        of: "LIQUID",
        temperature: "25 °C",
        value: "14.5 at.% Na",
        uncertainty: "0.5 at.%",
      },
    ]);
    expect(read(json)[0]).toMatchObject({ property: "moleFraction", at: 298.15, value: 0.145 });
  });

  it("enter the fit beside the others and narrow it", () => {
    const before = assess({ ...kNaAssessment(kNaDatabase()), leaveOneOut: false });
    const own = read(`${head},boundary,LIQUID + BCC_A2 near 98.5 at.% Na,LIQUID,,70 at.% Na,23.5 °C,0.2 °C,,,\n`);
    const after = assess({ ...kNaAssessment(kNaDatabase()), data: [...kNaData, ...own], leaveOneOut: false });
    const spread = (result: typeof before): number =>
      result.residuals.find(({ datum }) => datum.id === "liquidus 70 at.% Na")?.standardDeviation ?? 0;
    expect(spread(after)).toBeLessThan(0.2);
    expect(spread(before)).toBeGreaterThan(1);
  });

  it.each([
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,0.7,20 °C,1 K,,,\n`, /own\.csv, line 2: "0.7" is not a composition/],
    [
      `${head},boundary,LIQUID + BCC_A2,LIQUID,,70 at.% Na,20,1 K,,,\n`,
      /own\.csv, line 2: "20" has no unit; it may be K/,
    ],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,70 at.% Na,-300 °C,1 K,,,\n`, /above 0 K/],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,70 at.% Na,20 °C,0 K,,,\n`, /uncertainty "0 K" must be above 0/],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,25 °C,70 at.% Na,20 °C,1 K,,,\n`, /one condition/],
    [`${head},boundary,LIQUID,LIQUID,,70 at.% Na,20 °C,1 K,,,\n`, /1 phases; two are expected/],
    [
      `${head},solidus,LIQUID + BCC_A2,LIQUID,,70 at.% Na,20 °C,1 K,,,\n`,
      /the kind "solidus" is none of liquidus, boundary, invariant/,
    ],
    [`${head},potential,,LIQUID,25 °C,70 at.% Na,20 K,1 mV,Na,BCC_A2,\n`, /"20 K" has the unit K; it may be V, mV/],
    [`${head},activity,,LIQUID,25 °C,70 at.% Na,-1,0.1,Na,BCC_A2,\n`, /the value "-1" must be above 0/],
    [`${head},activity,,LIQUID,25 °C,70 at.% Li,1,0.1,Na,BCC_A2,\n`, /own\.csv, line 2/],
    [`${head},activity,,LIQUID\n`, /own\.csv, line 2 has 4 cells, the headings are 11/],
    ["composition,temperature\nNaK50,25 °C\n", /a liquidus point needs solid, which is missing/],
    ["composition,temperature,solid\nNaK50,25 °C,BCC_A2\n", /a liquidus point needs uncertainty, which is missing/],
    ["kind,quantity\n", /two columns are kind/],
    ["id,kind,colour\n", /"colour" is none of id, kind/],
    ["", /empty/],
    ["[1]", /own\.csv, entry 1 is not an object/],
    ['{"a": 1}', /must be a JSON list/],
    ["[{", /no JSON/],
  ])("are refused with a sentence: %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("are refused by the fit where the system has no such phase or equilibrium", () => {
    const base = kNaAssessment(kNaDatabase());
    const own = read(`${head},boundary,LIQUID + FCC_A1,LIQUID,,70 at.% Na,23.5 °C,0.2 °C,,,\n`);
    expect(() => assess({ ...base, data: own })).toThrow(/no phase FCC_A1 in K-NA: there are BCC_A2, KNA2, LIQUID/);
    expect(() => assess({ ...base, data: kNaData.slice(0, 2) })).toThrow(/4 data and priors do not determine 7/);
    expect(() => assess({ ...base, data: [...kNaData, ...kNaData] })).toThrow(/Two data have the name "eutectic T"/);
    expect(() => assess({ ...base, coefficients: [] })).toThrow(/No coefficient/);
  });
});
