import type { StudySource } from "./read-study.ts";
import { shippedStudy, shippedStudyNames } from "./shipped-studies.ts";
import type { Study, Written } from "./study.ts";
import type { StudyCase } from "./study-cases.ts";

/** A case as the options of `liquidus simulate` ask for it of a shipped study. */
export interface ChangesOverShipped {
  /** Name of the shipped study. */
  readonly study: string;
  /** Of `--set`, by "submodel.parameter". */
  readonly set: Readonly<Record<string, Written>>;
  /** Of `--temperature`; null: that of the shipped study. */
  readonly temperature: string | null;
}

/** What a study says of all its cases, without what a case has of it. */
function common({ cell, cases, protocol, let: names, settings, title, about, ...rest }: Study): string {
  return JSON.stringify(rest);
}

/** A case without the numbers and the temperature of its cell. */
function fixed({ cell: { parameters, temperature, ...cell }, path, about, forRun, ...rest }: StudyCase): string {
  return JSON.stringify({ ...rest, cell });
}

/**
 * A case of a changed study as a shipped one of the same name with other numbers and another temperature; null where it differs in
 * anything else, or does not give a number that the shipped one gives: then its file alone tells it.
 */
export async function changesOverShipped(source: StudySource, name: string): Promise<ChangesOverShipped | null> {
  const { study } = source;
  if (!shippedStudyNames.includes(study.name)) return null;
  const base = await shippedStudy(study.name);
  const [own, shipped] = [source, base].map(({ cases }) => cases.find((one) => one.name === name));
  if (own === undefined || shipped === undefined) return null;
  if (common(study) !== common(base.study) || fixed(own) !== fixed(shipped)) return null;
  const [numbers, before] = [own.cell.parameters ?? {}, shipped.cell.parameters ?? {}];
  if (Object.keys(before).some((parameter) => !Object.hasOwn(numbers, parameter))) return null;
  const { temperature } = own.cell;
  if (temperature === undefined && shipped.cell.temperature !== undefined) return null;
  return {
    study: study.name,
    set: Object.fromEntries(Object.entries(numbers).filter(([parameter, value]) => before[parameter] !== value)),
    temperature: temperature === undefined || temperature === shipped.cell.temperature ? null : temperature,
  };
}
