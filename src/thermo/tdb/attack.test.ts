import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LiquidusError } from "../../base/errors.ts";
import { kNaText } from "../data/k-na-text.ts";
import { readTdb } from "./read-tdb.ts";
import { writeTdb } from "./write-tdb.ts";

const out = new Float64Array(3);

/** Reads a text and uses all of it; anything but a Liquidus error is a fault of ours. */
function survive(text: string): "read" | "refused" {
  try {
    const { database, warnings } = readTdb(text);
    for (const { message } of warnings) expect(message.length).toBeLessThan(600);
    for (const { function: held } of database.parameters) {
      try {
        held.evaluate(300, 101325, out);
        expect(Number.isFinite(out[0] as number)).toBe(true);
      } catch (error) {
        if (!(error instanceof LiquidusError)) throw error;
      }
    }
    return "read";
  } catch (error) {
    if (!(error instanceof LiquidusError)) throw error;
    expect(error.message.length).toBeLessThan(600);
    expect(error.message).toMatch(/^line \d+, column \d+: .*\.$/s);
    return "refused";
  }
}

describe("a broken file", () => {
  it("may end at any byte", () => {
    const outcomes = new Map<string, number>();
    for (let end = 0; end <= kNaText.length; end++) {
      const outcome = survive(kNaText.slice(0, end));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    // Only an end between two statements, in a remark or among the references leaves a whole file.
    expect(outcomes.get("refused")).toBeGreaterThan(kNaText.length * 0.75);
    expect(outcomes.get("read")).toBeGreaterThan(20);
  });

  it("may have any bit flipped", () => {
    const place = fc.tuple(fc.nat(kNaText.length - 1), fc.nat(6));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), (flips) => {
        const codes = [...kNaText].map((character) => character.charCodeAt(0));
        for (const [at, bit] of flips) codes[at] = (codes[at] as number) ^ (1 << bit);
        survive(String.fromCharCode(...codes));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it("may be any sequence of words", () => {
    const word = fc.constantFrom(
      ...[
        "ELEMENT",
        "PHASE",
        "CONSTITUENT",
        "PARAMETER",
        "FUNCTION",
        "SPECIES",
        "TYPE_DEFINITION",
        "LIST_OF_REFERENCES",
      ],
      ...[
        "A",
        "B",
        "VA",
        "LIQUID",
        "%",
        "&",
        ":",
        ",",
        ";",
        "(",
        ")",
        "!",
        "!",
        "\n",
        "$",
        "'",
        '"',
        "GES",
        "A_P_D",
        "@",
      ],
      ...[
        "MAGNETIC",
        "DIS_PART",
        "1",
        "2",
        "298.15",
        "-0.4",
        "1E",
        "E5",
        "T",
        "**",
        "*",
        "LN(",
        "F#",
        "Y",
        "N",
        "#",
        "é",
        "\u0000",
      ],
      ...[
        "ELEMENT A X 1 2 3 !",
        "PHASE LIQUID % 1 1 !",
        "CONSTITUENT LIQUID :A: !",
        "G(LIQUID,A;0) 1 F; 6000 N",
        "F 1 F; 9 N",
      ],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        survive(words.join(" "));
      }),
      { numRuns: 1500, seed: 5 },
    );
  });

  it("may be anything at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        survive(text);
        survive(`${kNaText}${text}`);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

// What takes quadratic time does not end: LIQUIDUS_TDB_BYTES=10000000 makes each text 10 MB.
describe("a huge file", () => {
  const size = Number(process.env.LIQUIDUS_TDB_BYTES ?? 200_000);
  const fill = (unit: string): string => unit.repeat(Math.ceil(size / unit.length));
  const head = "ELEMENT A X 1 2 3 !\nELEMENT B X 1 2 3 !\nPHASE L % 1 1 !\nCONSTITUENT L :A,B: !\n";

  it.each([
    ["one letter", fill("A")],
    ["blanks", fill(" ")],
    ["ends of statements", fill("!")],
    ["ends of lines", fill("\n")],
    ["remarks", fill("$ x\n")],
    ["quotes", `LIST_OF_REFERENCES ${fill("R 'x\n")}!`],
    ["closed quotes", `LIST_OF_REFERENCES ${fill("R 'x' ")}!`],
    ["remarks after statements", fill("ELEMENT A X 1 2 3 ! x\n")],
    ["phases", fill("PHASE P % 1 1 !\n")],
    ["type definitions", `${head}PHASE L %& 1 1 !\n${fill("TYPE_DEF & GES A_P_D L DEBYE 1 !\n")}`],
    ["open brackets", `FUNCTION F 1 ${fill("(")}; 2 N !`],
    ["nested brackets", `FUNCTION F 1 ${fill("(1+")}T${fill(")").slice(0, Math.ceil(size / 3))}; 2 N !`],
    ["signs", `FUNCTION F 1 ${fill("-")}1; 2 N !`],
    ["powers", `FUNCTION F 1 1${fill("**1")}; 2 N !`],
    ["terms", `FUNCTION F 1 1${fill("+T")}; 2 N !`],
    ["pieces", `FUNCTION F 1 ${Array.from({ length: size / 14 }, (_, k) => `T; ${k + 2} Y `).join("")} 1; 1E6 N !`],
    ["constituents", `${head}CONSTITUENT L :${fill("A,")}: !`],
    ["constituents of a parameter", `${head}PARAMETER G(L,${fill("A,")}B;0) 1 1; 2 N !`],
    ["commas", `${head}PARAMETER G(L,${fill(",")}B;0) 1 1; 2 N !`],
    ["added constituents", `${head}${fill("ADD_CONSTITUENT L :A: !\n")}`],
    ["parameters", `${head}${fill("PARAMETER G(L,A;0) 1 T; 2 N !\n")}`],
    [
      "functions in a row",
      `${Array.from({ length: size / 40 }, (_, k) => `FUNCTION F${k + 1} 1 F${k}; 2 N !`).join("\n")}`,
    ],
    ["references to one function", `FUNCTION F 1 T; 2 N ! FUNCTION G 1 0${fill("+F")}; 2 N !`],
    ["a long formula", `${head}SPECIES S ${fill("A1")} !`],
    ["a long name", `${head}FUNCTION ${fill("F")} 1 1; 2 N !`],
    ["digits", `FUNCTION F 1 ${fill("1")}; 2 N !`],
    ["continuations", `FUNCTION F 1 1 ${fill("& ")}; 2 N !`],
  ])("of %s is read or refused", (_, text) => {
    survive(text);
  });
});

describe("the written text of what was read from a broken file", () => {
  it("reads again, or is refused", () => {
    fc.assert(
      fc.property(fc.nat(kNaText.length - 1), fc.integer({ min: 33, max: 126 }), (at, code) => {
        const text = kNaText.slice(0, at) + String.fromCharCode(code) + kNaText.slice(at + 1);
        try {
          const { database } = readTdb(text);
          const again = readTdb(writeTdb(database)).database;
          expect(again.parameters.length).toBe(database.parameters.length);
        } catch (error) {
          if (!(error instanceof LiquidusError)) throw error;
        }
      }),
      { numRuns: 120, seed: 8 },
    );
  });
});
