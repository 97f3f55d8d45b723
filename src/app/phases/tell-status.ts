import { useEffect } from "react";
import { formatFixed, formatQuantity } from "../../figures/format-number.ts";
import { useStatus } from "../shell/status-bar.tsx";
import { stateCommand } from "./command.ts";
import type { ShownAlloy } from "./shown-alloy.ts";

/** Tells the line below what is shown and the command line that prints the same state. */
export function useTellStatus({ source, settings, diagram, overview, tdb }: ShownAlloy): void {
  const tell = useStatus(({ tell }) => tell);
  const head = diagram.output?.document;
  const alloy = overview.output?.alloy.text ?? settings.alloy;
  const { temperature } = settings;
  const took = overview.took;
  useEffect(() => {
    tell({
      facts: [
        `${source.system}, ${formatFixed(temperature, 2)}\u00A0K`,
        ...(head === undefined
          ? []
          : [`R = ${head.gasConstant.toFixed(9)}\u00A0J\u00A0mol⁻¹\u00A0K⁻¹`, head.database.name]),
        ...(took === null ? [] : [formatQuantity(took / 1e3, "s", 2)]),
      ],
      command: stateCommand({ ...settings, alloy, temperature }, tdb),
    });
  }, [source, settings, temperature, head, alloy, tdb, took, tell]);
}
