import { DomainError } from "../../base/errors.ts";
import type { ParameterMetadata } from "../form/parameter.ts";
import type { SubmodelInput, SubmodelKind } from "../form/submodel.ts";
import { type ConstrictionClosure, constrictionClosures, constrictionFactor } from "./constriction.ts";

const equations = "V = i ρ (π a/4) ψ(√φ)/φ: spots of radius a, each ρ ψ/(4a), one on every area πa²/φ";
const source = "R. Holm, Electric Contacts, 4th ed. (1967), eq. 4.16; crowding ψ: docs/numerics/analytic-tests.md";

const parameters: Readonly<Record<string, ParameterMetadata>> = {
  resistivity: {
    symbol: "rho",
    description: "Resistivity of the conductor in which the current converges on the spots",
    unit: "ohm m",
    lower: 0,
    upper: 1e12,
    status: "assumed",
    source: "to be given",
  },
  radius: {
    symbol: "a",
    description: "Radius of a spot",
    unit: "m",
    lower: 1e-10,
    upper: 1,
    status: "assumed",
    source: "to be given",
  },
};

/** Constriction resistance of a contact of constant area. Option `closure`: see `ConstrictionClosure`, default "isothermal". */
export const spotResistance: SubmodelKind = {
  kind: "spot-resistance",
  title: "Constriction resistance of contact spots",
  equations,
  source,
  parameters: {
    ...parameters,
    fraction: {
      symbol: "phi",
      description: "Fraction of the area that the spots cover",
      unit: "1",
      lower: 1e-12,
      upper: 1,
      status: "assumed",
      source: "to be given",
    },
  },
  ports: {},
  declare: () => ({}),
  bind(given, binding) {
    const factor = new Float64Array(2);
    const fraction = given.parameters.fraction as number;
    constrictionFactor(closureOf(given), Math.sqrt(fraction), factor);
    const resistance = (freeResistance(given) * (factor[0] as number)) / fraction;
    const current = binding.unknown("cell.current");
    return {
      evaluate() {},
      jacobian() {},
      drops: [
        {
          name: "constriction",
          value: (state) => resistance * (state[current] as number),
          gradient(_state, out) {
            out[current] = (out[current] as number) + resistance;
          },
          depends: [current],
        },
      ],
    };
  },
};

/** The same on a contact whose fraction is an unknown of the cell; outside of (0, 1] the nearest fraction from 1e-9 to 1 counts. */
export const dynamicSpotResistance: SubmodelKind = {
  kind: "dynamic-spot-resistance",
  title: "Constriction resistance of contact spots whose area changes",
  equations,
  source,
  parameters,
  ports: { fraction: "fraction of the area that the spots cover" },
  declare: () => ({}),
  bind(given, binding) {
    const closure = closureOf(given);
    const free = freeResistance(given);
    const current = binding.unknown("cell.current");
    const fraction = binding.unknown("fraction");
    const factor = new Float64Array(2);
    return {
      evaluate() {},
      jacobian() {},
      drops: [
        {
          name: "constriction",
          value(state) {
            const phi = Math.min(1, Math.max(SMALLEST_FRACTION, state[fraction] as number));
            constrictionFactor(closure, Math.sqrt(phi), factor);
            return (free * (factor[0] as number) * (state[current] as number)) / phi;
          },
          gradient(state, out) {
            const given = state[fraction] as number;
            const phi = Math.min(1, Math.max(SMALLEST_FRACTION, given));
            const ratio = Math.sqrt(phi);
            constrictionFactor(closure, ratio, factor);
            const psi = factor[0] as number;
            out[current] = (out[current] as number) + (free * psi) / phi;
            if (given !== phi) return;
            const slope = ((factor[1] as number) * 0.5 * ratio - psi) / (phi * phi);
            out[fraction] = (out[fraction] as number) + free * slope * (state[current] as number);
          },
          depends: [current, fraction],
        },
      ],
    };
  },
};

const SMALLEST_FRACTION = 1e-9;

/** ρπa/4 in Ω·m²: ρ/(4a) on the area of one spot. */
function freeResistance({ parameters: p }: SubmodelInput): number {
  return ((p.resistivity as number) * Math.PI * (p.radius as number)) / 4;
}

function closureOf({ name, options }: SubmodelInput): ConstrictionClosure {
  const wanted = options.closure ?? "isothermal";
  const found = constrictionClosures.find((closure) => closure === wanted);
  if (found === undefined)
    throw new DomainError(
      `${name}: closure ${JSON.stringify(wanted)}; one of ${constrictionClosures.join(", ")} is expected.`,
    );
  return found;
}
