import type { Mesh } from "../../form/mesh.ts";
import { meshFromOption, onlyOptions, optionName } from "../../form/options.ts";
import type { CouplingDeclaration, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { alloyAtPort } from "../alloy/alloy-at-port.ts";
import { amountPerCharge, chargeNumberParameter } from "../charge-transfer/charge-number.ts";
import {
  capacityParameter,
  initialFillingParameter,
  storeActivity,
  storeOptionalPorts,
  storePorts,
} from "./slow-store.ts";
import { supplyLaw, supplyOf, supplyParameters } from "./supply-law.ts";

/** Where no mesh is given. */
const DEFAULT_MESH = { kind: "uniform", cells: 20 } as const;

/**
 * A slow store of the working metal between the liquid and the electrolyte as a film with diffusion: `metal-store` resolved in depth.
 * Chain "film" with "occupancy" u (1: in equilibrium with the liquid), cell 0 at the liquid; "metal", the occupancy at the electrolyte, in
 * whose balance (mol/(m² s)) the metal is taken: a node that holds the last half of a cell, so that nothing is algebraic where the film
 * runs empty or a deposit forms; and "activity" a(c_s) u there. What leaves the surface of the pool enters the
 * film as the same number. Every flux carries the factor φ g(x_s): only the film under the contact conducts, and its mobility
 * follows the liquid as the option `supply` says (g = 1 at the reference fraction), so that its limiting current density is
 * φ g nFSD/δ² behind a time constant δ²/(φ g D), like that of the lumped store. Only these two, not thickness and diffusivity,
 * can be identified.
 *
 * The liquid is at cell 0 because it couples by two unknowns (surface, contact) and the electrolyte by one. A negative grading
 * makes the cells at the electrolyte the finer ones.
 *
 * Options: `supply` (see `supplyLaw`), `mesh` (default 20 equal cells), `amount`, `alloy` (that of the pool where it is left out).
 */
export const filmStore: SubmodelKind = {
  kind: "film-store",
  title: "Slow store of metal at the interface, with diffusion",
  equations:
    "∂u/∂t = φ g(x_s) D ∂²u/∂z²; J = −φ g (S D/δ) ∂u/∂z; at the liquid J = φ g (i_t/nF)(1 − u) out of its surface, at the electrolyte J is what reacts; " +
    "a = a(c_s) u there; g = i_lim(x_s)/i_lim(x_ref)",
  source: "Fick's second law in a film; J. Crank, The Mathematics of Diffusion, 2nd ed. (1975), ch. 4",
  parameters: {
    thickness: {
      symbol: "delta",
      description: "thickness of the film",
      unit: "m",
      lower: 1e-10,
      upper: 1e-2,
      status: "assumed",
      source: "not separable from the diffusivity",
    },
    diffusivity: {
      symbol: "D",
      description: "diffusivity in the film, at the reference fraction",
      unit: "m2/s",
      lower: 1e-30,
      upper: 1,
      status: "fitted",
      source: "pulses and rests: thickness²/diffusivity",
    },
    capacity: capacityParameter,
    transferCurrentDensity: {
      symbol: "i_t",
      description: "transfer from the liquid into the empty film in full contact, at the reference fraction",
      unit: "A/m2",
      value: 1e12,
      lower: 1e-9,
      upper: 1e12,
      status: "assumed",
      source: "1e12: the film is in equilibrium with the liquid where they meet",
    },
    ...supplyParameters,
    initialFilling: initialFillingParameter("occupancy at the start"),
    chargeNumber: chargeNumberParameter,
  },
  electrode: "required",
  ports: storePorts,
  optionalPorts: storeOptionalPorts,

  declare(given) {
    onlyOptions(given.name, given.options, ["supply", "mesh", "amount", "alloy"]);
    const { capacity, initialFilling, thickness } = given.parameters;
    const alloy = alloyAtPort(given, "surface");
    const concentration = given.initialOf("surface");
    const mesh = filmMesh(given);
    const perVolume = capacity / thickness;
    const occupancy = { unit: "1", initial: initialFilling, scale: 0.1 };
    const couplings: CouplingDeclaration[] = [
      { chain: "film", unknown: "surface", cells: "near", direction: "equation-contains-cells" },
      { chain: "film", unknown: "metal", cells: "all" },
    ];
    if (supplyOf(given) !== "constant") {
      couplings.push({ chain: "film", unknown: "surface", cells: "all", direction: "cells-contain-unknown" });
    }
    if (given.connected("contact")) {
      couplings.push({ chain: "film", unknown: "contact", cells: "all", direction: "cells-contain-unknown" });
    }
    return {
      unknowns: [
        {
          ...occupancy,
          name: "metal",
          description: "occupancy of the film at the electrolyte",
          mass: mesh.held * perVolume,
          bounds: { lower: { value: 0, sentence: "there is no metal left in the film at the electrolyte" } },
        },
        storeActivity(initialFilling, alloy, concentration),
      ],
      chains: [{ name: "film", mesh: mesh.cells }],
      components: [
        {
          ...occupancy,
          chain: "film",
          name: "occupancy",
          description: "occupancy of the film, 1 in equilibrium with the liquid",
          mass: mesh.cells.volumes.map((volume) => volume * perVolume),
        },
      ],
      couplings,
    };
  },

  bind(given, binding) {
    const { thickness, diffusivity, capacity, transferCurrentDensity } = given.parameters;
    const alloy = alloyAtPort(given, "surface");
    const relative = supplyLaw(given, 1, alloy);
    const follows = supplyOf(given) !== "constant";
    const metal = binding.unknown("metal");
    const activity = binding.unknown("activity");
    const surface = binding.unknown("surface");
    // −1: an open port is full contact
    const contact = given.connected("contact") ? binding.unknown("contact") : -1;
    const { chain, offset, mesh } = binding.component("film", "occupancy");
    const { cells, centers } = mesh;
    const perVolume = capacity / thickness;
    const stride = chain.unknowns;
    const first = chain.first + offset;
    const last = first + (cells - 1) * stride;
    // mol/(m² s) per unit of occupancy: face k lies before cell k, face `cells` at the electrolyte
    const conductances = Float64Array.from({ length: cells + 1 }, (_, k) => {
      const from = k === 0 ? 0 : centers[k - 1];
      const to = k === cells ? thickness : centers[k];
      const ideal = (perVolume * diffusivity) / (to - from);
      return k === 0 ? 1 / (1 / ideal + 1 / (amountPerCharge(given) * transferCurrentDensity)) : ideal;
    });
    const cellSlots = (row: (k: number) => number, column: (k: number) => number): Int32Array =>
      Int32Array.from({ length: cells }, (_, k) => binding.slot(row(k), column(k)));
    const at = (k: number): number => first + k * stride;
    const slots = {
      diagonal: cellSlots(at, at),
      lower: cellSlots(at, (k) => at(Math.max(0, k - 1))),
      upper: cellSlots(at, (k) => at(Math.min(cells - 1, k + 1))),
      bySurface: follows ? cellSlots(at, () => surface) : undefined,
      byContact: contact < 0 ? undefined : cellSlots(at, () => contact),
      surfaceByCell: binding.slot(surface, first),
      surfaceBySurface: binding.slot(surface, surface),
      surfaceByContact: contact < 0 ? -1 : binding.slot(surface, contact),
      lastByMetal: binding.slot(last, metal),
      metalByMetal: binding.slot(metal, metal),
      metalByLast: binding.slot(metal, last),
      metalBySurface: binding.slot(metal, surface),
      metalByContact: contact < 0 ? -1 : binding.slot(metal, contact),
      activityByActivity: binding.slot(activity, activity),
      activityByMetal: binding.slot(activity, metal),
      activityBySurface: binding.slot(activity, surface),
    };
    return {
      evaluate(_time, state, out) {
        const c = state[surface];
        const factor = (contact < 0 ? 1 : state[contact]) * relative.value(c);
        let before = 1;
        let row = surface;
        for (let k = 0, i = first; k < cells; k++, i += stride) {
          const after = state[i];
          const flux = factor * conductances[k] * (before - after);
          out[row] -= flux;
          out[i] += flux;
          before = after;
          row = i;
        }
        const flux = factor * conductances[cells] * (before - state[metal]);
        out[row] -= flux;
        out[metal] += flux;
        out[activity] += alloy.activityPerConcentration(c) * c * state[metal] - state[activity];
      },
      jacobian(_time, state, out) {
        const c = state[surface];
        const touching = contact < 0 ? 1 : state[contact];
        const value = relative.value(c);
        const slope = touching * relative.slope(c);
        const factor = touching * value;
        let before = 1;
        for (let k = 0; k <= cells; k++) {
          const after = k < cells ? state[first + k * stride] : state[metal];
          const conductance = factor * conductances[k];
          const drive = conductances[k] * (before - after);
          // what the flux through face k leaves
          if (k === 0) {
            out[slots.surfaceByCell] += conductance;
            out[slots.surfaceBySurface] -= slope * drive;
            if (contact >= 0) out[slots.surfaceByContact] -= value * drive;
          } else {
            out[slots.diagonal[k - 1]] -= conductance;
            if (k < cells) out[slots.upper[k - 1]] += conductance;
            else out[slots.lastByMetal] += conductance;
            if (slots.bySurface !== undefined) out[slots.bySurface[k - 1]] -= slope * drive;
            if (slots.byContact !== undefined) out[slots.byContact[k - 1]] -= value * drive;
          }
          // and what it enters
          if (k < cells) {
            out[slots.diagonal[k]] -= conductance;
            if (k > 0) out[slots.lower[k]] += conductance;
            if (slots.bySurface !== undefined) out[slots.bySurface[k]] += slope * drive;
            if (slots.byContact !== undefined) out[slots.byContact[k]] += value * drive;
          } else {
            out[slots.metalByMetal] -= conductance;
            out[slots.metalByLast] += conductance;
            out[slots.metalBySurface] += slope * drive;
            if (contact >= 0) out[slots.metalByContact] += value * drive;
          }
          before = after;
        }
        const perConcentration = alloy.activityPerConcentration(c);
        out[slots.activityByActivity] -= 1;
        out[slots.activityByMetal] += perConcentration * c;
        out[slots.activityBySurface] += perConcentration * (1 + c * alloy.logActivitySlope(c)) * state[metal];
      },
      inventories: [
        {
          amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
          unit: "mol/m2",
          indices: Int32Array.from({ length: cells + 1 }, (_, k) => (k < cells ? at(k) : metal)),
          weights: Float64Array.from(
            { length: cells + 1 },
            (_, k) => perVolume * (k < cells ? mesh.volumes[k] : filmMesh(given).held),
          ),
          perCurrent: 0,
        },
      ],
    };
  },
};

/**
 * Cells and a node at the electrolyte that holds half of a cell: the face between it and the last cell lies midway between
 * the two, and together they are as thick as the film.
 */
function filmMesh({ name, options, parameters }: SubmodelInput): { readonly cells: Mesh; readonly held: number } {
  const { thickness } = parameters;
  const mesh = (length: number): Mesh => meshFromOption(`mesh of "${name}"`, options.mesh ?? DEFAULT_MESH, length);
  const { cells, volumes } = mesh(thickness);
  const length = thickness / (1 + (0.5 * volumes[cells - 1]) / thickness);
  return { cells: mesh(length), held: thickness - length };
}
