import { DomainError } from "../../base/errors.ts";
import { exp } from "../../numerics/elementary/index.ts";
import type { Alloy, LiquidLimits } from "../submodels/alloy/alloy.ts";

/** The numbers of a Redlich-Kister solution at one temperature. */
export interface RedlichKisterInput {
  /** l_v = L_v/RT of the metal and the other one, in this order: G_ex/RT = x(1 − x) Σ l_v (2x − 1)^v. At most four. */
  readonly interactions: readonly number[];
  /** (G of the pure liquid metal − G of the metal that activities refer to)/RT. */
  readonly reference: number;
  readonly molarVolume: number;
  readonly otherMolarVolume: number;
  /** Called once, when asked for; absent: not known. */
  readonly limits?: (solution: RedlichKister) => LiquidLimits;
}

/** As many as fit into the fixed number of multiplications of the loops over cells. */
export const MOST_INTERACTIONS = 4;

/**
 * A solution of two metals with a Redlich-Kister polynomial (O. Redlich, A. T. Kister, Ind. Eng. Chem. 40 (1948) 345) and constant
 * partial molar volumes. With Σ l_v (2x − 1)^v = Σ p_k x^k,
 *
 *     ln a = r + ln x + (1 − x)² Σ (k + 1) p_k x^k
 *     θ = d ln a / d ln x = 1 + x(1 − x) Σ (k + 1)(k + 2)(p_{k+1} − p_k) x^k
 *
 * r = ΔG/RT from the pure liquid metal to the one that activities refer to: a of the pure liquid is e^r. One interaction is a
 * regular solution, l₀ = χ.
 */
export class RedlichKister implements Alloy {
  readonly molarVolume: number;
  readonly otherMolarVolume: number;
  /** Coefficients of the polynomial in θ, by powers of x. */
  readonly curvature: readonly [number, number, number, number];
  private readonly difference: number;
  private readonly scale: number;
  private readonly h0: number;
  private readonly h1: number;
  private readonly h2: number;
  private readonly h3: number;
  private readonly q0: number;
  private readonly q1: number;
  private readonly q2: number;
  private readonly q3: number;
  private readonly limits: ((solution: RedlichKister) => LiquidLimits) | undefined;
  private known: LiquidLimits | undefined;

  /** @throws DomainError for more than four interactions, or a liquid that would come apart */
  constructor({ interactions, reference, molarVolume, otherMolarVolume, limits }: RedlichKisterInput) {
    if (interactions.length > MOST_INTERACTIONS) {
      throw new DomainError(
        `redlichKister: ${interactions.length} interactions; up to ${MOST_INTERACTIONS} are expected.`,
      );
    }
    const [p0, p1, p2, p3] = powersOf(interactions);
    [this.h0, this.h1, this.h2, this.h3] = [p0, 2 * p1, 3 * p2, 4 * p3];
    this.curvature = [2 * (p1 - p0), 6 * (p2 - p1), 12 * (p3 - p2), -20 * p3];
    [this.q0, this.q1, this.q2, this.q3] = this.curvature;
    this.molarVolume = molarVolume;
    this.otherMolarVolume = otherMolarVolume;
    this.difference = otherMolarVolume - molarVolume;
    this.scale = otherMolarVolume * exp(reference);
    this.limits = limits;
    for (let percent = 1; percent < 100; percent++) {
      const x = percent / 100;
      const factor = this.thermodynamicFactor(this.concentration(x));
      if (factor > 0) continue;
      throw new DomainError(
        `redlichKister: the liquid would come apart: its thermodynamic factor is ${factor} at a mole fraction of ${x}. Check the signs of the interactions ${interactions.join(", ")} (over RT).`,
      );
    }
  }

  get saturation(): LiquidLimits | undefined {
    this.known ??= this.limits?.(this);
    return this.known;
  }

  moleFraction(c: number): number {
    return (c * this.otherMolarVolume) / (1 + c * this.difference);
  }

  concentration(x: number): number {
    return x / (x * this.molarVolume + (1 - x) * this.otherMolarVolume);
  }

  activityPerConcentration(c: number): number {
    const r = 1 / (1 + c * this.difference);
    const x = c * this.otherMolarVolume * r;
    const rest = 1 - x;
    const h = this.h0 + x * (this.h1 + x * (this.h2 + x * this.h3));
    return this.scale * r * exp(rest * rest * h);
  }

  logActivitySlope(c: number): number {
    const r = 1 / (1 + c * this.difference);
    const x = c * this.otherMolarVolume * r;
    const q = this.q0 + x * (this.q1 + x * (this.q2 + x * this.q3));
    return r * ((1 - x) * q * this.otherMolarVolume * r - this.difference);
  }

  thermodynamicFactor(c: number): number {
    const x = (c * this.otherMolarVolume) / (1 + c * this.difference);
    return 1 + x * (1 - x) * (this.q0 + x * (this.q1 + x * (this.q2 + x * this.q3)));
  }

  thermodynamicFactorSlope(c: number): number {
    const r = 1 / (1 + c * this.difference);
    const x = c * this.otherMolarVolume * r;
    const q = this.q0 + x * (this.q1 + x * (this.q2 + x * this.q3));
    const slope = this.q1 + x * (2 * this.q2 + x * 3 * this.q3);
    return ((1 - 2 * x) * q + x * (1 - x) * slope) * this.otherMolarVolume * r * r;
  }

  /** a(x) */
  activity(x: number): number {
    const c = this.concentration(x);
    return c * this.activityPerConcentration(c);
  }
}

/** p of Σ l_v (2x − 1)^v = Σ p_k x^k. */
function powersOf(interactions: readonly number[]): readonly [number, number, number, number] {
  const [l0 = 0, l1 = 0, l2 = 0, l3 = 0] = interactions;
  return [l0 - l1 + l2 - l3, 2 * l1 - 4 * l2 + 6 * l3, 4 * l2 - 12 * l3, 8 * l3];
}
