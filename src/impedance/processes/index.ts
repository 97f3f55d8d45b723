export type { Process, SeriesElements } from "./process.ts";
export { processesCumulative, processesDensity, processesImpedance } from "./process.ts";
export { processShape, SHAPE_NAMES } from "./shape.ts";
export type { ProcessShape, ShapeExponent, ShapeName } from "./shapes/process-shape.ts";
