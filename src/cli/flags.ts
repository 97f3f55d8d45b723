import { DomainError } from "../base/errors.ts";
import { LARGEST_LAMBDA, type LambdaCriterion, SMALLEST_LAMBDA } from "../impedance/relaxation-times/options.ts";

const CRITERIA: readonly LambdaCriterion[] = ["evidence", "gcv", "mgcv", "rgcv", "l-curve", "re-im", "k-fold"];

/** λ as a number, `auto`, or the name of a criterion. @throws DomainError for anything else */
export function lambdaOf(text = "auto"): number | "auto" | LambdaCriterion {
  if (text === "auto") return text;
  const criterion = CRITERIA.find((one) => one === text);
  if (criterion) return criterion;
  const lambda = text.trim() === "" ? Number.NaN : Number(text);
  if (!(lambda >= SMALLEST_LAMBDA && lambda <= LARGEST_LAMBDA)) {
    throw new DomainError(
      `--lambda ${text}: give a number from ${SMALLEST_LAMBDA} to ${LARGEST_LAMBDA}, as in 1e-3, or auto, ${CRITERIA.join(", ")}.`,
    );
  }
  return lambda;
}

/** A word among those that an option takes. @throws DomainError that names them */
export function wordOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new DomainError(`${option} ${text}: give ${words.join(" or ")}.`);
  return found;
}

/** A finite number. @throws DomainError that shows what was given */
export function numberOf(option: string, text: string, example = "0.01"): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new DomainError(`${option} ${text}: give a number, as in ${option} ${example}.`);
  return value;
}

/** `R0=5`, `CPE1.n=0.8`, several after one another: numbers in SI by name. @throws DomainError for another form */
export function namedNumbers(option: string, texts: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    texts
      .flatMap((text) => text.split(","))
      .map((text) => {
        const [, name, value] = /^\s*([\w.]+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
        if (name === undefined || value === undefined || !Number.isFinite(Number(value))) {
          throw new DomainError(
            `${option} ${text}: give a parameter and its value in SI units, as in ${option} CPE1.n=0.8.`,
          );
        }
        return [name, Number(value)];
      }),
  );
}

/** `CPE2.n=CPE1.n`, several after one another: expressions by name. @throws DomainError for another form */
export function namedTexts(
  option: string,
  texts: readonly string[],
  example: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^\s*([\w.]+)\s*=\s*(.*\S)\s*$/.exec(text) ?? [];
      if (name === undefined || value === undefined) {
        throw new DomainError(`${option} ${text}: give a parameter and what it is, as in ${option} ${example}.`);
      }
      return [name, value];
    }),
  );
}

/** `CPE1.n=0.7..1`: bounds in SI by name. @throws DomainError for another form */
export function namedBounds(
  option: string,
  texts: readonly string[],
): Readonly<Record<string, readonly [number, number]>> {
  const example = "CPE1.n=0.7..1";
  return Object.fromEntries(
    Object.entries(namedTexts(option, texts, example)).map(([name, range]) => {
      const [low, high, ...more] = range.split("..").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
      if (low === undefined || high === undefined || more.length > 0 || !(low <= high)) {
        throw new DomainError(
          `${option} ${name}=${range}: give the lower and the upper bound, as in ${option} ${example}.`,
        );
      }
      return [name, [low, high] as const];
    }),
  );
}

/** `--working-is`: which electrode of the cell the working electrode is; nothing where it is not said. */
export function electrodeFlag({ workingIs }: { readonly workingIs?: string }): {
  readonly workingElectrode?: "positive" | "negative";
} {
  return workingIs === undefined
    ? {}
    : { workingElectrode: wordOf("--working-is", workingIs, ["positive", "negative"]) };
}
