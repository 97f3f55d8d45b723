import { onlyOptions, optionText } from "../../form/options.ts";
import type { ParameterMetadata } from "../../form/parameter.ts";
import type { Declarations, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
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
  declare,
  bind(given, binding) {
    const factor = new Float64Array(2);
    const fraction = given.parameters.fraction;
    constrictionFactor(closureOf(given), Math.sqrt(fraction), factor);
    const resistance = (freeResistance(given) * factor[0]) / fraction;
    const current = binding.unknown("cell.current");
    return {
      evaluate() {},
      jacobian() {},
      drops: [
        {
          name: "constriction",
          value: (state) => resistance * state[current],
          gradient(_state, out) {
            out[current] += resistance;
          },
          depends: [current],
        },
      ],
    };
  },
};

/**
 * The same on a contact whose fraction φ is an unknown of the cell. Below φ = 10⁻⁹ and above 1 ψ/φ is continued by its tangent.
 */
export const dynamicSpotResistance: SubmodelKind = {
  kind: "dynamic-spot-resistance",
  title: "Constriction resistance of contact spots whose area changes",
  equations,
  source,
  parameters,
  ports: { contact: "fraction of the area in contact: that the spots cover" },
  declare,
  bind(given, binding) {
    const closure = closureOf(given);
    const free = freeResistance(given);
    const current = binding.unknown("cell.current");
    const contact = binding.unknown("contact");
    const factor = new Float64Array(2);
    /** ψ(√φ)/φ and its slope into `factor`. */
    const relative = (fraction: number): void => {
      const edge = Math.min(1, Math.max(LEAST_CONTACT, fraction));
      const ratio = Math.sqrt(edge);
      constrictionFactor(closure, ratio, factor);
      const psi = factor[0];
      const slope = (0.5 * ratio * factor[1] - psi) / (edge * edge);
      factor[0] = psi / edge + slope * (fraction - edge);
      factor[1] = slope;
    };
    return {
      evaluate() {},
      jacobian() {},
      drops: [
        {
          name: "constriction",
          value(state) {
            relative(state[contact]);
            return free * factor[0] * state[current];
          },
          gradient(state, out) {
            relative(state[contact]);
            out[current] += free * factor[0];
            out[contact] += free * factor[1] * state[current];
          },
          depends: [current, contact],
        },
      ],
    };
  },
};

const LEAST_CONTACT = 1e-9;

function declare({ name, options }: SubmodelInput): Declarations {
  onlyOptions(name, options, ["closure"]);
  return {};
}

/** ρπa/4 in Ω·m²: ρ/(4a) on the area of one spot. */
function freeResistance({ parameters: p }: SubmodelInput): number {
  return (p.resistivity * Math.PI * p.radius) / 4;
}

/** @throws DomainError naming the closures there are */
function closureOf({ name, options }: SubmodelInput): ConstrictionClosure {
  return optionText(`Closure of "${name}"`, options.closure ?? "isothermal", constrictionClosures);
}
