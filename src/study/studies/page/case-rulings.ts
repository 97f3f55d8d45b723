import type { Falsifier } from "../../../cell/falsifiers/index.ts";
import { formatNumber } from "../../../figures/format-number.ts";
import { shownUnit } from "../../../figures/simulated-course.ts";
import type { PageRuling, PageRulings } from "../../../report/rulings.ts";
import type { CaseRun } from "../run-study.ts";
import type { RunFalsifier } from "../study-falsifiers.ts";
import { observedUnit } from "../study-sentences.ts";

const VERDICTS = {
  excluded: "fails",
  "not excluded": "holds",
  "no measurement": "fact",
  "does not apply": "fact",
} as const;

/** Order in which verdicts are read. */
const ORDER: readonly Falsifier["verdict"][] = ["excluded", "not excluded", "no measurement", "does not apply"];

/**
 * What speaks for and against the mechanisms of the cases, behind the figures of each: those that bear on a submodel of its cell
 * first. A case of which all is said already has none.
 *
 * @param drawn the cases with figures, and the index of the last one of each
 */
export function caseRulings(
  runs: readonly CaseRun[],
  drawn: readonly { readonly run: CaseRun; readonly last: number }[],
): PageRulings[] {
  const said = new Set<string>();
  return drawn.flatMap(({ run, last }): PageRulings[] => {
    const key = (one: RunFalsifier): string => `${one.direction}|${one.name}|${one.sentence}`;
    const fresh = run.falsifiers.filter((one) => !said.has(key(one)));
    for (const one of fresh) said.add(key(one));
    if (fresh.length === 0) return [];
    const several = new Set(run.falsifiers.map(({ direction }) => direction)).size > 1;
    const rulings = rulingsOf(fresh, run.document.cell.submodels, several);
    return [
      {
        after: last,
        title: runs.length > 1 ? `${run.planned.case.name}: what the numbers rule out` : "What the numbers rule out",
        remark: "excluded only where the whole band excludes the whole measured interval",
        rulings,
      },
    ];
  });
}

/**
 * What speaks for and against the mechanisms of a cell, those that bear on one of its submodels first.
 * @param several whether current flows in both directions
 */
export function rulingsOf(
  falsifiers: readonly RunFalsifier[],
  submodels: readonly { readonly kind: string }[],
  several: boolean,
): PageRuling[] {
  const kinds = submodels.map(({ kind }) => kind);
  const bears = (one: Falsifier): boolean => one.submodels.some((kind) => kinds.includes(kind));
  return [...falsifiers]
    .sort((a, b) => Number(bears(b)) - Number(bears(a)) || ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
    .map((one) => rulingOf(one, bears(one) ? one.submodels.filter((kind) => kinds.includes(kind)) : [], several));
}

function rulingOf(one: RunFalsifier, kinds: readonly string[], several: boolean): PageRuling {
  const { unit, measured, sense, quantity, formula, assumptions, sources, verdict, mechanism, title } = one;
  const applies = verdict !== "does not apply";
  const words = one.direction === "strip" ? "stripping" : "plating";
  return {
    verdict: VERDICTS[verdict],
    title: `${title}${several ? `, ${words}` : ""}: ${verdict}`,
    numbers: applies
      ? [
          { what: `${quantity}, ${sense}`, value: bandText(one, unit) },
          ...(measured === undefined ? [] : [{ what: `measured: ${measured.what}`, value: bandText(measured, unit) }]),
        ]
      : [],
    sentence: one.sentence,
    details: [
      ["mechanism", mechanism],
      ["submodels here", kinds.length === 0 ? "none: it bears on what is left out of this cell" : kinds.join(", ")],
      ["formula", formula],
      ["assumptions", assumptions.join("; ")],
      ["sources", sources.join("; ")],
    ],
  };
}

/** "22 V (6.1 to 38 V)" in the unit in which people read it. */
function bandText(
  { value, lower, upper }: { readonly value: number; readonly lower: number; readonly upper: number },
  unit: string,
): string {
  const { factor, unit: shown } = observedUnit(unit, value);
  const told = (x: number): string => (Number.isFinite(x) ? formatNumber(x * factor, { digits: 2 }) : "∞");
  const after = shown === "" ? "" : ` ${unit === shown ? shownUnit(unit) : shown}`;
  return lower === upper ? `${told(value)}${after}` : `${told(value)}${after} (${told(lower)} to ${told(upper)})`;
}
