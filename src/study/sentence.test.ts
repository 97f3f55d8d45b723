import { expect, test } from "vitest";
import { sentenceOf } from "./document.ts";

test("a refusal does not begin with the name of a function (oracle: the sentences as they should read)", () => {
  expect(sentenceOf(new Error('bdfText: table "a" has neither'))).toBe('Table "a" has neither');
  expect(sentenceOf(new Error("cell.csv: no table"))).toBe("cell.csv: no table");
  expect(sentenceOf(new Error("line 3: no number"))).toBe("line 3: no number");
});
