// Oracle: the definition of `unicode-range` in CSS Fonts 4, section 4.5.
import { describe, expect, it } from "vitest";
import { inUnicodeRange } from "./own-type.ts";

const code = (character: string): number => character.codePointAt(0) as number;

describe("inUnicodeRange", () => {
  it.each([
    ["U+0-FF, U+2000-206F", "Z", true],
    ["U+0-FF, U+2000-206F", "″", true],
    ["U+0-FF, U+2000-206F", "Ω", false],
    ["U+370-377,U+37A-37F,U+384-38A,U+38C,U+38E-3A1,U+3A3-3FF", "Ω", true],
    ["U+38C", "Ό", true],
    ["U+1F??", "ἀ", true],
    ["U+1F??", "⁻", false],
    ["", "Ω", true],
  ])("%s, %s: %s", (range, character, held) => {
    expect(inUnicodeRange(range, code(character))).toBe(held);
  });
});
