import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";

/** Shares of the range of temperature, and positions u, at which two phases are compared. */
const SHARES = [0.31, 0.83] as const;
const POSITIONS = [-3, -0.7, 1.1, 4] as const;
/** Gibbs energies nearer than this share of R T are one. */
const SAME = 1e-12;

/**
 * Two phases with one Gibbs energy everywhere have no diagram: which of them is stable is not defined.
 *
 * @throws DomainError that names two such phases
 */
export function refuseSamePhases(curves: readonly GibbsCurve[], range: readonly [number, number]): void {
  const a = new CurvePoint();
  const b = new CurvePoint();
  const isSame = (first: GibbsCurve, second: GibbsCurve): boolean => {
    const low = Math.max(range[0], first.temperatureRange[0], second.temperatureRange[0]);
    const high = Math.min(range[1], first.temperatureRange[1], second.temperatureRange[1]);
    if (low > high) return false;
    return SHARES.every((share) => {
      const temperature = low + share * (high - low);
      const one = first.at(temperature);
      const two = second.at(temperature);
      return POSITIONS.every((u) => {
        a.u = u;
        b.u = u;
        a.fractions = null;
        b.fractions = null;
        one.evaluate(a);
        two.evaluate(b);
        return Math.abs(a.g - b.g) <= SAME * (Math.abs(a.g) + GAS_CONSTANT * temperature);
      });
    });
  };
  for (const [i, first] of curves.entries()) {
    for (const second of curves.slice(i + 1)) {
      if (first.low !== second.low || first.high !== second.high || first.isPoint !== second.isPoint) continue;
      if (!isSame(first, second)) continue;
      throw new DomainError(
        `binaryDiagram: ${first.name} and ${second.name} have the same Gibbs energy, so that neither is the stable one; leave one out.`,
      );
    }
  }
}
