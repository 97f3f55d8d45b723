import { exp } from "../../../numerics/elementary/index.ts";
import type { Alloy } from "./alloy.ts";

/**
 * A regular solution with constant partial molar volumes V, V' (Guggenheim, Mixtures, Oxford 1952, ch. IV):
 *
 *     x = cV' / (1 + c(V' − V)),  ln a = ln x + χ(1 − x)²,  d ln a / d ln x = 1 − 2χx(1 − x)
 *
 * χ = 0 is an ideal solution; above 2 the liquid would come apart.
 */
export class RegularSolution implements Alloy {
  /** χ = w/RT */
  readonly interaction: number;
  readonly molarVolume: number;
  readonly otherMolarVolume: number;

  constructor(interaction: number, molarVolume: number, otherMolarVolume: number) {
    this.interaction = interaction;
    this.molarVolume = molarVolume;
    this.otherMolarVolume = otherMolarVolume;
  }

  moleFraction(c: number): number {
    return (c * this.otherMolarVolume) / (1 + c * (this.otherMolarVolume - this.molarVolume));
  }

  concentration(x: number): number {
    return x / (x * this.molarVolume + (1 - x) * this.otherMolarVolume);
  }

  activityPerConcentration(c: number): number {
    const perConcentration = this.otherMolarVolume / (1 + c * (this.otherMolarVolume - this.molarVolume));
    const rest = 1 - c * perConcentration;
    return perConcentration * exp(this.interaction * rest * rest);
  }

  logActivitySlope(c: number): number {
    const difference = this.otherMolarVolume - this.molarVolume;
    const r = 1 / (1 + c * difference);
    const rest = 1 - c * this.otherMolarVolume * r;
    return -r * (difference + 2 * this.interaction * rest * this.otherMolarVolume * r);
  }

  thermodynamicFactor(c: number): number {
    const x = this.moleFraction(c);
    return 1 - 2 * this.interaction * x * (1 - x);
  }

  thermodynamicFactorSlope(c: number): number {
    const r = 1 / (1 + c * (this.otherMolarVolume - this.molarVolume));
    const x = c * this.otherMolarVolume * r;
    return -2 * this.interaction * (1 - 2 * x) * this.otherMolarVolume * r * r;
  }
}
