import type { PageTable } from "../../report/figure-page.ts";
import type { Finding } from "../../report/findings.ts";
import type { AlloyFigure } from "../alloy-pages.ts";
import type { CalibrationDocument } from "./document.ts";
import { calibrationFigures } from "./page-figures.ts";
import { calibrationPageTables } from "./page-tables.ts";
import { misfitWords, residualWords, rivalWords } from "./words.ts";

/** What the page of a calibration shows besides where its numbers come from. */
export interface CalibrationPage {
  readonly title: string;
  readonly subtitle: string;
  readonly findings: readonly Finding[];
  readonly figures: readonly AlloyFigure[];
  readonly tables: readonly PageTable[];
}

/** Residual beyond which a datum is said to be missed. */
const MISSED = 2;
export function calibrationPage(document: CalibrationDocument): CalibrationPage {
  return {
    title: `${document.title}: calibration`,
    subtitle: misfitWords(document),
    findings: findingsOf(document),
    figures: calibrationFigures(document),
    tables: calibrationPageTables(document),
  };
}

function findingsOf(document: CalibrationDocument): Finding[] {
  const { converged, sentences, warnings, rivals, data } = document;
  const missed = data.filter(({ residual }) => residual !== null && Math.abs(residual) > MISSED);
  return [
    {
      verdict: converged ? "holds" : "fails",
      lead: converged ? "The search came to rest." : "The search gave up.",
      rest: misfitWords(document),
    },
    {
      verdict: missed.length === 0 ? "holds" : "mind",
      lead:
        missed.length === 0
          ? "Every datum is met within two standard deviations."
          : `${missed.length} of ${data.length} data are missed by more than two standard deviations:`,
      rest: missed
        .slice(0, 6)
        .map(({ name, residual }) => `${name} (${residualWords(residual)} σ)`)
        .join(", "),
    },
    ...sentences.map((rest): Finding => ({ verdict: "mind", lead: "", rest })),
    ...(rivals.length > 0 ? [{ verdict: "fact" as const, lead: "Mechanisms:", rest: rivalWords(document) }] : []),
    ...warnings.map(({ message }): Finding => ({ verdict: "mind", lead: "", rest: message })),
  ];
}
