import { DomainError, LiquidusError } from "../../base/errors.ts";
import type { TaskControl } from "../../base/task.ts";
import { composeCell } from "../../cell/form/compose.ts";
import { sentenceOf } from "../document.ts";
import { cellOfCase } from "../studies/case-cell.ts";
import type { CellSets } from "../studies/cell-sets.ts";
import { type PlannedCase, planStudy, type StudyOptions } from "../studies/plan-study.ts";
import type { StudySource } from "../studies/read-study.ts";
import { type CaseRun, runCase } from "../studies/run-study.ts";
import { shippedSets } from "../studies/shipped-sets.ts";
import type { StudyVariation } from "../studies/study.ts";
import type { Path } from "../studies/yaml-text.ts";
import { checkCalibrate, lackingParameters, refuseOwnValues } from "./check-calibrate.ts";
import type { Fidelity, Forward, ForwardValue, VariedParameter } from "./forward.ts";
import { along, type Line, lineOf } from "./line.ts";
import { type RunSettings, runSettings, settingsWords } from "./run-settings.ts";
import { type CaseDatum, caseData } from "./study-data.ts";
import { type Tie, tiedParameters, variedParameters } from "./study-parameters.ts";

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

/** Part of the tolerance with which a run that failed is made once more. */
const TIGHTER = 10;
/** Runs of one case that are kept. */
const KEPT = 500;

/** A case that gives data. */
interface Member {
  readonly source: StudySource;
  readonly planned: PlannedCase;
  readonly data: readonly CaseDatum[];
  /** Varied parameters that its cell does not have. */
  readonly lacking: readonly string[];
  readonly kept: Kept;
}

type Numbers = readonly Omit<ForwardValue, "name">[];
/** Numbers of a case by the cell and the settings that gave them. */
export type Kept = Map<string, Numbers>;

/** What is varied, and where each of it stands in the first study. */
export interface Variations {
  readonly vary: Readonly<Record<string, StudyVariation>>;
  pathOf(name: string): Path;
}

/**
 * The model of all data of the cases of studies.
 * @param memory numbers of cases that were run, shared by the rivals of one calibration
 * @throws FormatError, DomainError for studies that cannot be run as they stand, or hold no data
 */
export async function forwardOf(
  sources: readonly CalibrationSource[],
  { vary, pathOf }: Variations,
  control: TaskControl,
  { sets = shippedSets, finalSettings = false }: StudyForwardOptions,
  memory: Map<string, Kept>,
): Promise<Forward> {
  const members: Member[] = [];
  let parameters: readonly VariedParameter[] = [];
  let ties: readonly Tie[] = [];
  for (const { source, files } of sources) {
    const { study } = source;
    const { calibrate } = study;
    const planned = await planStudy(source, { sets, ...(files === undefined ? {} : { files }) });
    const base = planned.cases[0];
    if (base !== undefined && members.length === 0 && parameters.length === 0) {
      parameters = variedParameters(source, base.cell, vary, pathOf);
      ties = tiedParameters(source, base.cell, vary);
    }
    const prefix = sources.length > 1 ? `${study.name}: ` : "";
    const followed = [...Object.keys(vary), ...ties.map(({ name }) => name)];
    checkCalibrate(source, planned.cases, followed);
    for (const one of planned.cases) {
      refuseOwnValues(source, one, Object.keys(vary));
      const lacking = lackingParameters(source, one, followed);
      const needsFile = one.measured !== null && (calibrate?.curve !== undefined || calibrate?.spectra !== undefined);
      const run = needsFile ? await quietRun(one, control) : null;
      const data = caseData(source, one, calibrate, prefix, run);
      if (data.length === 0) continue;
      const place = `${study.name}: ${one.case.name}`;
      const kept = memory.get(place) ?? new Map();
      memory.set(place, kept);
      members.push({ source, planned: needsFile ? one : { ...one, measured: null }, data, lacking, kept });
    }
  }
  const all = members.flatMap(({ data }) => data);
  const measured = all.filter(({ datum }) => datum.value !== null);
  if (measured.length === 0) {
    throw new DomainError(
      "There are no data: give observables with value and sigma under observe, or calibrate: { curve: { sigma: 5 mV } } beside a measured file.",
    );
  }
  const first = sources[0]?.source.study.calibrate;
  const settingsOf = (member: Member, fidelity: Fidelity): RunSettings =>
    runSettings(member.source, member.planned.request, fidelity === "final" || finalSettings ? null : first);
  const setOf = (values: readonly number[]): Record<string, number> => {
    const set: Record<string, number> = Object.fromEntries(parameters.map(({ name }, k) => [name, values[k]]));
    for (const { name, to, ratio } of ties) set[name] = ratio * (set[to] ?? Number.NaN);
    return set;
  };
  const lines: (Line | undefined)[] = [];
  const loosest = (fidelity: Fidelity): number =>
    Math.max(...members.map((member) => settingsOf(member, fidelity).tolerance));
  return {
    parameters,
    data: all.map(({ datum }) => datum),
    accuracy: loosest("search"),
    settings: {
      search: settingsWords(members.map((member) => settingsOf(member, "search"))),
      final: settingsWords(members.map((member) => settingsOf(member, "final"))),
    },
    async evaluate(values, inner, fidelity) {
      const found: ForwardValue[] = [];
      for (const [k, member] of members.entries()) {
        const settings = settingsOf(member, fidelity);
        const at = (places: readonly number[]): Promise<Numbers> =>
          memberValues(member, setOf(places), settings, sets, inner);
        if (settings.isLinear) lines[k] ??= await lineOf(at, parameters, settings.blind);
        const numbers =
          lines[k] !== undefined && settings.isLinear ? along(lines[k], parameters, values) : await at(values);
        found.push(...numbers.map((one, i) => ({ ...one, name: member.data[i].datum.name })));
      }
      return found;
    },
  };
}

/** Values of a case at a set of parameters; runs that cannot be made are failures with their sentence. */
async function memberValues(
  { source, planned, data, lacking, kept }: Member,
  set: Readonly<Record<string, number>>,
  { tolerance, jump, cells, idle, blind }: RunSettings,
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
    const { mechanisms } = one.cell;
    const given = {
      ...one.cell,
      parameters: {
        ...one.cell.parameters,
        ...Object.fromEntries(Object.entries(set).filter(([name]) => !blind.includes(name) && !lacking.includes(name))),
      },
      ...(idle.length === 0
        ? {}
        : { mechanisms: { ...mechanisms, ...Object.fromEntries(idle.map((name) => [name, false])) } }),
    };
    const cell = cellOfCase(source, { ...one, cell: given }, sets, cells ?? undefined);
    const key = JSON.stringify([tolerance, jump, cell.area, cell.choice.description, cell.set]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const there = new Set(composeCell(cell.choice.description).unknowns.map(({ name }) => name));
    const request = {
      ...planned.request,
      cell: cell.choice,
      set: cell.set,
      relativeTolerance: tolerance,
      unknowns: (planned.request.unknowns ?? []).filter((name) => there.has(name)),
      ...(jump === null ? {} : { cycleJump: jump }),
    };
    const made = { ...planned, cell, request };
    let run = await quietRun(made, control);
    if (run.document.end.kind === "failed") {
      run = await quietRun({ ...made, request: { ...request, relativeTolerance: tolerance / TIGHTER } }, control);
    }
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
