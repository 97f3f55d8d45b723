import { constrictionFactor } from "../submodels/interface/constriction.ts";
import { complexInverse, complexProduct } from "./complex.ts";
import { type FaceImpedance, type SpotAndGap, VACUUM_PERMITTIVITY } from "./spot-and-gap.ts";

/**
 * How a face of few numbers joins spot and gap, with E the voltage across the spot's interface, r its constriction per area of the
 * spot, j its current density and i the mean one:
 *
 * - `beside`: the gap's capacitance lies beside spot and constriction: j = (v − E)/r, q = (ε₀/g)(1 − f) v;
 * - `mean-voltage`: the mean of the voltages over the face is v, as an even current adds nothing to the potential of the face:
 *   j = i + (1 − f)(v − E)/r, q = (ε₀/g)(v − f E). As cheap, equal to the first at rest;
 * - `spread`: the same with r between that of an equipotential spot and that of an even current, as the interface of the spot
 *   spreads the current: r = r_T + (r_q − r_T) z/(z + h), h = a/(7.5 κ), z the impedance of the spot's interface.
 */
export type SpotClosure = "beside" | "mean-voltage" | "spread";

export const spotClosures: readonly SpotClosure[] = ["beside", "mean-voltage", "spread"];

/** κh/a: from 1/6.6 where the interface dominates to 1/13 where the constriction does. */
const SPREADING = 1 / 7.5;

/**
 * Constriction factor 4aR/ρ of a spot with an even current density on a tube of radius a/ε, by the mean potential of the spot.
 * K. J. Negus, M. G. Cooper, M. M. Yovanovich, recalled; within 4e-4 of `faceRings` up to ε = 0.9.
 */
export function evenCurrentConstriction(ratio: number): number {
  const q = ratio * ratio;
  return 1.0808 - ratio * (1.41042 - q * (0.26604 + q * (0.00016 + q * 0.058266)));
}

/** Impedance in Ω m² of the same face as `spotAndGapImpedance`, from a constriction r = π a ψ/(4κ) and capacitances. */
export function lumpedSpotImpedance(cell: SpotAndGap, closure: SpotClosure): FaceImpedance {
  const { radius, fraction, conductivity, permittivity, chargeTransfer, doubleLayer, gap } = cell;
  const ratio = Math.sqrt(fraction);
  const factor = new Float64Array(2);
  constrictionFactor("isothermal", ratio, factor);
  const size = (Math.PI * radius) / 4;
  const more = closure === "spread" ? evenCurrentConstriction(ratio) - factor[0] : 0;
  const rest = 1 - fraction;
  return (frequency) => {
    const omega = 2 * Math.PI * frequency;
    const resistivity = complexInverse([conductivity, omega * permittivity * VACUUM_PERMITTIVITY]);
    const interfacial = complexInverse([1 / chargeTransfer, omega * doubleLayer]);
    const spreading = complexProduct(
      interfacial,
      complexInverse([
        interfacial[0] + radius * SPREADING * resistivity[0],
        interfacial[1] + radius * SPREADING * resistivity[1],
      ]),
    );
    const [re, im] = complexProduct(resistivity, [
      size * (factor[0] + more * spreading[0]),
      size * more * spreading[1],
    ]);
    const gapAdmittance = (omega * VACUUM_PERMITTIVITY) / gap;
    if (closure === "beside") {
      const [pathRe, pathIm] = complexInverse([re + interfacial[0], im + interfacial[1]]);
      return complexInverse([fraction * pathRe, fraction * pathIm + gapAdmittance * rest]);
    }
    // E = (i + g v)/D with g = (1 − f)/r, D = 1/z + g; i = f (1/z − y) E + y v
    const [gRe, gIm] = complexInverse([re / rest, im / rest]);
    const admittance = complexInverse(interfacial);
    const share = complexProduct(
      [fraction * admittance[0], fraction * (admittance[1] - gapAdmittance)],
      complexInverse([admittance[0] + gRe, admittance[1] + gIm]),
    );
    const through = complexProduct(share, [gRe, gIm]);
    return complexProduct([1 - share[0], -share[1]], complexInverse([through[0], through[1] + gapAdmittance]));
  };
}
