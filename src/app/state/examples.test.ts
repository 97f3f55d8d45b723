import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { listStudies } from "../../study/studies/shipped-studies.ts";
import { isStudyText } from "./add-studies.ts";
import { exampleFile, exampleNamed, examples } from "./examples.ts";

describe("shipped examples", () => {
  test("every shipped study is one, under its own title", async () => {
    const studies = examples.filter(({ opens }) => opens === "study");
    const titles = new Map((await listStudies()).map(({ name, title }) => [name, title]));
    expect(new Map(studies.map(({ name, title }) => [name, title]))).toEqual(titles);
  });

  test("every file of one is in the repository, and is served by the build", () => {
    const build = readFileSync(new URL("../../../vite.config.ts", import.meta.url), "utf8");
    for (const example of examples.filter(({ opens }) => opens === "file")) {
      expect(existsSync(new URL(`../../../examples/${exampleFile(example)}`, import.meta.url))).toBe(true);
      expect(build).toContain(`"${exampleFile(example)}"`);
    }
  });

  test("view and name are one of a kind: they stand in the address", () => {
    const names = examples.map(({ view, name }) => `${view} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(exampleNamed("impedance", "staircase-stripping")?.opens).toBe("file");
    expect(exampleNamed("cell", "staircase-stripping")?.opens).toBe("study");
    expect(exampleNamed("claims", "staircase-stripping")).toBeUndefined();
  });
});

test("a study document is known by what it says of itself, a protocol or a table is not one", () => {
  for (const text of Object.values(shippedStudyTexts)) expect(isStudyText(text)).toBe(true);
  expect(isStudyText('{ "schema": "liquidus.study/1" }')).toBe(false);
  expect(isStudyText('{\n  "schema": "liquidus.study/1"\n}')).toBe(true);
  expect(isStudyText("frequency,real\n1,2\n")).toBe(false);
});
