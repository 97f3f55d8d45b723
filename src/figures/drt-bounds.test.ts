// What stands under the pointer on a peak. Oracle: the words and numbers that the test puts in.
import { expect, test } from "vitest";
import { peakHover } from "./drt-bounds.ts";
import { displayUnits } from "./units.ts";

const peak = {
  tau: 1e-3,
  resistance: 100,
  capacitance: 1e-5,
  tauLower: null,
  tauUpper: null,
  resistanceLower: null,
  resistanceUpper: null,
  identifiable: false,
};
const lines = (part: object): readonly string[] => peakHover({ ...peak, ...part }, 0, displayUnits(null)).split("<br>");

test("a peak that is not determined is named where it is said", () => {
  const reason =
    "The data do not tell it from its neighbours: most descriptions have 90 to 110 Ω here, taken together.";
  const hover = lines({ process: 2, reason });
  expect(hover[0]).toBe("<i>P</i><sub>2</sub>");
  expect(hover.at(-1)).toBe(`◌ <i>P</i><sub>2</sub> is not determined. ${reason}`);
  expect(lines({ process: 1, processName: "R7" }).at(-1)).toBe("◌ <i>R</i><sub>7</sub> is not determined.");
  expect(lines({ process: null }).at(-1)).toBe("◌ It is not determined.");
  expect(lines({ process: 2, identifiable: true }).join()).not.toContain("◌");
});
