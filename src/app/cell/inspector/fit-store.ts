import { create } from "zustand";
import type { CalibrationDocument } from "../../../study/calibrate/document.ts";
import type { ReachedCalibration } from "../../../study/calibrate/interrupted.ts";
import type { ProjectFile, ProjectStudy } from "../../state/project.ts";
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
    const tell = (fit: Fit): void => set(({ fits }) => ({ fits: { ...fits, [study.id]: fit } }));
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
