import { parameterSets } from "../../cell/families/index.ts";
import { spectrumAt } from "../../study/studies/observables/impedance.ts";
import { planStudy } from "../../study/studies/plan-study.ts";
import type { StudySource } from "../../study/studies/read-study.ts";
import { relaxationOf } from "../../study/studies/relaxation.ts";
import { type CaseRun, studyTask } from "../../study/studies/run-study.ts";
import { shippedStudy, shippedStudyNames } from "../../study/studies/shipped-studies.ts";
import type { Study } from "../../study/studies/study.ts";
import { casesOf } from "../../study/studies/study-cases.ts";
import { endingText } from "./ending-text.ts";
import type { RelaxationPeak, StudyEvidence, StudyOutcome, StudyRequest, StudyRunner } from "./study-runner.ts";

/** The parameter set of P2's cells. */
const SET = "nak-on-nasicon";
/** That of the same ceramic between two discs of sodium beside it. */
const CELLS: readonly string[] = [SET, "na-on-nasicon"];

/** The studies that come with the program, with their own settings. @param change what is changed in each, for coarse runs */
export function shippedRunner(change: (study: Study) => Study = (study) => study): StudyRunner {
  return {
    run: (request, area) => ({
      name: request.study,
      async run(control) {
        const planned = await planStudy(asked(change, await shippedStudy(request.study), request.observe, area), {
          only: [...new Set(request.observe.map((one) => one.case))],
        });
        const { runs } = await studyTask(planned, { falsifiers: false }).run(control);
        return { study: request.study, cases: runs.map((one) => caseOutcome(one, request)) };
      },
    }),
    evidence,
  };
}

/** The study with its cell at another area, asked for what the claims need and for nothing else. */
function asked(
  change: (study: Study) => Study,
  source: StudySource,
  observe: StudyRequest["observe"],
  area: number | null,
): StudySource {
  const own = change(source.study);
  const study: Study = {
    ...own,
    cell: area === null ? own.cell : { ...own.cell, area: `${area} m2` },
    analysis: { ...own.analysis, relaxationTimes: false },
    observe,
  };
  return { ...source, study, cases: casesOf(study) };
}

function caseOutcome(run: CaseRun, { relaxationTimes = [] }: StudyRequest): StudyOutcome["cases"][number] {
  const { planned, document, observed } = run;
  const { name } = planned.case;
  const moments = relaxationTimes.filter((one) => one.case === name).map(({ at }) => at);
  return {
    name,
    ended: endingText(document),
    numbers: Object.fromEntries(observed.map((one) => [one.name, one])),
    relaxationTimes: Object.fromEntries(moments.map((at) => [at, peaksAt(run, at)])),
  };
}

/** Peaks of the spectrum nearest to a moment, the only one that is transformed; none where the run did not get there. */
function peaksAt({ document }: CaseRun, at: string): readonly RelaxationPeak[] {
  const nearest = spectrumAt({ document, relaxation: null }, at);
  const relaxation = typeof nearest === "number" ? relaxationOf(document, (index) => index === nearest) : null;
  return (relaxation?.series.sweeps ?? []).flatMap(({ drt }) =>
    (drt?.peaks ?? []).map(({ tau, resistance }) => ({ tau, resistance: resistance * (relaxation?.area ?? 1) })),
  );
}

/** What a study holds against its runs counts once, however many studies hold it. Lengths of filaments say "short" or "no short" again. */
async function evidence(): Promise<StudyEvidence> {
  const studies = await Promise.all(shippedStudyNames.map((name) => shippedStudy(name)));
  const published = studies
    .filter(({ study }) => CELLS.includes(study.cell.set ?? ""))
    .flatMap(({ study }) => study.observe ?? [])
    .filter(({ value, what }) => value !== undefined && what !== "filament length");
  const once = new Map(published.map((one) => [`${one.experiment}, ${one.name}: ${one.sense} ${one.value}`, one]));
  const kinds = [...once.values()].map(({ value, sense = "equals" }) =>
    typeof value === "boolean" ? "yesOrNo" : sense === "equals" ? "data" : "bounds",
  );
  const count = (kind: (typeof kinds)[number]): number => kinds.filter((one) => one === kind).length;
  const entries = Object.entries(parameterSets[SET]?.parameters ?? {});
  const withStatus = (wanted: string) =>
    entries.filter(([, { status }]) => status === wanted).map(([name, { source }]) => ({ name, source }));
  return {
    set: SET,
    data: count("data"),
    bounds: count("bounds"),
    yesOrNo: count("yesOrNo"),
    fitted: withStatus("fitted"),
    assumed: withStatus("assumed").filter(({ source }) => /\bFigs?\./.test(source)),
  };
}
