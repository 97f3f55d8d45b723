import { useEffect } from "react";
import { formatQuantity } from "../../figures/format-number.ts";
import { workSentence } from "../../study/simulate-sentences.ts";
import { useStatus } from "../shell/status-bar.tsx";
import { simulateCommand, studyFile } from "./command.ts";
import type { ShownStudy } from "./shown-study.ts";

/** Tells the line below what is shown and the command line that does the same. */
export function useTellStatus(shown: ShownStudy | null): void {
  const tell = useStatus(({ tell }) => tell);
  const { outline, study, run } = shown ?? {};
  const name = shown?.case ?? "";
  const several = (outline?.cases.length ?? 0) > 1;
  const work = run?.sight == null ? null : workSentence(run.sight.document).split(" (")[0];
  const method = run?.sight?.document.options;
  const took = run?.status === "running" ? null : (run?.took ?? null);
  useEffect(() => {
    if (!outline || !study) return tell({ facts: [], command: null });
    const { parameters, mechanisms, set } = outline.case;
    const changed = parameters.filter(({ from }) => from !== null).length;
    tell({
      facts: [
        `${set ?? outline.case.cell}, ${mechanisms.filter(({ on }) => on).length} mechanisms`,
        `${parameters.length} parameters${changed === 0 ? "" : `, ${changed} changed`}`,
        ...(method === undefined
          ? []
          : [`${method.method}, rtol ${method.relativeTolerance}${work ? `, ${work}` : ""}`]),
        ...(took === null || took === 0 ? [] : [formatQuantity(took / 1e3, "s", 2)]),
      ],
      command: simulateCommand(
        study.file === undefined ? outline.overShipped : null,
        studyFile(study, outline.name),
        several ? name : null,
      ),
    });
  }, [outline, study, name, several, method?.method, method?.relativeTolerance, work, took, tell, method]);
}
