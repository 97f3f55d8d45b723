import { siValue } from "../../../cell/families/index.ts";
import { standardSubmodels } from "../../../cell/submodels/registry.ts";
import { formatNumber } from "../../../figures/format-number.ts";
import type { PageTable } from "../../../report/figure-page.ts";
import { FARADAY } from "../../../units/constants.ts";
import { poolAlloys } from "../../pool-alloys.ts";
import { parameterValue } from "../../simulate-parameters.ts";
import { writtenUnit } from "../../table-units.ts";
import type { CellSetParameter } from "../cell-sets.ts";
import { mechanismKinds } from "../mechanism-kinds.ts";
import type { CaseRun } from "../run-study.ts";
import type { Written } from "../study.ts";

/** Which mechanisms are in force, with equations and sources. */
export function mechanismTable(runs: readonly CaseRun[]): PageTable | null {
  const names = [...new Set(runs.flatMap(({ planned }) => Object.keys(planned.cell.mechanisms)))];
  if (names.length === 0) return null;
  const word = (run: CaseRun, name: string): string => (run.planned.cell.mechanisms[name] === true ? "on" : "off");
  const same = runs.every((run) => names.every((name) => word(run, name) === word(runs[0] as CaseRun, name)));
  const shown = same ? runs.slice(0, 1) : runs;
  const kindOf = (name: string) => standardSubmodels[mechanismKinds[name] ?? ""];
  return {
    title: "Mechanisms",
    caption: same ? "Which are in force, in every case, and the equations that they stand for." : "Which are in force.",
    columns: [
      { head: "mechanism", cells: names },
      ...shown.map((run) => ({
        head: same ? "in force" : run.planned.case.name,
        cells: names.map((name) => word(run, name)),
      })),
      { head: "submodel", cells: names.map((name) => kindOf(name)?.kind ?? ""), words: "short" },
      { head: "equations", cells: names.map((name) => kindOf(name)?.equations ?? ""), words: "long" },
      { head: "source", cells: names.map((name) => kindOf(name)?.source ?? ""), words: "long" },
    ],
  };
}

/** Value of a parameter of a set in a case, in the unit of the set; null where it is as shipped. */
function changedIn({ planned }: CaseRun, { name, unit }: CellSetParameter): number | null {
  const given: Written | undefined = planned.request.set?.[name] ?? planned.case.cell.parameters?.[name];
  if (given === undefined) return null;
  return typeof given === "number" ? given / siValue({ value: 1, unit }) : parameterValue(name, given, unit);
}

/** The parameter set: what is computed with, where it lies in what the literature allows, and what was changed. */
export function setTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.find(({ planned }) => planned.cell.parameters.length > 0)?.planned.cell.parameters ?? [];
  if (rows.length === 0) return null;
  const read = rows.map((row) => {
    const values = runs.map((run) => changedIn(run, row));
    const given = [...new Set(values.filter((value) => value !== null))];
    const used = [...new Set(values.map((value) => value ?? row.value))];
    return { row, used, isChanged: given.some((value) => value !== row.value) };
  });
  return {
    title: "Parameter set",
    caption:
      "What is computed with, what the literature or a bound allows (thick: the range; tick: the value, outside of it in the colour of a warning; logarithmic over a decade or more), and how each number is known. ● changed by this study or a case: the shipped value stands beside it; several values are those of the cases.",
    columns: [
      { head: "parameter", cells: read.map(({ row }) => row.name) },
      {
        head: "value",
        cells: read.map(
          ({ used, isChanged }) => `${isChanged ? "● " : ""}${used.map((value) => formatNumber(value)).join("; ")}`,
        ),
      },
      { head: "unit", cells: rows.map(({ unit }) => writtenUnit(unit)) },
      { head: "shipped", cells: read.map(({ row, isChanged }) => (isChanged ? formatNumber(row.value) : "")) },
      {
        head: "range",
        cells: rows.map(({ range }) =>
          range === null ? "" : `${formatNumber(range[0])} to ${formatNumber(range[1])}`,
        ),
      },
      {
        head: "place",
        cells: read.map(({ row: { range }, used }) => (range === null ? "" : placeWords(used[0] ?? Number.NaN, range))),
        bars: read.map(({ row: { range }, used }) =>
          range === null ? null : { low: range[0], high: range[1], value: used[0] ?? Number.NaN },
        ),
        words: "short",
      },
      { head: "status", cells: rows.map(({ status }) => status), words: "short" },
      { head: "source", cells: rows.map(({ source }) => source), words: "long" },
    ],
  };
}

function placeWords(value: number, [low, high]: readonly [number, number]): string {
  return value < low ? "below" : value > high ? "above" : "inside";
}

/** The cell in words: electrodes, geometry, and what the pool can give or take up to the ends of its liquid. */
export function cellTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.flatMap((run) => cellRows(run));
  if (rows.length === 0) return null;
  const names = [...new Set(rows.map(({ what }) => what))];
  const cellsOf = (run: CaseRun): string[] => {
    const own = cellRows(run);
    return names.map((name) => own.find(({ what }) => what === name)?.text ?? "");
  };
  const texts = runs.map(cellsOf);
  const same = texts.every((list) => list.every((text, k) => text === texts[0]?.[k]));
  const shown = same ? runs.slice(0, 1) : runs;
  return {
    title: "The cell",
    caption:
      "Per area of the working electrode, which currents refer to. Up to the liquidus: until the surface of an even pool saturates.",
    columns: [
      { head: "what", cells: names },
      ...shown.map((run, k) => ({
        head: same ? "is" : run.planned.case.name,
        cells: texts[k] as string[],
        words: "short" as const,
      })),
    ],
  };
}

interface CellRow {
  readonly what: string;
  readonly text: string;
}

function cellRows(run: CaseRun): CellRow[] {
  const { document, planned } = run;
  const { cell } = planned;
  const rows: CellRow[] = [];
  if (cell.composition !== null) rows.push({ what: "composition", text: cell.composition });
  rows.push({ what: "temperature", text: `${formatNumber(document.cell.temperature, { digits: 5 })} K` });
  if (document.options.area !== null)
    rows.push({ what: "area of the working electrode", text: `${formatNumber(1e4 * document.options.area)} cm²` });
  for (const one of cell.parameters.filter(({ name }) => name.startsWith("geometry."))) {
    const value = changedIn(run, one) ?? one.value;
    rows.push({
      what: spaced(one.name.slice("geometry.".length)),
      text: `${formatNumber(value)} ${writtenUnit(one.unit)}`.trim(),
    });
  }
  return [...rows, ...poolRows(run)];
}

/** "counterThickness" → "counter thickness" */
const spaced = (name: string): string => name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

/** What an even pool gives and takes up to the ends of its liquid, the other metal staying: F n c′ L (X₀ − X). */
function poolRows({ document }: CaseRun): CellRow[] {
  const [pool] = poolAlloys(document);
  if (pool === undefined) return [];
  const parameters = document.cell.submodels.find(({ name }) => name === pool.submodel)?.parameters ?? [];
  const number = (name: string): number => parameters.find((one) => one.name === name)?.value ?? Number.NaN;
  const [depth, concentration] = [number("depth"), number("initialConcentration")];
  const x = pool.alloy.moleFraction(concentration);
  const charges = document.cell.submodels.flatMap((one) =>
    one.parameters.filter(({ name }) => name === "chargeNumber"),
  );
  const perArea = (FARADAY * (charges[0]?.value ?? 1) * depth * concentration * (1 - x)) / x / 36_000;
  const ratio = (fraction: number): number => fraction / (1 - fraction);
  const { lower, upper } = pool.alloy.saturation ?? {};
  const metal = pool.metal ?? "the working metal";
  return [
    { what: "depth of the pool", text: `${formatNumber(1e3 * depth)} mm` },
    { what: `mole fraction of ${metal}`, text: formatNumber(x) },
    ...(lower === undefined
      ? []
      : [
          {
            what: `capacity down to ${lower.solid}, at ${formatNumber(lower.moleFraction, { digits: 3 })}`,
            text: `${formatNumber(perArea * (ratio(x) - ratio(lower.moleFraction)))} mAh cm⁻²`,
          },
        ]),
    ...(upper === undefined
      ? []
      : [
          {
            what: `capacity up to ${upper.solid}, at ${formatNumber(upper.moleFraction, { digits: 3 })}`,
            text: `${formatNumber(perArea * (ratio(upper.moleFraction) - ratio(x)))} mAh cm⁻²`,
          },
        ]),
  ].filter(({ text }) => !text.includes("NaN"));
}
