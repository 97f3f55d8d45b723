import { useEffect } from "react";
import { useFacts } from "../state/facts-store.ts";
import { useDocument } from "../state/project-store.ts";
import { twinsOf } from "../state/twins.ts";
import { requireAnalysis, useAnalyses } from "./analyses.ts";

/** Analyses the other files of the project in turn, once the one that is shown is done; each says its worst on its row. One that holds the measurement of another is left out. */
export function useBatch(shown: string | undefined): void {
  const files = useDocument(({ files }) => files);
  const settings = useDocument(({ impedance }) => impedance);
  const facts = useFacts(({ facts }) => facts);
  const free = useAnalyses(({ files: states }) => !Object.values(states).some(({ busy }) => busy));
  const done = useAnalyses(({ files: states }) => shown !== undefined && (states[shown]?.key ?? null) !== null);
  useEffect(() => {
    if (!free || !done) return;
    let stopped = false;
    const twins = twinsOf(files, facts);
    const work = async (): Promise<void> => {
      for (const file of files) {
        // The file that is shown may have become busy since this was drawn.
        if (stopped || useAnalyses.getState().files[shown ?? ""]?.busy === true) return;
        if (file.id === shown || twins.has(file.id) || (facts[file.id]?.sweeps ?? 0) === 0) continue;
        await requireAnalysis(file, settings, "batch");
      }
    };
    void work();
    return () => {
      stopped = true;
    };
  }, [files, settings, facts, free, done, shown]);
}
