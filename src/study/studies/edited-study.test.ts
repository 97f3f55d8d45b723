// Changes of a study document. Oracle: the text by hand; the study that is read from what was written.
import { expect, it } from "vitest";
import { editedStudy, newStudyText, type StudyChanges } from "./edited-study.ts";
import { planStudy } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { shippedStudyTexts } from "./shipped.generated.ts";

const text = `# A study of mine.
schema: liquidus.study/1
name: mine # short
about: >-
  What it is, over
  two lines.
cell:
  set: nak-on-nasicon
  composition: NaK50 # by weight
  parameters: { store.capacity: 10 nmol/cm2 } # tried
protocol: |
  strip at 0.1 mA/cm2 for {time}
let: { time: 10 s }
cases:
  - { name: a }
  - { name: b, cell: { parameters: { voids.growthRate: 1e-3 1/s } }, protocol: rest 1 s, let: { time: 20 s } }
`;

const read = (yaml: string) => studyFromFile({ name: "mine.yaml", bytes: new TextEncoder().encode(yaml) });
const lines = (yaml: string): string[] => yaml.split("\n");
/** Lines that stand in one text and not in the other. */
const differing = (a: string, b: string): string[] => lines(b).filter((line) => !lines(a).includes(line));

it("an edit changes its own line, and leaves comments, order and folded texts", async () => {
  const edited = await editedStudy(text, { case: "a", parameters: { "store.capacity": "7.2 nmol/cm2" } });
  expect(differing(text, edited)).toEqual(["  parameters: { store.capacity: 7.2 nmol/cm2 } # tried"]);
  expect(lines(edited)).toHaveLength(lines(text).length);
});

it("what a case gives itself is changed there, any other field in the study", async () => {
  const changes: StudyChanges = {
    case: "b",
    parameters: { "voids.growthRate": "2e-3 1/s", "pool.diffusivity": "1e-9 m2/s" },
  };
  const { study } = await read(await editedStudy(text, changes));
  expect(study.cases?.[1]?.cell?.parameters).toEqual({ "voids.growthRate": "2e-3 1/s" });
  expect(study.cell.parameters).toEqual({ "store.capacity": "10 nmol/cm2", "pool.diffusivity": "1e-9 m2/s" });
});

it("null takes a parameter out, and the list around it once it is empty", async () => {
  const edited = await editedStudy(text, { parameters: { "store.capacity": null } });
  expect((await read(edited)).study.cell).toEqual({ set: "nak-on-nasicon", composition: "NaK50" });
  expect(edited).toContain("# by weight");
});

it("a protocol of several lines stands as a block, mechanisms as on and off, a file with its case", async () => {
  const edited = await editedStudy(text, {
    case: "a",
    protocol: "rest 1 s\nstrip at 0.2 mA/cm2 for {time}",
    mechanisms: { film: true, store: false },
    measured: { file: "x.mpr", area: "0.385 cm2" },
  });
  expect(edited).toContain("protocol: |\n  rest 1 s\n  strip at 0.2 mA/cm2 for {time}\n");
  const { study } = await read(edited);
  expect(study.cell.mechanisms).toEqual({ film: "on", store: "off" });
  expect(study.measured).toEqual({ file: "x.mpr", area: "0.385 cm2", case: "a" });
});

it.each(Object.keys(shippedStudyTexts))("a change of %s and back leaves the same data", async (name) => {
  const before = shippedStudyTexts[name] as string;
  const edited = await editedStudy(before, { title: "Another", composition: "NaK50" });
  const [was, is] = [(await read(before)).study, (await read(edited)).study];
  expect({ ...is, title: was.title, cell: was.cell }).toEqual({ ...was });
});

it("a text that is no YAML, and a case that is not there, are refused in a sentence", async () => {
  await expect(editedStudy("a: [", {})).rejects.toThrow(/cannot be changed before its text is mended/);
  await expect(editedStudy(text, { case: "c" })).rejects.toThrow('The study has no case "c".');
});

it("a new study of a set can be run as it stands", async () => {
  const { cases } = await planStudy(await read(newStudyText("nak-on-nasicon", { composition: "NaK50" })));
  expect(cases[0]?.cell.composition).toMatch(/50 wt% K/);
});
