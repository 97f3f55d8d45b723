// Whether results belong to the values that stand in the fields. Oracle: the library's own edit of a study.
import { expect, test } from "vitest";
import { editedStudy } from "../../study/studies/edited-study.ts";
import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { isStale } from "./stale.ts";

const yaml = shippedStudyTexts["staircase-stripping"] ?? "";

test("a change makes them stale, taking it back makes them current", async () => {
  const warm = await editedStudy(yaml, { temperature: "40 C" });
  const back = await editedStudy(warm, { temperature: "25 °C" });
  expect(isStale({ yaml }, { yaml: warm })).toBe(true);
  expect(isStale({ yaml }, { yaml: back })).toBe(false);
  expect(isStale({ yaml }, { yaml })).toBe(false);
  expect(isStale(null, { yaml })).toBe(false);
});
