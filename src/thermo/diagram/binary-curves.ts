import { DomainError } from "../../base/errors.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";
import { solutionCurve } from "./solution-curve.ts";
import { sublatticeCurve } from "./sublattice-curve.ts";

/** The phases of a binary system as Gibbs curves over the mole fraction of one component. */
export interface BinaryCurves {
  readonly components: readonly [string, string];
  readonly component: string;
  readonly curves: readonly GibbsCurve[];
  /** K: where every function of every phase is defined. */
  readonly temperatureRange: readonly [low: number, high: number];
}

/**
 * @param models phases of one system of two components; sorted here by name, so that their order does not matter
 * @param component symbol of the component on the axis
 * @param pressure Pa
 * @throws DomainError for another number of components, an unknown component, a charged phase, or ranges without overlap
 */
export function binaryCurves(models: readonly PhaseModel[], component: string, pressure: number): BinaryCurves {
  const first = models[0];
  if (!first) throw new DomainError("binaryDiagram: no phase was given; hand in the models of at least one.");
  const { components } = first;
  const [a, b] = components;
  if (a === undefined || b === undefined || components.length !== 2) {
    throw new DomainError(
      `binaryDiagram: ${components.length} components (${components.join(", ")}); give models of two.`,
    );
  }
  const axis = components.indexOf(component);
  if (axis < 0) {
    throw new DomainError(
      `binaryDiagram: component ${component} is not in the system ${a}-${b}; give one of these two.`,
    );
  }
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  const sorted = [...models].sort((p, q) => (p.name < q.name ? -1 : p.name > q.name ? 1 : 0));
  for (const model of sorted) {
    if (model.components.join() !== components.join()) {
      throw new DomainError(
        `binaryDiagram: ${model.name} is a phase of ${model.components.join("-")}, ${first.name} of ${a}-${b}; make all models for one system.`,
      );
    }
    if (model.charge) {
      throw new DomainError(
        `binaryDiagram: ${model.name} has charged constituents, which this map does not follow; leave it out.`,
      );
    }
    low = Math.max(low, model.temperatureRange[0]);
    high = Math.min(high, model.temperatureRange[1]);
  }
  if (!(high > low)) {
    throw new DomainError(`binaryDiagram: the functions of the phases share no temperature (${low} K to ${high} K).`);
  }
  const curves = sorted.map((model) => solutionCurve(model, axis, pressure) ?? sublatticeCurve(model, axis, pressure));
  return { components: [a, b], component, curves, temperatureRange: [low, high] };
}
