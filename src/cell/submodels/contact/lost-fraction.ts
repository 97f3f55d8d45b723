import type { ParameterMetadata } from "../../form/parameter.ts";
import type { UnknownDeclaration } from "../../form/submodel.ts";

/** What submodels share whose unknown is a part of the contact that current takes away and time gives back. */

/** Metadata of the parameter `growthRate`. */
export const growthRateParameter = (symbol: string, description: string): ParameterMetadata => ({
  symbol,
  description,
  unit: "1/s",
  lower: 0,
  upper: 1e9,
  status: "fitted",
  source: "growth of the interface resistance under current",
});

/** Metadata of the time constant with which the contact comes back. */
export const recoveryTimeParameter = (symbol: string, description: string, rests: string): ParameterMetadata => ({
  symbol,
  description,
  unit: "s",
  lower: 1e-6,
  upper: 1e15,
  status: "fitted",
  source: `recovery of the interface resistance in ${rests}`,
});

/** Metadata of the fraction at the start. */
export const initialFractionParameter = (symbol: string, description: string): ParameterMetadata => ({
  symbol,
  description,
  unit: "1",
  value: 0,
  lower: 0,
  upper: 1,
  status: "assumed",
  source: "0: none",
});

/** The unknown itself, from 0 to 1. */
export const fractionUnknown = (name: string, description: string, initial: number): UnknownDeclaration => ({
  name,
  unit: "1",
  description,
  mass: 1,
  initial,
  scale: 0.1,
});
