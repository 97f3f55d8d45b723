import type { Study, StudyCell, StudyMeasured, StudySettings, Written } from "./study.ts";
import type { Path } from "./yaml-text.ts";

/** What stands for the protocol of the measured file. */
export const FROM_MEASURED = "from measured";

/** One run of a study: everything that the study says, with what this case says over it. */
export interface StudyCase {
  readonly name: string;
  readonly about: string | null;
  readonly cell: StudyCell;
  /** With its {names} still open; null where there is none. */
  readonly protocol: string | null;
  readonly let: Readonly<Record<string, Written>>;
  /** Names of `let` that come from the study: another protocol of this case need not have them. */
  readonly inherited: readonly string[];
  readonly settings: StudySettings;
  readonly measured: StudyMeasured | null;
  /** Parameters of `cell` that were given for this run, beside the study; left out: none. */
  readonly forRun?: readonly string[];
  /** Where it stands in the file: the case, or the study itself. */
  readonly path: Path;
}

/** The cases of a study, in their order; a study without cases is one case of its own name. */
export function casesOf(study: Study): StudyCase[] {
  const measured = measuredFiles(study);
  if (study.cases === undefined) {
    return [
      {
        name: study.name,
        about: null,
        cell: study.cell,
        protocol: study.protocol ?? null,
        let: study.let ?? {},
        inherited: [],
        settings: study.settings ?? {},
        measured: measured[0] ?? null,
        path: [],
      },
    ];
  }
  return study.cases.map((entry, k) => ({
    name: entry.name,
    about: entry.about ?? null,
    cell: entry.cell === undefined ? study.cell : mergedCell(study.cell, entry.cell),
    protocol: entry.protocol ?? study.protocol ?? null,
    let: { ...study.let, ...entry.let },
    inherited: Object.keys(study.let ?? {}).filter((name) => !Object.hasOwn(entry.let ?? {}, name)),
    settings: { ...study.settings, ...entry.settings },
    measured: measured.find((one) => (one.case === undefined ? k === 0 : one.case === entry.name)) ?? null,
    path: ["cases", k],
  }));
}

/** The measured files of a study, as a list. */
export function measuredFiles({ measured }: Study): readonly StudyMeasured[] {
  if (measured === undefined) return [];
  return "file" in measured ? [measured] : measured;
}

/** Field by field; another kind of cell takes the place of the first, mechanisms and parameters are added up. */
function mergedCell(cell: StudyCell, over: StudyCell): StudyCell {
  const { set, model, shipped, ...rest } = cell;
  const another = over.set !== undefined || over.model !== undefined || over.shipped !== undefined;
  const base = another ? rest : cell;
  return {
    ...base,
    ...over,
    ...(base.mechanisms === undefined && over.mechanisms === undefined
      ? {}
      : { mechanisms: { ...base.mechanisms, ...over.mechanisms } }),
    ...(base.parameters === undefined && over.parameters === undefined
      ? {}
      : { parameters: { ...base.parameters, ...over.parameters } }),
  };
}
