import { DomainError } from "../../base/errors.ts";
import { exp, log } from "../../numerics/elementary/index.ts";
import { arcPlaces } from "../circuit/arcs.ts";
import { type Circuit, parseCircuit } from "../circuit/notation.ts";
import type { CircuitFit } from "../circuit/result.ts";

/** An arc with a constant-phase element, in Ω and Ω⁻¹ sⁿ, or in Ω m² and Ω⁻¹ sⁿ m⁻²: capacitances are then in F m⁻². */
export interface ConstantPhaseArc {
  /** Q of Y = Q (jω)ⁿ. */
  readonly Q: number;
  /** 0 < n ≤ 1. */
  readonly n: number;
  /** R across the element; Infinity for a blocking one. */
  readonly resistance: number;
}

/**
 * C = Q^(1/n) (1/R₀ + 1/R)^((n−1)/n) in F: the capacitance of an interface whose time constants are spread *along* the
 * surface, so that each patch sees the ohmic resistance R₀ in series. With R → ∞ it is the form for a blocking electrode.
 *
 * Brug, van den Eeden, Sluyters-Rehbach & Sluyters, J. Electroanal. Chem. 176 (1984) 275; Hirschorn, Orazem, Tribollet,
 * Vivier, Frateur & Musiani, Electrochim. Acta 55 (2010) 6218.
 *
 * @param ohmicResistance R₀ > 0 in the unit of R
 * @throws DomainError if a value is outside its range
 */
export function brugCapacitance(arc: ConstantPhaseArc, ohmicResistance: number): number {
  const { Q, n, resistance } = checked(arc);
  if (!(ohmicResistance > 0)) {
    throw new DomainError(
      `brugCapacitance: ohmic resistance ${ohmicResistance} Ω; it must be positive. Without one use hsuMansfeldCapacitance.`,
    );
  }
  return exp((log(Q) + (n - 1) * log(1 / ohmicResistance + 1 / resistance)) / n);
}

/**
 * C = (R^(1−n) Q)^(1/n) = τ/R in F: the capacitance where time constants are spread *through* a layer, and the limit of
 * Brug's formula for R₀ ≫ R.
 *
 * Hsu & Mansfeld, Corrosion 57 (2001) 747; Hirschorn et al. (2010).
 *
 * @throws DomainError if a value is outside its range; R must be finite
 */
export function hsuMansfeldCapacitance(arc: ConstantPhaseArc): number {
  const { Q, n, resistance } = checked(arc);
  if (resistance === Number.POSITIVE_INFINITY) {
    throw new DomainError("hsuMansfeldCapacitance: R is infinite; a blocking element has no τ. Use brugCapacitance.");
  }
  return exp((log(Q) + (1 - n) * log(resistance)) / n);
}

function checked(arc: ConstantPhaseArc): ConstantPhaseArc {
  const { Q, n, resistance } = arc;
  if (!(Q > 0 && n > 0 && n <= 1 && resistance > 0)) {
    throw new DomainError(
      `effective capacitance: Q = ${Q}, n = ${n}, R = ${resistance}; Q and R must be positive and 0 < n ≤ 1.`,
    );
  }
  return arc;
}

/** A capacitance in F with the standard error of its logarithm; null where a parameter is not determined. */
export interface CapacitanceEstimate {
  readonly value: number;
  readonly logError: number | null;
}

/** The effective capacitances of an arc by both formulas. */
export interface ArcCapacitances {
  /** The resistance's name: `R1`. */
  readonly name: string;
  /** Time constants along the surface; null without an ohmic resistance in the circuit. */
  readonly brug: CapacitanceEstimate | null;
  /** Time constants through a layer: τ/R. */
  readonly hsuMansfeld: CapacitanceEstimate;
}

/**
 * Effective capacitances of every `p(R,CPE)`, `p(R,C)` of a fitted circuit, in the order of the circuit. R₀ is the sum of
 * the resistors in series at the top. Errors are of first order from the covariance of Q, n, R and R₀.
 */
export function arcCapacitances(fit: CircuitFit): readonly ArcCapacitances[] {
  const circuit = parseCircuit(fit.circuit);
  const ohmic = ohmicPlaces(circuit);
  const value = (k: number): number => fit.parameters[k]?.value as number;
  const ohmicResistance = ohmic.reduce((sum, k) => sum + value(k), 0);
  return arcPlaces(circuit)
    .filter(({ byTime }) => !byTime)
    .map(({ name, resistance: r, capacity: q, exponent: e }) => {
      const arc = { Q: value(q), n: e === null ? 1 : value(e), resistance: value(r) };
      const { n, resistance: R } = arc;
      const estimate = (capacitance: number, slopes: Slopes): CapacitanceEstimate => ({
        value: capacitance,
        logError: logErrorOf(fit, slopes),
      });
      const logQ = log(arc.Q);
      const slopesOf = (logConductance: number, further: Slopes): Slopes => [
        [q, 1 / (n * arc.Q)],
        // d/dn of (ln Q + (n − 1) g)/n
        ...(e === null ? [] : [[e, (logConductance - logQ) / n ** 2] as const]),
        ...further,
      ];
      const total = 1 / ohmicResistance + 1 / R;
      const hsuMansfeld = estimate(
        hsuMansfeldCapacitance(arc),
        slopesOf(-log(R), e === null ? [] : [[r, (1 - n) / (n * R)]]),
      );
      const viaConductance = (x: number): number => -(n - 1) / (n * total * x * x);
      const brug =
        ohmicResistance > 0
          ? estimate(
              brugCapacitance(arc, ohmicResistance),
              slopesOf(
                log(total),
                e === null
                  ? []
                  : [[r, viaConductance(R)], ...ohmic.map((k) => [k, viaConductance(ohmicResistance)] as const)],
              ),
            )
          : null;
      return { name, brug, hsuMansfeld };
    });
}

/** ∂ ln C/∂p by index of the parameter. */
type Slopes = readonly (readonly [parameter: number, slope: number])[];

/** √(gᵀ cov g) over the free parameters; null if one is not identifiable. Fixed ones and those at a bound count as exact. */
function logErrorOf({ parameters, covariance }: CircuitFit, slopes: Slopes): number | null {
  if (slopes.some(([k]) => parameters[k]?.status === "not identifiable")) return null;
  const free = parameters.flatMap(({ status }, k) => (status === "free" ? [k] : []));
  let variance = 0;
  for (const [k, slope] of slopes) {
    for (const [l, other] of slopes) {
      const [row, column] = [free.indexOf(k), free.indexOf(l)];
      if (row >= 0 && column >= 0) variance += slope * other * (covariance[row * free.length + column] as number);
    }
  }
  return Math.sqrt(Math.max(0, variance));
}

/** Indices of the resistors in series at the top of the circuit. */
function ohmicPlaces({ root }: Circuit): number[] {
  const top = root.kind === "series" ? root.children : [root];
  return top.flatMap((node) => (node.kind === "element" && node.element.symbol === "R" ? [node.firstParameter] : []));
}
