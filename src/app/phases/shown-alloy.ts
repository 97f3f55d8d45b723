import { useMemo, useState } from "react";
import { contentOf } from "../state/contents.ts";
import type { PhasesSettings, ProjectFile } from "../state/project.ts";
import { useDocument, useProject } from "../state/project-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import type { AlloySource } from "../work/alloy-jobs.ts";
import { type LatestJob, useLatestJob } from "./use-latest-job.ts";

/** The alloy under the cursor, its system, and what the library says of them. */
export interface ShownAlloy {
  readonly settings: PhasesSettings;
  readonly source: AlloySource;
  /** Name of the database file; null: the built-in database. */
  readonly tdb: string | null;
  /** What stands in the composition field. */
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  readonly overview: LatestJob<"alloyOverview">;
  readonly diagram: LatestJob<"phaseDiagram">;
  readonly change: (name: string, part: Partial<PhasesSettings>, gesture?: string) => void;
}

/** Whether a file of the project is a thermodynamic database by its name. */
export function isDatabase({ name }: Pick<ProjectFile, "name">): boolean {
  return /\.tdb$/i.test(name);
}

export function useShownAlloy(): ShownAlloy {
  const settings = useDocument(({ phases }) => phases);
  const files = useDocument(({ files }) => files);
  const change = useProject(({ change }) => change);
  const theme = useFigureTheme();
  const [typed, setTyped] = useState({ text: settings.alloy, over: settings.alloy });
  const draft = typed.over === settings.alloy ? typed.text : settings.alloy;
  const { temperature, pool, system } = settings;
  const file = files.find(({ id }) => id === settings.database);
  const source = useMemo((): AlloySource => {
    const content = file === undefined ? undefined : contentOf(file.id);
    const database = file === undefined || content === undefined ? null : { id: file.id, name: file.name, content };
    return { database, system: database === null ? "Na-K" : system };
  }, [file, system]);
  const scheme = theme.name === "dark" ? "dark" : "light";
  const diagram = useLatestJob(
    "phaseDiagram",
    useMemo(() => ({ source, temperature, scheme }) as const, [source, temperature, scheme]),
    { lane: "phases", title: `Phase diagram ${source.system}`, about: source.system },
  );
  const overview = useLatestJob(
    "alloyOverview",
    useMemo(() => ({ source, request: { composition: draft, temperature, pool } }), [source, draft, temperature, pool]),
    { lane: "phases" },
  );
  return {
    settings,
    source,
    tdb: source.database?.name ?? null,
    draft,
    setDraft: (text) => setTyped({ text, over: settings.alloy }),
    overview,
    diagram,
    change: (name, part, gesture) =>
      change(name, (document) => ({ ...document, phases: { ...document.phases, ...part } }), gesture),
  };
}
