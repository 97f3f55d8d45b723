import type { Command } from "commander";
import type { CircuitConstraints } from "../study/fit-constraints.ts";
import { namedBounds, namedNumbers, namedTexts } from "./flags.ts";

/** What is said of the parameters of a circuit. */
export interface ConstraintFlags {
  readonly fix?: readonly string[];
  readonly start?: readonly string[];
  readonly bounds?: readonly string[];
  readonly tie?: readonly string[];
}

const several = (value: string, before: string[] = []): string[] => [...before, value];

/** Declares them. */
export function withConstraints(command: Command): Command {
  return command
    .option("--fix <name=value>", "keep a parameter at a value in SI, as in CPE1.n=0.8; repeatable", several)
    .option("--start <name=value>", "start a parameter from a value in SI; repeatable", several)
    .option("--bounds <name=low..high>", "keep a parameter between two values in SI; repeatable", several)
    .option("--tie <name=expression>", "let a parameter follow others, as in CPE2.n=CPE1.n; repeatable", several);
}

/** @throws DomainError for another form */
export function constraintsOf({ fix, start, bounds, tie }: ConstraintFlags): CircuitConstraints {
  return {
    ...(fix === undefined ? {} : { fixed: namedNumbers("--fix", fix) }),
    ...(start === undefined ? {} : { start: namedNumbers("--start", start) }),
    ...(bounds === undefined ? {} : { bounds: namedBounds("--bounds", bounds) }),
    ...(tie === undefined ? {} : { ties: namedTexts("--tie", tie, "CPE2.n=CPE1.n") }),
  };
}
