import { useEffect } from "react";
import { formatQuantity } from "../../figures/format-number.ts";
import { fails } from "../../figures/series-axis.ts";
import { frequencyExtent } from "../../report/validity-finding.ts";
import { useStatus } from "../shell/status-bar.tsx";
import { useDocument } from "../state/project-store.ts";
import { commandOf } from "./command.ts";
import type { ShownSeries } from "./shown-file.ts";

/** Tells the line below what is shown and the command line that does the same. */
export function useTellStatus(shown: ShownSeries | null): void {
  const tell = useStatus(({ tell }) => tell);
  const settings = useDocument(({ impedance }) => impedance);
  const { series, file, state } = shown ?? {};
  const took = state?.took ?? null;
  const stage = state?.result?.stage;
  useEffect(() => {
    if (series === undefined || file === undefined) return tell({ facts: [], command: null });
    const [low, high] = frequencyExtent(series);
    const failed = series.sweeps.filter(fails).length;
    const count = series.sweeps.length;
    tell({
      facts: [
        `${count} ${count === 1 ? "sweep" : "sweeps"}, ${series.sweeps[0]?.sweep.spectrum.frequency.length ?? 0} points each`,
        `${formatQuantity(high, "Hz")} – ${formatQuantity(low, "Hz")}`,
        stage === "preview"
          ? "Kramers-Kronig is being tested"
          : failed === 0
            ? "all pass Kramers-Kronig"
            : `${count - failed} valid, ${failed} fail Kramers-Kronig`,
        ...(took === null ? [] : [formatQuantity(took / 1e3, "s", 2)]),
      ],
      command: commandOf(file, settings),
    });
  }, [series, file, settings, took, stage, tell]);
}
