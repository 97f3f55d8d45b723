import { DomainError } from "../base/errors.ts";
import type { BinaryDiagram } from "../thermo/diagram/result.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";
import { type LiquidusDeviation, liquidusDeviations } from "./alloy-uncertainty.ts";
import { type LiquidusPoint, liquidRanges, liquidusAt } from "./liquidus.ts";
import type { MarkedAlloy, Phases, PhasesDocument } from "./phases.ts";

/** K, 25 °C */
const ROOM = 298.15;

/** The same diagram with the liquid range at another temperature in K. @throws DomainError outside of the diagram */
export function withIsotherm(result: Phases, isotherm: number): Phases {
  const liquid = liquidOn(result.system, result.diagram, isotherm);
  return { ...result, document: { ...result.document, liquid } };
}

/** Where an alloy of a mole fraction begins to freeze, as `marks` tell it. */
export function freezingOf({ system, diagram }: Phases, moleFraction: number): MarkedAlloy["freezes"] {
  return freezing(system, diagram, moleFraction, deviationsOf(system));
}

export type DeviationOf = (point: LiquidusPoint | null) => LiquidusDeviation | null;

/** Deviations of points of the liquidus; null without covariance, and at the pure elements. */
export function deviationsOf(system: BinaryAlloySystem): DeviationOf {
  const deviations = liquidusDeviations(system);
  return (point) =>
    deviations && point && point.moleFraction > 0 && point.moleFraction < 1 ? deviations(point) : null;
}

/**
 * The wholly liquid compositions at a temperature.
 * @param asked K; 25 °C by default, and then null where there is no liquid
 * @throws DomainError outside of the diagram
 */
export function liquidOn(
  system: BinaryAlloySystem,
  diagram: BinaryDiagram,
  asked: number | undefined,
): PhasesDocument["liquid"] {
  const [low, high] = diagram.temperatureRange;
  const temperature = asked ?? ROOM;
  const isOutside = temperature < low || temperature > high;
  if (asked !== undefined && isOutside) {
    throw new DomainError(
      `${temperature} K: the diagram spans ${low} to ${high} K; choose a temperature within, or widen it.`,
    );
  }
  const ranges = isOutside ? [] : liquidRanges(system, temperature);
  if (asked === undefined && ranges.length === 0) return null;
  const deviationOf = deviationsOf(system);
  const endDeviation = (x: number): number | null => deviationOf(liquidusAt(system, diagram, x))?.moleFraction ?? null;
  return {
    temperature,
    ranges: ranges.map(({ low: from, high: to }) => ({
      from,
      to,
      standardDeviation: [endDeviation(from), endDeviation(to)],
      massFractionOfOther: system.molarMasses === null ? null : [massOfOther(system, from), massOfOther(system, to)],
    })),
  };
}

/** Mass fraction of the other element. */
export function massOfOther({ molarMasses }: BinaryAlloySystem, x: number): number {
  if (molarMasses === null) return Number.NaN;
  const other = (1 - x) * molarMasses[1];
  return other / (x * molarMasses[0] + other);
}

/** The melting point of a pure metal, which the database gives without error; null where it lies outside of the diagram. */
function melting(
  system: BinaryAlloySystem,
  { transitions }: BinaryDiagram,
  moleFraction: number,
): MarkedAlloy["freezes"] {
  const own = transitions.filter((point) => point.kind === "melting" && point.moleFraction === moleFraction);
  const [first, ...others] = own;
  if (first === undefined) return null;
  const { temperature, below } = others.reduce((best, one) => (one.temperature > best.temperature ? one : best), first);
  const solid = { name: below, label: system.nameOf(below, moleFraction), moleFraction };
  return { temperature, standardDeviation: null, solid };
}

/** The temperature and the solid that appears first on cooling; null where the liquidus lies outside of the diagram. */
export function freezing(
  system: BinaryAlloySystem,
  diagram: BinaryDiagram,
  moleFraction: number,
  deviationOf: DeviationOf,
): MarkedAlloy["freezes"] {
  if (moleFraction <= 0 || moleFraction >= 1) return melting(system, diagram, moleFraction);
  const point = liquidusAt(system, diagram, moleFraction);
  if (point === null) return null;
  const { name, moleFraction: x } = point.solid;
  return {
    temperature: point.temperature,
    standardDeviation: deviationOf(point)?.temperature ?? null,
    solid: { name, label: system.nameOf(name, x), moleFraction: x },
  };
}
