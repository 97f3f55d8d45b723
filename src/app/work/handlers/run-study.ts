import { transfer } from "comlink";
import { runTask } from "../../../base/task.ts";
import { darkTheme, lightTheme } from "../../../figures/theme.ts";
import { plainNumbers } from "../../../study/plain-numbers.ts";
import { coarsePlan } from "../../../study/studies/coarse-plan.ts";
import { editedStudy } from "../../../study/studies/edited-study.ts";
import { type LiveCheckpoint, type LiveRun, liveRun } from "../../../study/studies/live-run.ts";
import { overviewFigures } from "../../../study/studies/page/overview-figures.ts";
import { planStudy } from "../../../study/studies/plan-study.ts";
import { studyResult } from "../../../study/studies/result.ts";
import type { CaseRun } from "../../../study/studies/run-study.ts";
import { studyBdf, studyBdfWarnings } from "../../../study/studies/study-bdf.ts";
import { studyTables } from "../../../study/studies/study-tables.ts";
import { DecodeError } from "../../state/persistence/decode.ts";
import { packValue, unpackValue } from "../../state/persistence/packed-value.ts";
import type { Handler } from "../handler.ts";
import type { CaseShown, JobInput, RunSource, ShownFigure } from "../jobs.ts";
import { sentTable } from "../sent-table.ts";
import { studyFiles, studySource } from "../study-source.ts";

/** Runs that are kept: what a case holds of its courses is up to some ten MB. */
const MOST_KEPT = 6;
/** Of a checkpoint: a larger one is not kept over a reload. */
const MOST_BYTES = 64e6;
/** Full runs that stand, stopped or at their end, by key; the one used last at the end. */
const kept = new Map<string, LiveRun>();
/** Cases of one study text that were run to their end, by name. */
let finished: { readonly yaml: string; readonly runs: Map<string, CaseRun> } = { yaml: "", runs: new Map() };

export const runStudy: Handler<"runStudy"> = async (input, surroundings) => {
  const { study, case: name, run, resume, checkpoint = null, coarse, changes } = input;
  const yaml = changes === undefined ? study.yaml : await editedStudy(study.yaml, changes);
  let words: string | null = null;
  let live: LiveRun;
  if (resume) live = kept.get(run) ?? (await takenUp({ study, case: name, checkpoint }));
  else {
    const source = await studySource(changes === undefined ? study : { ...study, yaml, shipped: null });
    const options = { only: [name], files: await studyFiles(study) };
    if (coarse) {
      const plan = await coarsePlan(source, options);
      words = plan.words;
      live = liveRun(plan.planned);
    } else {
      live = liveRun(await planStudy(source, options));
    }
  }
  if (!coarse) keep(run, live);
  const shown = (sight: CaseShown["sight"]): CaseShown => ({ sight, coarse: words });
  const tell = (checkpoint: Blob | null): void => {
    const one = { ...shown(live.sight()), checkpoint };
    surroundings.emit(transfer(one, buffersOf(one)));
  };
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
            const one = { ...shown(sight), checkpoint: null };
            surroundings.emit(transfer(one, buffersOf(one)));
          },
          ...(coarse
            ? {}
            : {
                onCheckpoint: async (reached) => {
                  const packed = await packValue(reached);
                  if (packed.size <= MOST_BYTES) tell(packed);
                },
              }),
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

/** A run as its checkpoint has it; at its start without one, or where the checkpoint is beyond the turns that it had reached. */
async function takenUp(
  { study, case: name, checkpoint }: Omit<RunSource, "reached">,
  reached: number = Number.POSITIVE_INFINITY,
): Promise<LiveRun> {
  const planned = await planStudy(await studySource(study), { only: [name], files: await studyFiles(study) });
  const from = checkpoint === null ? undefined : await unpackValue(checkpoint);
  if (from !== undefined && !isCheckpoint(from)) throw new DecodeError("What is kept is no run that can be taken up.");
  return liveRun(planned, from !== undefined && from.turns <= reached ? from : undefined);
}

/** This program wrote it, under a hash of its own version: that it is a checkpoint says the rest. */
function isCheckpoint(value: unknown): value is LiveCheckpoint {
  return typeof value === "object" && value !== null && "run" in value && "seen" in value && "turns" in value;
}

/** A run as far as it was shown: the one that is held, else what its source leads to. */
async function standing({ run, source }: JobInput<"exportStudy">): Promise<LiveRun> {
  const live = kept.get(run) ?? (source === undefined ? undefined : await reachedAgain(source));
  if (live === undefined) throw new Error("This run is no longer in memory. Run the study again, then export it.");
  keep(run, live);
  return live;
}

/** Exactly where the run stood when it was shown last, however long it takes to get there. */
async function reachedAgain({ reached, ...source }: RunSource): Promise<LiveRun> {
  const until = reached ?? Number.POSITIVE_INFINITY;
  const live = await takenUp(source, until);
  await runTask({ name: "study", run: (control) => live.advance(control, { until }) });
  return live;
}

export const exportStudy: Handler<"exportStudy"> = async (input) =>
  `${JSON.stringify(studyResult((await standing(input)).run()), plainNumbers)}\n`;

export const exportStudyTables: Handler<"exportStudyTables"> = async (input) =>
  Array.from(studyTables((await standing(input)).run()), sentTable);

export const exportStudyBdf: Handler<"exportStudyBdf"> = async ({ stem, workingElectrode, ...input }) => {
  const run = (await standing(input)).run();
  return {
    files: Array.from(studyBdf(run, (table) => `${stem}_${table}`, { workingElectrode })),
    warnings: studyBdfWarnings(run, { workingElectrode }),
  };
};
