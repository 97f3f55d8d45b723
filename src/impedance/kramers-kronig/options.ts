import { DomainError } from "../../base/errors.ts";

/** Options of a linear Kramers-Kronig test. */
export interface KramersKronigOptions {
  /**
   * How the number of elements is chosen and the verdict is reached. `consistency` (default): order by the Bayesian
   * information criterion, verdict by the F test of a network against two that fit Z' and Z'' apart. `mu`: the smallest
   * order with µ below `threshold` (Schönleber 2014), verdict by the customary limit of 1 % root mean square residual.
   */
  readonly rule?: "consistency" | "mu";
  /** Threshold c of µ; default 0.85. */
  readonly threshold?: number;
  /** Largest number of elements; default 50 with `mu`, 40 with `consistency`. */
  readonly maximumOrder?: number;
  /** Part of Z that the µ rule fits; default both at once. `consistency` always fits both. */
  readonly fit?: "complex" | "real" | "imaginary";
  /** Series capacitance and inductance in the network; default true. */
  readonly capacitance?: boolean;
  readonly inductance?: boolean;
  /** Time of each point in s, to say how long the points took that fail; not used in the test. */
  readonly time?: Float64Array | null;
  /**
   * Probability with which a valid spectrum fails, its noise being estimated from the spectrum; default 0.005. Measured rates:
   * `rates.long.test.ts` and docs/impedance/kramers-kronig.md.
   */
  readonly significance?: number;
  /**
   * Root mean square violation over |Z| that is tolerated even if it can be told from the noise, as no impedance
   * analyser is more accurate; default 0.001.
   */
  readonly tolerance?: number;
}

export type KramersKronigSettings = Required<KramersKronigOptions>;

/** Options with every default filled in. @throws DomainError for a number outside its range */
export function describeKramersKronig(options: KramersKronigOptions = {}): KramersKronigSettings {
  const rule = options.rule ?? "consistency";
  const settings: KramersKronigSettings = {
    threshold: 0.85,
    maximumOrder: rule === "mu" ? 50 : 40,
    fit: "complex",
    capacitance: true,
    inductance: true,
    significance: 0.005,
    tolerance: 0.001,
    time: null,
    ...options,
    rule,
  };
  const inside = (name: string, value: number, min: number, max: number): void => {
    if (!(value >= min && value <= max)) {
      throw new DomainError(`kramersKronig: ${name} ${value}; it lies between ${min} and ${max}.`);
    }
  };
  inside("threshold", settings.threshold, 0, 1);
  inside("maximumOrder", settings.maximumOrder, 1, 200);
  inside("significance", settings.significance, 1e-12, 0.5);
  inside("tolerance", settings.tolerance, 0, 1);
  return settings;
}
