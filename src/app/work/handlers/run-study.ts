import { transfer } from "comlink";
import { runTask } from "../../../base/task.ts";
import { darkTheme, lightTheme } from "../../../figures/theme.ts";
import { plainNumbers } from "../../../study/plain-numbers.ts";
import { coarsePlan } from "../../../study/studies/coarse-plan.ts";
import { editedStudy } from "../../../study/studies/edited-study.ts";
import { type LiveRun, liveRun } from "../../../study/studies/live-run.ts";
import { overviewFigures } from "../../../study/studies/page/overview-figures.ts";
import { planStudy } from "../../../study/studies/plan-study.ts";
import { studyResult } from "../../../study/studies/result.ts";
import type { CaseRun } from "../../../study/studies/run-study.ts";
import { studyTables } from "../../../study/studies/study-tables.ts";
import type { Handler } from "../handler.ts";
import type { CaseShown, ShownFigure } from "../jobs.ts";
import { studyFiles, studySource } from "../study-source.ts";

/** Runs that are kept: what a case holds of its courses is up to some ten MB. */
const MOST_KEPT = 6;
/** Full runs that stand, stopped or at their end, by key; the one used last at the end. */
const kept = new Map<string, LiveRun>();
/** Cases of one study text that were run to their end, by name. */
let finished: { readonly yaml: string; readonly runs: Map<string, CaseRun> } = { yaml: "", runs: new Map() };

export const runStudy: Handler<"runStudy"> = async (input, surroundings) => {
  const { study, case: name, run, resume, coarse, changes } = input;
  const yaml = changes === undefined ? study.yaml : await editedStudy(study.yaml, changes);
  let words: string | null = null;
  let live: LiveRun;
  if (resume) live = standing(run, "Run it from the start.");
  else {
    const source = await studySource(changes === undefined ? study : { ...study, yaml, shipped: null });
    const options = { only: [name], files: await studyFiles(study) };
    if (coarse) {
      const plan = await coarsePlan(source, options);
      words = plan.words;
      live = liveRun(plan.planned);
    } else {
      live = liveRun(await planStudy(source, options));
      keep(run, live);
    }
  }
  const shown = (sight: CaseShown["sight"]): CaseShown => ({ sight, coarse: words });
  let stopping = false;
  await runTask(
    {
      name: "study",
      run: (control) =>
        live.advance(control, {
          isStopped: () => {
            stopping ||= surroundings.isCancelled();
            return stopping;
          },
          onSight: (sight) => {
            const one = shown(sight);
            surroundings.emit(transfer(one, buffersOf(one)));
          },
        }),
    },
    { onProgress: surroundings.onProgress },
  );
  if (live.ended && !coarse) {
    if (finished.yaml !== yaml) finished = { yaml, runs: new Map() };
    const [one] = live.run().runs;
    if (one !== undefined) finished.runs.set(name, one);
  }
  return {
    ...shown(live.sight()),
    stopped: !live.ended,
    overview: live.ended && !coarse ? overviewOf(live) : [],
  };
};

/** Buffers of the thinned columns, which nothing here reads again. */
function buffersOf({ sight }: CaseShown): ArrayBufferLike[] {
  const { series } = sight.document;
  return [series.time.buffer, series.current.buffer, series.voltage.buffer, series.charge.buffer];
}

/** What compares the cases that were run, in the order of the study. */
function overviewOf({ planned }: LiveRun): ShownFigure[] {
  const runs = planned.source.cases.flatMap(({ name }) => finished.runs.get(name) ?? []);
  return overviewFigures(runs).map(({ id, title, remark, summary, draw }) => ({
    id,
    title,
    remark: remark ?? "",
    summary,
    light: draw(lightTheme),
    dark: draw(darkTheme),
  }));
}

function keep(run: string, live: LiveRun): void {
  kept.delete(run);
  kept.set(run, live);
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
}

/** A run that is kept. @param instead what to do where it is not */
function standing(run: string, instead = "Run the study again, then export it."): LiveRun {
  const live = kept.get(run);
  if (live === undefined) throw new Error(`This run is no longer in memory. ${instead}`);
  keep(run, live);
  return live;
}

export const exportStudy: Handler<"exportStudy"> = async ({ run }) =>
  `${JSON.stringify(studyResult(standing(run).run()), plainNumbers)}\n`;

export const exportStudyTables: Handler<"exportStudyTables"> = async ({ run }) => [...studyTables(standing(run).run())];
