import { useMemo, useState } from "react";
import { type CompositionBasis, compositionIn } from "../../study/alloy-composition.ts";
import type { AlloyOverview } from "../../study/alloy-overview.ts";
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
  /** What stands in the composition field, and the composition that it is taken for: a bare number counts in the chosen basis. */
  readonly draft: string;
  readonly composition: string;
  readonly setDraft: (text: string) => void;
  readonly overview: LatestJob<"alloyOverview">;
  readonly diagram: LatestJob<"phaseDiagram">;
  readonly change: (name: string, part: Partial<PhasesSettings>, gesture?: string) => void;
}

/** What is typed over a text of the document, until it is taken: whatever changes the text there, undo too, shows it here. */
export function useDraft(kept: string): readonly [text: string, type: (text: string) => void] {
  const [{ text, over }, set] = useState({ text: kept, over: kept });
  if (over !== kept) set({ text: kept, over: kept });
  return [over === kept ? text : kept, (text) => set({ text, over: kept })];
}

/** The per cent that the state was asked in, and the element that they count. */
export function basisOf({ alloy: { kind }, point: { component, other } }: AlloyOverview): CompositionBasis {
  return { kind, element: kind === "at.%" ? component : other };
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
  const [draft, setDraft] = useDraft(settings.alloy);
  const [basis, setBasis] = useState<CompositionBasis | null>(null);
  const composition = basis === null ? draft.trim() : compositionIn(basis, draft);
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
    useMemo(() => ({ source, request: { composition, temperature, pool } }), [source, composition, temperature, pool]),
    { lane: "phases" },
  );
  const chosen = overview.output === null ? null : basisOf(overview.output);
  if (chosen !== null && (chosen.kind !== basis?.kind || chosen.element !== basis.element)) setBasis(chosen);
  return {
    settings,
    source,
    tdb: source.database?.name ?? null,
    draft,
    composition,
    setDraft,
    overview,
    diagram,
    change: (name, part, gesture) =>
      change(name, (document) => ({ ...document, phases: { ...document.phases, ...part } }), gesture),
  };
}
