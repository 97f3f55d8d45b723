import { useEffect, useMemo } from "react";
import type { SeriesAnalysis, SweepAnalysis } from "../../impedance/series/analysis.ts";
import type { AnalyzeEntry } from "../../study/analyze.ts";
import type { ProjectFile } from "../state/project.ts";
import { useDocument } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { type FileState, requireAnalysis, useAnalyses } from "./analyses.ts";
import { useLiveFit, withLiveFit } from "./circuit/live-fit.ts";
import { type Lag, lagOf, withTypedArea } from "./outdated.ts";

/** The file under the cursor, and what is known of it. */
export interface ShownFile {
  readonly file: ProjectFile;
  readonly state: FileState | undefined;
}

/** The file under the cursor, else the first; null in an empty project. Has it analysed with the settings of the project. */
export function useShownFile(): ShownFile | null {
  const wanted = useSession(({ cursor }) => cursor.file);
  const files = useDocument(({ files }) => files);
  const settings = useDocument(({ impedance }) => impedance);
  const file = files.find(({ id }) => id === wanted) ?? files[0];
  const state = useAnalyses(({ files }) => (file === undefined ? undefined : files[file.id]));
  useEffect(() => {
    if (file !== undefined) void requireAnalysis(file, settings);
  }, [file, settings]);
  return file === undefined ? null : { file, state };
}

const NOTHING: Pick<FileState, "key" | "result"> = { key: null, result: null };

/** What the panels draw. */
export interface ShownSeries {
  readonly file: ProjectFile;
  readonly entry: AnalyzeEntry;
  readonly series: SeriesAnalysis;
  /** m²; null: values in Ω. */
  readonly area: number | null;
  /** Place of the sweep under the cursor in `series.sweeps`, and the sweep. */
  readonly at: number;
  readonly sweep: SweepAnalysis;
  readonly state: FileState;
  /** How far what was analysed lags behind what stands in the fields. */
  readonly lag: Lag;
}

/**
 * The analysed series of the shown file with the sweep under the cursor; null where there is none (yet). The same object as long as
 * nothing of it changes.
 */
export function useShownSeries(shown: ShownFile | null): ShownSeries | null {
  const index = useSession(({ cursor }) => cursor.sweep);
  const file = shown?.file;
  const state = shown?.state;
  const result = state?.result;
  const series = result?.series ?? null;
  const at = Math.max(0, series?.sweeps.findIndex(({ sweep }) => sweep.index === index) ?? 0);
  const draft = useDocument(({ impedance }) => impedance.draft);
  const fit = useLiveFit(({ fit }) => fit);
  const analysed = series?.sweeps[at];
  const id = file?.id ?? "";
  const sweep = useMemo(() => analysed && withLiveFit(analysed, id, draft, fit), [analysed, id, draft, fit]);
  const settings = useDocument(({ impedance }) => impedance);
  const entry = useMemo(() => result && file && withTypedArea(result.entry, file), [result, file]);
  const { outdated, reworded } = useMemo(
    () => lagOf(state ?? NOTHING, file ?? null, settings),
    [state, file, settings],
  );
  return useMemo(() => {
    if (!file || !state || !entry || series === null || sweep === undefined) return null;
    return { file, entry, series, area: entry.cell.area, at, sweep, state, lag: { outdated, reworded } };
  }, [file, state, entry, series, at, sweep, outdated, reworded]);
}
