// What the inspector says of a file. Oracle: the page has a field for the area, no command line, and says a thing once.
import { expect, test } from "vitest";
import { cellWarnings } from "../../../study/cell.ts";
import { saidFindings, saidWarnings } from "./said-warnings.ts";

const noArea = {
  verdict: "mind",
  lead: "No electrode area in the file; values are in Ω and mA.",
  rest: "Enter the area to see Ω\u00A0cm² and current densities.",
} as const;
const holds = { verdict: "holds", lead: "All sweeps pass.", rest: "" } as const;
const cell = { area: null, areaFrom: null, thickness: null, working: null, counter: null, reference: null };

test("the missing area is said at its field alone", () => {
  const warnings = cellWarnings(cell, []);
  expect(warnings).toHaveLength(1);
  expect(saidWarnings(warnings, [noArea, holds])).toEqual([]);
  expect(saidFindings([noArea, holds])).toEqual([holds]);
});

test("what a finding tells is not told by the warning of its code again", () => {
  const warning = { code: "high-frequencies-left-out", message: "Points above 67.3 kHz are shown but left out." };
  const finding = { ...holds, code: "high-frequencies-left-out", lead: "Points above 67.3 kHz are left out." };
  expect(saidWarnings([warning], [finding])).toEqual([]);
  expect(saidWarnings([warning], [holds])).toEqual([warning]);
});

test("warnings point to fields, not to options of the command line; each stands once", () => {
  const circuit = { code: "no-circuit", message: "No chain of arcs. Give a circuit with --circuit if you know one." };
  const area = {
    code: "area-not-entered",
    message: "The area is 1 cm². Enter the area (--area 0.385cm2) to see Ω cm².",
  };
  const said = saidWarnings([circuit, circuit, area, { code: "x", message: "All sweeps pass." }], [holds]);
  expect(said.map(({ message }) => message)).toEqual([
    "No chain of arcs. Type one in the field Circuit if you know one.",
    "The area is 1 cm². Type it in the field Area to see Ω cm².",
  ]);
});
