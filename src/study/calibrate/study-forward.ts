import { DomainError, LiquidusError } from "../../base/errors.ts";
import type { TaskControl } from "../../base/task.ts";
import { DEFAULT_RELATIVE_TOLERANCE } from "../../cell/simulate/options.ts";
import { sentenceOf } from "../document.ts";
import { cellOfCase } from "../studies/case-cell.ts";
import type { CellSets } from "../studies/cell-sets.ts";
import { type PlannedCase, planStudy, type StudyOptions } from "../studies/plan-study.ts";
import type { StudySource } from "../studies/read-study.ts";
import { type CaseRun, runCase } from "../studies/run-study.ts";
import { shippedSets } from "../studies/shipped-sets.ts";
import type { StudyRival, StudyVariation } from "../studies/study.ts";
import type { Rival } from "./compare.ts";
import type { CalibratedStudy } from "./document.ts";
import type { Fidelity, Forward, ForwardValue, VariedParameter } from "./forward.ts";
import { type CaseDatum, caseData } from "./study-data.ts";
import { variedParameters } from "./study-parameters.ts";

/** A study with what it needs to be run. */
export interface CalibrationSource {
  readonly source: StudySource;
  /** Its measured files. */
  readonly files?: NonNullable<StudyOptions["files"]>;
}

export interface StudyForwardOptions {
  /** Parameter sets that cells may name; default those that come with the program. */
  readonly sets?: CellSets;
  /** Search with the study's own settings. */
  readonly finalSettings?: boolean;
}

/** A calibration that has been understood. */
export interface PlannedCalibration {
  readonly title: string;
  readonly studies: readonly CalibratedStudy[];
  readonly forward: Forward;
  readonly rivals: readonly Rival[];
}

const SEARCH_TOLERANCE = 1e-4;
/** Runs of one case that are kept. */
const KEPT = 500;

/** A case that gives data. */
interface Member {
  readonly source: StudySource;
  readonly planned: PlannedCase;
  readonly data: readonly CaseDatum[];
  readonly kept: Map<string, readonly Omit<ForwardValue, "name">[]>;
}

/**
 * Studies as one model of their data: `calibrate.vary` of the first says what is varied; each set of values goes into every case of all
 * of them. A case whose cell does not change is not run again.
 *
 * @throws FormatError, DomainError for studies that cannot be run as they stand, vary nothing or hold no data
 */
export async function planCalibration(
  sources: readonly CalibrationSource[],
  control: TaskControl,
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
  const rivals: Rival[] = [];
  for (const rival of study.calibrate?.compare ?? []) {
    const changed = sources.map((one) => ({ ...one, source: withMechanisms(one.source, rival) }));
    rivals.push({
      name: rival.name,
      forward: await forwardOf(changed, { ...vary, ...rival.vary }, control, options),
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
    forward: await forwardOf(sources, vary, control, options),
    rivals,
  };
}

/** A study with other mechanisms in every case. */
function withMechanisms(source: StudySource, { mechanisms }: StudyRival): StudySource {
  return {
    ...source,
    cases: source.cases.map((one) => ({
      ...one,
      cell: { ...one.cell, mechanisms: { ...one.cell.mechanisms, ...mechanisms } },
    })),
  };
}

async function forwardOf(
  sources: readonly CalibrationSource[],
  vary: Readonly<Record<string, StudyVariation>>,
  control: TaskControl,
  { sets = shippedSets, finalSettings = false }: StudyForwardOptions,
): Promise<Forward> {
  const members: Member[] = [];
  let parameters: readonly VariedParameter[] = [];
  for (const { source, files } of sources) {
    const { study } = source;
    const { calibrate } = study;
    const planned = await planStudy(source, { sets, ...(files === undefined ? {} : { files }) });
    const base = planned.cases[0];
    if (base !== undefined && members.length === 0 && parameters.length === 0) {
      parameters = variedParameters(source, base.cell, vary);
    }
    const prefix = sources.length > 1 ? `${study.name}: ` : "";
    for (const one of planned.cases) {
      refuseOwnValues(source, one, Object.keys(vary));
      const needsFile = one.measured !== null && (calibrate?.curve !== undefined || calibrate?.spectra !== undefined);
      const run = needsFile ? await quietRun(one, control) : null;
      const data = caseData(source, one, calibrate, prefix, run);
      if (data.length > 0)
        members.push({ source, planned: needsFile ? one : { ...one, measured: null }, data, kept: new Map() });
    }
  }
  const all = members.flatMap(({ data }) => data);
  const measured = all.filter(({ datum }) => datum.value !== null);
  if (measured.length === 0) {
    throw new DomainError(
      "There are no data: give observables with value and sigma under observe, or calibrate: { curve: { sigma: 5 mV } } beside a measured file.",
    );
  }
  const tolerance = sources[0]?.source.study.calibrate?.tolerance ?? SEARCH_TOLERANCE;
  const toleranceOf = ({ request }: PlannedCase, fidelity: Fidelity): number => {
    const own = request.relativeTolerance ?? DEFAULT_RELATIVE_TOLERANCE;
    return fidelity === "final" || finalSettings ? own : Math.max(own, tolerance);
  };
  const own = Math.max(...members.map(({ planned }) => toleranceOf(planned, "final")));
  return {
    parameters,
    data: all.map(({ datum }) => datum),
    accuracy: Math.max(...members.map(({ planned }) => toleranceOf(planned, "search"))),
    settings: {
      search: `relative tolerance ${finalSettings ? own : Math.max(own, tolerance)}`,
      final: `relative tolerance ${own}`,
    },
    async evaluate(values, inner, fidelity) {
      const set = Object.fromEntries(parameters.map(({ name }, k) => [name, values[k]]));
      const found: ForwardValue[] = [];
      for (const member of members) {
        const numbers = await memberValues(member, set, toleranceOf(member.planned, fidelity), sets, inner);
        found.push(...numbers.map((one, i) => ({ ...one, name: member.data[i].datum.name })));
      }
      return found;
    },
  };
}

/** A case may not give a value of its own to what is varied: it would not follow. */
function refuseOwnValues(source: StudySource, { case: { name, path } }: PlannedCase, varied: readonly string[]): void {
  const own = source.study.cases?.[Number(path[1])]?.cell?.parameters ?? {};
  const fixed = varied.find((parameter) => Object.hasOwn(own, parameter));
  if (fixed === undefined) return;
  source.at([...path, "cell", "parameters", fixed], () => {
    throw new DomainError(`the case "${name}" fixes ${fixed}, which is varied; leave it out of one of the two.`);
  });
}

/** Values of a case at a set of parameters; runs that cannot be made are failures with their sentence. */
async function memberValues(
  { source, planned, data, kept }: Member,
  set: Readonly<Record<string, number>>,
  relativeTolerance: number,
  sets: CellSets,
  control: TaskControl,
): Promise<readonly Omit<ForwardValue, "name">[]> {
  const failed = (error: unknown): Omit<ForwardValue, "name">[] => {
    if (!(error instanceof LiquidusError) || error.name === "CancelledError") throw error;
    const reason = sentenceOf(error);
    return data.map(() => ({ value: Number.NaN, failed: { reason, direction: 0 } }));
  };
  try {
    const { case: one } = planned;
    const cell = cellOfCase(
      source,
      { ...one, cell: { ...one.cell, parameters: { ...one.cell.parameters, ...set } } },
      sets,
    );
    const key = JSON.stringify([relativeTolerance, cell.choice.description, cell.set]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const request = { ...planned.request, cell: cell.choice, set: cell.set, relativeTolerance };
    const run = await quietRun({ ...planned, cell, request }, control);
    const values = data.map(({ read }) => read(run));
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? "");
    kept.set(key, values);
    return values;
  } catch (error) {
    return failed(error);
  }
}

/** Runs a case without a word about its progress. */
function quietRun(planned: PlannedCase, control: TaskControl): Promise<CaseRun> {
  return runCase(planned, false, () => false, { report: () => {}, checkpoint: () => control.checkpoint() });
}
