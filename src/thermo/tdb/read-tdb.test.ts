import { describe, expect, it } from "vitest";
import { FormatError } from "../../base/errors.ts";
import type { TemperatureFunction } from "../database/temperature-function.ts";
import { readTdb } from "./read-tdb.ts";

const HEAD = `ELEMENT VA VACUUM 0 0 0 !
ELEMENT A BCC_A2 1 2 3 !
ELEMENT B BCC_A2 4 5 6 !
`;
const PHASES = `${HEAD}PHASE LIQUID:L % 1 1 !
CONSTITUENT LIQUID:L :A,B: !
PHASE BCC_A2 %& 2 1 3 !
CONSTITUENT BCC_A2 :A%,B:VA%: !
`;

const out = new Float64Array(3);

function valueAt(held: TemperatureFunction | undefined, temperature: number, pressure = 101325): number {
  held?.evaluate(temperature, pressure, out);
  return out[0] as number;
}

function codes(text: string): string[] {
  return readTdb(text).warnings.map(({ code }) => code);
}

function parametersOf(text: string): string[] {
  return readTdb(PHASES + text).database.parameters.map(
    ({ kind, phase, constituents, order, function: held, reference }) =>
      `${kind}(${phase},${constituents.map((names) => names.join()).join(":")};${order}) ` +
      `${held.pieces.map(({ low, high, text: piece }) => `${low} ${piece} ${high}`).join(" | ")} ${reference}`,
  );
}

// The dialects below are those met in public files; each text is our own.
describe("readTdb", () => {
  it("reads what Thermo-Calc writes", () => {
    const { database, warnings } = readTdb(`$ Database file written 2005- 1- 1
$ From database: User data
 ELEMENT /-   ELECTRON_GAS              0.0000E+00  0.0000E+00  0.0000E+00!
 ELEMENT VA   VACUUM                    0.0000E+00  0.0000E+00  0.0000E+00!
 ELEMENT AL   FCC_A1                    2.6982E+01  4.5773E+03  2.8322E+01!
 ELEMENT ZN   HCP_ZN                    6.5390E+01  5.6568E+03  4.1631E+01!

 SPECIES AL+3                        AL1/+3!
 SPECIES AL2                         AL2!

 FUNCTION GHSERAL   2.98150E+02  -7976.15+137.093038*T-24.3671976*T*LN(T)
     -.001884662*T**2;  7.00000E+02  Y
      -11276.24+223.048446*T;  6.00000E+03   N !
 FUNCTION UN_ASS    298.15 0; 300 N !

 TYPE_DEFINITION % SEQ *!
 DEFINE_SYSTEM_DEFAULT SPECIE 2 !
 DEFAULT_COMMAND DEF_SYS_ELEMENT VA /- !

 TYPE_DEFINITION & GES A_P_D BCC_A2 MAGNETIC  -1.0    4.00000E-01 !
 PHASE BCC_A2  %&  2 1   3 !
    CONSTITUENT BCC_A2  :AL,ZN% :  VA% :  !

   PARAMETER G(BCC_A2,AL:VA;0)  298.15  +10083-4.813*T+GHSERAL#;
    6.00000E+03   N REF0 !
   PARAMETER TC(BCC_A2,AL,ZN:VA;1)  298.15 -5; 6000 N REF0 !
   PARAMETER BMAGN(BCC_A2,AL:VA;0)  298.15 UN_ASS#; 6000 N REF0 !

 LIST_OF_REFERENCES
 NUMBER  SOURCE
   REF0     'Some author's "book",
             two lines'
  !
`);
    expect(warnings.map(({ code }) => code)).toEqual(["zero-widened"]);
    expect(database.elements.get("AL")).toEqual({
      symbol: "AL",
      referencePhase: "FCC_A1",
      mass: 26.982,
      enthalpy: 4577.3,
      entropy: 28.322,
    });
    expect(database.species.get("AL+3")).toEqual({ name: "AL+3", elements: { AL: 1 }, charge: 3 });
    expect(database.species.get("AL2")?.elements).toEqual({ AL: 2 });
    expect(database.phases.get("BCC_A2")).toEqual({
      name: "BCC_A2",
      kind: null,
      sublattices: [
        { sites: 1, constituents: ["AL", "ZN"] },
        { sites: 3, constituents: ["VA"] },
      ],
      traits: { magnetic: { antiferromagneticFactor: -1, shortRangeShare: 0.4 } },
    });
    expect(database.references.get("REF0")).toBe('Some author\'s "book", two lines');
    expect(database.functions.get("GHSERAL")?.pieces.map(({ high }) => high)).toEqual([700, 6000]);
    const [energy, critical, moment] = database.parameters;
    expect(valueAt(energy?.function, 300)).toBeCloseTo(
      10083 - 4.813 * 300 - 7976.15 + 137.093038 * 300 - 24.3671976 * 300 * Math.log(300) - 0.001884662 * 9e4,
      8,
    );
    expect(critical).toMatchObject({ kind: "TC", order: 1, line: 26, reference: "REF0" });
    expect(valueAt(moment?.function, 1500)).toBe(0);
  });

  it("reads short keywords, lower case, several statements a line and limits left out", () => {
    const texts = parametersOf(
      `para l(liquid,a,b;0),,-5+t;,,n 91din !  PAR G(BCC_A2,A:VA) 1 T ; 500 y 2*T; ,, N REF1 ! rest of the line
 Parameter G(LIQUID,A)   +7*T;  N !
 fun x 298.15 1.5e+1*t
   **2; 1000 n !
 PARAM G(BCC_A2,B:VA;0) 298.15
 +X#; 6000.00 N "91Din", !`,
    );
    expect(texts).toEqual([
      "L(LIQUID,A,B;0) 298.15 -5+T 6000 91DIN",
      "G(BCC_A2,A:VA;0) 1 T 500 | 500 2*T 6000 REF1",
      "G(LIQUID,A;0) 298.15 +7*T 6000 null",
      "G(BCC_A2,B:VA;0) 298.15 +X# 6000 91DIN",
    ]);
  });

  it("goes on in the next line after &, and takes any end of line", () => {
    const text = "PARAMETER G(LIQUID,A;0) 298.15 1+2*T &\n +3*T; 6000 N !";
    for (const end of ["\n", "\r\n", "\r"]) {
      const { database } = readTdb((PHASES + text).replaceAll("\n", end));
      expect(valueAt(database.parameters[0]?.function, 1000)).toBe(5001);
      expect(database.parameters[0]?.line).toBe(8);
    }
  });

  it("keeps what moves in a mobility, the kind of a phase, and wildcards", () => {
    const text = "PARAMETER MQ(BCC_A2&A,*:VA;0) 298.15 -1; 6000 N ! PARAMETER BM(BCC_A2,B,A:VA;0) 1 1; 6000 N !";
    expect(parametersOf(text)).toEqual([
      "MQ&A(BCC_A2,*:VA;0) 298.15 -1 6000 null",
      "BMAGN(BCC_A2,A,B:VA;0) 1 1 6000 null",
    ]);
    expect(readTdb(PHASES).database.phases.get("LIQUID")?.kind).toBe("L");
  });

  it("takes a neutral species of an ionic liquid for one beside any cation", () => {
    const text = `${HEAD}SPECIES A+1 A/+1 ! SPECIES B-1 B/-1 ! PHASE IONIC:Y % 2 1 1 !
      CONST IONIC :A+1:B,B-1,VA: ! PARAMETER G(IONIC,B;0) 1 1; 2 N !`;
    const { database, warnings } = readTdb(text);
    expect(database.parameters[0]?.constituents).toEqual([["*"], ["B"]]);
    expect(warnings).toEqual([]);
  });

  it("brings R and RTLNP along, with the gas constant asked for", () => {
    const text = `${PHASES}PARAMETER G(LIQUID,A;0) 1 RTLNP#+R*T; 6000 N !`;
    const { database, warnings } = readTdb(text, { gasConstant: 8.3145 });
    expect(warnings.map(({ code }) => code)).not.toContain("function-undefined");
    expect(valueAt(database.parameters[0]?.function, 1000, 2e5)).toBeCloseTo(8314.5 * (Math.log(2) + 1), 8);
  });

  it("takes ions and the species that a formula names", () => {
    const { database } = readTdb(`${HEAD}ELEMENT O GAS 16 0 0 !
      SPECIES O-2 O1/-2 ! SPECIES A2O3 A2O3 ! SPECIES AO1.5 AO1.5! SPECIES E- /-1 ! SPECIES B+ B/+ !`);
    const charges = [...database.species.values()].map(({ name, charge }) => `${name} ${charge}`);
    expect(charges.slice(4)).toEqual(["O-2 -2", "A2O3 0", "AO1.5 0", "E- -1", "B+ 1"]);
    expect(database.species.get("A2O3")?.elements).toEqual({ A: 2, O: 3 });
    expect(database.species.get("AO1.5")?.elements).toEqual({ A: 1, O: 1.5 });
  });

  it("reads traits: disordered parts, what no model computes, what it may ignore", () => {
    const types = `TYPE_DEF & GES AMEND_PHASE_DESCRIPTION BCC_A2 DIS_PART LIQUID,,, !
TYPE_DEF ' GES A_P_D BCC_A2 EXCESS_MODEL WEIRD !
TYPE_DEF ( GES A_P_D LIQUID MAJ 1 A: !
TYPE_DEF ) IF (A) THEN GES A_P_D BCC_A2 MAG -1 .4 !
TYPE_DEF * GES AMEND_PHASE @ MAG -3 .28 !
PHASE BCC_A2 %&')(* 2 1 3 !
PARAMETER GD(LIQUID,A;0) 1 5; 6000 N !`;
    const { database, warnings } = readTdb(PHASES + types);
    expect(database.phases.get("BCC_A2")?.traits).toEqual({
      disorderedPart: "LIQUID",
      magnetic: { antiferromagneticFactor: -3, shortRangeShare: 0.28 },
      unsupported: ["amendment “EXCESS_MODEL WEIRD” of the phase"],
    });
    expect(database.phases.get("LIQUID")?.traits).toEqual({ unsupported: ["two-state liquid (GD)"] });
    expect(warnings.map(({ code }) => code)).toEqual(["type-definition-ignored", "phase-twice"]);
  });

  it("takes a misspelt command for the one it must be", () => {
    const { database, warnings } = readTdb(
      `${PHASES}TYPE_DEF & GES AMENED_PHASE @ MAG -1 .4 ! TYPE_DEF ' GES SET @ X !`,
    );
    expect(database.phases.get("BCC_A2")?.traits.magnetic?.shortRangeShare).toBe(0.4);
    expect(warnings.map(({ code }) => code)).toEqual(["command-misspelt", "type-definition-ignored"]);
  });

  it("carries the customary zero on beyond 300 K, and nothing else", () => {
    const text = `${PHASES}FUNCTION UN_ASS 298.15 0.0; 300 N ! FUNCTION F 298.15 5; 300 N !
PARAMETER G(LIQUID,A;0) 298.15 +UN_ASS; 300 N ! PARAMETER G(LIQUID,B;0) 298.15 UN_ASS#; 300 N !
PARAMETER G(LIQUID,A,B;0) 298.15 F; 300 N ! PARAMETER G(LIQUID,A,B;1) 298.15 -UN_ASS#; 300 N !`;
    const { database, warnings } = readTdb(text);
    expect(database.parameters.map(({ function: held }) => held.pieces.at(-1)?.high)).toEqual([6000, 6000, 300, 300]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "line 8, column 1: function UN_ASS is zero up to 300 K; it is taken for zero up to 6000 K.",
      "line 9, column 1: 2 parameters from here on are zero up to 300 K; they are taken for zero up to 6000 K.",
    ]);
  });

  it("lets the later of two definitions count, and says so", () => {
    const text = `${PHASES}FUNCTION F 1 1; 6000 N ! FUNCTION F 1 2; 6000 N !
PARAMETER G(LIQUID,A,B;0) 1 F; 6000 N ! PARAMETER L(LIQUID,B,A;0) 1 10*F; 6000 N !`;
    const { database, warnings } = readTdb(text);
    expect(database.parameters.map((parameter) => valueAt(parameter.function, 500))).toEqual([20]);
    expect(warnings.map(({ code }) => code)).toEqual(["function-twice", "parameter-twice"]);
  });

  it("warns of what does not fit and leaves it out", () => {
    const twice = "PARAMETER G(LIQUID,A,A;0) 1 1; 2 N !";
    expect(codes(`${PHASES}PARAMETER G(FCC_A1,A:VA;0) 1 1; 2 N !`)).toEqual(["parameter-left-out"]);
    expect(codes(`${PHASES}PARAMETER G(LIQUID,C;0) 1 1; 2 N !`)).toEqual(["parameter-left-out"]);
    expect(codes(`${PHASES}PARAMETER G(LIQUID,A:B;0) 1 1; 2 N !`)).toEqual(["parameter-left-out"]);
    expect(codes(PHASES + twice)).toEqual(["parameter-left-out"]);
    expect(codes(`${PHASES}PARAMETER L(LIQUID,B,A;1) 1 1; 2 N !`)).toEqual(["constituents-unsorted"]);
    expect(codes(`${PHASES}PARAMETER G(LIQUID,A;0) 1 NOWHERE#; 2 N !`)).toEqual(["function-undefined"]);
    expect(codes(`${PHASES}PHASE HCP_A3 % 1 1 !`)).toEqual(["phase-without-constituents"]);
    expect(codes(`${PHASES}CONSTITUENT HCP_A3 :A: !`)).toEqual(["constituents-of-no-phase"]);
    expect(codes(`${PHASES}ELEMENT C !`)).toEqual(["element-incomplete"]);
    expect(codes(`${PHASES}LIST_OF_REFERENCES\nNUMBER SOURCE\nR1 'open\n!`)).toEqual(["quote-open"]);
    expect(codes(`${PHASES}LIST_OF_REFERENCES\nR1 'text'\nR2 a text`)).toEqual(["statement-open"]);
    expect(codes(`${PHASES}FUNCTION F 1 5; 10 Y 6; 10 N !`)).toEqual(["empty-range"]);
  });

  it.each([
    ["PARAMETER G(LIQUID,A;0) 298.15 +5*T 6000 N !", 8, 37, "found “6000”, expected + - * / ** or ;"],
    ["PARAMETER G(LIQUID,A;0) 298.15 +5*T*; 6000 N !", 8, 37, "found ;, expected a number, T, P, a function or ("],
    ["PARAMETER G(LIQUID,A;0 298.15 +5*T; 6000 N !", 8, 24, "found “298”, expected , : ; or )"],
    ["PARAMETER G(LIQUID;0) 298.15 5; 6000 N !", 8, 19, "found “;”, expected , and the constituents"],
    ["PARAMETER G(LIQUID,A;x) 298.15 5; 6000 N !", 8, 22, "found “x”, expected the order of the parameter"],
    ["PARAMETER G(LIQUID,A;1.5) 298.15 5; 6000 N !", 8, 22, "found 1.5, expected an order from 0 to 99"],
    ["PARAMETER G LIQUID", 8, 19, "expected ! to close the PARAMETER of line 8"],
    ["PARAMETER G(LIQUID,A;0) 500 5; 300 N !", 8, 35, "found the range 500 K to 300 K"],
    [
      "PARAMETER G(LIQUID,A;0) 1 5; 6000 N\nPARAMETER G(LIQUID,B;0) 1 5; 6000 N !",
      9,
      1,
      "expected ! to close the PARAMETER of line 8",
    ],
    ["PARAMETER G(LIQUID,A;0) 1 5; 6000 Y !", 8, 37, "expected another piece after Y"],
    ["PARMETER G(LIQUID,A;0) 1 5; 6000 N !", 8, 1, "found “PARMETER”, expected a keyword such as ELEMENT"],
    ["P G(LIQUID,A;0) 1 5; 6000 N !", 8, 1, "P is short for PARAMETER and PHASE"],
    ["12 !", 8, 1, "found “12”, expected a keyword"],
    ["PHASE X % 2 1 !", 8, 15, "found the end of the statement, expected the sites of sublattice 2 of 2"],
    ["PHASE X % 0 !", 8, 10, "found 0 sublattices, expected 1 to 10"],
    ["PHASE X % 1 -1 !", 8, 15, "found -1 sites"],
    ["CONSTITUENT LIQUID :A,Q: !", 8, 1, "found the constituent Q of LIQUID, expected an element or species"],
    ["CONSTITUENT LIQUID :A:B: !", 8, 1, "found constituents on 2 sublattices of LIQUID, expected 1"],
    ["CONSTITUENT LIQUID :A::B: !", 8, 23, "expected a constituent before :"],
    ["CONSTITUENT LIQUID :A !", 8, 23, "expected : after the constituents"],
    ["SPECIES XY X1Y1 !", 8, 1, "found the formula “X1Y1” of species XY"],
    ["ELEMENT 12 A 1 2 3 !", 8, 1, "found the element “12”, expected one or two letters"],
    ["FUNCTION F 1 G#; 6000 N ! FUNCTION G 1 2*F; 6000 N !", 8, 1, "A function refers to itself: F → G → F"],
    ["FUNCTION F 1 SIN(T); 6000 N !", 8, 14, "found SIN(, expected LN(, LOG( or EXP("],
    ["FUNCTION F 1 1E999; 6000 N !", 8, 14, "1E999 is too large"],
  ])("says where and what is wrong with %j", (text, line, column, message) => {
    const attempt = (): unknown => readTdb(`${PHASES}${text}`, { fileName: "x.tdb" });
    expect(attempt).toThrow(FormatError);
    expect(attempt).toThrow(`line ${line}, column ${column}: `);
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect((error as FormatError).position).toMatchObject({ file: "x.tdb", line });
    }
  });

  it("is empty for an empty file", () => {
    expect(readTdb("").database.phases.size).toBe(0);
    expect(readTdb("$ only a remark").warnings).toEqual([]);
  });
});

describe("what a person mistypes", () => {
  const lines = [
    "ELEMENT VA VACUUM 0 0 0 !",
    "ELEMENT A BCC 10 0 0 !",
    "ELEMENT B BCC 20 0 0 !",
    "TYPE_DEFINITION % SEQ * !",
    "FUNCTION GA 298.15 -1000-20*T; 3000 N !",
    "PHASE LIQ % 1 1 !",
    "CONSTITUENT LIQ :A,B: !",
    "PARAMETER G(LIQ,A;0) 298.15 GA#; 3000 N !",
    "PARAMETER G(LIQ,B;0) 298.15 0; 3000 N !",
  ];
  const text = lines.join("\n");

  it.each(lines.slice(0, -1).map((line, k) => ({ line, k, next: lines[k + 1] as string })))(
    "is refused where the ! of $line is missing, with the place where it belongs",
    ({ line, k, next }) => {
      const bare = line.slice(0, -2);
      const broken = lines.map((other) => (other === line ? bare : other)).join("\n");
      const [keyword] = line.split(" ");
      const [word] = next.split(" ");
      expect(() => readTdb(broken)).toThrow(
        `line ${k + 2}, column 1: found ${word}, expected ! to close the ${keyword} of line ${k + 1}, ` +
          `after line ${k + 1}, column ${bare.length}.`,
      );
    },
  );

  it.each([
    ["constituent-twice", ":A,B:", ":A,B,A:", "A stands twice in sublattice 1 of LIQ; it counts once"],
    ["mass-negative", "BCC 10", "BCC -10", "element A has the mass -10 g/mol"],
    ["control-character", "20*T", "20\0*T", "line 5, column 28: found the character U+0000"],
    ["flag-missing", "-20*T; 3000 N", "-20*T; 3000", "found no Y or N after the upper limit; it is taken for N"],
  ])("is told of in the warning %s", (code, right, wrong, message) => {
    expect(readTdb(text).warnings).toEqual([]);
    const { database, warnings } = readTdb(text.replace(right, wrong));
    expect(warnings).toEqual([{ code, message: expect.stringContaining(message) }]);
    expect(database.phases.get("LIQ")?.sublattices[0]?.constituents).toEqual(["A", "B"]);
  });
});
