import { DomainError } from "../../../base/errors.ts";
import { onlyOptions } from "../../form/options.ts";
import type { SubmodelInput } from "../../form/submodel.ts";

/** A dissolved ion, as data. */
export interface Ion {
  readonly name: string;
  /** Charge number z, a whole number, not 0. */
  readonly charge: number;
  /** m²/s, in the free liquid */
  readonly diffusivity: number;
  /** mol/m³ at the start, one number or one for each cell; of the last ion it follows from electroneutrality and is left out. */
  readonly initial?: number | readonly number[];
  /** mol/m³ that count as little: the absolute tolerance is relative tolerance × scale. Default 1. */
  readonly scale?: number;
}

/**
 * Ions of an electroneutral liquid. The last one is not an unknown: z_e c_e = −Σ z_k c_k, so that
 *
 *     c_e = Σ elimination_k c_k,   Σ z² D c = Σ conductance_k c_k,   Σ z D ∇c = Σ junction_k ∇c_k
 *
 * with the sums on the right over the ions that are kept.
 */
export interface IonSet {
  readonly kept: readonly Ion[];
  readonly eliminated: Ion;
  readonly charges: Float64Array;
  readonly diffusivities: Float64Array;
  /** −z_k / z_e */
  readonly elimination: Float64Array;
  /** z_k (z_k D_k − z_e D_e) in m²/s, positive for ions of the sign opposite to the eliminated one */
  readonly conductance: Float64Array;
  /** z_k (D_k − D_e) in m²/s */
  readonly junction: Float64Array;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function initialOf(submodel: string, name: string, value: unknown): number | readonly number[] {
  const fine = (x: unknown): x is number => typeof x === "number" && Number.isFinite(x) && x >= 0;
  if (fine(value)) return value;
  if (Array.isArray(value) && value.length > 0 && value.every(fine)) return value;
  throw new DomainError(
    `${submodel}: initial concentration of ${name} is ${JSON.stringify(value)}; give mol/m³ ≥ 0, one number or one for each cell`,
  );
}

function ionOf(submodel: string, value: unknown, last: boolean): Ion {
  if (!isRecord(value) || typeof value.name !== "string" || value.name === "") {
    throw new DomainError(
      `${submodel}: an ion is { name, charge, diffusivity, initial }, not ${JSON.stringify(value)}`,
    );
  }
  const { name, charge, diffusivity, initial, scale } = value;
  onlyOptions(`${submodel}: ion ${name}`, value, ["name", "charge", "diffusivity", "initial", "scale"]);
  if (typeof charge !== "number" || !Number.isInteger(charge) || charge === 0) {
    throw new DomainError(
      `${submodel}: charge number of ${name} is ${String(charge)}; give a whole number other than 0`,
    );
  }
  if (typeof diffusivity !== "number" || !(diffusivity > 0 && diffusivity < 1)) {
    throw new DomainError(`${submodel}: diffusivity of ${name} is ${String(diffusivity)}; give m²/s, > 0 and < 1`);
  }
  if (scale !== undefined && !(typeof scale === "number" && scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    throw new DomainError(`${submodel}: scale of ${name} is ${String(scale)}; give mol/m³ > 0`);
  }
  if (last && initial !== undefined) {
    throw new DomainError(
      `${submodel}: ${name} is the last ion, its concentration follows from electroneutrality: leave out its initial one`,
    );
  }
  return {
    name,
    charge,
    diffusivity,
    ...(last ? {} : { initial: initialOf(submodel, name, initial) }),
    ...(scale === undefined ? {} : { scale }),
  };
}

/**
 * Reads the option `ions` of a submodel: two or more ions, the last one to be eliminated.
 * @throws DomainError quoting the submodel, the ion and the value
 */
export function ionSetOf(submodel: string, options: Readonly<Record<string, unknown>>): IonSet {
  const list = options.ions;
  if (!Array.isArray(list) || list.length < 2) {
    throw new DomainError(`${submodel}: option "ions" must list two or more ions, the last one to be eliminated`);
  }
  const ions = list.map((entry, k) => ionOf(submodel, entry, k === list.length - 1));
  const names = new Set(ions.map((ion) => ion.name));
  if (names.size < ions.length) {
    throw new DomainError(`${submodel}: ions must have different names: ${ions.map((ion) => ion.name).join(", ")}`);
  }
  const kept = ions.slice(0, -1);
  const eliminated = ions.at(-1);
  if (eliminated === undefined || kept.every((ion) => ion.charge > 0 === eliminated.charge > 0)) {
    throw new DomainError(`${submodel}: no ion balances the charge of the last one, ${eliminated?.name}`);
  }
  const { charge, diffusivity } = eliminated;
  return {
    kept,
    eliminated,
    charges: Float64Array.from(kept, (ion) => ion.charge),
    diffusivities: Float64Array.from(kept, (ion) => ion.diffusivity),
    elimination: Float64Array.from(kept, (ion) => -ion.charge / charge),
    conductance: Float64Array.from(kept, (ion) => ion.charge * (ion.charge * ion.diffusivity - charge * diffusivity)),
    junction: Float64Array.from(kept, (ion) => ion.charge * (ion.diffusivity - diffusivity)),
  };
}

/** The ions of the liquid that the port `liquid` leads to. */
export function ionsBehind(given: SubmodelInput): IonSet {
  const liquid = given.behind("liquid");
  return ionSetOf(liquid.name, liquid.options);
}

/** Place of an ion among those kept, −1 for the eliminated one. @throws DomainError naming the known ions */
export function indexOfIon(submodel: string, ions: IonSet, name: unknown): number {
  const index = ions.kept.findIndex((ion) => ion.name === name);
  if (index < 0 && name !== ions.eliminated.name) {
    const known = [...ions.kept, ions.eliminated].map((ion) => ion.name).join(", ");
    throw new DomainError(`${submodel}: no ion ${JSON.stringify(name)} among ${known}`);
  }
  return index;
}
