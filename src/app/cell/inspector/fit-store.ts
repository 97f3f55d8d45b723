import { create } from "zustand";
import type { CalibrationDocument } from "../../../study/calibrate/document.ts";
import type { ReachedCalibration } from "../../../study/calibrate/interrupted.ts";
import { without } from "../../state/least-recently-used.ts";
import type { ProjectFile, ProjectStudy } from "../../state/project.ts";
import { isHere, whenGone } from "../../state/when-gone.ts";
import { runJob, StoppedError } from "../../work/run-job.ts";
import { jobStudy } from "../job-study.ts";

/** A calibration of a study: under way, at its end, or why it could not be made. */
export interface Fit {
  /** Stops it; null: it does not run. */
  readonly stop: (() => void) | null;
  /** How far it is, or a sentence. */
  readonly words: string;
  readonly found: CalibrationDocument | null;
  /** The best values of a fit that was stopped before it was done. */
  readonly reached?: ReachedCalibration | null;
}

interface FitStore {
  /** By study. */
  readonly fits: Readonly<Record<string, Fit>>;
  run(study: ProjectStudy, files: readonly ProjectFile[]): Promise<void>;
}

export const useFits = create<FitStore>()((set) => ({
  fits: {},
  run: async (study, files) => {
    const controller = new AbortController();
    const tell = (fit: Fit): void => set(({ fits }) => ({ fits: without({ ...fits, [study.id]: fit }, isOver) }));
    const stop = (): void => controller.abort();
    tell({ stop, words: "Begins", found: null });
    try {
      const found = await runJob(
        "calibrateStudy",
        { study: jobStudy(study, files) },
        {
          lane: "fit",
          replaces: "fit",
          title: `Fit ${study.name}`,
          signal: controller.signal,
          onProgress: ({ done, total, detail }) =>
            tell({ stop, words: `${Math.round((100 * done) / total)} %, ${detail}`, found: null }),
        },
      );
      if ("reached" in found) tell({ stop: null, words: found.error.message, found: null, reached: found.reached });
      else tell({ stop: null, words: "", found });
    } catch (error) {
      const words = error instanceof StoppedError ? "Stopped." : error instanceof Error ? error.message : String(error);
      tell({ stop: null, words, found: null });
    }
  },
}));

/** A fit of a study that left the project is held while it runs. */
function isOver(study: string, { stop }: Fit): boolean {
  return stop === null && !isHere(study);
}

whenGone(({ studies }) => {
  if (studies.size > 0) useFits.setState(({ fits }) => ({ fits: without(fits, isOver) }));
});
