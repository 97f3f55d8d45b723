// Oracle: the letters of the texts, counted by hand.
import { expect, test } from "vitest";
import { withoutTildes } from "./tildes.ts";

test("a tilde is parted from its letter; a letter that has one of its own keeps it", () => {
  expect(withoutTildes("D\u0303")).toEqual({ letters: "D", under: [0] });
  expect(withoutTildes("a D\u0303 = D\u0303₀")).toEqual({ letters: "a D = D₀", under: [2, 6] });
  expect(withoutTildes("n\u0303")).toEqual({ letters: "ñ", under: [] });
  expect(withoutTildes("\u0303")).toEqual({ letters: "", under: [] });
});
