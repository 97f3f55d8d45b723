import type { Table } from "../base/table.ts";
import { lazyColumn } from "../base/table.ts";
import { version } from "../base/version.ts";
import { columnNames } from "../files/columns.ts";
import { bdfText } from "../files/write/bdf.ts";
import type { ConvertOptions, OutputFile } from "./convert.ts";
import type { SimulateDocument } from "./simulate-document.ts";
import { simulationProvenance } from "./simulate-provenance.ts";
import { UNIT_AREA } from "./simulate-tables.ts";

export type BdfOfRun = Pick<ConvertOptions, "workingElectrode">;

/**
 * The points of a run as an instrument would have recorded them: amperes and coulombs of the area that was given, or of 1 cm²;
 * oxidising the working electrode is positive; steps counted from 1 in the order in which they were run.
 */
export function recordedRun({ series, cell, options }: SimulateDocument): Table {
  const { time, voltage, current, charge, segment } = series;
  const area = options.area ?? UNIT_AREA;
  const column = (name: string, unit: string | null, values: () => Float64Array): Table["columns"][number] =>
    lazyColumn({ vendorName: name, name, unit }, values);
  return {
    name: "points",
    rows: time.length,
    columns: [
      column(columnNames.time, "s", () => Float64Array.from(time)),
      column(columnNames.workingPotential, "V", () => Float64Array.from(voltage)),
      column(columnNames.current, "A", () => Float64Array.from(current, (i) => i * area)),
      column(columnNames.charge, "C", () => Float64Array.from(charge, (q) => q * area)),
      column(columnNames.stepCount, null, () => Float64Array.from(segment, (k) => k + 1)),
      column(columnNames.temperature, "K", () => new Float64Array(time.length).fill(cell.temperature)),
    ],
  };
}

/**
 * A simulated run in the Battery Data Format, as `convert` writes a measured one: STEM.bdf.csv under one line of headings with
 * units, which is all the format allows there, and beside it STEM.bdf.metadata.json, the format's place for where numbers come from.
 *
 * @param about of the study and the case, where it is one
 */
export function runBdf(
  document: SimulateDocument,
  stem: string,
  { workingElectrode }: BdfOfRun,
  about: Readonly<Record<string, string>> = {},
): OutputFile[] {
  const sign = workingElectrode === "negative" ? -1 : 1;
  const electrode =
    workingElectrode === undefined
      ? "the working electrode, of which nothing was said, is taken to be the positive one"
      : `the working electrode is said to be the ${workingElectrode} one`;
  const metadata = {
    program: `liquidus ${version}`,
    simulated: true,
    ...about,
    current: `positive while the cell is charged; ${electrode}: oxidising it ${sign === 1 ? "charges" : "discharges"} the cell`,
    voltage: "potential of the working electrode less that of the counter electrode",
    area: document.options.area === null ? "not given: current and capacity are those of 1 cm²" : "as given",
    end: document.end.message === null ? document.end.kind : `${document.end.kind}: ${document.end.message}`,
    provenance: simulationProvenance(document),
  };
  return [
    { name: `${stem}.bdf.csv`, content: bdfText(recordedRun(document), { currentSign: sign }) },
    { name: `${stem}.bdf.metadata.json`, content: `${JSON.stringify(metadata, null, 1)}\n` },
  ];
}
