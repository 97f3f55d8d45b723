import { DomainError } from "../../../base/errors.ts";
import type { Mesh } from "../../form/mesh.ts";
import { oblateSpheroid } from "../../form/mesh-shapes.ts";
import { gradedMesh } from "../../form/meshes.ts";
import { onlyOptions } from "../../form/options.ts";
import type { ComponentDeclaration, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { steadyConductances } from "../charge-transfer/steady-conductances.ts";

const CHAIN = "space";
const MAXIMUM_ANGLES = 64;

/**
 * Diffusion of one dissolved species to a disc in an insulating plane, in two dimensions: oblate spheroidal coordinates
 * r = a√((1 + ξ²)(1 − η²)), z = aξη, in which the disc is ξ = 0, the plane η = 0 and the axis η = 1, and the edge is no singular
 * point of the equations. Cell k of the chain is the shell between two ξ, its components are equal intervals of η. The
 * concentration at the electrode is one unknown: uniform over the disc, as in the limiting current and at Nernstian electrodes of
 * one potential.
 *
 * Infinitely far away the initial concentration is kept; beyond the mesh the profile is the steady one.
 */
export const discSpecies: SubmodelKind = {
  kind: "disc-species",
  title: "Diffusion of a dissolved species to a disc, in two dimensions",
  equations:
    "(ξ² + η²) ∂c/∂t = (D/a²) { ∂/∂ξ[(1 + ξ²) ∂c/∂ξ] + ∂/∂η[(1 − η²) ∂c/∂η] }; 0 = J0 + release, both per area of the disc",
  source:
    "Laplace's operator in oblate spheroidal coordinates: G. Arfken, Mathematical Methods for Physicists, sec. 2.11",
  parameters: {
    diffusivity: {
      symbol: "D",
      description: "diffusivity of the species",
      unit: "m2/s",
      lower: 1e-20,
      upper: 1,
      status: "assumed",
      source: "the species",
    },
    initialConcentration: {
      symbol: "c0",
      description: "initial concentration, everywhere",
      unit: "mol/m3",
      lower: 1e-9,
      upper: 1e6,
      status: "assumed",
      source: "the cell",
    },
    radius: {
      symbol: "a",
      description: "radius of the disc",
      unit: "m",
      lower: 1e-10,
      upper: 1,
      status: "assumed",
      source: "the electrode",
    },
    length: {
      symbol: "L",
      description: "distance from the disc to the last face, on the axis",
      unit: "m",
      lower: 1e-12,
      upper: 1e3,
      status: "assumed",
      source: "the cell",
    },
    shells: {
      symbol: "N",
      description: "number of shells",
      unit: "1",
      value: 60,
      lower: 1,
      upper: 1e5,
      status: "numerical",
      source: "docs/numerics/analytic-tests.md",
    },
    grading: {
      symbol: "g",
      description: "logarithm of the width of the last shell over that of the first",
      unit: "1",
      value: 6,
      lower: 0,
      upper: 40,
      status: "numerical",
      source: "docs/numerics/analytic-tests.md",
    },
    angles: {
      symbol: "m",
      description: "intervals of η; 1 is the quasi-one-dimensional model",
      unit: "1",
      value: 16,
      lower: 1,
      upper: MAXIMUM_ANGLES,
      status: "numerical",
      source: "docs/numerics/analytic-tests.md",
    },
  },
  ports: {},

  declare(given) {
    onlyOptions(given.name, given.options, []);
    const mesh = meshOf(given);
    const angles = anglesOf(given);
    const initial = given.parameters.initialConcentration;
    const common = { unit: "mol/m3", initial, scale: initial };
    const components: ComponentDeclaration[] = [];
    for (let l = 0; l < angles; l++)
      components.push({
        ...common,
        chain: CHAIN,
        name: componentName(l),
        description: `mean concentration of a cell, interval ${l + 1} of η from the plane`,
        mass: volumes(mesh, given.parameters.radius, l, angles),
      });
    return {
      unknowns: [{ ...common, name: "surface concentration", description: "concentration at the disc", mass: 0 }],
      chains: [{ name: CHAIN, mesh }],
      components,
      couplings: [{ chain: CHAIN, unknown: "surface concentration", cells: "near" }],
    };
  },

  bind(given, binding) {
    const { chain, mesh } = binding.component(CHAIN, componentName(0));
    const angles = anglesOf(given);
    const radius = given.parameters.radius;
    const diffusivity = given.parameters.diffusivity;
    const surface = binding.unknown("surface concentration");
    const { first, unknowns: stride, diagonal, lower, upper } = chain;
    if (stride !== angles)
      throw new DomainError(`"${given.name}": other submodels have added unknowns to its cells; it takes none.`);
    const cells = mesh.cells;
    const steady = steadyConductances(`mesh of "${given.name}"`, mesh, { kind: "oblate-spheroid", radius });
    // Between shells: each interval of η takes its share of 2πaD(1 + ξ²) dη/dξ over πa².
    const outwards = steady.faces.map((value) => (diffusivity * value) / angles);
    const gFar = (diffusivity * steady.toInfinity) / angles;
    const fromFar = gFar * given.parameters.initialConcentration;
    outwards[cells] = gFar;
    // Within a shell, between interval l − 1 and l: 2πaD(1 − η²) dξ/dη over πa², times the thickness of the shell in ξ.
    const across = Float64Array.from({ length: angles + 1 }, (_, l) =>
      l === 0 || l === angles ? 0 : (2 * diffusivity * angles * (1 - (l / angles) ** 2)) / radius,
    );
    const thickness = Float64Array.from({ length: cells }, (_, k) => (mesh.faces[k + 1] - mesh.faces[k]) / radius);
    const block = angles * angles;
    const surfaceSurface = binding.slot(surface, surface);
    const surfaceNear = Int32Array.from({ length: angles }, (_, l) => binding.slot(surface, first + l));
    const nearSurface = Int32Array.from({ length: angles }, (_, l) => binding.slot(first + l, surface));

    return {
      evaluate(_time, state, out) {
        for (let k = 0; k < cells; k++) {
          const at = first + k * stride;
          const inner = outwards[k];
          const width = thickness[k];
          const isLast = k === cells - 1;
          for (let l = 0; l < angles; l++) {
            const i = at + l;
            const here = state[i];
            const j = k === 0 ? surface : i - stride;
            const inward = inner * (here - state[j]);
            out[j] += inward;
            let gain = -inward;
            if (isLast) gain += fromFar - gFar * here;
            if (l > 0) {
              const sideways = width * across[l] * (here - state[i - 1]);
              out[i - 1] += sideways;
              gain -= sideways;
            }
            out[i] += gain;
          }
        }
      },
      jacobian(_time, _state, out) {
        for (let k = 0; k < cells; k++) {
          const inner = outwards[k];
          const outer = outwards[k + 1];
          const width = thickness[k];
          for (let l = 0; l < angles; l++) {
            const row = k * block + l * angles + l;
            const before = width * across[l];
            const after = width * across[l + 1];
            out[diagonal + row] -= inner + outer + before + after;
            if (l > 0) out[diagonal + row - 1] += before;
            if (l < angles - 1) out[diagonal + row + 1] += after;
            if (k > 0) out[lower + row] += inner;
            if (k < cells - 1) out[upper + row] += outer;
          }
        }
        const near = outwards[0];
        out[surfaceSurface] -= near * angles;
        for (let l = 0; l < angles; l++) {
          const byCell = surfaceNear[l];
          const bySurface = nearSurface[l];
          out[byCell] += near;
          out[bySurface] += near;
        }
      },
    };
  },
};

function componentName(interval: number): string {
  return `concentration ${interval + 1}`;
}

function anglesOf({ name, parameters }: SubmodelInput): number {
  const angles = parameters.angles;
  if (Number.isInteger(angles)) return angles;
  throw new DomainError(`"${name}" has ${angles} intervals of η; a whole number is expected.`);
}

/** The chain's mesh along s = aξ; its volumes are those of whole shells. */
function meshOf({ parameters: p }: SubmodelInput): Mesh {
  return gradedMesh(p.shells, p.length, p.grading, oblateSpheroid(p.radius));
}

/** 2a [Δ(ξ³)/3 Δη + Δξ Δ(η³)/3] of interval l in each shell: volume per area of the disc. */
function volumes(mesh: Mesh, radius: number, interval: number, angles: number): Float64Array {
  const from = interval / angles;
  const to = (interval + 1) / angles;
  const width = 1 / angles;
  const squares = (from * from + from * to + to * to) / 3;
  return Float64Array.from({ length: mesh.cells }, (_, k) => {
    const p = mesh.faces[k] / radius;
    const q = mesh.faces[k + 1] / radius;
    return 2 * radius * (q - p) * width * ((p * p + p * q + q * q) / 3 + squares);
  });
}
