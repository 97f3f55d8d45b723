// What the inspector says of a file. Oracle: the page has a field for the area, no command line, and says a thing once.
import { expect, test } from "vitest";
import { describesNothing } from "../../../impedance/series/series-warnings.ts";
import { cellWarnings } from "../../../study/cell.ts";
import { saidFindings, saidWarnings } from "./said-warnings.ts";

const noArea = {
  verdict: "mind",
  lead: "No electrode area in the file; values are in Ω and mA.",
  rest: "Enter the area to see Ω\u00A0cm² and current densities.",
  needs: { input: "area" },
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

test("a warning stands once, in the words of the library: these name no option of the command line", () => {
  const nothing = describesNothing({
    circuit: "R0-p(R1,CPE1)",
    from: "",
    determined: false,
    rmsResidual: 0.01,
    highestFrequency: null,
    fits: [],
  });
  const [first] = nothing;
  expect(nothing).toHaveLength(1);
  const said = saidWarnings([...nothing, ...nothing, ...cellWarnings(cell, [])], [holds]);
  expect(said).toEqual([first]);
  for (const { message } of [...nothing, ...cellWarnings(cell, [])]) expect(message).not.toContain("--");
});
