export * from "./conventions.ts";
export * from "./falsifiers/index.ts";
export * from "./families/index.ts";
export * from "./form/cell-model.ts";
export { composeCell } from "./form/compose.ts";
export { conservationMismatch } from "./form/conservation-mismatch.ts";
export type { Control } from "./form/control.ts";
export * from "./form/description.ts";
export * from "./form/jacobian-mismatch.ts";
export * from "./form/mesh.ts";
export * from "./form/mesh-shapes.ts";
export * from "./form/meshes.ts";
export * from "./form/options.ts";
export * from "./form/parameter.ts";
export type * from "./form/submodel.ts";
export * from "./geometry/index.ts";
export * from "./linearise/index.ts";
export * from "./models/index.ts";
export { type BiologicProtocol, type BiologicSettings, protocolOfBiologic } from "./protocol/biologic/translate.ts";
export * from "./protocol/check.ts";
export * from "./protocol/compile.ts";
export type { CompileOptions } from "./protocol/compile-options.ts";
export * from "./protocol/impedance-request.ts";
export * from "./protocol/parse.ts";
export { printProtocol } from "./protocol/print.ts";
export type * from "./protocol/protocol.ts";
export type * from "./protocol/quantities.ts";
export * from "./protocol/segment.ts";
export * from "./protocol/summary.ts";
export * from "./protocol/validate.ts";
export * from "./simulate/options.ts";
export type { SegmentProgram, SegmentSource } from "./simulate/segment-source.ts";
export * from "./simulate/sensitivities.ts";
export * from "./simulate/simulate.ts";
export type * from "./simulate/trajectory.ts";
export {
  type Alloy,
  type AlloyOption,
  alloyFromOption,
  type LiquidLimit,
  type LiquidLimits,
} from "./submodels/alloy/alloy.ts";
export { ionDepletion } from "./submodels/electrolyte/ion-depletion.ts";
export { interfaceInState } from "./submodels/interface/patched-interface-state.ts";
export { standardSubmodels } from "./submodels/registry.ts";
export { arrheniusFactor } from "./temperature/arrhenius.ts";
export { type Activation, atTemperature, type KnownNumber } from "./temperature/at-temperature.ts";
