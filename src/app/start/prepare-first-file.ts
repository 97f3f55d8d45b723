import { useProject } from "../state/project-store.ts";
import type { AnalyzedFile } from "../work/jobs.ts";
import { runJob, StoppedError } from "../work/run-job.ts";
import { hasFile, rehearseWhenIdle } from "./rehearse-when-idle.ts";
import { rehearsedSeries } from "./rehearsed-series.ts";

/**
 * Loads what the first file needs, so that it does not wait for it: the worker that analyses, fonts and painter of the figures. A small
 * series is analysed and drawn out of sight, since code that runs for the first time takes several times as long.
 */
export function prepareFirstFile(): void {
  setTimeout(() => {
    void prepare().catch(() => {
      // What could not be loaded is asked for again where it is needed, and said there.
    });
  }, PAUSE);
}

/** ms in which the page that was just drawn has the machine to itself: a first click is answered before anything is rehearsed. */
const PAUSE = 800;

async function prepare(): Promise<void> {
  const loaded = runJob("load", { jobs: ["digest", "analyze"] }, { lane: "files" });
  const { warmUp } = await import("../plot/warm-up.ts");
  const { rehearse } = await import("../impedance/rehearse.ts");
  await import("../impedance/impedance-view.tsx");
  rehearseWhenIdle(warmUp());
  await loaded;
  if (hasFile()) return;
  const preview = await rehearsedAnalysis();
  if (preview !== null) rehearseWhenIdle(rehearse(preview));
}

/** The first picture of a small series; null where a file of the user came first: it does not wait. */
async function rehearsedAnalysis(): Promise<AnalyzedFile | null> {
  const stop = new AbortController();
  const giveWay = (): void => stop.abort();
  const unwatch = useProject.subscribe(giveWay);
  window.addEventListener("dragenter", giveWay, { once: true });
  let preview: AnalyzedFile | null = null;
  const file = { id: "", name: "rehearsal.csv", content: new Blob([rehearsedSeries()]) };
  try {
    await runJob(
      "analyze",
      { file, options: { circuit: "none" } },
      {
        lane: "files",
        signal: stop.signal,
        onPartial: (partial) => {
          preview ??= partial;
          stop.abort();
        },
      },
    );
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
  } finally {
    unwatch();
    window.removeEventListener("dragenter", giveWay);
  }
  return preview;
}
