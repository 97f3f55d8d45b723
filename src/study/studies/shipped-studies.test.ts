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

it("the cells of P2 say what is held against their mechanisms: no orientation, which P2 does not state", async () => {
  const names = [
    "staircase-stripping",
    "pulsed-stripping",
    "critical-current",
    "plating-pair",
    "staircase-plating",
    "plating-on-potassium",
  ];
  for (const name of names) {
    const { study } = await shippedStudy(name);
    expect(study.falsifiers?.measured?.voltageLimit, name).toBe("3 V");
    expect(study.falsifiers?.orientation, name).toBeUndefined();
  }
});

it("the 8 mm reading moves the store, and types no number that follows from it", async () => {
  const { study } = await shippedStudy("stripping-8mm");
  expect(Object.keys(study.cell?.parameters ?? {})).toContain("store.limitingCurrentDensity");
  expect(Object.keys(study.cell?.parameters ?? {}).filter((name) => name.startsWith("voids."))).toEqual([]);
});
