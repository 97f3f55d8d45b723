import { type Column, findColumn, findNumbers, lazyColumn, type Table } from "../../base/table.ts";
import { cos, sin } from "../../numerics/elementary/index.ts";
import { columnNames } from "../columns.ts";
import { columnHead } from "./column-names.ts";

/** How a column that EC-Lab shows in its text export follows from stored ones. */
interface Rule {
  /** Heading as in the text export. */
  readonly heading: string;
  /** In words or symbols. */
  readonly rule: string;
  /** Names of the stored columns, one or two, all needed. */
  readonly from: readonly [string] | readonly [string, string];
  /** Name of a column beside which EC-Lab does not show this one. */
  readonly notBeside?: string;
  /** The value from those of the first and second source in the same row. */
  compute(first: number, second: number): number;
}

const RADIAN = Math.PI / 180;
const GALVANO = 1;
const POTENTIO = 2;

const power = (potential: string, current: string, symbols: string): Rule => ({
  heading: "P/W",
  rule: `${symbols} / 1000 (V · mA)`,
  from: [potential, current],
  notBeside: columnNames.frequency,
  compute: (a, b) => (a * b) / 1000,
});

const difference = (working: string, counter: string, rule: string): Rule => ({
  heading: "Ewe-Ece/V",
  rule,
  from: [working, counter],
  notBeside: columnNames.frequency,
  compute: (a, b) => a - b,
});

/** In the order in which they are shown; of rules with one heading the first that can be applied holds. */
const rules: readonly Rule[] = [
  {
    heading: "control/V",
    rule: "control/V/mA where mode = 2 (potentio), else 0",
    from: ["control", columnNames.mode],
    compute: (a, b) => (b === POTENTIO ? a : 0),
  },
  {
    heading: "control/mA",
    rule: "control/V/mA where mode = 1 (galvano), else 0",
    from: ["control", columnNames.mode],
    compute: (a, b) => (b === GALVANO ? a : 0),
  },
  {
    heading: "Re(Z)/Ohm",
    rule: "|Z| cos Phase(Z)",
    from: [columnNames.impedanceModulus, columnNames.impedancePhase],
    compute: (a, b) => a * cos(b * RADIAN),
  },
  {
    heading: "-Im(Z)/Ohm",
    rule: "−|Z| sin Phase(Z)",
    from: [columnNames.impedanceModulus, columnNames.impedancePhase],
    compute: (a, b) => 0 - a * sin(b * RADIAN),
  },
  {
    heading: "cycle number",
    rule: "floor(half cycle / 2): charge/discharge alternance",
    from: [columnNames.halfCycle],
    compute: (a) => Math.floor(a / 2),
  },
  {
    heading: "Q discharge/mA.h",
    rule: "max(−Q charge/discharge, 0): restarts every half cycle",
    from: ["halfCycleCharge"],
    compute: (a) => Math.max(0 - a, 0),
  },
  {
    heading: "Q charge/mA.h",
    rule: "max(Q charge/discharge, 0): restarts every half cycle",
    from: ["halfCycleCharge"],
    compute: (a) => Math.max(a, 0),
  },
  {
    heading: "Capacity/mA.h",
    rule: "|Q charge/discharge|: restarts every half cycle",
    from: ["halfCycleCharge"],
    compute: (a) => Math.abs(a),
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

/** The column as doubles, so that one compiled loop serves all rules. */
function doubles(table: Table, name: string): Float64Array {
  const values = findNumbers(table, name);
  if (values instanceof Float64Array) return values;
  return values === undefined ? new Float64Array(table.rows) : new Float64Array(values);
}

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
        const [first, second] = from.map((name) => doubles(stored, name));
        const values = new Float64Array(stored.rows);
        for (let i = 0; i < values.length; i++) values[i] = compute(first?.[i] ?? 0, second?.[i] ?? 0);
        return values;
      }),
    );
  }
  return derived;
}
