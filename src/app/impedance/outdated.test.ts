// What lags behind the fields. Oracle: an area only divides, every other option of the relaxation times computes anew.
import { describe, expect, test } from "vitest";
import type { AnalyzeEntry } from "../../study/analyze.ts";
import { emptyProject, type ImpedanceSettings, type ProjectFile } from "../state/project.ts";
import type { AnalyzedFile } from "../work/jobs.ts";
import { analysisKey, analysisOptions } from "./analysis-options.ts";
import { type Lag, lagOf, withTypedArea } from "./outdated.ts";

const file: ProjectFile = {
  id: "a",
  name: "a.mpr",
  folder: "",
  size: 1,
  area: "0.385 cm2",
  working: null,
  counter: null,
};
const settings = emptyProject.impedance;

function entryOf(area: number | null, areaFrom: "given" | "file" | null): AnalyzeEntry {
  return { file: "a.mpr", cell: { area, areaFrom } } as AnalyzeEntry;
}

/** The lag of what was analysed with the settings of an empty project and an area of 0.385 cm². */
function lag(now: Partial<ProjectFile>, change: Partial<ImpedanceSettings> = {}): Lag {
  const key = analysisKey(analysisOptions(file, settings));
  const result = { entry: entryOf(0.385e-4, "given") } as AnalyzedFile;
  return lagOf({ key, result }, { ...file, ...now }, { ...settings, ...change });
}

describe("an area that was typed", () => {
  test("scales at once, in m², whatever the analysis has", () => {
    expect(withTypedArea(entryOf(0.385e-4, "given"), { area: "2 cm2" }).cell).toMatchObject({
      area: 2e-4,
      areaFrom: "given",
    });
    expect(withTypedArea(entryOf(null, null), { area: "38.5 mm2" }).cell.area).toBeCloseTo(0.385e-4, 12);
  });

  test("is that of the analysis where none was typed, or it cannot be read, or it is the same", () => {
    const entry = entryOf(1e-4, "file");
    expect([null, "two", "3 V"].map((area) => withTypedArea(entry, { area }))).toEqual([entry, entry, entry]);
    const given = entryOf(2e-4, "given");
    expect(withTypedArea(given, { area: "2 cm2" })).toBe(given);
  });

  test("leaves the figures as they are, but not the sentences that were written with the one before", () => {
    expect(lag({})).toEqual({ outdated: false, reworded: false });
    expect(lag({ area: "2 cm2" })).toEqual({ outdated: false, reworded: true });
    expect(lag({ area: null })).toEqual({ outdated: true, reworded: true });
  });
});

test.each<Partial<ImpedanceSettings>>([
  { lambda: 4.48e-11 },
  { basis: "matern-4" },
  { part: "re" },
  { sign: "both" },
  { drift: true },
])("%j is of other relaxation times", (change) => {
  expect(lag({}, change)).toEqual({ outdated: true, reworded: true });
});

test("a circuit has a fit of its own that follows at once", () => {
  expect(lag({}, { circuit: "R0-p(R1,C1)" })).toEqual({ outdated: false, reworded: true });
});
