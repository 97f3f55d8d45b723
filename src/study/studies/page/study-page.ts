import type { Finding } from "../../../report/findings.ts";
import type { PageRulings } from "../../../report/rulings.ts";
import type { AlloyFigure } from "../../alloy-pages.ts";
import { arranged } from "../../arrange-figures.ts";
import type { SimulationPage } from "../../simulate-page.ts";
import { endSentence, workSentence } from "../../simulate-sentences.ts";
import { conservationOfRun } from "../conservation.ts";
import { spread } from "../relaxation.ts";
import { fitOf, studyResult } from "../result.ts";
import type { CaseRun, StudyRun } from "../run-study.ts";
import {
  CONSERVED,
  conservationSentence,
  fitSentence,
  misfitSentence,
  type StudyRemark,
  studySentence,
  warningSentences,
} from "../study-sentences.ts";
import { caseFigures } from "./case-figures.ts";
import { caseRulings } from "./case-rulings.ts";
import { overviewFigures } from "./overview-figures.ts";
import { studyPageTables } from "./study-page-tables.ts";

/** Cases of which all figures are drawn. */
const MOST_DRAWN = 4;

/** A page of a study: that of a simulation, with what speaks for and against its mechanisms. */
export interface StudyPage extends SimulationPage {
  readonly rulings: readonly PageRulings[];
}

/** What the page of a study shows. */
export function studyPage(run: StudyRun): StudyPage {
  const { runs, planned } = run;
  const { study } = planned;
  const several = runs.length > 1;
  const drawn = spread(runs, MOST_DRAWN).map((one) => ({ one, figures: arranged(caseFigures(one, several)) }));
  const overview = arranged(overviewFigures(runs));
  const own = several ? drawn : drawn.map(({ one, figures }) => ({ one, figures: withOverview(figures, overview) }));
  const figures = [...(several ? overview : []), ...own.flatMap((each) => each.figures)];
  return {
    title: study.title ?? study.name,
    subtitle: study.about ?? studySentence(studyResult(run)),
    findings: findingsOf(run),
    figures,
    rulings: caseRulings(
      runs,
      own.map(({ one, figures: mine }) => ({ run: one, last: figures.indexOf(mine.at(-1) as AlloyFigure) })),
    ),
    tables: studyPageTables(runs),
  };
}

/** The figures of the only case, the voltage beside the words, and what compares it with published numbers among them. */
function withOverview(figures: readonly AlloyFigure[], overview: readonly AlloyFigure[]): AlloyFigure[] {
  const [first, ...rest] = figures;
  if (first === undefined) return arranged(overview);
  const halves = [...overview, ...rest].map(
    (one): AlloyFigure => (one.width === "w12" ? { ...one, width: "w6" } : one),
  );
  return [{ ...first, width: "w8" }, ...arranged(halves)];
}

function findingsOf(run: StudyRun): Finding[] {
  const { runs, stopped, planned } = run;
  const result = studyResult(run);
  const fit = fitOf(runs);
  const amounts = runs.flatMap(({ document }) => conservationOfRun(document));
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
    ...(fit === null ? [] : [{ verdict: "fact" as const, lead: "Given numbers:", rest: fitSentence(fit, runs) }]),
    {
      verdict: amounts.every(({ relativeDrift }) => relativeDrift < CONSERVED) ? "holds" : "mind",
      lead: "Inventory:",
      rest: conservationSentence(amounts),
    },
    ...(notDrawn
      ? [
          {
            verdict: "fact" as const,
            lead: "",
            rest: `Figures of ${MOST_DRAWN} of ${runs.length} cases are shown; every case stands in the tables.`,
          },
        ]
      : []),
    ...(several
      ? []
      : runs.map(({ document }): Finding => ({ verdict: "fact", lead: "", rest: workSentence(document) }))),
    ...warningSentences(result).map(remarked),
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

const mind = (rest: string): Finding => ({ verdict: "mind", lead: "", rest });
const remarked = ({ message, fact }: StudyRemark): Finding => ({
  verdict: fact ? "fact" : "mind",
  lead: "",
  rest: message,
});
