import { DomainError } from "../../base/errors.ts";
import { type Column, findColumn, findNumbers, type NumericArray, type Table } from "../../base/table.ts";
import { toSI } from "../../units/vendor-units.ts";
import { columnNames } from "../columns.ts";
import { formatNumber } from "./numbers.ts";

export interface BdfOptions {
  /**
   * Battery Data Format counts current positive while the cell is charged. Our current is positive while it oxidises the
   * working electrode. Give 1 if oxidising the working electrode charges the cell (the positive electrode is the working
   * one), −1 if it discharges it (an alkali-metal electrode as working electrode of a full cell). It must be said: a wrong
   * sign exchanges charge and discharge. The net capacity follows it, and the voltage of the cell: it is positive less negative
   * electrode, ours working less counter.
   */
  readonly currentSign: 1 | -1;
  /** Reference electrode that the operator entered: a potential against it is not turned. See `bdfVoltage`. */
  readonly referenceElectrode?: string | null;
  /** `label`: `Voltage / V` (default); `machine`: `voltage_volt`. */
  readonly headings?: "label" | "machine";
}

/** A BDF quantity, and the columns of ours that hold it, the better first. */
interface BdfQuantity {
  readonly label: string;
  readonly machine: string;
  readonly sources: readonly string[];
  /** SI unit that the source must have, null for counts. */
  readonly si: string | null;
  /** BDF value = factor · SI value + offset. */
  readonly factor: number;
  readonly offset?: number;
  readonly signed?: boolean;
}

/** Labels and machine-readable names of Battery Data Format, ontology 1.3 (Battery Data Alliance). */
const QUANTITIES: readonly BdfQuantity[] = [
  { label: "Test Time / s", machine: "test_time_second", sources: [columnNames.time], si: "s", factor: 1 },
  {
    label: "Voltage / V",
    machine: "voltage_volt",
    sources: [columnNames.workingMinusCounterPotential, columnNames.workingPotential, columnNames.meanWorkingPotential],
    si: "V",
    factor: 1,
    signed: true,
  },
  {
    label: "Current / A",
    machine: "current_ampere",
    // Galvanostatic files may store the current that was set, not the one that was measured.
    sources: [columnNames.current, columnNames.meanCurrent, columnNames.controlCurrent],
    si: "A",
    factor: 1,
    signed: true,
  },
  { label: "Cycle Count / 1", machine: "cycle_count", sources: [columnNames.cycleNumber], si: null, factor: 1 },
  { label: "Step Count / 1", machine: "step_count", sources: [columnNames.stepCount], si: null, factor: 1 },
  { label: "Step ID", machine: "step_id", sources: [columnNames.sequence], si: null, factor: 1 },
  {
    label: "Net Capacity / Ah",
    machine: "net_capacity_ah",
    sources: [columnNames.charge],
    si: "C",
    factor: 1 / 3600,
    signed: true,
  },
  {
    label: "Temperature T1 / degC",
    machine: "temperature_t1_celsius",
    sources: [columnNames.temperature],
    si: "K",
    factor: 1,
    offset: -273.15,
  },
  { label: "Frequency / Hz", machine: "frequency_hertz", sources: [columnNames.frequency], si: "Hz", factor: 1 },
  {
    label: "Real Impedance / ohm",
    machine: "real_impedance_ohm",
    sources: [columnNames.realImpedance],
    si: "Ω",
    factor: 1,
  },
  {
    label: "Imaginary Impedance / ohm",
    machine: "imaginary_impedance_ohm",
    sources: [columnNames.imaginaryImpedance, columnNames.negativeImaginaryImpedance],
    si: "Ω",
    factor: 1,
  },
  {
    label: "Absolute Impedance / ohm",
    machine: "absolute_impedance_ohm",
    sources: [columnNames.impedanceModulus],
    si: "Ω",
    factor: 1,
  },
  {
    label: "Phase / deg",
    machine: "phase_degree",
    sources: [columnNames.impedancePhase, columnNames.negativeImpedancePhase],
    si: "rad",
    factor: 180 / Math.PI,
  },
];

interface BdfColumn {
  readonly quantity: BdfQuantity;
  readonly column: Column;
  readonly values: NumericArray;
}

function findSource(table: Table, quantity: BdfQuantity): BdfColumn | null {
  for (const name of quantity.sources) {
    const values = findNumbers(table, name);
    const column = table.columns.find((c) => c.name === name);
    if (values !== undefined && column !== undefined) return { quantity, column, values };
  }
  return null;
}

/** What stands under Voltage, and what it is. */
export interface BdfVoltage {
  /** Heading of the column in the file that it comes from. */
  readonly heading: string;
  /**
   * `cell`: working less counter electrode, as the file says. `taken-as-cell`: of the working electrode against what the file does not say,
   * which in a cell of two electrodes is the counter electrode. `reference`: against a reference electrode.
   */
  readonly kind: "cell" | "taken-as-cell" | "reference";
}

const CELL_VOLTAGE = /^<?e ?cell|cell ?(voltage|potential)|^<?ewe>?[ -]+<?ece/i;

/**
 * What `bdfText` writes as voltage, null where there is none. A voltage of the cell has the sign of the current; a potential against a
 * reference electrode stays as it is, whichever electrode the working one is.
 * @param referenceElectrode that the operator entered
 */
export function bdfVoltage(table: Table, referenceElectrode: string | null = null): BdfVoltage | null {
  const found = QUANTITIES.filter(({ machine }) => machine === "voltage_volt").map((q) => findSource(table, q))[0];
  if (found === null || found === undefined) return null;
  const { name, vendorName: heading } = found.column;
  if (name === columnNames.workingMinusCounterPotential || CELL_VOLTAGE.test(heading)) return { heading, kind: "cell" };
  const counter = [columnNames.counterPotential, columnNames.meanCounterPotential].some(
    (one) => findColumn(table, one) !== undefined,
  );
  return { heading, kind: counter || referenceElectrode !== null ? "reference" : "taken-as-cell" };
}

/** Converts one column; the unit that BDF uses and the stored one being equal, values stay as they are to the bit. */
function converted({ quantity, column, values }: BdfColumn, currentSign: 1 | -1): { text: (row: number) => string } {
  const { si, factor, offset = 0, signed = false } = quantity;
  const single = values instanceof Float32Array;
  const unit = si === null || column.unit === null ? { factor: 1, offset: 0, unit: si ?? "1" } : toSI(column.unit);
  if (unit === null || (si !== null && unit.unit !== si)) {
    throw new DomainError(
      `bdfText: column "${column.vendorName}" has unit ${column.unit}; ${quantity.label} needs a unit of ${si}.`,
    );
  }
  const flips =
    column.name === columnNames.negativeImaginaryImpedance || column.name === columnNames.negativeImpedancePhase;
  const sign = (signed ? currentSign : 1) * (flips ? -1 : 1);
  const scale = unit.factor * factor;
  // 1 mA · 1e-3 and the like: dividing by 1000 rounds once, multiplying by 0.001 twice
  const inverse =
    scale < 1 && Number.isInteger(Math.round(1 / scale)) && Math.abs(scale * Math.round(1 / scale) - 1) < 1e-15;
  const shift = unit.offset * factor + offset;
  const identity = Math.abs(scale - 1) < 1e-15 && Math.abs(shift) < 1e-9;
  return {
    text: (row) => {
      const x = values[row] as number;
      if (identity) return formatNumber(sign === 1 ? x : x === 0 ? 0 : -x, single);
      const y = inverse ? x / Math.round(1 / scale) : x * scale;
      const z = sign * (y + shift);
      return formatNumber(z === 0 ? 0 : z, false);
    },
  };
}

/**
 * A table as Battery Data Format CSV: the columns that BDF knows, in its units and signs (charging current positive,
 * voltage positive less negative electrode, Z″ negative for a capacitive arc); others are left out, private fields do not occur.
 * A column without a unit is taken to be in the SI unit.
 * @throws DomainError for a table without time and without voltage, or a unit of another kind
 */
export function bdfText(table: Table, options: BdfOptions): string {
  const found = QUANTITIES.map((quantity) => findSource(table, quantity)).filter((c) => c !== null);
  const has = (label: string): boolean => found.some(({ quantity }) => quantity.label === label);
  if (!has("Test Time / s") && !has("Voltage / V")) {
    const present = table.columns.map((column) => column.vendorName).join(", ");
    throw new DomainError(`bdfText: table "${table.name}" has neither time nor voltage; it has ${present}.`);
  }
  const { currentSign, referenceElectrode } = options;
  const voltageSign = bdfVoltage(table, referenceElectrode)?.kind === "reference" ? 1 : currentSign;
  const cells = found.map((column) => converted(column, column.quantity.si === "V" ? voltageSign : currentSign));
  const lines = [
    found.map(({ quantity }) => (options.headings === "machine" ? quantity.machine : quantity.label)).join(","),
  ];
  for (let row = 0; row < table.rows; row++) lines.push(cells.map((cell) => cell.text(row)).join(","));
  return `${lines.join("\n")}\n`;
}
