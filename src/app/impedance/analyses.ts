import { create } from "zustand";
import { withIdentitiesOf } from "../../impedance/series/identity.ts";
import type { AnalyzeOptions } from "../../study/analyze.ts";
import type { RefusedEntry } from "../../study/document.ts";
import { takeTurn } from "../shell/turns.ts";
import { findingsOf } from "../state/analysis-findings.ts";
import { contentOf } from "../state/contents.ts";
import { useFacts } from "../state/facts-store.ts";
import { surplus, touched, without } from "../state/least-recently-used.ts";
import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { whenGone } from "../state/when-gone.ts";
import type { AnalyzedFile } from "../work/jobs.ts";
import { runJob, StoppedError } from "../work/run-job.ts";
import { analysisKey, analysisOptions } from "./analysis-options.ts";
import { useLiveFit } from "./circuit/live-fit.ts";
import { readPin } from "./compare/pins.ts";
import { isOf, useLiveLambda } from "./live-lambda.ts";

/** What is known of a file. The old result stays until the new one is ready. */
export interface FileState {
  /** Key of the options that `result` was computed with, and of those that are being computed. */
  readonly key: string | null;
  readonly wanted: string;
  readonly result: AnalyzedFile | null;
  /** `result` has its single sweeps; what follows them through the series is still being computed. */
  readonly partial: boolean;
  readonly busy: boolean;
  /** The computation was stopped by the user: what was there is kept, and it waits until it is resumed. */
  readonly stopped: boolean;
  /** ms from the request to the result. */
  readonly took: number | null;
  readonly refused: RefusedEntry | null;
  /** A sentence: the options cannot be used, or the computation failed. */
  readonly problem: string | null;
  /** The result was there and is not held any longer: it is computed again when the file is shown. */
  readonly released: boolean;
}

interface AnalysesStore {
  readonly files: Readonly<Record<string, FileState>>;
  /** Files whose results are held, the one used last at the end. */
  readonly used: readonly string[];
  set(id: string, part: Partial<FileState>): void;
}

export const useAnalyses = create<AnalysesStore>()((set) => ({
  files: {},
  used: [],
  set: (id, part) =>
    set(({ files, used }) => {
      const state = { ...(files[id] ?? unknown), ...part };
      const all = { ...files, [id]: state };
      return state.result === null
        ? { files: all, used: used.filter((one) => one !== id) }
        : bounded(all, part.result ? touched(used, id) : used);
    }),
}));

/** Results that are held. */
export const MOST_HELD = 12;

/** The results used last, and those that are shown, compared or being computed anew. */
function bounded(files: AnalysesStore["files"], used: readonly string[]): Pick<AnalysesStore, "files" | "used"> {
  const needed = neededFiles();
  const gone = surplus(used, MOST_HELD, (id) => needed.has(id) || files[id]?.busy === true);
  if (gone.size === 0) return { files, used };
  const left = { ...files };
  for (const id of gone) left[id] = { ...(files[id] ?? unknown), result: null, key: null, took: null, released: true };
  return { files: left, used: used.filter((id) => !gone.has(id)) };
}

/** The file that is shown, and those of which sweeps are compared. */
function neededFiles(): ReadonlySet<string> {
  const { cursor } = useSession.getState();
  const { files, compared } = useProject.getState().history.present;
  const shown = files.some(({ id }) => id === cursor.file) ? cursor.file : files[0]?.id;
  return new Set([shown, ...compared.map((text) => readPin(text)?.file)].filter((id) => id != null));
}

whenGone(({ files: gone }) => {
  for (const id of gone) {
    requests.delete(id);
    stops.get(id)?.abort();
    stops.delete(id);
  }
  useAnalyses.setState(({ files, used }) => ({
    files: without(files, (id) => gone.has(id)),
    used: used.filter((id) => !gone.has(id)),
  }));
  const { live, end } = useLiveLambda.getState();
  if (live !== null && gone.has(live.file)) end();
  if (gone.has(useLiveFit.getState().fit?.file ?? "")) useLiveFit.getState().show(null);
});

const unknown: FileState = {
  key: null,
  wanted: "",
  result: null,
  partial: false,
  busy: false,
  stopped: false,
  took: null,
  refused: null,
  problem: null,
  released: false,
};

/** ms for what was drawn last to stand on the screen. */
const DRAWN = 100;

/**
 * The picture at a dragged λ gives way to what the analysis says of the file, once every panel has drawn that: until then it is the
 * picture of the same λ. A picture of a λ that was dragged meanwhile stays.
 *
 * @param isDrawn there is a result to draw; else it gives way at once
 */
function endLive(id: string, isDrawn: boolean): void {
  const { live } = useLiveLambda.getState();
  if (live !== null && live.file !== id) return;
  const end = (): void => {
    const { live: now, end } = useLiveLambda.getState();
    if (now?.key === live?.key && now?.lambda === live?.lambda) end();
  };
  if (live === null || !isDrawn) end();
  else takeTurn(() => setTimeout(end, DRAWN), "after");
}

/** Each request of an analysis by file: only the newest one says what stands. */
const requests = new Map<string, symbol>();
/** What stops the newest request of a file. */
const stops = new Map<string, AbortController>();
/** Requests that made way for the file that is shown: they are made again later, as if they had not been. */
const yielding = new WeakSet<AbortSignal>();

/** Whether the newest request of a file is one that makes way, and may not have ended yet: nothing will come of it. */
function makesWay(id: string): boolean {
  const stop = stops.get(id);
  return stop !== undefined && yielding.has(stop.signal);
}

/** Has the files whose analysis is under way make way for another: the machine is free for the one that is looked at. */
function yieldTo(shown: string): void {
  const { files } = useAnalyses.getState();
  for (const [id, stop] of stops) {
    if (id === shown || files[id]?.busy !== true || stop.signal.aborted) continue;
    yielding.add(stop.signal);
    stop.abort();
  }
}

/**
 * Sees to it that a file is analysed with these settings; does nothing where it is, is about to be, or was stopped.
 * @param lane "files" for the one that is shown, for which the analysis of any other makes way; "batch" for the others: of those a result that was released has said what it had to
 */
export async function requireAnalysis(
  file: ProjectFile,
  settings: ImpedanceSettings,
  lane: "files" | "batch" = "files",
): Promise<void> {
  const { set } = useAnalyses.getState();
  const { id, name } = file;
  const content = contentOf(id);
  if (content === undefined) return;
  const request = Symbol(id);
  const stop = new AbortController();
  let asked = false;
  const isNewest = (): boolean => requests.get(id) === request;
  try {
    const options = analysisOptions(file, settings);
    const wanted = analysisKey(options);
    const known = useAnalyses.getState().files[id];
    const isReleased = known?.released === true && !known.busy && !known.stopped && lane === "files";
    if (known?.wanted === wanted && !isReleased && !makesWay(id)) {
      if (!known.busy) endLive(id, false);
      if (known.result !== null && lane === "files") useAnalyses.setState(({ used }) => ({ used: touched(used, id) }));
      return;
    }
    if (lane === "files") yieldTo(id);
    requests.set(id, request);
    stops.set(id, stop);
    asked = true;
    set(id, { wanted, busy: true, stopped: false, problem: null, released: false });
    const started = performance.now();
    const output = await runJob(
      "analyze",
      { file: { id, name, content }, options },
      {
        lane,
        replaces: `analyze ${id}`,
        signal: stop.signal,
        title: `Analyse ${name}`,
        about: name,
        onPartial: (soFar) => {
          const known = useAnalyses.getState().files[id]?.result ?? null;
          // A first picture never takes the place of a finer one.
          if (soFar.stage === "preview" && known !== null) return;
          const result = withNamesOf(soFar, known, options);
          const { live } = useLiveLambda.getState();
          const dragged = live !== null && known?.series && isOf(live, { file: id, series: known.series, settings });
          if (isNewest() && !dragged)
            set(id, { result, key: wanted, partial: true, took: performance.now() - started });
        },
      },
    );
    if (!isNewest()) return;
    const took = performance.now() - started;
    if (!("refused" in output)) useFacts.getState().tellFindings(id, findingsOf(output));
    if ("refused" in output) set(id, { refused: output.refused, result: null, busy: false, key: wanted, took });
    else set(id, { result: output, refused: null, busy: false, partial: false, key: wanted, took });
  } catch (error) {
    if (asked && !isNewest()) return;
    if (error instanceof StoppedError && yielding.has(stop.signal)) set(id, { busy: false, wanted: "" });
    else if (error instanceof StoppedError) set(id, { busy: false, stopped: true });
    else set(id, { busy: false, problem: error instanceof Error ? error.message : String(error) });
  } finally {
    if (isNewest()) endLive(id, useAnalyses.getState().files[id]?.key === useAnalyses.getState().files[id]?.wanted);
  }
}

/** What is known so far, in the names of the result before it: unless a circuit is given that has its own. */
function withNamesOf(soFar: AnalyzedFile, before: AnalyzedFile | null, { circuit }: AnalyzeOptions): AnalyzedFile {
  const isGiven = circuit !== undefined && circuit !== "auto" && circuit !== "none";
  if (soFar.series === null || !before?.series || isGiven) return soFar;
  return { ...soFar, series: withIdentitiesOf(soFar.series, before.series) };
}

/** Analyses a file whose analysis was stopped. */
export async function resumeAnalysis(file: ProjectFile, settings: ImpedanceSettings): Promise<void> {
  useAnalyses.getState().set(file.id, { wanted: "" });
  await requireAnalysis(file, settings);
}
