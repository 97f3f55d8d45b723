import { describe, expect, it } from "vitest";
import { formatEnds, formatParts, formatQuantityWithInterval, formatWithInterval } from "./format-interval.ts";

const plain = (text: string): string => text.replaceAll("\u00A0", " ").replaceAll("\u2009", "");

describe("intervals in print (oracle: what a reader computes from the text)", () => {
  it("writes ± only where both sides are alike", () => {
    expect(plain(formatWithInterval(154, { lower: 143, upper: 165 }, "Ω"))).toBe("154 ± 11 Ω");
    expect(plain(formatWithInterval(0.0041, { lower: 0.0014, upper: 0.0047 }, "Ω"))).toBe("0.0041 (0.0014–0.0047) Ω");
    expect(plain(formatWithInterval(3, { lower: 4, upper: 5 }))).toBe("3.00 (4.00–5.00)");
  });

  it("writes a value at the end of its interval as the bound that it is, with two digits", () => {
    expect(plain(formatWithInterval(22, { lower: 22, upper: 41 }, "Ω"))).toBe("22.0 (22.0–41.0) Ω");
    expect(plain(formatWithInterval(0, { lower: 0, upper: 0.4 }))).toBe("≤ 0.40");
    expect(plain(formatWithInterval(-0, { lower: -3, upper: 0 }))).toBe("≥ −3.0");
    expect(formatParts(0, { lower: 0, upper: 41 }).map(plain)).toEqual(["≤ 41", ""]);
    expect(formatParts(22, { lower: 11, upper: 84 }).map(plain)).toEqual(["22", "11–84"]);
    expect(formatParts(154, { lower: 143, upper: 165 }).map(plain)).toEqual(["154", "±11"]);
    expect(plain(formatWithInterval(-0.0012, { lower: -0.0023, upper: 0.0001 }))).toBe("−0.0012 ± 0.0012");
  });

  it("shows as many digits as tell the ends apart, six at most", () => {
    expect(plain(formatEnds({ lower: 0.09998, upper: 0.10002 }))).toBe("0.099980–0.100020");
    expect(plain(formatEnds({ lower: 0.1 - 1e-12, upper: 0.1 + 1e-12 }))).toBe("± 1 × 10⁻¹²");
    expect(plain(formatEnds({ lower: -2, upper: 3 }))).toBe("−2.0 … 3.0");
    expect(plain(formatEnds({ lower: 0, upper: 25_340 }))).toBe("0–25000");
  });

  it("never rounds a value to 0, whatever its interval", () => {
    expect(plain(formatWithInterval(0.0012, { lower: 0, upper: 90 }))).toBe("0.0012 (0–90)");
    expect(plain(formatWithInterval(0.0012, { lower: -9, upper: 9 }))).toBe("0.001 ± 9.0");
  });

  it("chooses the prefix by the value", () => {
    expect(plain(formatQuantityWithInterval(1.65e-7, { lower: 1.64e-7, upper: 1.66e-7 }, "H"))).toBe("165.0 ± 1.0 nH");
  });
});
