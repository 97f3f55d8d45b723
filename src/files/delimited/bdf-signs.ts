import { type Column, findColumn, isText, lazyColumn, type Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile } from "../measurement.ts";

/** Headings of Battery Data Format, as labels and machine-readable. */
const TIME = /^(test time \/ s|test_time_second)$/i;
const CURRENT = /^(current \/ a|current_ampere)$/i;
const VOLTAGE = /^(voltage \/ v|voltage_volt)$/i;

/** What the metadata beside a file say of its signs. */
interface SaidSigns {
  readonly electrode: "positive" | "negative" | null;
  /** The electrode that the voltage is against, where that is not of the cell, as the format has it; null: it is. */
  readonly reference: string | null;
}

function saidSigns({ metadata, workingElectrode: besides }: InputFile): SaidSigns {
  const workingElectrode = besides ?? null;
  const unknown: SaidSigns = { electrode: workingElectrode, reference: null };
  if (metadata === undefined) return unknown;
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder().decode(metadata));
  } catch {
    return unknown;
  }
  if (typeof said !== "object" || said === null) return unknown;
  const electrode = "workingElectrode" in said ? said.workingElectrode : null;
  return {
    electrode: electrode === "positive" || electrode === "negative" ? electrode : workingElectrode,
    reference: "voltageOf" in said && said.voltageOf === "reference" ? referenceOf(said) : null,
  };
}

function referenceOf(said: object): string {
  const name = "referenceElectrode" in said ? said.referenceElectrode : null;
  return typeof name === "string" ? name : "not named";
}

function isBdf({ columns }: Table): boolean {
  return [TIME, VOLTAGE, CURRENT].every((heading) => columns.some(({ vendorName }) => heading.test(vendorName)));
}

/** What is said beside a file in Battery Data Format of its electrodes; nothing for other files. */
export function saidElectrodes(
  tables: readonly Table[],
  file: InputFile,
): { readonly working?: "positive" | "negative"; readonly reference?: string } {
  if (!tables.some(isBdf)) return {};
  const { electrode, reference } = saidSigns(file);
  return { ...(electrode === null ? {} : { working: electrode }), ...(reference === null ? {} : { reference }) };
}

/**
 * A table in our signs: current positive where it oxidises the working electrode, voltage working less counter. Battery Data Format has
 * the current positive while the cell is charged and the voltage as positive less negative electrode, so that both are turned where
 * the working electrode is the negative one, as the metadata beside the file say or the user. The columns of the file stay as they
 * are; turned ones come after them. Any other table is returned as it is.
 */
export function inOurSigns(table: Table, file: InputFile, warnings: Warning[]): Table {
  const { columns } = table;
  if (!isBdf(table)) return table;
  const { electrode, reference } = saidSigns(file);
  if (electrode === null) {
    warnings.push({
      code: "current-sign-assumed",
      message:
        "The file is in BDF, and nothing beside it says which electrode the working one is: it is taken to be the positive one, so that charging current oxidises it. With a metal anode as working electrode current, charge and voltage have the other sign.",
    });
  }
  if (electrode !== "negative") return table;
  const turned = [
    { name: columnNames.workingPotential, heading: "Ewe-Ece", of: reference === null },
    { name: columnNames.current, heading: "I", of: true },
    { name: columnNames.charge, heading: "(Q-Qo)", of: true },
  ].flatMap(({ name, heading, of }) => {
    const column = findColumn(table, name);
    return of && column !== undefined && !isText(column.values()) ? [{ name, heading, column }] : [];
  });
  const stored = columns.map((column): Column => {
    return turned.some((one) => one.column === column) ? { ...column, name: column.vendorName } : column;
  });
  return {
    ...table,
    columns: [
      ...stored,
      ...turned.map(({ name, heading, column }) =>
        lazyColumn(
          {
            vendorName: column.unit === null ? heading : `${heading}/${column.unit}`,
            name,
            unit: column.unit,
            derived: `−(${column.vendorName}): the working electrode is the negative one`,
          },
          () => turnedValues(column),
        ),
      ),
    ],
  };
}

function turnedValues(column: Column): Float64Array {
  const values = column.values();
  return isText(values) ? new Float64Array(0) : Float64Array.from(values, (x) => 0 - x);
}
