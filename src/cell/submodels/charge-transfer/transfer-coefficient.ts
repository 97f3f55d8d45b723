import type { ParameterMetadata } from "../../form/parameter.ts";

/** Metadata of the parameter `transferCoefficient` of Butler-Volmer kinetics. */
export const transferCoefficientParameter: ParameterMetadata = {
  symbol: "alpha",
  description: "transfer coefficient of the deposition",
  unit: "1",
  value: 0.5,
  lower: 0.01,
  upper: 0.99,
  status: "assumed",
  source: "½: a symmetric barrier",
};
