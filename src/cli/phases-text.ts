import { formatFixed } from "../figures/format-number.ts";
import type { PhasesDocument } from "../study/phases.ts";
import { halfWidth, liquidFinding } from "../study/phases-page.ts";
import { databaseLine, degrees, degreesColumn, titled, warningLines } from "./alloy-text.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** What `phases` says on the terminal. */
export function phasesText(document: PhasesDocument, kelvin: boolean): string {
  const { component, components, criticalPoints, invariants, liquidus, marks, meltingPoints, options } = document;
  const other = components.find((name) => name !== component) ?? "";
  const [low, high] = options.temperatureRange;
  const percent = (x: number, decimals = 2): string => formatFixed(100 * x, decimals);
  const lines = [
    `${document.system}, ${degrees(low, 0, kelvin)} to ${degrees(high, 0, kelvin)}; x is the mole fraction of ${component}\n`,
    databaseLine(document),
    warningLines(document),
  ];
  lines.push(
    invariants.length === 0
      ? "\nNo three-phase equilibrium.\n"
      : titled(
          "Three phases in equilibrium",
          [
            { head: "kind", cells: invariants.map(({ kind }) => kind) },
            degreesColumn(
              invariants.map(({ temperature }) => temperature),
              kelvin,
            ),
            ...[0, 1, 2].map((i) => ({
              head: "phase, x",
              cells: invariants.map(({ phases }) => {
                const phase = phases[i];
                return phase ? `${phase.label} ${formatFixed(phase.moleFraction, 4)}` : "";
              }),
            })),
          ],
          ["kind", "phase, x"],
        ),
  );
  if (criticalPoints.length > 0) {
    lines.push(
      titled(
        "Tops of miscibility gaps",
        [
          { head: "phase", cells: criticalPoints.map(({ name }) => plain(name)) },
          degreesColumn(
            criticalPoints.map(({ temperature }) => temperature),
            kelvin,
          ),
          { head: "x", cells: criticalPoints.map(({ moleFraction }) => formatFixed(moleFraction, 4)) },
        ],
        ["phase"],
      ),
    );
  }
  if (meltingPoints.length > 0) {
    const each = meltingPoints.map((point) => `${point.component} ${degrees(point.temperature, 2, kelvin)}`);
    lines.push(`\nMelting points: ${each.join(", ")}\n`);
  }
  for (const { lead, rest } of liquidFinding(document, kelvin))
    lines.push("\n", marked("", `${lead} ${rest}`.trim(), ""));
  if (liquidus.length > 0) {
    const masses = massColumn(document);
    lines.push(
      titled(
        "Liquidus",
        [
          { head: "x", cells: liquidus.map(({ moleFraction }) => formatFixed(moleFraction, 2)) },
          { head: `wt% ${other}`, cells: liquidus.map(({ moleFraction }) => masses(moleFraction)) },
          degreesColumn(
            liquidus.map(({ temperature }) => temperature),
            kelvin,
          ),
          ...(liquidus.some(({ standardDeviation }) => standardDeviation !== null)
            ? [{ head: "± 95 %", cells: liquidus.map(({ standardDeviation }) => halfWidth(standardDeviation)) }]
            : []),
          { head: "first solid", cells: liquidus.map(({ solid }) => solid.label) },
        ],
        ["first solid"],
      ),
    );
  }
  if (marks.length > 0) {
    lines.push(
      titled(
        "Alloys",
        [
          { head: "name", cells: marks.map(({ text }) => text) },
          { head: `at.% ${component}`, cells: marks.map(({ moleFraction }) => percent(moleFraction)) },
          {
            head: `wt% ${other}`,
            cells: marks.map(({ massFractions }) => percent(massFractions[other] ?? Number.NaN)),
          },
          degreesColumn(
            marks.map(({ freezes }) => freezes?.temperature ?? null),
            kelvin,
          ),
          ...(marks.some(({ freezes }) => freezes?.standardDeviation != null)
            ? [{ head: "± 95 %", cells: marks.map(({ freezes }) => halfWidth(freezes?.standardDeviation)) }]
            : []),
          { head: "first solid", cells: marks.map(({ freezes }) => freezes?.solid.label ?? "–") },
        ],
        ["name", "first solid"],
      ),
    );
  }
  return lines.join("");
}

/** wt% of the other element at a mole fraction, by the masses that the document states. */
function massColumn({ constants, component, components }: PhasesDocument): (x: number) => string {
  const other = components.find((name) => name !== component) ?? "";
  const massOf = (name: string): number =>
    constants.find((constant) => constant.name === `molar mass of ${name}`)?.value ?? Number.NaN;
  const [m, n] = [massOf(component), massOf(other)];
  return (x) => formatFixed((100 * (1 - x) * n) / (x * m + (1 - x) * n), 2);
}
