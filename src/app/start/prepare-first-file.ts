import { runJob } from "../work/run-job.ts";

/** Once the page has nothing else to do. */
export function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run);
  else setTimeout(run, 500);
}

/** Loads what the first file needs, so that it does not wait for it: the worker that analyses, fonts and painter of the figures. */
export function prepareFirstFile(): void {
  void prepare().catch(() => {
    // What could not be loaded is asked for again where it is needed, and said there.
  });
}

async function prepare(): Promise<void> {
  const loaded = runJob("load", { jobs: ["digest", "analyze"] }, { lane: "files" });
  const { warmUp } = await import("../plot/warm-up.ts");
  await import("../impedance/impedance-view.tsx");
  whenIdle(warmUp);
  await loaded;
}
