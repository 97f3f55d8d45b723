// Whether results belong to the values that stand in the fields. Oracle: the library's own edit of a study.
import { expect, test } from "vitest";
import { editedStudy } from "../../study/studies/edited-study.ts";
import { studyFromFile } from "../../study/studies/read-study.ts";
import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { studyOutline } from "../../study/studies/study-outline.ts";
import { isStale, keepMeaning } from "./stale.ts";

const yaml = shippedStudyTexts["staircase-stripping"] ?? "";

test("a change makes them stale, taking it back makes them current", async () => {
  const warm = await editedStudy(yaml, { temperature: "40 C" });
  const back = await editedStudy(warm, { temperature: "25 °C" });
  expect(isStale({ yaml }, { yaml: warm })).toBe(true);
  expect(isStale({ yaml }, { yaml: back })).toBe(false);
  expect(isStale({ yaml }, { yaml })).toBe(false);
  expect(isStale(null, { yaml })).toBe(false);
});

test("a value that is typed where none stood, and typed back, leaves words behind that mean what was run", async () => {
  const none = yaml.replace("  temperature: 25 C\n", "").replace("cell:\n", "cell:\n  parameters: {}\n");
  const outlined = async (text: string): Promise<string> => {
    const source = await studyFromFile({ name: "study.yaml", bytes: new TextEncoder().encode(text) });
    keepMeaning(text, "NaK50", (await studyOutline(source, "NaK50")).case.meaning);
    return text;
  };
  await outlined(none);
  const other = await outlined(await editedStudy(none, { parameters: { "store.capacity": "9 nmol/cm2" } }));
  const back = await outlined(await editedStudy(other, { parameters: { "store.capacity": "7.2e-9 mol/cm2" } }));
  const same = await outlined(await editedStudy(none, { temperature: "298.15 K" }));
  expect(isStale({ yaml: none }, { yaml: other }, "NaK50")).toBe(true);
  expect(isStale({ yaml: none }, { yaml: back }, "NaK50")).toBe(false);
  expect(isStale({ yaml: none }, { yaml: same }, "NaK50")).toBe(false);
});
