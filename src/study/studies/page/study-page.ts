import { formatNumber } from "../../../figures/format-number.ts";
import type { Finding } from "../../../report/findings.ts";
import type { SimulationPage } from "../../simulate-page.ts";
import { endSentence, workSentence } from "../../simulate-sentences.ts";
import { spread } from "../relaxation.ts";
import { fitOf, studyResult } from "../result.ts";
import type { CaseRun, StudyRun } from "../run-study.ts";
import { fitSentence, misfitSentence, studySentence } from "../study-sentences.ts";
import { caseFigures } from "./case-figures.ts";
import { overviewFigures } from "./overview-figures.ts";
import { studyPageTables } from "./study-page-tables.ts";

/** Cases of which all figures are drawn. */
const MOST_DRAWN = 4;
/** Relative drift of an amount up to which it counts as conserved. */
const CONSERVED = 1e-9;

/** What the page of a study shows. */
export function studyPage(run: StudyRun): SimulationPage {
  const { runs, planned } = run;
  const { study } = planned;
  const several = runs.length > 1;
  const figures = [...overviewFigures(runs), ...spread(runs, MOST_DRAWN).flatMap((one) => caseFigures(one, several))];
  return {
    title: study.title ?? study.name,
    subtitle: study.about ?? studySentence(studyResult(run)),
    findings: findingsOf(run),
    figures,
    tables: studyPageTables(runs),
  };
}

function findingsOf({ runs, stopped, planned, warnings }: StudyRun): Finding[] {
  const fit = fitOf(runs);
  const drift = Math.max(0, ...runs.flatMap(({ document }) => document.conservation.map((one) => one.relativeDrift)));
  const several = runs.length > 1;
  const notDrawn = runs.length > MOST_DRAWN;
  return [
    ...runs.map((one) => endFinding(one, several)),
    ...(stopped ? [mind(`Stopped: ${runs.length} of ${planned.cases.length} cases were run.`)] : []),
    ...runs.flatMap(
      ({
        comparison,
        planned: {
          case: { name },
        },
      }): Finding[] => {
        const sentence = comparison === null ? null : misfitSentence({ measured: comparison });
        return sentence === null ? [] : [{ verdict: "fact", lead: several ? `${name}:` : "", rest: sentence }];
      },
    ),
    ...(fit === null ? [] : [{ verdict: "fact" as const, lead: "Published numbers:", rest: fitSentence(fit) }]),
    {
      verdict: drift < CONSERVED ? "holds" : "mind",
      lead: "Inventory:",
      rest: `what the cells hold follows the charge ${drift === 0 ? "to the last bit" : `within ${formatNumber(drift, { digits: 1 })} of itself`}.`,
    },
    ...(notDrawn
      ? [
          {
            verdict: "fact" as const,
            lead: "",
            rest: `Figures of ${MOST_DRAWN} of ${runs.length} cases are shown; every case stands in the tables and, with --out, in files of its own.`,
          },
        ]
      : []),
    ...(several
      ? []
      : runs.map(({ document }): Finding => ({ verdict: "fact", lead: "", rest: workSentence(document) }))),
    ...[...new Set([...warnings.map(({ message }) => message), ...runs.flatMap(warningsOf)])].map(mind),
  ];
}

function endFinding({ document, planned }: CaseRun, several: boolean): Finding {
  const verdicts = { completed: "holds", "stopped-by-limit": "mind", failed: "fails" } as const;
  const sentence = endSentence(document);
  return {
    verdict: verdicts[document.end.kind],
    lead: several ? `${planned.case.name}:` : sentence,
    rest: several ? sentence : "",
  };
}

function warningsOf({ document, comparison, relaxation }: CaseRun): string[] {
  return [...document.warnings, ...(comparison?.warnings ?? []), ...(relaxation?.warnings ?? [])].map(
    ({ message }) => message,
  );
}

const mind = (rest: string): Finding => ({ verdict: "mind", lead: "", rest });
