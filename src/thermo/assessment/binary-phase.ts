import { DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import type { PhaseAtTemperature, PhaseModel } from "../model/phase-model.ts";
import type { Coefficient } from "./parameter.ts";

/** Place of each number in what `BinaryPhase.evaluate` writes, all per mole of formula units. */
export const ENERGY = 0;
/** ∂G/∂s */
export const SLOPE = 1;
/** ∂²G/∂s² */
export const CURVATURE = 2;
/** ∂G/∂T */
export const THERMAL = 3;
/** ∂²G/∂s∂T */
export const MIXED = 4;
/** How many there are. */
export const STATE_LENGTH = 5;

/**
 * One phase of a binary system with at most one free site fraction s, as a function that is linear in the coefficients
 * θ of an assessment: G(T, s; θ) = G(T, s; θ°) + Σ (θ_k − θ_k°) T^p_k ψ_k(s).
 */
export interface BinaryPhase {
  readonly name: string;
  /** A compound: s has no meaning. */
  readonly isStoichiometric: boolean;
  /** Moles of the first and the second component per formula unit: n = base + slope · s. */
  readonly base: readonly [number, number];
  readonly slope: readonly [number, number];
  /** K */
  readonly temperatureRange: readonly [number, number];
  /** Indices of the coefficients that act on this phase. */
  readonly coefficients: readonly number[];
  /**
   * G and its derivatives at T in K and at s, given with 1 − s so that both ends are exact; `shift` is θ − θ°.
   * @param out length `STATE_LENGTH`
   */
  evaluate(temperature: number, s: number, rest: number, shift: Float64Array, out: Float64Array): void;
  /** ∂G/∂θ_k, ∂²G/∂s∂θ_k and ∂²G/∂T∂θ_k for the i-th of `coefficients`, written to out[0 … 2]. */
  derivative(i: number, temperature: number, s: number, rest: number, out: Float64Array): void;
}

/** Writes ψ, ψ′ and ψ″ at s. */
type Shape = (s: number, rest: number, out: Float64Array) => void;

interface Basis {
  /** Of the coefficient in θ. */
  readonly index: number;
  readonly power: number;
  readonly shape: Shape;
}

/**
 * Takes a phase model apart into one variable.
 *
 * @param components the two components; moles are given in this order
 * @throws DomainError where the model has more than one free site fraction, or a coefficient of the phase is none of it
 */
export function binaryPhase(
  model: PhaseModel,
  components: readonly [string, string],
  coefficients: readonly Coefficient[],
  pressure: number,
): BinaryPhase {
  const free = model.sublattices.filter(({ constituents }) => constituents.length > 1);
  const mixing = free[0];
  if (free.length > 1 || (mixing !== undefined && mixing.constituents.length > 2)) {
    throw new DomainError(
      `${model.name} has ${free.length} sublattices on which it mixes (${free.map((l) => l.constituents.join(",")).join(" : ")}); ` +
        "an assessment takes phases in which two constituents mix on one sublattice.",
    );
  }
  const rows = components.map((symbol) => model.components.indexOf(symbol));
  if (rows.some((row) => row < 0) || model.components.length !== 2) {
    throw new DomainError(`${model.name} is a phase of ${model.components.join("-")}, not of ${components.join("-")}.`);
  }
  const siteFractions = new Float64Array(model.variables).fill(1);
  const moles = (constituent: number): [number, number] => {
    const n = rows.map((row) => {
      let sum = 0;
      for (let v = 0; v < model.variables; v++) {
        const share = mixing === undefined || v < mixing.first || v > mixing.first + 1 ? 1 : v === constituent ? 1 : 0;
        sum += model.composition[row * model.variables + v] * share;
      }
      return sum;
    });
    return [n[0] as number, n[1] as number];
  };
  const first = mixing?.first ?? 0;
  const start = moles(first);
  const end = mixing === undefined ? start : moles(first + 1);
  const bases = basesOf(model, coefficients, mixing === undefined ? -1 : model.sublattices.indexOf(mixing));

  const gradient = new Float64Array(model.variables);
  const hessian = new Float64Array(model.variables * model.variables);
  const shapeValues = new Float64Array(3);
  let kept: PhaseAtTemperature | null = null;
  const at = (temperature: number): PhaseAtTemperature => {
    if (kept?.temperature !== temperature) kept = model.at(temperature, pressure);
    return kept;
  };
  return {
    name: model.name,
    isStoichiometric: mixing === undefined,
    base: start,
    slope: [end[0] - start[0], end[1] - start[1]],
    temperatureRange: model.temperatureRange,
    coefficients: bases.map(({ index }) => index),
    evaluate: (temperature, s, rest, shift, out) => {
      const phase = at(temperature);
      if (mixing !== undefined) {
        siteFractions[first] = rest;
        siteFractions[first + 1] = s;
      }
      const thermal = phase.thermal(siteFractions);
      out[THERMAL] = thermal.slope;
      if (mixing === undefined) {
        out[ENERGY] = thermal.energy;
        out[SLOPE] = 0;
        out[CURVATURE] = 0;
        out[MIXED] = 0;
      } else {
        const n = model.variables;
        const second = first + 1;
        out[ENERGY] = phase.hessian(siteFractions, gradient, hessian);
        out[SLOPE] = gradient[second] - gradient[first];
        out[CURVATURE] = hessian[second * n + second] - 2 * hessian[first * n + second] + hessian[first * n + first];
        out[MIXED] = thermal.mixed[second] - thermal.mixed[first];
      }
      for (const { index, power, shape } of bases) {
        const change = shift[index];
        if (change === 0) continue;
        const scale = change * pow(temperature, power);
        shape(s, rest, shapeValues);
        out[ENERGY] += scale * shapeValues[0];
        out[SLOPE] += scale * shapeValues[1];
        out[CURVATURE] += scale * shapeValues[2];
        out[THERMAL] += (power * scale * shapeValues[0]) / temperature;
        out[MIXED] += (power * scale * shapeValues[1]) / temperature;
      }
    },
    derivative: (i, temperature, s, rest, out) => {
      const { power, shape } = bases[i] as Basis;
      const scale = pow(temperature, power);
      shape(s, rest, shapeValues);
      out[0] = scale * shapeValues[0];
      out[1] = scale * shapeValues[1];
      out[2] = (power * out[0]) / temperature;
    },
  };
}

/** The shapes of those coefficients that belong to the phase. */
function basesOf(model: PhaseModel, coefficients: readonly Coefficient[], mixing: number): Basis[] {
  const bases: Basis[] = [];
  for (const [index, { phase, constituents, order, power }] of coefficients.entries()) {
    if (phase !== model.name) continue;
    const species = constituents[mixing] ?? [];
    const known = mixing < 0 ? [] : (model.sublattices[mixing]?.constituents ?? []);
    const isKnown =
      constituents.length === model.sublattices.length &&
      constituents.every((list, l) => list.every((name) => model.sublattices[l]?.constituents.includes(name)));
    if (!isKnown) {
      throw new DomainError(
        `${phase}(${constituents.map((list) => list.join(",")).join(":")};${order}) names constituents that ${phase} ` +
          `(${model.sublattices.map((l) => l.constituents.join(",")).join(":")}) does not have.`,
      );
    }
    if (species.length < 2) bases.push({ index, power, shape: endMember(known.indexOf(species[0] ?? "")) });
    else bases.push({ index, power, shape: redlichKister(order) });
  }
  return bases;
}

/** ψ = s r (r − s)^v with r = 1 − s. */
function redlichKister(v: number): Shape {
  return (s, rest, out) => {
    const d = rest - s;
    const product = s * rest;
    const lower = v === 0 ? 0 : v * pow(d, v - 1);
    const lowest = v < 2 ? 0 : v * (v - 1) * pow(d, v - 2);
    out[0] = product * pow(d, v);
    out[1] = pow(d, v + 1) - 2 * product * lower;
    out[2] = -2 * (2 * v + 1) * pow(d, v) + 4 * product * lowest;
  };
}

/** ψ = r, s, or 1 for a compound. */
function endMember(place: number): Shape {
  return (s, rest, out) => {
    out[0] = place < 0 ? 1 : place === 0 ? rest : s;
    out[1] = place < 0 ? 0 : place === 0 ? -1 : 1;
    out[2] = 0;
  };
}
