// Oracle: scans and frequency lists made here.
import { describe, expect, test } from "vitest";
import { readDelimited } from "../delimited/delimited.ts";
import { isEvenlySpaced } from "./even-steps.ts";

const list = (n: number, value: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => value(i));

describe("equal steps", () => {
  test.each([
    ["angles, printed to four places", list(500, (i) => Number((2.084 + 0.004 * i).toFixed(4))), true],
    ["energies, downwards", list(50, (i) => 1200 - i), true],
    ["frequencies, ten a decade", list(50, (i) => 1e6 * 10 ** (-i / 10)), false],
    ["frequencies, a hundred a decade", list(300, (i) => 10 ** (i / 100)), false],
    ["one value", list(50, () => 1000), false],
    ["too few to tell", list(9, (i) => i + 1), false],
  ])("%s", (_, values, expected) => {
    expect(isEvenlySpaced(values)).toBe(expected);
  });
});

describe("three columns without headings", () => {
  const names = (first: readonly number[]): string[] => {
    const text = `${first.map((x) => `${x} 2800.5 53.2`).join("\n")}\n`;
    const { tables } = readDelimited({ name: "scan.dat", bytes: new TextEncoder().encode(text) });
    return (tables[0]?.columns ?? []).map((column) => column.name);
  };

  test("a diffraction scan with its standard deviations is no impedance", () => {
    expect(names(list(100, (i) => Number((20 + 0.02 * i).toFixed(2))))).toEqual(["column 1", "column 2", "column 3"]);
  });

  test("frequencies spaced by a ratio are taken as an impedance", () => {
    expect(names(list(40, (i) => 10 ** (5 - i / 8)))).toEqual(["frequency", "realImpedance", "imaginaryImpedance"]);
  });
});
