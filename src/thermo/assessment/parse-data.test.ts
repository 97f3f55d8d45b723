import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { assess } from "./assess.ts";
import { kNaAssessment, kNaData } from "./k-na-data.ts";
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
    const own = read(/```csv\n(.*?)```/s.exec(guide)?.[1] ?? "");
    expect(own.map(({ kind }) => kind)).toEqual(["boundary", "potential", "mixingEnthalpy"]);
    const { converged, residuals } = assess({ ...kNaAssessment(kNaDatabase()), data: [...kNaData, ...own] });
    expect(converged).toBe(true);
    for (const { normalized } of residuals) expect(Math.abs(normalized)).toBeLessThan(2);
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
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,0.7,20 °C,1 K,,,\n`, /Line 2: "0.7" is not a composition/],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,70 at.% Na,20,1 K,,,\n`, /Line 2: "20" has no unit; it may be K/],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,70 at.% Na,-300 °C,1 K,,,\n`, /above 0 K/],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,,70 at.% Na,20 °C,0 K,,,\n`, /uncertainty "0 K" must be above 0/],
    [`${head},boundary,LIQUID + BCC_A2,LIQUID,25 °C,70 at.% Na,20 °C,1 K,,,\n`, /one condition/],
    [`${head},boundary,LIQUID,LIQUID,,70 at.% Na,20 °C,1 K,,,\n`, /1 phases; two are expected/],
    [
      `${head},liquidus,LIQUID + BCC_A2,LIQUID,,70 at.% Na,20 °C,1 K,,,\n`,
      /the kind "liquidus" is none of boundary, invariant/,
    ],
    [`${head},potential,,LIQUID,25 °C,70 at.% Na,20 K,1 mV,Na,BCC_A2,\n`, /"20 K" has the unit K; it may be V, mV/],
    [`${head},activity,,LIQUID,25 °C,70 at.% Na,-1,0.1,Na,BCC_A2,\n`, /the value "-1" must be above 0/],
    [`${head},activity,,LIQUID,25 °C,70 at.% Li,1,0.1,Na,BCC_A2,\n`, /Line 2/],
    [`${head},activity,,LIQUID\n`, /Line 2 has 4 cells, the headings are 11/],
    ["id,kind,colour\n", /"colour" is none of id, kind/],
    ["", /empty/],
    ["[1]", /Entry 1 is not an object/],
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
