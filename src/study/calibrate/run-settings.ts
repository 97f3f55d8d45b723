import { DEFAULT_RELATIVE_TOLERANCE } from "../../cell/simulate/options.ts";
import type { SimulateRequest } from "../simulate.ts";
import type { StudySource } from "../studies/read-study.ts";
import { isOn, type StudyCalibration } from "../studies/study.ts";

const SEARCH_TOLERANCE = 1e-4;

/** What a case is run with. */
export interface RunSettings {
  readonly tolerance: number;
  /** Null: no cycle jump. */
  readonly jump: number | null;
  /** Null: those of the family. */
  readonly cells: number | null;
  /** Mechanisms that are left out. */
  readonly idle: readonly string[];
  /** Parameters that stay as they are. */
  readonly blind: readonly string[];
  /** Whether numbers are followed along straight lines. */
  readonly isLinear: boolean;
}

/** @param search what the calibration says of the runs of a search; null: the study's own settings */
export function runSettings(
  { study }: StudySource,
  request: SimulateRequest,
  search: StudyCalibration | undefined | null,
): RunSettings {
  const tolerance = request.relativeTolerance ?? DEFAULT_RELATIVE_TOLERANCE;
  const jump = request.cycleJump ?? null;
  if (search === null) return { tolerance, jump, cells: null, idle: [], blind: [], isLinear: false };
  const own = study.calibrate;
  return {
    tolerance: Math.max(tolerance, search?.tolerance ?? SEARCH_TOLERANCE),
    jump: jump === null ? null : Math.max(jump, own?.jump ?? search?.jump ?? 0),
    cells: study.cell.set === undefined ? null : (own?.cells ?? search?.cells ?? null),
    idle: own?.idle ?? [],
    blind: own?.blind ?? [],
    isLinear: own?.linear !== undefined && isOn(own.linear),
  };
}

/** What runs are made with, in words. */
export function settingsWords(all: readonly RunSettings[]): string {
  const most = (name: "tolerance" | "jump"): number => Math.max(...all.map((one) => one[name] ?? 0));
  const cells = all.flatMap((one) => one.cells ?? []);
  return [
    `relative tolerance ${most("tolerance")}`,
    ...(most("jump") > 0 ? [`cycle jumps with an error of ${most("jump")}`] : []),
    ...(cells.length > 0 ? [`${Math.min(...cells)} cells in the pool`] : []),
    ...(all.some(({ isLinear }) => isLinear) ? ["straight lines where a study asks for them"] : []),
    ...(all.some(({ idle }) => idle.length > 0) ? ["without mechanisms that are named as idle"] : []),
  ].join(", ");
}
