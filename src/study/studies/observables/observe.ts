import { DomainError, LiquidusError } from "../../../base/errors.ts";
import { sentenceOf } from "../../document.ts";
import { parameterValue } from "../../simulate-parameters.ts";
import type { Observation, Written } from "../study.ts";
import { type Asked, type FinishedRun, type ObservableKind, type Observed, unobserved } from "./observable.ts";
import { observableOf } from "./observables.ts";

/** What was measured or published, SI. */
export interface PublishedValue {
  readonly value: number;
  readonly sigma: number | null;
  readonly sense: "equals" | "at least" | "at most";
  readonly source: string | null;
  readonly experiment: string | null;
}

/** An observation that has been understood: everything in SI. */
export interface PlannedObservation {
  readonly name: string;
  readonly kind: ObservableKind;
  readonly unit: string;
  readonly asked: Observation;
  readonly level: number | undefined;
  readonly published: PublishedValue | null;
}

/** A number that a run gave, beside what was published. */
export interface ObservedValue {
  readonly name: string;
  readonly case: string;
  readonly what: string;
  /** SI */
  readonly unit: string;
  readonly asked: Readonly<Partial<Record<Asked, Written>>>;
  /** Null: the run does not give it, and `reason` says why. */
  readonly value: number | null;
  readonly remark: string | null;
  readonly reason: string | null;
  /** Where there is no value: whether it lies above (1) or below (−1) `end`, the last that the run can speak for; 0: unknown. */
  readonly beyond: -1 | 0 | 1;
  readonly end: number | null;
  readonly published: PublishedValue | null;
  /** (value − published)/σ; of an end 0 where the value is on its side. Null without σ or value. */
  readonly residual: number | null;
}

/**
 * Understands an observation of a study.
 * @param unitOf unit of an unknown by its name; undefined where there is none
 * @throws DomainError for a name that is not known, a field that the number does not ask for, or a value in another unit
 */
export function planObservation(
  asked: Observation,
  unitOf: (unknown: string) => string | undefined,
): PlannedObservation {
  const kind = observableOf(asked.what);
  const fields: readonly Asked[] = ["at", "over", "level", "of", "by"];
  for (const field of fields) {
    if (asked[field] !== undefined && kind.asks[field] === undefined) {
      const takes = Object.keys(kind.asks);
      throw new DomainError(
        `${kind.name} takes no "${field}"; it takes ${takes.length === 0 ? "none" : takes.join(", ")}.`,
      );
    }
    if (asked[field] === undefined && kind.needs?.includes(field) === true) {
      throw new DomainError(`${kind.name} needs "${field}": ${kind.asks[field] ?? ""}.`);
    }
  }
  const { by } = asked;
  if (by !== undefined && kind.ways?.includes(by) === false) {
    throw new DomainError(`by is ${JSON.stringify(by)}; it is ${kind.ways.join(" or ")}.`);
  }
  const unit = kind.unit === "own" ? (unitOf(asked.of ?? "") ?? "1") : kind.unit;
  const level = asked.level === undefined ? undefined : numberIn("level", asked.level, kind.levelUnit ?? "1");
  const fault = level === undefined ? null : (kind.levelFault?.(level) ?? null);
  if (fault !== null) throw new DomainError(fault);
  return { name: asked.name, kind, unit, asked, level, published: publishedOf(asked, unit) };
}

function publishedOf({ value, sigma, sense, source, experiment }: Observation, unit: string): PublishedValue | null {
  if (value === undefined) {
    if (sigma !== undefined) throw new DomainError("sigma without value: give the value that it belongs to.");
    return null;
  }
  const deviation = sigma === undefined ? null : numberIn("sigma", sigma, unit);
  if (deviation !== null && !(deviation > 0)) throw new DomainError(`sigma is ${String(sigma)}; it is above zero.`);
  return {
    value: typeof value === "boolean" ? Number(value) : numberIn("value", value, unit),
    sigma: deviation,
    sense: sense ?? "equals",
    source: source ?? null,
    experiment: experiment ?? null,
  };
}

function numberIn(field: string, given: Written, unit: string): number {
  if (typeof given === "number") return given;
  if (unit === "1" && /^(?:yes|no)$/i.test(given.trim())) return /^yes$/i.test(given.trim()) ? 1 : 0;
  return parameterValue(field, given, unit);
}

/** What a run gives for an observation; what it does not give has its reason. */
export function observe(run: FinishedRun, planned: PlannedObservation, caseName: string): ObservedValue {
  const { kind, asked, level, published, name, unit } = planned;
  const found = attempt(() => kind.observe(run, asked, level));
  const value = found.value !== null && Number.isFinite(found.value) ? found.value : null;
  const missing = found.value === null ? found : null;
  return {
    name,
    case: caseName,
    what: kind.name,
    unit,
    asked: Object.fromEntries(
      Object.keys(kind.asks).flatMap((field) => {
        const given = asked[field as Asked];
        return given === undefined ? [] : [[field, given]];
      }),
    ),
    value,
    remark: found.value === null ? null : (found.remark ?? null),
    reason: value === null ? (missing?.reason ?? "it is not finite") : null,
    beyond: missing?.beyond ?? 0,
    end: missing?.end ?? null,
    published,
    residual:
      published === null || asked.for === "calibration"
        ? null
        : residualOf(published, value, missing?.beyond ?? 0, missing?.end ?? null),
  };
}

/** What cannot be found is a reason: the rest of the run stays. */
function attempt(act: () => Observed): Observed {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof LiquidusError)) throw error;
    return unobserved(sentenceOf(error));
  }
}

/**
 * Residual in standard deviations. A value beyond the end of what a run shows counts with that end, the least that it can be off;
 * null where the published value lies beyond it too.
 */
export function residualOf(
  { value: published, sigma, sense }: PublishedValue,
  value: number | null,
  beyond: -1 | 0 | 1,
  end: number | null,
): number | null {
  if (sigma === null) return null;
  const known = value ?? (beyond !== 0 ? end : null);
  if (known === null) return null;
  const off = (known - published) / sigma;
  if (value === null && beyond * off <= 0) return null;
  if (sense === "at least") return Math.min(0, off);
  return sense === "at most" ? Math.max(0, off) : off;
}
