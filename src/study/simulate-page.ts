import { formatNumber } from "../figures/format-number.ts";
import type { PageTable } from "../report/figure-page.ts";
import type { Finding } from "../report/findings.ts";
import type { AlloyFigure } from "./alloy-pages.ts";
import { arranged } from "./arrange-figures.ts";
import type { SimulateDocument } from "./simulate.ts";
import { simulationFigures } from "./simulate-figures.ts";
import { conservationTable, parameterTables, segmentTable } from "./simulate-page-tables.ts";
import { chargeWords, endSentence, runSentence, voltageSpan, workSentence } from "./simulate-sentences.ts";
import { isFact } from "./simulate-warnings.ts";

/** What the page of a simulation shows besides where its numbers come from. */
export interface SimulationPage {
  readonly title: string;
  readonly subtitle: string;
  readonly findings: readonly Finding[];
  readonly figures: readonly AlloyFigure[];
  readonly tables: readonly PageTable[];
}

/** Relative drift of an amount up to which it counts as conserved. */
const CONSERVED = 1e-9;

export function simulationPage(document: SimulateDocument): SimulationPage {
  const { cell } = document;
  return {
    title: `${cell.name}: simulation`,
    subtitle: runSentence(document),
    findings: findingsOf(document),
    figures: besideWords(simulationFigures(document)),
    tables: [segmentTable(document), conservationTable(document), ...parameterTables(document)].filter(
      (table) => table !== null,
    ),
  };
}

/** The first figure beside the words, the others in pairs. */
function besideWords([first, ...rest]: readonly AlloyFigure[]): AlloyFigure[] {
  return first === undefined ? [] : [{ ...first, width: "w8" }, ...arranged(rest)];
}

function findingsOf(document: SimulateDocument): Finding[] {
  const { end, summary, conservation, warnings } = document;
  const drift = Math.max(0, ...conservation.map(({ relativeDrift }) => relativeDrift));
  const verdicts = { completed: "holds", "stopped-by-limit": "mind", failed: "fails" } as const;
  return [
    { verdict: verdicts[end.kind], lead: endSentence(document), rest: "" },
    {
      verdict: "fact",
      lead: "",
      rest: `The voltage lies between ${voltageSpan(summary, " and ")}; ${chargeWords(summary)}.`,
    },
    ...(conservation.length === 0
      ? []
      : [
          {
            verdict: drift < CONSERVED ? ("holds" as const) : ("mind" as const),
            lead: "Inventory:",
            rest: `what the cell holds follows the charge ${drift === 0 ? "to the last bit" : `within ${formatNumber(drift, { digits: 1 })} of itself`}.`,
          },
        ]),
    { verdict: "fact", lead: "", rest: workSentence(document) },
    ...warnings.map((one) => ({
      verdict: isFact(one) ? ("fact" as const) : ("mind" as const),
      lead: "",
      rest: one.message,
    })),
  ];
}
