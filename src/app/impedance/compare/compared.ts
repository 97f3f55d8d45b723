import { useMemo } from "react";
import type { ComparedSweep } from "../../../figures/compared.ts";
import type { ProjectFile } from "../../state/project.ts";
import { useDocument } from "../../state/project-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useAnalyses } from "../analyses.ts";
import { withTypedArea } from "../outdated.ts";
import { type Pin, readPin } from "./pins.ts";

/** A pin as the inspector lists it. */
export interface ListedPin {
  readonly text: string;
  readonly pin: Pin;
  readonly file: ProjectFile;
  readonly label: string;
  /** Null: its file is not analysed yet, or has no such sweep. */
  readonly compared: ComparedSweep | null;
}

/** Every pin of a file of the project. */
export function usePins(): readonly ListedPin[] {
  const pins = useDocument(({ compared }) => compared);
  const shown = useSession(({ cursor }) => cursor.file);
  const files = useDocument(({ files }) => files);
  const analyses = useAnalyses(({ files }) => files);
  return useMemo(
    () =>
      pins.flatMap((text): ListedPin[] => {
        const pin = readPin(text);
        const file = files.find(({ id }) => id === pin?.file);
        if (pin === null || file === undefined) return [];
        const label = `sweep ${pin.sweep + 1}${file.id === (shown ?? files[0]?.id) ? "" : `, ${file.name}`}`;
        const result = analyses[file.id]?.result;
        const analysis = result?.series?.sweeps.find(({ sweep }) => sweep.index === pin.sweep);
        const area = result ? withTypedArea(result.entry, file).cell.area : null;
        const highestFrequency = result?.series?.highestFrequency ?? null;
        const compared = analysis === undefined ? null : { label, analysis, area, highestFrequency };
        return [{ text, pin, file, label, compared }];
      }),
    [pins, shown, files, analyses],
  );
}

/** The pinned sweeps that can be drawn. */
export function useCompared(): readonly ComparedSweep[] {
  const pins = usePins();
  return useMemo(() => pins.flatMap(({ compared }) => (compared === null ? [] : [compared])), [pins]);
}
