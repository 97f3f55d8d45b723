// Oracle: the definitions of the ways of writing; a pure metal has the activity 1 of itself.
import { expect, test } from "vitest";
import { compositionIn, parseAlloy } from "./alloy-composition.ts";
import { alloyEquilibrium } from "./equilibrium.ts";

test("a pure metal is its symbol, beside the other metal of the database", () => {
  for (const text of ["Na", "Na100", "Na100K0", "KNa100"]) {
    expect(parseAlloy(text).moleFractions).toEqual({ Na: 1, K: 0 });
  }
  expect(parseAlloy("K").understood).toBe("K is read as pure K.");
  expect(parseAlloy("pure K")).toMatchObject({ understood: "pure K is 100 at.% K.", moleFractions: { K: 1 } });
  const [first, second] = alloyEquilibrium({ compositions: ["Na", "NaK50"], temperatures: [298.15] }).states;
  expect(first?.phases.map(({ name, fraction }) => [name, fraction])).toEqual([["BCC_A2", 1]]);
  expect(first?.activities).toEqual({ K: null, Na: expect.closeTo(1, 12) });
  expect(second?.phases.map(({ name }) => name)).toEqual(["LIQUID"]);
});

test("a formula is asked back, never read as wt%", () => {
  for (const text of ["KNa2", "Na2K", "NaK5"]) expect(() => parseAlloy(text)).toThrow("(at.%)");
  expect(() => parseAlloy("Xx")).toThrow("is not a composition");
});

// Oracle: the reader of compositions, given the same number with its kind written out.
test.each([
  ["50", { kind: "wt%", element: "K" }, "50 wt% K"],
  [" 63.5 ", { kind: "at.%", element: "Na" }, "63.5 at.% Na"],
  ["44 %", { kind: "wt%", element: "K" }, "44 wt% K"],
] as const)("%j counts in the per cent that were chosen", (text, basis, written) => {
  expect(compositionIn(basis, text)).toBe(written);
  expect(parseAlloy(compositionIn(basis, text)).kind).toBe(basis.kind);
});

test.each(["NaK50", "63 at.% Na", "", "5e", "-5"])("%j stays as it is", (text) =>
  expect(compositionIn({ kind: "wt%", element: "K" }, text)).toBe(text),
);

test("a bare number without a chosen basis is refused", () =>
  expect(() => parseAlloy("50")).toThrow(/not a composition/));
