import { DomainError } from "../../base/errors.ts";
import type { BasisName } from "./basis.ts";

/**
 * How λ is chosen from the data; formulas and sources at `criterionValue`, `foldError` and `crossPartError`.
 * `gcv`: generalised cross-validation; `mgcv`: the same with degrees of freedom weighted by 1.4, which guards against too small a
 * λ; `rgcv`: robust generalised cross-validation; `l-curve`: largest curvature of roughness over residual; `re-im`: each part
 * of Z predicts the other; `k-fold`: cross-validation with every fifth frequency left out; `evidence`: the largest marginal
 * likelihood of the data, the most robust of them.
 */
export type LambdaCriterion = "gcv" | "mgcv" | "rgcv" | "l-curve" | "re-im" | "k-fold" | "evidence";

/** Options of a distribution of relaxation times. */
export interface RelaxationTimesOptions {
  /** Functions that γ is expanded in; default `gaussian`. */
  readonly basis?: BasisName;
  /** Spacing of the centres over the full width at half maximum of a radial function; default 0.5. */
  readonly widthCoefficient?: number;
  /** Centres at τ = 1/f of every frequency, or uniform in ln τ over the extended window (default). */
  readonly centres?: "uniform" | "frequencies";
  /** Uniform centres a decade; default 10 (8 halve the time, but merge close processes now and then). */
  readonly centresPerDecade?: number;
  /** Derivative of γ that is penalised; default 2. */
  readonly derivative?: 1 | 2;
  /** λ itself, or the criterion by which it is chosen (default). */
  readonly lambda?: number | LambdaCriterion;
  /** Parts of Z that are fitted; default both. */
  readonly part?: "re+im" | "re" | "im";
  /** Whether jωL is part of the model; default true. */
  readonly inductance?: boolean;
  /**
   * Whether 1/(jωC) of a blocking electrode is part of the model; `auto` (default): where the marginal likelihood is 150 times
   * as great with it.
   */
  readonly capacitance?: boolean | "auto";
  /**
   * `positive`: γ ≥ 0; `both`: γ may be negative over some ranges of τ, as inductive loops ask for; `auto` (default): over as few as
   * raise the marginal likelihood significantly, mostly none.
   */
  readonly sign?: "positive" | "both" | "auto";
  /**
   * `modulus`: residuals times w = S/|Z|, S² = N / Σ 1/|Z|², for noise proportional to |Z| (default); `unit`: w = 1, so that
   * λ means what it means in programs that fit residuals in Ω.
   */
  readonly weighting?: "modulus" | "unit";
  /** Points a decade of the grid of τ that γ is given on; default 20. */
  readonly pointsPerDecade?: number;
}

/** Options with every default filled in: plain data from which a report can print what was done. */
export type RelaxationTimesSettings = Required<RelaxationTimesOptions>;

export const DEFAULT_SETTINGS: RelaxationTimesSettings = {
  basis: "gaussian",
  widthCoefficient: 0.5,
  centres: "uniform",
  centresPerDecade: 10,
  derivative: 2,
  lambda: "evidence",
  part: "re+im",
  inductance: true,
  capacitance: "auto",
  sign: "auto",
  weighting: "modulus",
  pointsPerDecade: 20,
};

/** Settings that reproduce what DRTtools-like programs do with λ = 1e-3: centres at 1/f, first derivative, residuals in Ω. */
export const CLASSIC_SETTINGS: RelaxationTimesSettings = {
  ...DEFAULT_SETTINGS,
  centres: "frequencies",
  derivative: 1,
  lambda: 1e-3,
  capacitance: false,
  sign: "positive",
  weighting: "unit",
};

/** Between these λ is accepted. */
export const SMALLEST_LAMBDA = 1e-14;
export const LARGEST_LAMBDA = 1e8;

/** Fills in the defaults. @throws DomainError for a number outside its range */
export function describeRelaxationTimes(options: RelaxationTimesOptions = {}): RelaxationTimesSettings {
  const settings = { ...DEFAULT_SETTINGS, ...options };
  const inside = (name: string, value: number, min: number, max: number): void => {
    if (!(value >= min && value <= max)) {
      throw new DomainError(`relaxationTimes: ${name} ${value}; it lies between ${min} and ${max}.`);
    }
  };
  inside("widthCoefficient", settings.widthCoefficient, 0.1, 10);
  inside("centresPerDecade", settings.centresPerDecade, 2, 40);
  inside("pointsPerDecade", settings.pointsPerDecade, 5, 200);
  if (typeof settings.lambda === "number") inside("lambda", settings.lambda, SMALLEST_LAMBDA, LARGEST_LAMBDA);
  return settings;
}

/**
 * What `relaxationTimes` minimises with these settings, for the methods paragraph of a report: the objective, its weights and
 * its unknowns, on one line and without a full stop.
 */
export function objectiveInWords(settings: RelaxationTimesSettings = DEFAULT_SETTINGS): string {
  const { part, weighting, derivative, inductance } = settings;
  const residual = { "re+im": "|Z − Ẑ|²", re: "(Re Z − Re Ẑ)²", im: "(Im Z − Im Ẑ)²" }[part];
  const penalty = derivative === 2 ? "d²γ/d(ln τ)²" : "dγ/d ln τ";
  const weights =
    weighting === "modulus"
      ? "modulus weights w = S/|Z| with S² = N / Σ 1/|Z|² over the N points"
      : "unit weights w = 1, residuals in Ω";
  const unknowns = ["γ ≥ 0", ...(part === "im" ? [] : ["R∞ ≥ 0"]), ...(inductance && part !== "re" ? ["L ≥ 0"] : [])];
  return `Σ w² ${residual} + λ ∫ (${penalty})² d ln τ is minimised over ${listed(unknowns)}, with ${weights}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
