import { useMemo } from "react";
import type { Table } from "../../../base/table.ts";
import { mutedFigure } from "../../../figures/muted.ts";
import type { Figure } from "../../../figures/plotly.ts";
import type { FigureTheme } from "../../../figures/theme.ts";
import { type ExportOffer, useExportOffer } from "../../shell/export-store.ts";
import type { RunSource } from "../../work/jobs.ts";
import { runJob } from "../../work/run-job.ts";
import { receivedTable } from "../../work/sent-table.ts";
import { runSource } from "../kept-runs.ts";
import { runOrigin } from "../run-origin.ts";
import { runKey, useRuns } from "../runs-store.ts";
import type { Drawn } from "./drawn.ts";

/** What a panel of a run gives away besides the tables, document and command line of the run. */
export interface OfferedOfRun {
  /** Title of the panel. */
  readonly title: string;
  /** What it is, in file names: "voltage", "state_charge". */
  readonly name: string;
  /** The figure as it is drawn now; null: there is none yet, and nothing is offered. Left out: the panel has no figure. */
  readonly draw?: ((theme: FigureTheme) => Figure) | null;
  /** Tables of the panel itself, before those of the run. */
  readonly tables?: () => readonly Table[];
}

/** Offers a panel of a run, memoised by the caller; nothing of a coarse run, which has no tables. */
export function useRunOffer(
  { shown, coarse, stale }: Pick<Drawn, "shown" | "coarse" | "stale">,
  offered: OfferedOfRun | null,
): void {
  const { study, case: only } = shown;
  const key = runKey(study.id, only);
  const ran = shown.run !== null;
  const { outline, outlined, run } = shown;
  const origin = useMemo(
    () => runOrigin({ study, outline, outlined, run, case: only }),
    [study, outline, outlined, run, only],
  );
  const { name = "", yaml = "", command = null } = origin ?? {};
  const offer = useMemo((): ExportOffer | null => {
    if (offered === null || offered.draw === null || !ran || coarse !== null) return null;
    const { draw } = offered;
    const standing = async (): Promise<{ readonly run: string; readonly source: RunSource }> => {
      const run = useRuns.getState().runs[key];
      if (run === undefined) throw new Error("This run is no longer shown. Run the study again, then export it.");
      return { run: run.run, source: await runSource(study, only, run) };
    };
    return {
      title: offered.title,
      stem: name,
      fileName: `${name}_${offered.name}`,
      ...(draw === undefined
        ? {}
        : { figure: (theme: FigureTheme) => (stale ? mutedFigure(draw(theme)) : draw(theme)) }),
      tables: async () => {
        const tables = await runJob("exportStudyTables", await standing(), { lane: "cell" });
        return [...(offered.tables?.() ?? []), ...tables.map(receivedTable)];
      },
      bdf: async (workingElectrode) =>
        runJob("exportStudyBdf", { ...(await standing()), stem: name, workingElectrode }, { lane: "cell" }),
      study: () => yaml,
      command,
    };
  }, [offered, study, only, key, ran, coarse, stale, name, yaml, command]);
  useExportOffer(offer);
}
