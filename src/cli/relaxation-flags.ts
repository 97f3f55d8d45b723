import type { Command } from "commander";
import type { DistributionOptions } from "../impedance/distribution/options.ts";
import { wordOf } from "./flags.ts";

/** What the relaxation times are computed with. */
export interface RelaxationFlags {
  readonly method?: string;
  readonly part?: string;
  readonly sign?: string;
  readonly basis?: string;
  readonly inductance?: boolean;
}

const BASES = ["gaussian", "matern-2", "matern-4", "matern-6", "piecewise-linear"] as const;

const METHOD =
  "relaxation times from `auto`: processes and a smooth distribution, weighed by evidence; or `tikhonov` alone (default: auto)";

export const REGULARISED_NOTE = `Options marked * belong to the regularised solution: with any of them it stands alone, as with
--method tikhonov, and has no intervals.`;

/** Declares them. */
export function withRelaxationTimes(command: Command): Command {
  return command
    .option("--method <method>", METHOD)
    .option("--sign <sign>", "sign of γ: `auto`, `positive` or `both` (default: auto) *")
    .option("--part <part>", "part of Z that is fitted: `re+im`, `re` or `im` (default: re+im) *")
    .option("--basis <basis>", `functions that γ is expanded in: ${BASES.join(", ")} (default: gaussian) *`)
    .option("--no-inductance", "leave the series inductance out of the model *");
}

/** @throws DomainError for a word that is none of them */
export function relaxationOptions({
  method,
  part,
  sign,
  basis,
  inductance,
}: RelaxationFlags): Omit<DistributionOptions, "lambda"> {
  return {
    ...(part === undefined ? {} : { part: wordOf("--part", part, ["re+im", "re", "im"]) }),
    ...(inductance === false ? { inductance: false } : {}),
    ...(method === undefined ? {} : { method: wordOf("--method", method, ["auto", "tikhonov"]) }),
    ...(sign === undefined ? {} : { sign: wordOf("--sign", sign, ["auto", "positive", "both"]) }),
    ...(basis === undefined ? {} : { basis: wordOf("--basis", basis, BASES) }),
  };
}
