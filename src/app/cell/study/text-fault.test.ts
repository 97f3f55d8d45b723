// Where the document of a study is wrong. Oracle: the refusals of the library itself, and the line that was spoilt.
import { expect, test } from "vitest";
import { studyFromFile } from "../../../study/studies/read-study.ts";
import { studyOutline } from "../../../study/studies/study-outline.ts";
import { textFault } from "./text-fault.ts";

const good = `schema: liquidus.study/1
name: mine
cell: { set: nak-on-nasicon, composition: NaK50 }
cases:
  - name: one
    protocol: |
      strip at 1 mA/cm2 for 1 min
      rest 1 s
`;

async function problemOf(file: string, text: string): Promise<string> {
  try {
    await studyOutline(await studyFromFile({ name: file, bytes: new TextEncoder().encode(text) }));
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test.each([
  ["a field that there is not", "name: mine", "nmae: mine", 2, 1],
  ["a word of the protocol", "rest 1 s", "rest 1 furlong", 8, 7],
  ["the mapping itself", "name: mine", "name: [mine", 3, 1],
])("%s stands in its line, in a file of any name", async (_, found, instead, line, column) => {
  const text = good.replace(found, instead);
  for (const file of ["mine.yaml", "a (b), line 9: c.yml"]) {
    const problem = await problemOf(file, text);
    const fault = textFault(problem, file, text);
    expect(fault, problem).toMatchObject({ line, column });
    expect(fault?.message).not.toContain(file);
    expect(problem.endsWith(fault?.message ?? "?")).toBe(true);
  }
});

test("a problem of no line is none of the text", () => {
  expect(textFault("The worker ended while it worked on mine; it was restarted.", "mine.yaml", good)).toBeNull();
});
