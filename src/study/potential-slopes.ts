import { formatFixed, formatNumber } from "../figures/format-number.ts";
import { pow } from "../numerics/elementary/index.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import type { PageTable } from "../report/figure-page.ts";
import type { ElectrodeEntry, PotentialDocument } from "./potential.ts";

/** dE/dT of an alloy in µV/K. */
export function slopeText(entry: ElectrodeEntry, element: string): string {
  const slope = entry.temperatureCoefficients[element];
  return slope === null || slope === undefined ? "–" : formatFixed(1e6 * slope, 1);
}

/** Equilibrium constant of the exchange in each solvent with its interval of 95 %; it is that of the pure metals, the same for all alloys. */
export function exchangeText(entry: ElectrodeEntry | undefined): string | null {
  const exchange = entry?.exchange ?? [];
  const [first] = exchange;
  if (first === undefined) return null;
  const two = (value: number): string => formatNumber(value, { digits: 2 });
  // ln K is as uncertain as the standard potentials, whose deviation of 1 the range is.
  const end = (value: number, deviation: number): string => two(value * pow(deviation / value, NORMAL_95));
  const constants = exchange.map(
    ({ solvent, equilibriumConstant: value, equilibriumConstantRange: [low, high], status }) =>
      `K = ${two(value)} (95 %: ${end(value, low)} to ${end(value, high)}${status === "recalled" ? "; standard potentials recalled, not confirmed" : ""}) in ${solvent}`,
  );
  return `Exchange ${first.reaction}: ${constants.join(", ")}.`;
}

/** How the potentials of the alloys change with temperature, and the ratio of ions with which each is in equilibrium. */
export function slopeTable({ alloys, components }: PotentialDocument): PageTable | null {
  if (alloys.length === 0) return null;
  const solvents = [...new Set(alloys.flatMap(({ exchange }) => exchange.map(({ solvent }) => solvent)))];
  return {
    title: "Temperature and exchange",
    caption: [
      "dE/dT in µV/K at fixed composition; – where it is not defined.",
      ...(solvents.length > 0
        ? ["Ion ratio: concentration of the ion set free over that of the ion taken up, at equilibrium with the alloy."]
        : []),
      exchangeText(alloys.find(({ exchange }) => exchange.length > 0)) ?? "",
    ]
      .join(" ")
      .trim(),
    columns: [
      { head: "alloy", cells: alloys.map(({ text }) => text) },
      ...[...components].reverse().map((element) => ({
        head: `dE/dT ${element} / µV/K`,
        cells: alloys.map((entry) => slopeText(entry, element)),
      })),
      ...solvents.map((solvent) => ({
        head: `ion ratio in ${solvent}`,
        cells: alloys.map(({ exchange }) => {
          const one = exchange.find((each) => each.solvent === solvent);
          return one === undefined ? "–" : formatNumber(one.ionRatio, { digits: 2 });
        }),
      })),
    ],
  };
}
