import { useLayoutEffect, useMemo } from "react";
import { formatQuantity } from "../../figures/format-number.ts";
import { useStatus } from "../shell/status-bar.tsx";
import { useDocument } from "../state/project-store.ts";
import { commandOf } from "./command.ts";
import { useDraggedValue } from "./dragged-lambda.ts";
import { seriesFacts } from "./series-facts.ts";
import type { ShownSeries } from "./shown-file.ts";

/** Tells the line below what is shown and the command line that does the same. */
export function useTellStatus(shown: ShownSeries | null): void {
  const tell = useStatus(({ tell }) => tell);
  const kept = useDocument(({ impedance }) => impedance);
  // Where the slider is held is what the command does.
  const held = useDraggedValue(({ lambda }) => lambda);
  const settings = useMemo(() => (held === null ? kept : { ...kept, lambda: held }), [kept, held]);
  const { series, file, state, area = null } = shown ?? {};
  const took = shown?.lag.outdated ? null : (state?.took ?? null);
  const stage = state?.result?.stage;
  const facts = useMemo(() => (series === undefined ? [] : seriesFacts(series, stage)), [series, stage]);
  // In the frame in which the inspector says it too.
  useLayoutEffect(() => {
    if (series === undefined || file === undefined) return tell({ facts: [], command: null });
    tell({
      facts: [...facts, ...(took === null ? [] : [formatQuantity(took / 1e3, "s", 2)])],
      command: commandOf(file, settings, area),
    });
  }, [series, file, settings, area, took, facts, tell]);
}
