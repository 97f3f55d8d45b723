import { type Column, findColumn, findNumbers, lazyColumn, type NumericArray, type Table } from "../../base/table.ts";
import { columnNames } from "../columns.ts";
import { columnHead } from "./column-names.ts";

/** How a column that EC-Lab shows in its text export follows from stored ones. */
interface Rule {
  /** Heading as in the text export. */
  readonly heading: string;
  /** In words or symbols. */
  readonly rule: string;
  /** Names of the stored columns, all needed. */
  readonly from: readonly string[];
  /** Name of a column beside which EC-Lab does not show this one. */
  readonly notBeside?: string;
  compute(values: readonly NumericArray[], row: number): number;
}

const RADIAN = Math.PI / 180;
const value = (columns: readonly NumericArray[], column: number, row: number): number => columns[column]?.[row] ?? 0;
const GALVANO = 1;
const POTENTIO = 2;

const power = (potential: string, current: string, symbols: string): Rule => ({
  heading: "P/W",
  rule: `${symbols} / 1000 (V · mA)`,
  from: [potential, current],
  notBeside: columnNames.frequency,
  compute: (v, i) => (value(v, 0, i) * value(v, 1, i)) / 1000,
});

const difference = (working: string, counter: string, rule: string): Rule => ({
  heading: "Ewe-Ece/V",
  rule,
  from: [working, counter],
  notBeside: columnNames.frequency,
  compute: (v, i) => value(v, 0, i) - value(v, 1, i),
});

/** In the order in which they are shown; of rules with one heading the first that can be applied holds. */
const rules: readonly Rule[] = [
  {
    heading: "control/V",
    rule: "control/V/mA where mode = 2 (potentio), else 0",
    from: ["control", columnNames.mode],
    compute: (v, i) => (value(v, 1, i) === POTENTIO ? value(v, 0, i) : 0),
  },
  {
    heading: "control/mA",
    rule: "control/V/mA where mode = 1 (galvano), else 0",
    from: ["control", columnNames.mode],
    compute: (v, i) => (value(v, 1, i) === GALVANO ? value(v, 0, i) : 0),
  },
  {
    heading: "Re(Z)/Ohm",
    rule: "|Z| cos Phase(Z)",
    from: [columnNames.impedanceModulus, columnNames.impedancePhase],
    compute: (v, i) => value(v, 0, i) * Math.cos(value(v, 1, i) * RADIAN),
  },
  {
    heading: "-Im(Z)/Ohm",
    rule: "−|Z| sin Phase(Z)",
    from: [columnNames.impedanceModulus, columnNames.impedancePhase],
    compute: (v, i) => 0 - value(v, 0, i) * Math.sin(value(v, 1, i) * RADIAN),
  },
  {
    heading: "cycle number",
    rule: "floor(half cycle / 2): charge/discharge alternance",
    from: [columnNames.halfCycle],
    compute: (v, i) => Math.floor(value(v, 0, i) / 2),
  },
  {
    heading: "Q discharge/mA.h",
    rule: "max(−Q charge/discharge, 0): restarts every half cycle",
    from: ["halfCycleCharge"],
    compute: (v, i) => Math.max(0 - value(v, 0, i), 0),
  },
  {
    heading: "Q charge/mA.h",
    rule: "max(Q charge/discharge, 0): restarts every half cycle",
    from: ["halfCycleCharge"],
    compute: (v, i) => Math.max(value(v, 0, i), 0),
  },
  {
    heading: "Capacity/mA.h",
    rule: "|Q charge/discharge|: restarts every half cycle",
    from: ["halfCycleCharge"],
    compute: (v, i) => Math.abs(value(v, 0, i)),
  },
  power(columnNames.workingPotential, columnNames.current, "Ewe · I"),
  power(columnNames.workingPotential, columnNames.meanCurrent, "Ewe · <I>"),
  power(columnNames.meanWorkingPotential, columnNames.current, "<Ewe> · I"),
  power(columnNames.meanWorkingPotential, columnNames.meanCurrent, "<Ewe> · <I>"),
  difference(columnNames.workingPotential, columnNames.counterPotential, "Ewe − Ece"),
  difference(columnNames.meanWorkingPotential, columnNames.meanCounterPotential, "<Ewe> − <Ece>"),
  difference(columnNames.workingPotential, columnNames.meanCounterPotential, "Ewe − <Ece>"),
  difference(columnNames.meanWorkingPotential, columnNames.counterPotential, "<Ewe> − Ece"),
];

/**
 * The columns that EC-Lab computes when it exports: proven against its exports. None that the file stores is derived again.
 * @param stored the table as stored
 */
export function derivedColumns(stored: Table): Column[] {
  const derived: Column[] = [];
  for (const { heading, rule, from, notBeside, compute } of rules) {
    const head = columnHead(heading, rule);
    const taken = (column: Column): boolean => column.name === head.name;
    if (stored.columns.some(taken) || derived.some(taken)) continue;
    if (notBeside !== undefined && findColumn(stored, notBeside) !== undefined) continue;
    if (from.some((name) => findColumn(stored, name) === undefined)) continue;
    derived.push(
      lazyColumn(head, () => {
        const sources = from.map((name) => findNumbers(stored, name) ?? new Float64Array(stored.rows));
        const values = new Float64Array(stored.rows);
        for (let i = 0; i < values.length; i++) values[i] = compute(sources, i);
        return values;
      }),
    );
  }
  return derived;
}
