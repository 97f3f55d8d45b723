import { DomainError } from "../../base/errors.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";

export function sublatticeCurve(model: PhaseModel, _axis: number, _pressure: number): GibbsCurve {
  throw new DomainError(`binaryDiagram: ${model.name} has internal degrees of freedom.`);
}
