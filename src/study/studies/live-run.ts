import type { TaskControl } from "../../base/task.ts";
import { version } from "../../base/version.ts";
import type { SavedSpectrum } from "../../cell/linearise/spectrum-collector.ts";
import type { CheckpointTaker, RunCheckpoint } from "../../cell/simulate/checkpoint.ts";
import { steppedRun } from "../../cell/simulate/simulate.ts";
import type { StoredState, Trajectory } from "../../cell/simulate/trajectory.ts";
import { prepareSimulation, type SimulateDocument } from "../simulate.ts";
import { type CaseSight, caseSight, instantProfiles, type LiveProgress } from "./case-sight.ts";
import type { PlannedStudy } from "./plan-study.ts";
import { type CaseRun, caseRunOf, type StudyRun } from "./run-study.ts";

/** A case of a study that is run while it is watched, that can be left standing anywhere, and taken up again. */
export interface LiveRun {
  readonly planned: PlannedStudy;
  /** Whether it has come to its end. */
  readonly ended: boolean;
  progress(): LiveProgress;
  /**
   * Goes on to the end, or until `isStopped`. However often it is stopped, watched and taken up again, the end is that of one run in
   * one go, to the bit.
   */
  advance(control: TaskControl, options?: LiveOptions): Promise<void>;
  /** What a watcher draws of the case as far as it got. */
  sight(): CaseSight;
  /** The study with this case as far as it got: what `studyTask` gives once the case has ended. */
  run(): StudyRun;
}

/** A live run as plain data, from which another process takes it up: the same plan then comes to the same end, to the last bit. */
export interface LiveCheckpoint {
  readonly run: RunCheckpoint;
  readonly spectra: readonly SavedSpectrum[];
  /** States of the sights before. */
  readonly seen: readonly StoredState[];
  /** Of `LiveProgress`. */
  readonly turns: number;
}

export interface LiveOptions {
  /** Turns since the start of the case after which it is left standing; default at its end. */
  readonly until?: number;
  /** Asked every 20 ms: true leaves the run standing where it is. */
  readonly isStopped?: () => boolean;
  /** Is shown the case as far as it got, at most every 100 ms, and no more than a tenth of the time goes into it. */
  readonly onSight?: (sight: CaseSight) => void;
  /**
   * Is given checkpoints, one every few seconds where one can be taken, and one at the end.
   * @returns settles once the next one may come
   */
  readonly onCheckpoint?: (checkpoint: LiveCheckpoint) => Promise<void>;
  /** Least time in ms between two of them; default 2000, and at least twenty times what keeping one takes. */
  readonly checkpointEvery?: number;
}

/** ms that a run works before it asks whether to go on. */
const TURN = 20;
/** Least time in ms between two sights, and the least multiple of what making one takes. */
const SIGHT_EVERY = 100;
const SIGHT_SHARE = 10;
const CHECKPOINT_EVERY = 2000;
const CHECKPOINT_SHARE = 20;
/** States of sights that are kept. */
const MOST_SEEN = 120;

/**
 * Begins the first case of a planned study; the others are left.
 * @param from a checkpoint of this case, at which it is taken up
 * @throws DomainError for a case that cannot be simulated
 */
export function liveRun(planned: PlannedStudy, from?: LiveCheckpoint): LiveRun {
  const [one] = planned.cases;
  if (one === undefined) throw new Error("liveRun: the study has no case");
  const prepared = prepareSimulation(one.request);
  const { model } = prepared;
  const { collector } = prepared;
  let checkpointAt = Number.POSITIVE_INFINITY;
  let checkpoint: LiveCheckpoint | undefined;
  let turns = from?.turns ?? 0;
  const taker: CheckpointTaker = {
    due: () => performance.now() >= checkpointAt,
    take: (taken) => {
      checkpoint = { run: taken, spectra: collector.save(), seen: seen.slice(), turns };
    },
  };
  if (from !== undefined) collector.restore(from.spectra);
  const run = steppedRun(model, prepared.compiled, prepared.options, { from: from?.run, taker });
  const resting = model.control;
  let driven = resting;
  let final: CaseRun | undefined;
  let ended: Trajectory | undefined;
  const seen: StoredState[] = [...(from?.seen ?? [])];

  /** What `act` makes of the model at rest; the run finds its control again. */
  const aside = <Result>(act: () => Result): Result => {
    model.control = resting;
    try {
      return act();
    } finally {
      model.control = driven;
    }
  };
  const reached = (): Trajectory => ended ?? run.soFar();
  /** The kept states and those of every sight before, with the last: of many segments few are kept. */
  const withSeen = (trajectory: Trajectory): Trajectory => {
    const { segments, finalState, states } = trajectory;
    const last = segments.at(-1);
    if (last !== undefined && last.end > (seen.at(-1)?.time ?? -1)) {
      seen.push({ segment: segments.length - 1, at: "end", time: last.end, state: finalState });
      if (seen.length > MOST_SEEN) for (let k = seen.length - 2; k > 0; k -= 2) seen.splice(k, 1);
    }
    return { ...trajectory, states: [...states, ...seen].sort((a, b) => a.time - b.time) };
  };
  const judged = (document: SimulateDocument): CaseRun => caseRunOf(one, planned.relaxationTimes, document);
  const withFalsifiers = (found: CaseRun): CaseRun => ({
    ...found,
    falsifiers: one.falsifiers(found.document).falsifiers,
  });
  const soFar = (): CaseRun => final ?? aside(() => judged(prepared.document(run.soFar())));

  return {
    planned,
    get ended() {
      return final !== undefined;
    },
    progress() {
      const { segment, elapsed } = run.standing;
      const found = /^(\S+)(?:.*\bpass (\d+) of (\d+)\))?/.exec(segment?.step ?? "");
      return {
        turns,
        time: elapsed,
        duration: run.duration,
        step: found?.[1] ?? "",
        sentence: segment?.sentence ?? "",
        pass: found?.[2] === undefined ? null : { number: Number(found[2]), count: Number(found[3]) },
      };
    },
    async advance(
      control,
      {
        until = Number.POSITIVE_INFINITY,
        isStopped = () => false,
        onSight,
        onCheckpoint,
        checkpointEvery = CHECKPOINT_EVERY,
      } = {},
    ) {
      let turned = performance.now();
      checkpointAt = onCheckpoint === undefined ? Number.POSITIVE_INFINITY : turned + checkpointEvery;
      const keepCheckpoint = async (): Promise<void> => {
        if (checkpoint === undefined) return;
        const kept = checkpoint;
        checkpoint = undefined;
        const before = performance.now();
        await onCheckpoint?.(kept);
        const after = performance.now();
        checkpointAt = after + Math.max(checkpointEvery, CHECKPOINT_SHARE * (after - before));
      };
      let sightAt = turned + SIGHT_EVERY;
      model.control = driven;
      try {
        while (final === undefined && turns < until) {
          const trajectory = run.next();
          turns++;
          driven = model.control;
          if (trajectory !== undefined) {
            ended = trajectory;
            final = aside(() => judged(prepared.document(trajectory)));
            await keepCheckpoint();
            break;
          }
          if (checkpoint !== undefined) await keepCheckpoint();
          const now = performance.now();
          if (now - turned < TURN) continue;
          const { time, duration, sentence } = this.progress();
          control.report(time, Math.max(duration, time), sentence);
          if (onSight !== undefined && now >= sightAt) {
            onSight(this.sight());
            const after = performance.now();
            sightAt = after + Math.max(SIGHT_EVERY, SIGHT_SHARE * (after - now));
          }
          await control.checkpoint();
          if (isStopped()) return;
          turned = performance.now();
        }
      } finally {
        model.control = resting;
      }
      control.report(1, 1, "done");
    },
    sight() {
      const found = withFalsifiers(soFar());
      const profiles = aside(() => instantProfiles(model, withSeen(reached())));
      return caseSight(found, profiles, this.progress(), final !== undefined);
    },
    run() {
      const found = soFar();
      const { falsifiers, warnings } = one.falsifiers(found.document);
      const known = planned.warnings.map(({ message }) => message);
      return {
        planned,
        program: { name: "liquidus", version },
        runs: [{ ...found, falsifiers }],
        stopped: final === undefined,
        warnings: [...planned.warnings, ...warnings.filter(({ message }) => !known.includes(message))],
      };
    },
  };
}
