import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { boundedCurve } from "./bounded-curve.ts";
import { orderedTwin } from "./disordered-twin.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";
import { solutionCurve } from "./solution-curve.ts";
import { sublatticeCurve } from "./sublattice-curve.ts";

/** The phases of a binary system as Gibbs curves over the mole fraction of one component. */
export interface BinaryCurves {
  readonly components: readonly [string, string];
  readonly component: string;
  readonly curves: readonly GibbsCurve[];
  /** K: where any phase is defined. */
  readonly temperatureRange: readonly [low: number, high: number];
  /** K: where at least half of the phases are defined at either end. */
  readonly usualRange: readonly [low: number, high: number];
  readonly warnings: readonly Warning[];
}

/**
 * @param models phases of one system of two components; sorted here by name, so that their order does not matter
 * @param component symbol of the component on the axis
 * @param pressure Pa
 * @throws DomainError for another number of components, an unknown component or a charged phase
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
  }
  const warnings: Warning[] = [];
  const kept = sorted.filter((model) => {
    const twin = orderedTwin(model, sorted, pressure);
    if (!twin) return true;
    warnings.push({
      code: "phase-left-out",
      message: `${model.name} is left out: it is the disordered state of ${twin.name}, which stands for both.`,
    });
    return false;
  });
  const lows = kept.map((model) => model.temperatureRange[0]).sort((p, q) => p - q);
  const highs = kept.map((model) => model.temperatureRange[1]).sort((p, q) => p - q);
  const middle = kept.length >> 1;
  const range: [number, number] = [lows[0] as number, highs.at(-1) as number];
  const usual: [number, number] = [lows[middle] as number, highs[middle] as number];
  const curves = kept.map((model) => {
    const curve = solutionCurve(model, axis, pressure) ?? sublatticeCurve(model, axis, pressure);
    const [from, to] = model.temperatureRange;
    return from > range[0] || to < range[1] ? boundedCurve(curve) : curve;
  });
  return {
    components: [a, b],
    component,
    curves,
    temperatureRange: range,
    usualRange: usual[0] < usual[1] ? usual : range,
    warnings,
  };
}
