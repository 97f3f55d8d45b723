import { useEffect } from "react";
import { formatQuantity } from "../../figures/format-number.ts";
import { useStatus } from "../shell/status-bar.tsx";
import { useDocument } from "../state/project-store.ts";
import { commandOf } from "./command.ts";
import { seriesFacts } from "./series-facts.ts";
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
    tell({
      facts: [...seriesFacts(series, stage), ...(took === null ? [] : [formatQuantity(took / 1e3, "s", 2)])],
      command: commandOf(file, settings),
    });
  }, [series, file, settings, took, stage, tell]);
}
