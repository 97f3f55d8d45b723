export type { DistributionSession } from "./distribution.ts";
export { distributionOfRelaxationTimes, distributionSession, regularizedDistribution } from "./distribution.ts";
export type { DistributionOptions, DistributionSettings } from "./options.ts";
export { describeDistribution } from "./options.ts";
export type {
  Bounds,
  DistributionOfRelaxationTimes,
  DistributionPeak,
  DistributionProcess,
  WeighedModel,
} from "./result.ts";
