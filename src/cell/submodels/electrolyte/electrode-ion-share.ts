import { DomainError } from "../../../base/errors.ts";
import { onlyOptions, optionText } from "../../form/options.ts";
import { type IonSet, indexOfIon } from "./ion.ts";

/** Shares of the kept ions and their derivatives, from the concentrations of a cell. */
export interface IonShare {
  /** Kept ions that take part. */
  readonly ions: Int32Array;
  /** Fixed shares; absent where they follow the concentrations. */
  readonly fixed: Float64Array | undefined;
  /** Preferences, of the ions that take part. */
  readonly preferences: Float64Array;
  readonly at: "surface" | "cell";
}

function numbersOf(submodel: string, where: string, value: unknown): readonly (readonly [string, number])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DomainError(`${submodel}: ${where} must be { ion: number }, not ${JSON.stringify(value)}`);
  }
  const entries: (readonly [string, number])[] = [];
  for (const [name, number] of Object.entries(value)) {
    if (typeof number !== "number" || !(number >= 0 && number < Number.POSITIVE_INFINITY)) {
      throw new DomainError(`${submodel}: ${where} of ${name} is ${String(number)}; give a number ≥ 0`);
    }
    entries.push([name, number]);
  }
  if (!entries.some(([, number]) => number > 0)) throw new DomainError(`${submodel}: ${where} names no ion above 0`);
  return entries;
}

/**
 * Reads an option `stripping` or `plating`: which ions carry the current through the surface of an electrode. Either
 * `{ kind: "fixed", shares: { ion: number } }`, which add up to 1, or `{ kind: "concentration", preferences: { ion: number }, at }`:
 * in proportion to preference × concentration in the liquid at its surface (`at: "surface"`, default; extrapolated with the slope
 * between the first two cells, of second order) or in the cell next to it (`at: "cell"`, as R2 has it; of first order).
 *
 * @throws DomainError where shares do not add up to 1, or name the last ion, which follows from electroneutrality
 */
export function ionShareOf(submodel: string, option: string, value: unknown, ions: IonSet): IonShare {
  const description = typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  const kind: unknown = description.kind;
  if (kind !== "fixed" && kind !== "concentration") {
    throw new DomainError(
      `${submodel}: option "${option}" is ${JSON.stringify(value)}; its kind must be "fixed" or "concentration"`,
    );
  }
  onlyOptions(
    `${option}" of "${submodel}`,
    description,
    kind === "concentration" ? ["kind", "preferences", "at"] : ["kind", "shares"],
  );
  const at = optionText(`Place of "${option}" of "${submodel}"`, description.at ?? "surface", ["surface", "cell"]);
  const list =
    kind === "fixed"
      ? numbersOf(submodel, `share of "${option}"`, description.shares)
      : numbersOf(submodel, `preference of "${option}"`, description.preferences);
  const indices = list.map(([name]) => {
    const index = indexOfIon(submodel, ions, name);
    if (index < 0) {
      throw new DomainError(
        `${submodel}: ${name} is the last ion, which is not an unknown and cannot react at an electrode: list another one last`,
      );
    }
    return index;
  });
  const numbers = Float64Array.from(list, ([, number]) => number);
  if (kind === "fixed") {
    const sum = numbers.reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > 1e-12)
      throw new DomainError(`${submodel}: shares of "${option}" add up to ${sum}, not to 1`);
  }
  return { ions: Int32Array.from(indices), fixed: kind === "fixed" ? numbers : undefined, preferences: numbers, at };
}
