import { lazyColumn, type Table } from "../base/table.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";
import type { PhasesDocument } from "./phases.ts";

/** Boundaries, invariants and liquidus as tables with units in their headings. */
export function phasesTables(
  document: PhasesDocument,
  { molarMasses }: Pick<BinaryAlloySystem, "molarMasses">,
): Table[] {
  const { boundaries, component, invariants, liquidus } = document;
  const rows = boundaries.flatMap(({ phases: [a, b], temperature, lower, higher }) =>
    Array.from(temperature, (t, i) => ({ a, b, t, low: lower[i] as number, high: higher[i] as number })),
  );
  const three = invariants.flatMap(({ kind, temperature, phases }) =>
    phases.map((phase) => ({ kind, temperature, ...phase })),
  );
  const massOf = (x: number): number => {
    if (molarMasses === null) return Number.NaN;
    return (100 * (1 - x) * molarMasses[1]) / (x * molarMasses[0] + (1 - x) * molarMasses[1]);
  };
  const other = document.components.find((name) => name !== component) ?? "";
  return [
    {
      name: "boundaries",
      rows: rows.length,
      columns: [
        words(
          "lower phase",
          rows.map(({ a }) => a),
        ),
        words(
          "higher phase",
          rows.map(({ b }) => b),
        ),
        numbers(
          "temperature/K",
          "K",
          rows.map(({ t }) => t),
        ),
        numbers(
          `x(${component}) in lower phase`,
          null,
          rows.map(({ low }) => low),
        ),
        numbers(
          `x(${component}) in higher phase`,
          null,
          rows.map(({ high }) => high),
        ),
      ],
    },
    {
      name: "invariants",
      rows: three.length,
      columns: [
        words(
          "kind",
          three.map(({ kind }) => kind),
        ),
        numbers(
          "temperature/K",
          "K",
          three.map(({ temperature }) => temperature),
        ),
        words(
          "phase",
          three.map(({ name }) => name),
        ),
        numbers(
          `x(${component})`,
          null,
          three.map(({ moleFraction }) => moleFraction),
        ),
      ],
    },
    {
      name: "liquidus",
      rows: liquidus.length,
      columns: [
        numbers(
          `x(${component})`,
          null,
          liquidus.map(({ moleFraction }) => moleFraction),
        ),
        numbers(
          `${other}/wt%`,
          "wt%",
          liquidus.map(({ moleFraction }) => massOf(moleFraction)),
        ),
        numbers(
          "temperature/K",
          "K",
          liquidus.map(({ temperature }) => temperature),
        ),
        words(
          "solid",
          liquidus.map(({ solid }) => solid.name),
        ),
        numbers(
          `x(${component}) in solid`,
          null,
          liquidus.map(({ solid }) => solid.moleFraction),
        ),
      ],
    },
  ];
}

/** A column of numbers. */
export function numbers(vendorName: string, unit: string | null, values: readonly number[]): Table["columns"][number] {
  return lazyColumn({ vendorName, unit }, () => Float64Array.from(values));
}

/** A column of texts. */
export function words(vendorName: string, values: readonly string[]): Table["columns"][number] {
  return lazyColumn({ vendorName }, () => values);
}
