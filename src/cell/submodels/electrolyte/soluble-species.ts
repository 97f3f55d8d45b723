import { DomainError } from "../../../base/errors.ts";
import type { Mesh } from "../../form/mesh.ts";
import { meshFromOption, onlyOptions, optionFields, optionText } from "../../form/options.ts";
import type { InventoryPart, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { type SteadyConductances, steadyConductances } from "../charge-transfer/steady-conductances.ts";

const CHAIN = "space";

/**
 * Diffusion of one dissolved species between an electrode and a far boundary. Unknowns: the concentration at the surface, an
 * algebraic unknown whose balance 0 = J₀ + (what reactions release there, mol/(m² s)) is the port of electrode reactions, and
 * the concentration of each cell. J > 0 points towards the electrode.
 *
 * Options
 * - `mesh`: as data, with its shape: `{ kind: "graded", cells: 200, grading: 8, shape: { kind: "sphere", radius: 1e-4 } }`;
 * - `far`: "blocking" (default: no flux), "fixed" (the initial concentration at the last face), "infinity" (the initial
 *   concentration infinitely far away, with a steady profile beyond the mesh; around a sphere or an oblate spheroid);
 * - `amount`: name of the amount that the species is counted under, with a blocking far boundary; the reactions at the surface
 *   must name it too, or count both their partners under one name. Absent: not counted.
 */
export const solubleSpecies: SubmodelKind = {
  kind: "soluble-species",
  title: "Diffusion of a dissolved species",
  equations:
    "V_k dc_k/dt = J_{k+1} − J_k, J_k = D g_k (c_k − c_{k−1}), 0 = J_0 + release; g from the exact steady profile of the shape",
  source:
    "Fick's laws in finite volumes; A. J. Bard, L. R. Faulkner, Electrochemical Methods, 2nd ed. (2001), sec. 4.4",
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
      lower: 0,
      upper: 1e6,
      status: "assumed",
      source: "the cell",
    },
    concentrationScale: {
      symbol: "cs",
      description: "concentration against which errors are small; 0: the initial one",
      unit: "mol/m3",
      value: 0,
      lower: 0,
      upper: 1e6,
      status: "numerical",
      source: "error control",
    },
    length: {
      symbol: "L",
      description: "distance from the electrode to the last face",
      unit: "m",
      lower: 1e-12,
      upper: 1e3,
      status: "assumed",
      source: "the cell",
    },
  },
  ports: {},

  declare(given) {
    const mesh = meshOf(given);
    const common = {
      unit: "mol/m3",
      initial: given.parameters.initialConcentration,
      scale: scaleOf(given),
    };
    return {
      unknowns: [{ ...common, name: "surface concentration", description: "concentration at the electrode", mass: 0 }],
      chains: [{ name: CHAIN, mesh }],
      components: [
        {
          ...common,
          chain: CHAIN,
          name: "concentration",
          description: "mean concentration of a cell",
          mass: mesh.volumes,
        },
      ],
      couplings: [{ chain: CHAIN, unknown: "surface concentration", cells: "near" }],
    };
  },

  bind(given, binding) {
    const { chain, offset, mesh } = binding.component(CHAIN, "concentration");
    const surface = binding.unknown("surface concentration");
    const cells = mesh.cells;
    const stride = chain.unknowns;
    const first = chain.first + offset;
    const diffusivity = given.parameters.diffusivity;
    const shape = optionFields(WHERE(given.name), given.options.mesh).shape;
    const steady = steadyConductances(WHERE(given.name), mesh, shape);
    const g = steady.faces.map((value) => diffusivity * value);
    const gFar = diffusivity * farConductance(given, steady);
    const fromFar = gFar * given.parameters.initialConcentration;

    const surfaceSurface = binding.slot(surface, surface);
    const surfaceNear = binding.slot(surface, first);
    const nearSurface = binding.slot(first, surface);
    const block = chain.unknowns * chain.unknowns;
    const inBlock = offset * chain.unknowns + offset;
    const diagonal = chain.diagonal + inBlock;
    const lower = chain.lower + inBlock;
    const upper = chain.upper + inBlock;

    return {
      evaluate(_time, state, out) {
        const last = cells - 1;
        let here = state[first];
        let inward = g[0] * (here - state[surface]);
        out[surface] += inward;
        let at = first;
        for (let k = 0; k < last; k++) {
          const beyond = state[at + stride];
          const next = g[k + 1] * (beyond - here);
          out[at] += next - inward;
          inward = next;
          here = beyond;
          at += stride;
        }
        out[at] += fromFar - gFar * here - inward;
      },
      jacobian(_time, _state, out) {
        const near = g[0];
        out[surfaceSurface] -= near;
        out[surfaceNear] += near;
        out[nearSurface] += near;
        for (let k = 0; k < cells; k++) {
          const below = g[k];
          const above = k === cells - 1 ? gFar : g[k + 1];
          const at = k * block;
          out[diagonal + at] -= below + above;
          if (k > 0) out[lower + at] += below;
          if (k < cells - 1) out[upper + at] += above;
        }
      },
      inventories: inventories(given, gFar, surface, first, stride, mesh),
    };
  },
};

function inventories(
  { name, options }: SubmodelInput,
  gFar: number,
  surface: number,
  first: number,
  stride: number,
  mesh: Mesh,
): InventoryPart[] {
  const { amount } = options;
  if (amount === undefined) return [];
  if (typeof amount !== "string" || gFar !== 0)
    throw new DomainError(
      `"${name}" counts the amount ${JSON.stringify(amount)}; a name is expected, and a far boundary that is blocking.`,
    );
  return [
    {
      amount,
      unit: "mol/m2",
      indices: Int32Array.from({ length: mesh.cells }, (_, k) => first + k * stride),
      weights: mesh.volumes,
      perCurrent: 0,
      passages: { indices: Int32Array.of(surface), weights: Float64Array.of(1) },
    },
  ];
}

const WHERE = (name: string): string => `mesh of "${name}"`;

function meshOf({ name, options, parameters }: SubmodelInput): Mesh {
  onlyOptions(name, options, ["mesh", "far", "amount"]);
  return meshFromOption(WHERE(name), options.mesh, parameters.length);
}

function scaleOf({ name, parameters }: SubmodelInput): number {
  const scale = parameters.concentrationScale || parameters.initialConcentration;
  if (scale > 0) return scale;
  throw new DomainError(
    `"${name}" starts at a concentration of 0: give concentrationScale, the concentration against which errors are small.`,
  );
}

/** Conductance of the far boundary in 1/m. */
function farConductance({ name, options }: SubmodelInput, steady: SteadyConductances): number {
  const far = optionText(`Far boundary of "${name}"`, options.far ?? "blocking", ["blocking", "fixed", "infinity"]);
  if (far === "blocking") return 0;
  if (far === "fixed") return steady.faces[steady.faces.length - 1];
  if (steady.toInfinity > 0) return steady.toInfinity;
  throw new DomainError(
    `The far boundary of "${name}" is "infinity": a steady profile reaches that far only around a sphere or an oblate spheroid; take "fixed".`,
  );
}
