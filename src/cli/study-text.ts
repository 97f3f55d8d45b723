import { formatQuantity } from "../figures/format-number.ts";
import { chargeWords, voltageTexts } from "../study/simulate-sentences.ts";
import type { ObservedValue } from "../study/studies/observables/observe.ts";
import type { StudyResult } from "../study/studies/result.ts";
import {
  caseEnd,
  computedText,
  conservationSentence,
  fitSentence,
  misfitSentence,
  offText,
  publishedText,
  studySentence,
  warningSentences,
} from "../study/studies/study-sentences.ts";
import { titled } from "./alloy-text.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** What a study says on the terminal. @param seconds that it took */
export function studyText(result: StudyResult, seconds: number): string {
  const { cases, fit } = result;
  const said = warningSentences(result);
  return [
    marked("", plain(studySentence(result)), ""),
    ...said.map(({ message, fact }) => marked(fact ? "" : "▲", plain(message))),
    titled(
      "Cases",
      [
        { head: "case", cells: cases.map(({ name }) => plain(name)) },
        { head: "passed", cells: cases.map(({ simulation }) => chargeWords(simulation.summary)) },
        { head: "E at the end", cells: voltageTexts(cases.map(({ simulation }) => simulation.summary.endVoltage)) },
        { head: "spectra", cells: cases.map(({ simulation }) => String(simulation.spectra.length)) },
      ],
      ["case", "passed"],
    ),
    ...cases.map((one) => marked("", plain(cases.length > 1 ? `${one.name}: ${caseEnd(one)}` : caseEnd(one)), "")),
    ...cases.flatMap((one) => {
      const misfit = misfitSentence(one);
      return misfit === null ? [] : [marked("", plain(misfit), "")];
    }),
    observedTable(
      cases.flatMap(({ observed }) => observed),
      cases.length > 1,
    ),
    fit === null ? "" : marked("", plain(fitSentence(fit, cases)), ""),
    marked(
      "",
      `${formatQuantity(seconds, "s")}. ${conservationSentence(cases.flatMap(({ conservation }) => conservation))}`,
      "",
    ),
  ].join("");
}

function observedTable(observed: readonly ObservedValue[], several: boolean): string {
  if (observed.length === 0) return "";
  return titled(
    "Observables",
    [
      { head: "observable", cells: observed.map(({ name }) => plain(name)) },
      ...(several ? [{ head: "case", cells: observed.map((one) => plain(one.case)) }] : []),
      { head: "computed", cells: observed.map(computedText) },
      ...(observed.some(({ published }) => published !== null)
        ? [
            { head: "given", cells: observed.map(publishedText) },
            {
              head: "off / σ",
              cells: observed.map(offText),
            },
          ]
        : []),
      { head: "remark", cells: observed.map(({ reason, remark }) => plain(reason ?? remark ?? "")) },
    ],
    ["observable", "case", "remark"],
  );
}
