import type { SimulateDocument } from "../../simulate.ts";
import type { RunRelaxation } from "../relaxation.ts";
import type { Observation } from "../study.ts";

/** A run that is over: what observables are functions of. */
export interface FinishedRun {
  readonly document: SimulateDocument;
  /** Computed where an observable, or the report, asks for it. */
  readonly relaxation: RunRelaxation | null;
}

/** The number that a run gives, or why it gives none. */
export type Observed =
  | { readonly value: number; readonly remark?: string }
  | {
      readonly value: null;
      readonly reason: string;
      /** Whether the number would lie above (1) or below (−1) all that the run could show; 0: that cannot be said. */
      readonly beyond: -1 | 0 | 1;
      /** Where it lies beyond: the last value that the run can speak for. */
      readonly end?: number;
    };

/** A field of an observation that says how a number is found. */
export type Asked = "at" | "over" | "level" | "of" | "by";

/** A named function of a run. */
export interface ObservableKind {
  readonly name: string;
  /** What it is, with its definition. */
  readonly description: string;
  /** SI */
  readonly unit: string;
  /** Fields that it reads, each with what it means and what stands there when it is left out. */
  readonly asks: Readonly<Partial<Record<Asked, string>>>;
  /** Fields without which it means nothing. */
  readonly needs?: readonly Asked[];
  /** Unit of `level`; default a pure number. */
  readonly levelUnit?: string;
  /** True of what grows until the run ends: of a run that came to the end of its protocol it says "at least". */
  readonly grows?: true;
  /** Why a level means nothing; null where it does. */
  levelFault?(level: number): string | null;
  /** The ways that `by` chooses from. */
  readonly ways?: readonly string[];
  /** What `of` names; left out: any text. */
  readonly names?: "part" | "submodel" | "unknown";
  /** Whether it looks at the distributions of relaxation times. */
  usesRelaxation?(asked: Observation): boolean;
  /** @param level in SI, where the observation has one */
  observe(run: FinishedRun, asked: Observation, level: number | undefined): Observed;
}

/** No number, and why. */
export function unobserved(reason: string, beyond: -1 | 0 | 1 = 0, end?: number): Observed {
  return { value: null, reason, beyond, ...(end === undefined ? {} : { end }) };
}
