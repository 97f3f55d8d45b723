import { formatFixed, formatNumber, formatPair } from "../figures/format-number.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import type { EquilibriumDocument, EquilibriumState } from "../study/equilibrium.ts";
import { databaseLine, degrees, warningLines } from "./alloy-text.ts";
import { plain } from "./terminal.ts";
import { marked, type TextColumn, textTable } from "./text-table.ts";

/**
 * What `equilibrium` says on the terminal.
 *
 * @param kelvin whether each temperature was typed in K; °C by default
 */
export function equilibriumText(document: EquilibriumDocument, kelvin: readonly boolean[] = []): string {
  const { states } = document;
  return [
    databaseLine(document),
    warningLines(document),
    ...states.map((state, i) => stateText(state, document, kelvin[i % kelvin.length] === true)),
    "\n",
    marked("", referenceLine(document, states[0]), ""),
  ].join("");
}

function stateText(state: EquilibriumState, { components, ions }: EquilibriumDocument, kelvin: boolean): string {
  const { phases, temperature, understood } = state;
  const phaseTable = textTable(
    [
      { head: "phase", cells: phases.map(({ label }) => plain(label)) },
      { head: "fraction", cells: phases.map(({ fraction }) => formatFixed(fraction, 4)) },
      ...components.map((name) => ({
        head: `x ${name}`,
        cells: phases.map(({ moleFractions }) => formatFixed(moleFractions[name] ?? 0, 5)),
      })),
      { head: "database", cells: phases.map(({ name }) => plain(name)) },
    ],
    { left: ["phase", "database"] },
  );
  const number = (value: number | null | undefined, digits: number): string =>
    value === null || value === undefined ? "–" : formatNumber(value, { digits, keepZeros: true });
  const elementTable = textTable(
    [
      { head: "element", cells: [...components] },
      { head: "µ / J/mol", cells: components.map((name) => number(state.chemicalPotentials[name], 6)) },
      { head: "activity", cells: components.map((name) => number(state.activities[name], 4)) },
      { head: "a/x", cells: components.map((name) => number(state.activityCoefficients[name], 4)) },
      ...shiftColumns(components, state),
      { head: "ion", cells: components.map((name) => ions.find(({ element }) => element === name)?.ion ?? "–") },
    ],
    { left: ["element", "ion"] },
  );
  return `\n${marked("", `${plain(understood)} At ${degrees(temperature, 2, kelvin)}:`, "")}${phaseTable}\n${elementTable}`;
}

/** Shifts of the potentials in mV, and half of their intervals of 95 % where there are any. */
function shiftColumns(
  components: readonly string[],
  { potentials, potentialUncertainties: spread }: EquilibriumState,
): TextColumn[] {
  const head = "shift / mV";
  const pairs = components.map((name) => {
    const volts = potentials[name];
    if (volts === null || volts === undefined) return { value: "–", error: "–" };
    const sigma = spread?.[name];
    if (sigma === null || sigma === undefined) return { value: formatFixed(1000 * volts, 3), error: "–" };
    const { value, error, power } = formatPair(1000 * volts, 1000 * NORMAL_95 * sigma);
    return { value: value + power, error: error ?? "–" };
  });
  const values = { head, cells: pairs.map(({ value }) => value) };
  return spread === null ? [values] : [values, { head: "± 95 %", cells: pairs.map(({ error }) => error) }];
}

function referenceLine({ options }: EquilibriumDocument, state: EquilibriumState | undefined): string {
  const references = Object.values(state?.activityReferences ?? {}).join(", ");
  const words =
    options.reference === "stable" ? `Activities against ${references}` : `Activities against ${references}, as asked`;
  return `${words}; µ relative to SER; shift of the reversible potential against the pure stable metal in the same electrolyte.`;
}
