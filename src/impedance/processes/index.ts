export type { Process, SeriesElements } from "./process.ts";
export { processesCumulative, processesDensity, processesImpedance } from "./process.ts";
export { bluntProcess, processTop } from "./process-top.ts";
export { processesAt } from "./relaxation-model.ts";
export type { ResolveOptions } from "./resolve.ts";
export { processResolver, resolveProcesses } from "./resolve.ts";
export type {
  ModelParameter,
  ParameterKind,
  RelaxationModel,
  ResolvedPeak,
  ResolvedRelaxationTimes,
} from "./result.ts";
export { processShape, SHAPE_NAMES } from "./shape.ts";
export type { ProcessShape, ShapeExponent, ShapeName } from "./shapes/process-shape.ts";
