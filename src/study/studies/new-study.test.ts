// What a new study asks for. Oracles: the sentences of the readers; the plan of the study that is made.
import { expect, it, test } from "vitest";
import { newStudy, newStudyProblems, studySets } from "./new-study.ts";
import { planStudy } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";

const NAK = "nak-on-nasicon";
const problems = (composition: string, area: string, set = NAK) => newStudyProblems({ set, composition, area });

test.each([
  ["", /^Say the composition: as in NaK50/],
  ["50", /^"50" is not a composition: write NaK50 for 50 wt% K/],
  ["0.63", /is not a composition/],
  ["KNa2", /the compound\?/],
  ["90 at.% Na", /is no liquid at 298\.15 K; the liquid reaches from 0\.143/],
  ["50 wt% Cs in Na", /^The alloy holds Cs; the set "nak-on-nasicon" is for Na and K\.$/],
])("the composition %s is refused", (text, sentence) => {
  expect(problems(text, "0.385 cm2")).toEqual({ composition: expect.stringMatching(sentence), area: null });
});

test.each([
  ["", /^Say the area that currents refer to, as in 0\.385 cm2\.$/],
  ["0.385", /^"0\.385" has no unit/],
  ["0 cm2", /has to be more than 0/],
  ["5 mm", /another kind of quantity|is a length/],
])("the area %s is refused", (text, sentence) => {
  expect(problems("NaK50", text)).toEqual({ composition: null, area: expect.stringMatching(sentence) });
});

it("of a pure metal no composition is asked, of an alloy either kind of percent is taken", () => {
  expect(studySets.find(({ name }) => name === "li-on-llzo")?.metals).toEqual(["Li"]);
  expect(problems("", "1 cm2", "li-on-llzo")).toEqual({ composition: null, area: null });
  expect(studySets.find(({ name }) => name === NAK)?.metals).toEqual(["Na", "K"]);
  for (const text of ["NaK50", "Na50K50", "44 wt% K", "63 at.% Na"]) {
    expect(problems(text, "0.385 cm2")).toEqual({ composition: null, area: null });
  }
});

const compositions: Readonly<Record<string, readonly [text: string, fraction: number]>> = {
  "nak-on-nasicon": ["63 at.% Na", 0.63],
  "mg-ga": ["2 at.% Mg in Ga", 0.02],
};

it.each(studySets.map(({ name }) => name))("a new study of %s can be run, with what was said", async (set) => {
  const [composition, fraction] = compositions[set] ?? ["", 1];
  const yaml = newStudy({ set, composition, area: "0.5 cm2" });
  const source = await studyFromFile({ name: "new.yaml", bytes: new TextEncoder().encode(yaml) });
  const { cases } = await planStudy(source);
  expect(cases[0]?.request.area).toBeCloseTo(0.5e-4, 12);
  expect(cases[0]?.cell.moleFraction).toBeCloseTo(fraction, 9);
});

it("what is wrong is not made into a study", () => {
  expect(() => newStudy({ set: NAK, composition: "50", area: "1 cm2" })).toThrow(/is not a composition/);
});
