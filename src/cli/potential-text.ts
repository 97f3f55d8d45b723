import { formatFixed, formatNumber } from "../figures/format-number.ts";
import type { ElectrodeEntry, PotentialDocument } from "../study/potential.ts";
import { shiftText, swingOf } from "../study/potential-page.ts";
import { exchangeText, slopeText } from "../study/potential-slopes.ts";
import { databaseLine, degrees, titled, warningLines } from "./alloy-text.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** Rows of the table against composition. */
const ROWS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** What `potential` says on the terminal. */
export function potentialText(document: PotentialDocument, kelvin = false): string {
  const { curves, alloys, components, component, fields, temperature } = document;
  const elements = [...components].reverse();
  const at = (values: Float64Array, x: number): number => {
    const grid = curves[0]?.moleFraction ?? new Float64Array(0);
    const i = grid.findIndex((value) => value >= x);
    if (i <= 0) return Number.NaN;
    const [a, b] = [grid[i - 1] as number, grid[i] as number];
    return (values[i - 1] as number) + ((x - a) / (b - a)) * ((values[i] as number) - (values[i - 1] as number));
  };
  const phaseAt = (x: number): string => fields.find(({ from, to }) => x >= from && x <= to)?.label ?? "";
  const lines = [
    `${document.system} at ${degrees(temperature, 2, kelvin)}; x is the mole fraction of ${component}; ΔE against the pure\nstable metal in the same electrolyte\n`,
    databaseLine(document),
    warningLines(document),
    "\n",
    ...swingOf(document).map((sentence) => marked("", sentence, "")),
    titled(
      "Against composition",
      [
        { head: "x", cells: ROWS.map((x) => formatFixed(x, 2)) },
        ...elements.flatMap((element) => {
          const curve = curves.find((one) => one.element === element);
          if (!curve) return [];
          return [
            { head: `ΔE ${element} / mV`, cells: ROWS.map((x) => formatFixed(1000 * at(curve.potential, x), 2)) },
            ...(curve.uncertainty
              ? [
                  {
                    head: "± 95 %",
                    cells: ROWS.map((x) => formatFixed(1960 * at(curve.uncertainty as Float64Array, x), 2)),
                  },
                ]
              : []),
          ];
        }),
        { head: "phases", cells: ROWS.map((x) => plain(phaseAt(x))) },
      ],
      ["phases"],
    ),
  ];
  if (alloys.length > 0) {
    lines.push(
      titled(
        "Alloys",
        [
          { head: "name", cells: alloys.map(({ text }) => plain(text)) },
          { head: `x ${component}`, cells: alloys.map(({ moleFraction }) => formatFixed(moleFraction, 4)) },
          ...elements.map((element) => ({
            head: `ΔE ${element} / mV`,
            cells: alloys.map((entry) => shiftText(entry, element)),
          })),
          ...elements.map((element) => ({
            head: `a ${element}`,
            cells: alloys.map((entry) =>
              formatNumber(entry.activities[element] ?? Number.NaN, { digits: 3, keepZeros: true }),
            ),
          })),
          {
            head: "Φ",
            cells: alloys.map((entry) =>
              entry.thermodynamicFactor === null ? "–" : formatFixed(entry.thermodynamicFactor, 3),
            ),
          },
        ],
        ["name"],
      ),
      titled(
        "Temperature coefficients",
        [
          { head: "name", cells: alloys.map(({ text }) => plain(text)) },
          ...elements.map((element) => ({
            head: `dE/dT ${element} / µV/K`,
            cells: alloys.map((entry) => slopeText(entry, element)),
          })),
        ],
        ["name"],
      ),
      titled(
        "What can leave the liquid before a solid appears",
        [
          { head: "name", cells: alloys.map(({ text }) => plain(text)) },
          ...elements.flatMap((element) => [
            { head: `% of ${element}`, cells: alloys.map((entry) => removalOf(entry, element).share) },
            { head: "then", cells: alloys.map((entry) => removalOf(entry, element).appears) },
          ]),
        ],
        ["name", "then"],
      ),
    );
    lines.push(...exchangeLines(alloys[0]));
  }
  return lines.join("");
}

function exchangeLines(entry: ElectrodeEntry | undefined): string[] {
  const exchange = exchangeText(entry);
  return [
    ...(exchange === null ? [] : ["\n", marked("", exchange, "")]),
    ...(entry?.exchangeRefused ?? []).map(({ message }) => marked("", message, "")),
  ];
}

function removalOf({ removal }: ElectrodeEntry, element: string): { readonly share: string; readonly appears: string } {
  const one = removal?.find((each) => each.element === element);
  if (!one) return { share: "–", appears: "" };
  return { share: formatFixed(100 * one.share, 1), appears: one.appears ?? "" };
}
