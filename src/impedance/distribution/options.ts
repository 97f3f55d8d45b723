import { DomainError } from "../../base/errors.ts";
import type { RelaxationTimesOptions, RelaxationTimesSettings } from "../relaxation-times/options.ts";
import { DEFAULT_SETTINGS, describeRelaxationTimes } from "../relaxation-times/options.ts";

/** Options of `distributionOfRelaxationTimes`. */
export interface DistributionOptions extends RelaxationTimesOptions {
  /**
   * `auto` (default): processes and a smooth distribution, weighed by their marginal likelihood; where an option of the
   * regularised solution differs from its default (λ, part, basis, …), and for `tikhonov`, the regularised solution alone.
   */
  readonly method?: "auto" | "tikhonov";
  /** Whether bands are computed; default true. */
  readonly bands?: boolean;
}

/** Options with every default filled in; `method` is the one that is used. */
export interface DistributionSettings extends RelaxationTimesSettings {
  readonly method: "auto" | "tikhonov";
  readonly bands: boolean;
}

/** Options that both ways of computing understand. */
const SHARED: readonly string[] = ["method", "bands"];

/** Fills in the defaults. @throws DomainError for a number outside its range, or a method that the other options exclude */
export function describeDistribution(options: DistributionOptions = {}): DistributionSettings {
  const { method, bands = true, ...own } = options;
  const settings = describeRelaxationTimes(own);
  const changed = Object.entries(own)
    .filter(([name, value]) => !SHARED.includes(name) && value !== undefined)
    .filter(([name, value]) => DEFAULT_SETTINGS[name as keyof RelaxationTimesSettings] !== value)
    .map(([name]) => name);
  if (method === "auto" && changed.length > 0) {
    throw new DomainError(
      `distributionOfRelaxationTimes: ${changed.join(", ")} belong${changed.length === 1 ? "s" : ""} to the regularised solution; ` +
        `leave ${changed.length === 1 ? "it" : "them"} out, or ask for method "tikhonov".`,
    );
  }
  return { ...settings, method: method ?? (changed.length > 0 ? "tikhonov" : "auto"), bands };
}
