// Whether two files are one measurement. Oracle: files of one instrument in its binary and its text format, and the same made unlike by hand.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dataFile, hasData } from "../../test/support/data.ts";
import { type InspectEntry, inspectFiles } from "./inspect.ts";
import { type MeasurementMark, measurementMark, sameMeasurement } from "./same-measurement.ts";

async function markOf(name: string): Promise<MeasurementMark | null> {
  const bytes = new Uint8Array(readFileSync(dataFile(`formats/biologic/${name}`)));
  const [entry] = await inspectFiles([{ name, bytes }]);
  return measurementMark(entry as InspectEntry);
}

describe.skipIf(!hasData)("files of one instrument", () => {
  test.each(["geis", "peis", "peis.issue_149"])("%s.mpr and %s.mpt are the same measurement", async (stem) => {
    const [binary, text] = await Promise.all([markOf(`${stem}.mpr`), markOf(`${stem}.mpt`)]);
    expect(sameMeasurement(binary as MeasurementMark, text as MeasurementMark)).toBe(true);
  });

  test("others are not, and one without impedance has no mark", async () => {
    const [geis, peis, cv] = await Promise.all(["geis.mpr", "peis.mpr", "cv.issue_149.mpr"].map(markOf));
    expect(sameMeasurement(geis as MeasurementMark, peis as MeasurementMark)).toBe(false);
    expect(cv).toBeNull();
  });
});

const summary = { finite: 40, first: 1e6, last: 0.2, min: 0.2, max: 1e6, sum: 4e6 };
const mark: MeasurementMark = {
  sweeps: [[40, 0.2, 1e6]],
  columns: [{ frequency: summary, realImpedance: summary, negativeImaginaryImpedance: summary }],
};
const with_ = (part: Partial<typeof summary>): MeasurementMark => ({
  ...mark,
  columns: [{ ...mark.columns[0], realImpedance: { ...summary, ...part } }],
});

test.each([
  ["the digits of single precision", with_({ max: 1e6 * (1 + 1e-7), sum: 4e6 + 1 }), true],
  ["one value more", with_({ finite: 41 }), false],
  ["another largest value", with_({ max: 1.01e6 }), false],
  ["another sum", with_({ sum: 4.4e6 }), false],
  ["another count of points", { ...mark, sweeps: [[41, 0.2, 1e6]] as const }, false],
  ["another lowest frequency", { ...mark, sweeps: [[40, 0.1, 1e6]] as const }, false],
  ["a sweep more", { ...mark, sweeps: [...mark.sweeps, ...mark.sweeps] }, false],
  ["no imaginary part", { ...mark, columns: [{ frequency: summary, realImpedance: summary }] }, false],
])("two that differ in %s: %s", (_, other, same) => {
  expect(sameMeasurement(mark, other)).toBe(same);
  expect(sameMeasurement(other, mark)).toBe(same);
});
