import { DomainError } from "../../base/errors.ts";
import { exp } from "../../numerics/elementary/index.ts";

/** Functions of ln τ that γ is expanded in. */
export type BasisName = "gaussian" | "matern-2" | "matern-4" | "matern-6" | "piecewise-linear";

/** A radial function φ(u), u = ε · (ln τ − ln τ_m). */
export interface RadialFunction {
  value(u: number): number;
  /** u at which φ = ½. */
  readonly halfWidth: number;
  /** |u| beyond which φ is left out. */
  readonly reach: number;
  /**
   * ∫ φ^(d)(u) φ^(d)(u − a) du for d = 1, 2: the penalty's inner products
   * (Wan et al., Electrochim. Acta 184 (2015) 483, appendix).
   */
  overlap(order: 1 | 2, a: number): number;
  /** True if all derivatives are continuous, so that the trapezoid rule converges exponentially. */
  readonly smooth: boolean;
}

const HALF_PI = Math.PI / 2;

const gaussian: RadialFunction = {
  value: (u) => exp(-u * u),
  halfWidth: Math.sqrt(Math.LN2),
  reach: 6.2,
  overlap(order, a) {
    const b = a * a;
    const factor = Math.sqrt(HALF_PI) * exp(-b / 2);
    return order === 1 ? (1 - b) * factor : (3 - 6 * b + b * b) * factor;
  },
  smooth: true,
};

/** A Matérn function: a polynomial in |u| times e^−|u|. */
function matern(
  halfWidth: number,
  shape: readonly number[],
  first: readonly number[],
  second: readonly number[],
): RadialFunction {
  const damped = (coefficients: readonly number[], u: number): number => {
    const x = Math.abs(u);
    return coefficients.reduceRight((sum, c) => sum * x + c, 0) * exp(-x);
  };
  return {
    value: (u) => damped(shape, u),
    halfWidth,
    reach: 45,
    overlap: (order, a) => damped(order === 1 ? first : second, a),
    smooth: false,
  };
}

const scaled = (divisor: number, coefficients: readonly number[]): readonly number[] =>
  coefficients.map((c) => c / divisor);

const FUNCTIONS: Readonly<Record<Exclude<BasisName, "piecewise-linear">, RadialFunction>> = {
  gaussian,
  "matern-2": matern(1.67834699001666, [1, 1], scaled(6, [3, 3, 0, -1]), scaled(6, [3, 3, -6, 1])),
  "matern-4": matern(
    2.330256192156007,
    scaled(3, [3, 3, 1]),
    scaled(270, [105, 105, 30, -5, -5, -1]),
    scaled(270, [45, 45, 0, -15, -5, 1]),
  ),
  "matern-6": matern(
    2.8495676978855613,
    scaled(15, [15, 15, 6, 1]),
    scaled(31500, [10395, 10395, 3780, 315, -210, -84, -14, -1]),
    scaled(31500, [2835, 2835, 630, -315, -210, -42, 0, 1]),
  ),
};

/** The radial function of that name. @throws DomainError for `piecewise-linear`, which is not radial */
export function radialFunction(name: BasisName): RadialFunction {
  if (name === "piecewise-linear") throw new DomainError("radialFunction: piecewise-linear hats are not radial.");
  return FUNCTIONS[name];
}
