import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Address, parseAddress, writeAddress } from "./address.ts";

const nothing = { example: null, sweep: null, lambda: null, frequency: null };

describe("the address of a view", () => {
  test("is read as the guide has it", () => {
    expect(parseAddress("#/impedance?example=staircase-stripping&sweep=78&lambda=2.5e-3")).toEqual({
      ...nothing,
      view: "impedance",
      example: "staircase-stripping",
      sweep: 78,
      lambda: 2.5e-3,
    });
    expect(parseAddress("#/phases")).toEqual({ ...nothing, view: "phases" });
  });

  test("gives back what was written", () => {
    const positive = fc.double({ min: 1e-12, max: 1e9, noNaN: true });
    const addresses: fc.Arbitrary<Address> = fc.record({
      view: fc.constantFrom("impedance", "phases", "cell", "claims"),
      example: fc.option(fc.stringMatching(/^[a-z0-9-]{1,60}$/), { nil: null }),
      sweep: fc.option(fc.integer({ min: 1, max: 9_999_999 }), { nil: null }),
      lambda: fc.option(positive, { nil: null }),
      frequency: fc.option(positive, { nil: null }),
    });
    fc.assert(
      fc.property(addresses, (address) => {
        expect(parseAddress(writeAddress(address))).toEqual(address);
      }),
    );
    expect(writeAddress({ ...nothing, view: "impedance", example: "x", sweep: 78, lambda: 2.5e-3 })).toBe(
      "#/impedance?example=x&sweep=78&lambda=2.5e-3",
    );
  });

  test.each([
    "",
    "#",
    "#/",
    "#/kitchen",
    "#/impedance/../claims",
    "#impedance",
    "#/Impedance",
    "#/__proto__",
    "javascript:alert(1)",
    `#/impedance?example=${"a".repeat(1000)}`,
  ])("%s names no view", (hash) => {
    expect(parseAddress(hash)).toBeNull();
  });

  test.each([
    ["example=../../etc/passwd"],
    ["example=<img src=x>"],
    ["example=%3Cimg%20src%3Dx%3E"],
    ["example=https://elsewhere.example/x.mpr"],
    ["example=A"],
    ["example="],
    ["sweep=0"],
    ["sweep=-3"],
    ["sweep=1e3"],
    ["sweep=99999999"],
    ["sweep=7.5"],
    ["lambda=0"],
    ["lambda=-1"],
    ["lambda=Infinity"],
    ["lambda=NaN"],
    ["lambda=1e999"],
    ["lambda=0x10"],
    ["lambda=1e-400"],
    ["frequency=%00"],
    ["%E0%A4%A"],
  ])("%s is left out", (query) => {
    expect(parseAddress(`#/impedance?${query}`)).toEqual({ ...nothing, view: "impedance" });
  });

  test("whatever it is, nothing is thrown and nothing unchecked comes out", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string().map((text) => `#/impedance?${text}`),
        ),
        (hash) => {
          const address = parseAddress(hash);
          if (address === null) return;
          expect(address.example === null || /^[a-z0-9-]+$/.test(address.example)).toBe(true);
          for (const value of [address.sweep, address.lambda, address.frequency]) {
            expect(value === null || (Number.isFinite(value) && value > 0)).toBe(true);
          }
        },
      ),
    );
  });
});
