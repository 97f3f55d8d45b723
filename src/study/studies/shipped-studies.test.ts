// Oracle: the files in examples/studies, which the generated module must hold word by word.
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { planStudy } from "./plan-study.ts";
import { shippedStudyTexts } from "./shipped.generated.ts";
import { listStudies, shippedStudy, shippedStudyNames } from "./shipped-studies.ts";

const folder = new URL("../../../examples/studies/", import.meta.url);

it("the shipped studies are those of examples/studies: run npm run studies after a change", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  expect(Object.keys(shippedStudyTexts).sort()).toEqual(files.map((name) => name.slice(0, -".yaml".length)).sort());
  for (const name of shippedStudyNames) {
    expect(shippedStudyTexts[name]).toBe(readFileSync(new URL(`${name}.yaml`, folder), "utf8"));
  }
});

it.each(shippedStudyNames)("%s is understood, has a title and says what it is", async (name) => {
  const { study, cases } = await shippedStudy(name);
  expect([study.name, study.title !== undefined, study.about !== undefined]).toEqual([name, true, true]);
  expect((await planStudy(await shippedStudy(name))).cases.length).toBe(cases.length);
});

it("the list names each with its cases", async () => {
  const list = await listStudies();
  expect(list.map(({ name }) => name)).toEqual(shippedStudyNames);
  await expect(shippedStudy("pulses-pol")).rejects.toThrow(/Did you mean "pulses-pool"/);
});
