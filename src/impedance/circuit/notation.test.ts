import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circuitElements } from "./elements/registry.ts";
import { parameterNames, parseCircuit } from "./notation.ts";

describe("parseCircuit", () => {
  it.each([
    ["R0-p(R1,CPE1)-p(R2,CPE2)-W1", "R0-p(R1,CPE1)-p(R2,CPE2)-W1"],
    ["p(R1-p(R2,C2),CPE1)", "p(R1-p(R2,C2),CPE1)"],
    [" r0 – P( r1 , q1 ) − wo1", "R0-p(R1,CPE1)-Wo1"],
    ["R_ct-ws_2—zarc1", "R_ct-Ws_2-ZARC1"],
    ["R", "R"],
    ["p(p(R1,C1),L1)", "p(R1,C1,L1)"],
  ])("reads %j as %j", (text, canonical) => {
    expect(parseCircuit(text).notation).toBe(canonical);
  });

  it.each([
    ["", 1, "an element"],
    ["R0-", 4, "an element"],
    ["R0-p(R1,C1", 11, '"-", "," or ")"'],
    ["R0-p(R1)", 8, "a second branch of the group that opens at column 4"],
    ["R0-p R1", 6, '"(" after p'],
    ["R0-X1", 4, "an element: R, C, L"],
    ["R0-p(R1,C1)-R1", 13, "another name; R1 already stands"],
    ["Q1-CPE1", 4, "another name; CPE1 already"],
    ["R0)C1", 3, '"-" or the end'],
    ["R0 R1", 4, '"-" or the end'],
    ["R0-p(R1,,C1)", 9, "an element"],
    [`${"p(".repeat(40)}R1`, 65, "at most 32 groups within one another"],
    [Array.from({ length: 70 }, (_, k) => `R${k}`).join("-"), 247, "at most 64 elements"],
  ])("refuses %j at column %i", (text, column, expected) => {
    expect(() => parseCircuit(text)).toThrow(`column ${column}:`);
    expect(() => parseCircuit(text)).toThrow(expected);
  });

  it("names parameters by element, and by symbol where there are several", () => {
    expect(parameterNames(parseCircuit("R0-p(R1,Q1)-Wo1"))).toEqual([
      "R0",
      "R1",
      "CPE1.Q",
      "CPE1.n",
      "Wo1.Z0",
      "Wo1.tau",
    ]);
  });

  it("prints any tree so that it reads back the same", () => {
    const symbols = circuitElements.map(({ symbol }) => symbol);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(...symbols),
        fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => `${a}-${b}`),
        fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => `p(${a},${b})`),
      ),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        let number = 0;
        const numbered = text.replace(/[A-Z][A-Za-z]*/g, (symbol) => symbol + number++);
        const { notation, elements } = parseCircuit(numbered);
        expect(elements).toHaveLength(number);
        expect(parseCircuit(notation).notation).toBe(notation);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
