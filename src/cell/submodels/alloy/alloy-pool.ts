import { DomainError } from "../../../base/errors.ts";
import { exp, pow } from "../../../numerics/elementary/index.ts";
import { meshFromOption, onlyOptions, optionName, optionText } from "../../form/options.ts";
import type { Bounds, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { arrheniusFactor } from "../../temperature/arrhenius.ts";
import { type Alloy, alloyFromOption, type LiquidLimit } from "./alloy.ts";
import { alloyDiffusion } from "./alloy-diffusion.ts";
import { latticeDiffusion } from "./lattice-diffusion.ts";

const source = "Finite volumes of Fick's law with a thermodynamic factor: L. S. Darken, Trans. AIME 175 (1948) 184";

/**
 * A liquid alloy electrode in depth: chain "pool", and "surface concentration" at its start. Whatever takes metal from the
 * surface subtracts its flux in mol/(m² s) from the balance of the surface concentration.
 *
 * Option `frame`: "fixed" (default) keeps the pool in its place, as if the other metal crossed the surface in exchange; the
 * chain holds "concentration". "lattice" moves with the other metal, none of which crosses the surface: the pool recedes
 * by V per mole taken, and the flux at the surface is −D ∇c/(1 − cV). The chain then holds "ratio" X = c/c', moles of the working metal
 * per mole of the other, in cells that each keep their amount of the other; the diffusivity profile goes with the cells.
 * Planar meshes only.
 *
 * Option `limits`: "pure" (default) bounds the concentrations by the empty and the pure metal; "liquid" by the ends of the liquid,
 * where something begins to precipitate, as the alloy knows them at the temperature of the cell.
 */
export const alloyPool: SubmodelKind = {
  kind: "alloy-pool",
  title: "Diffusion in an alloy",
  equations:
    "∂c/∂t = (1/A) ∂/∂z [A D(z) θ(c) ∂c/∂z], θ = d ln a / d ln x; at z = 0 the flux is what reacts, at the end it is 0. " +
    "D(z) = D e^{−(E/R)(1/T − 1/T₀)} r^exp(−(z/d)²). In the frame of the other metal, dm = c' A dz, c' = (1 − cV)/V': ∂X/∂t = ∂/∂m [A² D θ c'² ∂X/∂m], X = c/c'",
  source,
  parameters: {
    depth: {
      symbol: "L",
      description: "depth",
      unit: "m",
      lower: 1e-9,
      upper: 1,
      status: "assumed",
      source: "the cell",
    },
    diffusivity: {
      symbol: "D",
      description: "diffusivity of the ideal mixture far from the electrode",
      unit: "m2/s",
      lower: 0,
      status: "literature",
      source: "the alloy",
    },
    activationEnergy: {
      symbol: "E",
      description: "activation energy of the diffusivity",
      unit: "J/mol",
      value: 0,
      lower: 0,
      upper: 1e6,
      status: "assumed",
      source: "0: the diffusivity is that at the temperature of the cell",
    },
    referenceTemperature: {
      symbol: "T0",
      description: "temperature that the diffusivity belongs to",
      unit: "K",
      value: 298.15,
      lower: 1,
      upper: 1e4,
      status: "assumed",
      source: "no effect without an activation energy",
    },
    skinDiffusivityFactor: {
      symbol: "r",
      description: "diffusivity at the electrode over that far from it",
      unit: "1",
      value: 1,
      lower: 1e-12,
      upper: 1e12,
      status: "fitted",
      source: "1: no skin",
    },
    skinThickness: {
      symbol: "d",
      description: "thickness of the skin",
      unit: "m",
      value: 1e-6,
      lower: 1e-10,
      upper: 1,
      status: "fitted",
      source: "no effect without a skin",
    },
    initialConcentration: {
      symbol: "c0",
      description: "concentration of the working metal at the start",
      unit: "mol/m3",
      lower: 1e-6,
      upper: 1e6,
      status: "measured",
      source: "the composition of the alloy",
    },
  },
  electrode: "required",
  ports: {},

  declare(given) {
    onlyOptions(given.name, given.options, ["alloy", "mesh", "amount", "frame", "limits"]);
    const initial = given.parameters.initialConcentration;
    const alloy = alloyFromOption(given.name, given.options.alloy, given.temperature);
    const fraction = alloy.moleFraction(initial);
    if (!(fraction > 0 && fraction <= 1)) {
      throw new DomainError(
        `"${given.name}": ${initial} mol/m3 at the start is a mole fraction of ${fraction}; the pure metal has ${alloy.concentration(1)} mol/m3.`,
      );
    }
    const mesh = meshOf(given);
    const bounds = boundsOf(given, alloy, fraction);
    const concentration = { unit: "mol/m3", initial, scale: 1e3, bounds: bounds.concentration };
    const other = otherConcentration(alloy, initial);
    const component =
      frameOf(given) === "fixed"
        ? {
            ...concentration,
            name: "concentration",
            description: "concentration of the working metal",
            mass: mesh.volumes,
          }
        : {
            unit: "1",
            initial: initial / other,
            scale: 1e3 / (alloy.otherMolarVolume * other * other),
            name: "ratio",
            bounds: bounds.ratio,
            description: "amount of the working metal over that of the other",
            mass: mesh.volumes.map((volume) => volume * other),
          };
    return {
      unknowns: [
        { ...concentration, name: "surface concentration", description: "concentration at the electrode", mass: 0 },
      ],
      chains: [{ name: "pool", mesh }],
      components: [{ ...component, chain: "pool" }],
      couplings: [{ chain: "pool", unknown: "surface concentration", cells: "near" }],
    };
  },

  bind(given, binding) {
    const { skinDiffusivityFactor, skinThickness, initialConcentration } = given.parameters;
    const { activationEnergy, referenceTemperature } = given.parameters;
    const diffusivity =
      given.parameters.diffusivity * arrheniusFactor(activationEnergy, given.temperature, referenceTemperature);
    const fixed = frameOf(given) === "fixed";
    const alloy = alloyFromOption(given.name, given.options.alloy, given.temperature);
    const other = otherConcentration(alloy, initialConcentration);
    const surface = binding.unknown("surface concentration");
    const { chain, offset, mesh } = binding.component("pool", fixed ? "concentration" : "ratio");
    const diffusion = fixed
      ? alloyDiffusion(alloy)
      : latticeDiffusion(alloy, alloyDiffusion(alloy), binding.layout.size);
    const perVolume = fixed ? 1 : 1 / (alloy.otherMolarVolume * other);
    const conductances = Float64Array.from({ length: mesh.cells }, (_, k) => {
      const z = mesh.faces[k];
      const reach = z / skinThickness;
      const local = diffusivity * pow(skinDiffusivityFactor, exp(-reach * reach));
      const distance = mesh.centers[k] - (k === 0 ? z : mesh.centers[k - 1]);
      return (perVolume * mesh.faceAreas[k] * local) / distance;
    });
    const { unknowns: stride } = chain;
    const first = chain.first + offset;
    const own = offset * stride + offset;
    const slots = {
      surfaceBySurface: binding.slot(surface, surface),
      surfaceByCell: binding.slot(surface, first),
      cellBySurface: binding.slot(first, surface),
      diagonal: chain.diagonal + own,
      lower: chain.lower + own,
      upper: chain.upper + own,
      stride: stride * stride,
    };
    return {
      sets: [chain],
      evaluate: (_time, state, out) => diffusion.evaluate(conductances, surface, first, stride, state, out),
      jacobian: (_time, state, out) => diffusion.jacobian(conductances, surface, first, stride, slots, state, out),
      inventories: [
        {
          amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
          unit: "mol/m2",
          indices: Int32Array.from({ length: mesh.cells }, (_, k) => first + k * stride),
          weights: fixed ? mesh.volumes : mesh.volumes.map((volume) => volume * other),
          perCurrent: 0,
          passages: { indices: Int32Array.of(surface), weights: Float64Array.of(1) },
        },
      ],
    };
  },
};

/**
 * Where the equations stop to hold, for the concentration c and the ratio X = x/(1 − x).
 * @throws DomainError for limits of a liquid that nobody has stated, or a start outside of them
 */
function boundsOf(
  { name, options, temperature }: SubmodelInput,
  alloy: Alloy,
  fraction: number,
): { readonly concentration: Bounds; readonly ratio: Bounds } {
  const empty = { value: 0, sentence: "there is no metal left" };
  const full = { value: alloy.concentration(1), sentence: "the pure metal holds no more" };
  const pure = { concentration: { lower: empty, upper: full }, ratio: { lower: empty } };
  if (optionText(`Limits of "${name}"`, options.limits ?? "pure", ["pure", "liquid"]) === "pure") return pure;
  const { saturation } = alloy;
  if (saturation === undefined) {
    throw new DomainError(
      `The pool "${name}" ends at the limits of its liquid, but its alloy states none; give its alloy a saturation, or take limits: "pure".`,
    );
  }
  const { lower, upper } = saturation;
  if (fraction < (lower?.moleFraction ?? 0) || fraction > (upper?.moleFraction ?? 1)) {
    throw new DomainError(
      `"${name}": a mole fraction of ${fraction} at the start is no liquid at ${temperature} K; the liquid reaches from ${lower?.moleFraction ?? 0} to ${upper?.moleFraction ?? 1}.`,
    );
  }
  const begins = (limit: LiquidLimit, value: number) => ({ value, sentence: `${limit.solid} begins to precipitate` });
  const concentration = (limit: LiquidLimit) => begins(limit, alloy.concentration(limit.moleFraction));
  const ratio = (limit: LiquidLimit) => begins(limit, limit.moleFraction / (1 - limit.moleFraction));
  return {
    concentration: {
      lower: lower === undefined ? empty : concentration(lower),
      upper: upper === undefined ? full : concentration(upper),
    },
    ratio: {
      lower: lower === undefined ? empty : ratio(lower),
      ...(upper === undefined ? {} : { upper: ratio(upper) }),
    },
  };
}

/** c' = (1 − cV)/V' */
function otherConcentration({ molarVolume, otherMolarVolume }: Alloy, concentration: number): number {
  return (1 - concentration * molarVolume) / otherMolarVolume;
}

/** @throws DomainError where the lattice cannot move: areas that change with depth, or a metal without another */
function frameOf(given: SubmodelInput): "fixed" | "lattice" {
  const { name, options, parameters } = given;
  const frame = optionText(`Frame of "${name}"`, options.frame ?? "fixed", ["fixed", "lattice"]);
  if (frame === "fixed") return frame;
  const { faceAreas } = meshOf(given);
  if (faceAreas.some((area) => area !== faceAreas[0])) {
    throw new DomainError(
      `The pool "${name}" moves with its lattice, but its area goes from ${faceAreas[0]} to ${faceAreas[faceAreas.length - 1]} with depth; take a planar mesh, or frame: "fixed".`,
    );
  }
  const { initialConcentration } = parameters;
  const other = otherConcentration(alloyFromOption(name, options.alloy, given.temperature), initialConcentration);
  if (!(other > 1e-9 * initialConcentration)) {
    throw new DomainError(
      `The pool "${name}" moves with its other metal, of which ${initialConcentration} mol/m3 leave no more than ${other} mol/m3; take frame: "fixed" for a pure metal.`,
    );
  }
  return frame;
}

function meshOf(given: SubmodelInput) {
  return meshFromOption(`mesh of "${given.name}"`, given.options.mesh, given.parameters.depth);
}
