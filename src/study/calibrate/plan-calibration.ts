import { DomainError } from "../../base/errors.ts";
import { silentControl, type TaskControl } from "../../base/task.ts";
import type { StudySource } from "../studies/read-study.ts";
import type { StudyRival } from "../studies/study.ts";
import type { StudyCase } from "../studies/study-cases.ts";
import type { Path } from "../studies/yaml-text.ts";
import type { Rival } from "./compare.ts";
import type { CalibratedStudy } from "./document.ts";
import type { Forward } from "./forward.ts";
import { type CalibrationSource, forwardOf, type Kept, type StudyForwardOptions } from "./study-forward.ts";

/** A calibration that has been understood. */
export interface PlannedCalibration {
  readonly title: string;
  readonly studies: readonly CalibratedStudy[];
  readonly forward: Forward;
  readonly rivals: readonly Rival[];
}

/**
 * Studies as one model of their data, for `calibration`: `calibrate.vary` of the first says what is varied; each set of values goes into every case of all
 * of them. A case whose cell does not change is not run again.
 *
 * @throws FormatError, DomainError for studies that cannot be run as they stand, vary nothing or hold no data
 */
export async function planCalibration(
  sources: readonly CalibrationSource[],
  control: TaskControl = silentControl,
  options: StudyForwardOptions = {},
): Promise<PlannedCalibration> {
  const [first] = sources;
  if (first === undefined) throw new DomainError("There is no study to calibrate.");
  const { study } = first.source;
  const vary = study.calibrate?.vary;
  if (vary === undefined || Object.keys(vary).length === 0) {
    throw new DomainError(
      `${study.name} says nothing under calibrate: vary. Name what to estimate, as in calibrate: { vary: { "grain boundary.resistance": { from: 1 ohm cm2, to: 1 kohm cm2, scale: log } } }.`,
    );
  }
  refuseTwice(sources);
  const { area } = study.calibrate ?? {};
  const placed = sources.map((one) => ({ ...one, source: withCell(one.source, area === undefined ? {} : { area }) }));
  const memory = new Map<string, Kept>();
  const rivals: Rival[] = [];
  for (const [k, rival] of (study.calibrate?.compare ?? []).entries()) {
    const changed = placed.map((one) => ({ ...one, source: withCell(one.source, rival) }));
    const own = rival.vary ?? {};
    const variations = {
      vary: { ...vary, ...own },
      pathOf: (name: string): Path =>
        Object.hasOwn(own, name) ? ["calibrate", "compare", k, "vary", name] : ["calibrate", "vary", name],
    };
    rivals.push({
      name: rival.name,
      forward: toldAsSearched(await forwardOf(changed, variations, control, options, memory)),
    });
  }
  return {
    title: study.title ?? study.name,
    studies: sources.map(({ source }) => ({
      name: source.study.name,
      title: source.study.title ?? null,
      file: source.origin.file,
      sha256: source.origin.sha256,
    })),
    forward: await forwardOf(placed, { vary, pathOf: (name) => ["calibrate", "vary", name] }, control, options, memory),
    rivals,
  };
}

/** Each study counts once, and its data are told apart by its name. */
function refuseTwice(sources: readonly CalibrationSource[]): void {
  for (const [k, { source }] of sources.entries()) {
    const { name } = source.study;
    const other = sources.slice(0, k).find((one) => one.source.study.name === name)?.source;
    if (other === undefined) continue;
    const same = other.origin.sha256 === source.origin.sha256;
    const files = [other, source].map(({ origin }) => origin.file ?? "that comes with the program");
    throw new DomainError(
      same
        ? `The study ${name} is given twice: its data would count twice. Name it once, under calibrate: with or on the command line.`
        : `Two studies are called ${name} (${files.join(", ")}); give each a name of its own.`,
    );
  }
}

/** Rivals are ranked by the runs of their searches: all by the same, and none made once more. */
function toldAsSearched(forward: Forward): Forward {
  return { ...forward, evaluate: (values, control) => forward.evaluate(values, control, "search") };
}

/** A study with other mechanisms in every case, and another area in every case that states none itself. */
function withCell(source: StudySource, { mechanisms = {}, area }: Partial<Omit<StudyRival, "name">>): StudySource {
  const { study } = source;
  const statesArea = ({ path }: StudyCase): boolean =>
    study.cell.area !== undefined || study.cases?.[Number(path[1])]?.cell?.area !== undefined;
  // Unknowns for tables: another cell may not have them, and no datum asks for them.
  const { unknowns, ...analysis } = study.analysis ?? {};
  return {
    ...source,
    study: { ...study, analysis },
    cases: source.cases.map((one) => ({
      ...one,
      cell: {
        ...one.cell,
        ...(area === undefined || statesArea(one) ? {} : { area }),
        ...(Object.keys(mechanisms).length === 0 ? {} : { mechanisms: { ...one.cell.mechanisms, ...mechanisms } }),
      },
    })),
  };
}
