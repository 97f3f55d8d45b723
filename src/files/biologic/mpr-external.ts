import {
  type Column,
  type ColumnHead,
  findNumbers,
  lazyColumn,
  type NumericArray,
  type Table,
} from "../../base/table.ts";
import { columnNames } from "../columns.ts";
import { fieldsOf } from "./bytes.ts";
import { columnHead } from "./column-names.ts";

/** Scaling of an analog input: `low` V stands for `from`, `high` V for `to`, in the unit of the label. */
export interface AnalogInput {
  /** Name of the column with the input: `analogInput1`. */
  readonly source: string;
  /** Quantity and unit as entered: `Force/N`. */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/** Offsets of the label, the voltages and the values of each input; old header only. */
const inputs: readonly (readonly [source: string, label: number, volts: number, values: number])[] = [
  ["analogInput1", 0x36, 0x52, 0x5a],
  ["analogInput2", 0x63, 0x7f, 0x87],
];

/** Scalings in the payload of `VMP ExtDev` under an old header; those without label or range are left out. */
export function readAnalogInputs(payload: Uint8Array): readonly AnalogInput[] {
  const fields = fieldsOf(payload);
  return inputs.flatMap(([source, labelAt, volts, values]) => {
    const label = fields.pascal(labelAt);
    const [high, low, to, from] = [fields.f4(volts), fields.f4(volts + 4), fields.f4(values), fields.f4(values + 4)];
    if (label === null || high === null || low === null || to === null || from === null) return [];
    return [high, low, to, from].every(Number.isFinite) && high !== low ? [{ source, label, low, high, from, to }] : [];
  });
}

/** Head of the physical column; whatever the language, a label in °C that begins with "temp" is a temperature. */
function physicalHead(label: string, rule: string): ColumnHead {
  const head = columnHead(label, rule);
  return /^temp.*°C$/i.test(label) ? { ...head, name: columnNames.temperature } : head;
}

/** Whether the numbers can be volts of this input: within its range and a twentieth of it on either side. */
function areVolts(values: NumericArray, { low, high }: AnalogInput): boolean {
  const margin = Math.abs(high - low) / 20;
  const [least, most] = [Math.min(low, high) - margin, Math.max(low, high) + margin];
  return values.every((value) => value >= least && value <= most);
}

/**
 * The physical quantity behind each analog input that the table holds. EC-Lab heads the stored column `Analog IN/V` in any case;
 * values beyond the voltage range of the input were scaled before they were stored and are passed on as they are.
 */
export function physicalInputs(table: Table, scalings: readonly AnalogInput[]): Column[] {
  return scalings.flatMap((input) => {
    const stored = findNumbers(table, input.source);
    if (stored === undefined) return [];
    const { label, low, high, from, to } = input;
    if (!areVolts(stored, input)) {
      const rule = `as stored: the numbers lie outside the ${low} … ${high} V of the input, so the instrument has scaled them already`;
      return [lazyColumn(physicalHead(label, rule), () => stored)];
    }
    const rule = `${from} + (input − ${low} V) · (${to} − ${from}) / (${high} − ${low} V)`;
    const slope = (to - from) / (high - low);
    return [
      lazyColumn(physicalHead(label, rule), () => Float64Array.from(stored, (volts) => from + (volts - low) * slope)),
    ];
  });
}
