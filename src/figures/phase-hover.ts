import type { BinaryDiagram } from "../thermo/diagram/result.ts";
import { massPercent } from "./alloy-axes.ts";
import { formatFixed } from "./format-number.ts";
import type { DiagramView } from "./phase-boundaries.ts";
import { sectionAt } from "./phase-fields.ts";
import { elementName, plotName } from "./phase-names.ts";
import type { Trace } from "./plotly.ts";

/** Steps of the grid that answers to the pointer. */
const STEPS = { x: 50, t: 40 };

/** Invisible points over the whole diagram; each says which phases are there, how much of each and of what composition. */
export function hoverGrid(diagram: BinaryDiagram, view: DiagramView): Trace[] {
  const { theme, alloy, nameOf, shown, kelvin } = view;
  const [low, high] = view.range;
  const x: number[] = [];
  const y: number[] = [];
  const text: string[] = [];
  const mass: string[] = [];
  for (let k = 0; k <= STEPS.t; k++) {
    const t = low + ((high - low) * k) / STEPS.t;
    const section = sectionAt(diagram, t);
    for (let i = 0; i <= STEPS.x; i++) {
      const at = i / STEPS.x;
      const piece = section.find(({ high: end }) => at <= end) ?? section.at(-1);
      if (!piece) continue;
      const [left, right] = piece.phases;
      x.push(at);
      y.push(Number(shown(t).toFixed(2)));
      const percent = massPercent(alloy, at);
      mass.push(percent === null ? "" : ` (${formatFixed(percent, 1)} wt% ${elementName(alloy.other)})`);
      const share = (at - piece.low) / (piece.high - piece.low);
      text.push(
        right === undefined
          ? `<b>${plotName(nameOf(left, at))}</b>`
          : [
              amount(plotName(nameOf(left, piece.low)), 1 - share, piece.low),
              amount(plotName(nameOf(right, piece.high)), share, piece.high),
            ].join("<br>"),
      );
    }
  }
  const symbol = elementName(alloy.component);
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "phases",
      x,
      y,
      text,
      customdata: mass,
      marker: { size: 6, opacity: 0, color: theme.color.ink },
      hovertemplate: `%{text}<br><i>x</i><sub>${symbol}</sub> = %{x:.2f}%{customdata}, %{y:.1f} ${kelvin ? "K" : "°C"}<extra></extra>`,
    },
  ];
}

function amount(name: string, share: number, moleFraction: number): string {
  return `<b>${name}</b> ${formatFixed(100 * share, 1)} %, <i>x</i> = ${formatFixed(moleFraction, 3)}`;
}
