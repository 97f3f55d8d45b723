import { DomainError } from "../../../base/errors.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { ParameterMetadata } from "../../form/parameter.ts";
import type { SubmodelInput } from "../../form/submodel.ts";

/** Metadata of the parameter `chargeNumber`. */
export const chargeNumberParameter: ParameterMetadata = {
  symbol: "n",
  description: "electrons per atom of the working metal",
  unit: "1",
  value: 1,
  lower: 1,
  upper: 4,
  status: "literature",
  source: "the ion",
};

/** n. @throws DomainError where it is no whole number */
export function chargeNumberOf({ name, parameters }: Pick<SubmodelInput, "name" | "parameters">): number {
  const { chargeNumber } = parameters;
  if (Number.isInteger(chargeNumber)) return chargeNumber;
  throw new DomainError(`"${name}": a charge number of ${chargeNumber}; a whole number is expected.`);
}

/** 1/nF in mol/C. @throws DomainError where the charge number is no whole number */
export function amountPerCharge(given: SubmodelInput): number {
  return 1 / (chargeNumberOf(given) * FARADAY);
}
