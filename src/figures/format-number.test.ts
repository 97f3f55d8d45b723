import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatWithInterval } from "./format-interval.ts";
import {
  formatDuration,
  formatNumber,
  formatPair,
  formatQuantity,
  formatRange,
  formatWithError,
  superscript,
} from "./format-number.ts";

// Oracle: the rules of "Type and numbers" of the workbench, whose examples stand here.
const plain = (text: string): string => text.replaceAll("\u00A0", " ").replaceAll("\u2009", "'");

describe("numbers", () => {
  test("minus, thin space, significant digits, powers of ten", () => {
    expect(formatNumber(-31870)).toBe("−31\u2009870");
    expect(formatNumber(3.26159)).toBe("3.262");
    expect(formatNumber(0.5)).toBe("0.5");
    expect(plain(formatNumber(2.5e-4, { digits: 2 }))).toBe("2.5 × 10⁻⁴");
    expect(plain(formatNumber(1.25e7))).toBe("1.25 × 10⁷");
    expect(formatNumber(-0)).toBe("0");
    expect(formatNumber(Number.NaN)).toBe("–");
    expect(superscript(-12)).toBe("⁻¹²");
  });

  test("rounding that gains a digit keeps the number of significant digits", () => {
    expect(formatNumber(9.9996)).toBe("10");
    expect(formatNumber(0.00099996)).toBe("0.001");
    expect(plain(formatNumber(999999.9))).toBe("1 × 10⁶");
  });

  test("value and error to two significant digits of the error", () => {
    expect(plain(formatWithError(154.3, 11.2))).toBe("154 ± 11");
    expect(plain(formatWithError(154.3, 112))).toBe("150 ± 110");
    expect(plain(formatWithError(2.4987, 0.119))).toBe("2.50 ± 0.12");
    expect(plain(formatWithError(2.4987e-5, 0.119e-5, "F"))).toBe("(2.50 ± 0.12) × 10⁻⁵ F");
    expect(plain(formatWithError(332, 0.996, "Ω cm²"))).toBe("332.0 ± 1.0 Ω cm²");
    expect(plain(formatWithError(1, 1.4e-17))).toBe("1.00000 ± 1.4 × 10⁻¹⁷");
    expect(plain(formatWithError(0.0012, 9))).toBe("0.001 ± 9.0");
    expect(plain(formatWithError(-3.456789, null, "V"))).toBe("−3.457 V");
  });

  test("quantities: prefix chosen, no break inside", () => {
    expect(plain(formatQuantity(26e-6, "s"))).toBe("26 µs");
    expect(plain(formatQuantity(6100, "Hz"))).toBe("6.1 kHz");
    expect(plain(formatQuantity(1940, "Ω"))).toBe("1'940 Ω");
    expect(plain(formatQuantity(999.9996, "Hz"))).toBe("1 kHz");
    expect(formatQuantity(332, "Ω cm²")).not.toContain(" ");
    expect(plain(formatRange(7e6, 5, "Hz"))).toBe("7 MHz–5 Hz");
    expect(plain(formatRange(5, 700, "Hz"))).toBe("5–700 Hz");
    expect(plain(formatRange(0.341, 0.3412, "%"))).toBe("0.341 %");
    expect(plain(formatDuration(3080))).toBe("51 min 20 s");
    expect(plain(formatDuration(3600))).toBe("1 h");
    expect(plain(formatDuration(39_590))).toBe("11 h");
    expect(plain(formatDuration(39_570))).toBe("11 h");
    expect(plain(formatDuration(39_569))).toBe("10 h 59 min");
  });

  test("reading a formatted pair back gives the pair within half a unit of the error's second digit", () => {
    const number = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    const read = (text: string): number => Number(text.replaceAll("\u2009", "").replace("−", "-"));
    const size = (power: string): number => {
      const digits = [...power.replace(/^.*10/u, "")]
        .map((c) => (c === "⁻" ? "-" : String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))))
        .join("");
      return power === "" ? 1 : 10 ** Number(digits);
    };
    fc.assert(
      fc.property(number, fc.double({ min: 1e-4, max: 2, noNaN: true }), (value, relative) => {
        const error = value * relative;
        const pair = formatPair(value, error);
        const place = 10 ** (Number(error.toExponential(1).split("e")[1]) - 1);
        expect(Math.abs(read(pair.value) * size(pair.power) - value)).toBeLessThanOrEqual(0.51 * place);
        expect(Math.abs(read(pair.error as string) * size(pair.power) - error)).toBeLessThanOrEqual(0.51 * place);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

test("resistances take M and G from a million on, and none below (oracle: SI prefixes by hand)", () => {
  expect(plain(formatQuantity(1.2e6, "Ω"))).toBe("1.2 MΩ");
  expect(plain(formatQuantity(3.4e9, "Ω cm²"))).toBe("3.4 GΩ cm²");
  expect(plain(formatQuantity(1940, "Ω"))).toBe("1'940 Ω");
  expect(plain(formatWithError(2.5e6, 1.2e5, "Ω"))).toBe("2.50 ± 0.12 MΩ");
  expect(plain(formatWithInterval(2.5e6, { lower: 2.4e6, upper: 2.9e6 }, "Ω"))).toBe("2.50 (2.40–2.90) MΩ");
  expect(plain(formatRange(9e5, 2e6, "Ω"))).toBe("900'000 Ω–2 MΩ");
  expect(plain(formatQuantity(1.2e6, "points", 6))).toBe("1.2 × 10⁶ points");
});
