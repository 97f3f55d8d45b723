// An onset in words. Oracle: the sentence that a reader of a clock would say.
import { expect, test } from "vitest";
import { onsetInWords } from "./map-onset.ts";
import { displayUnits } from "./units.ts";

const units = displayUnits(null);
const spoken = (position: number, half: number): string =>
  onsetInWords(
    { along: "time", position, lower: position - half, upper: position + half, words: "" },
    units,
  ).interval.replace(/\s/g, " ");

test("an interval narrower than the clock is read is told by its width", () => {
  expect(spoken(48_300, 12)).toBe("95 % within ± 12 s");
  expect(spoken(48_300, 1200)).toBe("95 % between 13 h 5 min and 13 h 45 min");
});
