import { DomainError } from "../../../base/errors.ts";
import { FARADAY } from "../../../units/constants.ts";
import { onlyOptions } from "../../form/options.ts";
import type { Binding, BoundSubmodel, Declarations, SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { poreFilling } from "../contact/pore-filling.ts";
import { type IonShare, ionShareOf } from "./electrode-ion-share.ts";
import { ionsBehind } from "./ion.ts";

/**
 * Ions that enter the liquid at an electrode that is stripped, and leave it at one that is plated. Where their shares follow the
 * concentrations and none is left, the balances are not finite, and an integrator goes back.
 */
export const electrodeIonFlux: SubmodelKind = {
  kind: "electrode-ion-flux",
  title: "Ions through the surface of an electrode",
  equations:
    "z_k N_k = share_k i/F; share_k fixed, or p_k c_k / Σ p c with the concentrations c = u/φ at its surface; Σ share = 1",
  source: "Faraday's law; J. Newman, N. P. Balsara, Electrochemical Systems, 4th ed. (2021), chapter 11",
  parameters: {},
  ports: {
    liquid: "chain of cells of the liquid: the working electrode stands at its start, the counter electrode at its end",
  },
  declare(given: SubmodelInput): Declarations {
    sharesOf(given);
    return {
      couplings: [
        {
          chain: "liquid",
          unknown: "cell.current",
          cells: given.polarity > 0 ? "near" : "all",
          direction: "cells-contain-unknown",
        },
      ],
    };
  },
  bind: bindElectrode,
};

interface Shares {
  readonly stripping: IonShare;
  readonly plating: IonShare;
}

function sharesOf(given: SubmodelInput): Shares {
  onlyOptions(given.name, given.options, ["stripping", "plating"]);
  if (given.electrode === undefined) {
    throw new DomainError(
      `${given.name}: at which electrode do ions cross? Give "working" or "counter" as its electrode`,
    );
  }
  const ions = ionsBehind(given);
  return {
    stripping: ionShareOf(given.name, "stripping", given.options.stripping, ions),
    plating: ionShareOf(given.name, "plating", given.options.plating, ions),
  };
}

function bindElectrode(given: SubmodelInput, binding: Binding): BoundSubmodel {
  const ions = ionsBehind(given);
  const { stripping, plating } = sharesOf(given);
  const places = ions.kept.map((ion) => binding.component("liquid", ion.name));
  const current = binding.unknown("cell.current");
  const { polarity } = given;
  const [{ mesh, chain }] = places;
  const { faces, centers, cells } = mesh;
  const end = polarity > 0 ? 0 : cells - 1;
  const step = polarity > 0 ? 1 : -1;
  // Concentration at the surface: (1 + reach) c(cell) − reach c(its neighbour).
  const toSurface = polarity > 0 ? centers[0] - faces[0] : faces[cells] - centers[end];
  const reach = toSurface / Math.abs(centers[end + step] - centers[end]);
  const rows = Int32Array.from(places, ({ offset }) => chain.first + end * chain.unknowns + offset);
  const away = step * chain.unknowns;
  // mol of ion per coulomb: 1 / (z F)
  const perCharge = ions.charges.map((z) => 1 / (z * FARADAY));
  const byCurrent = Int32Array.from(rows, (row) => binding.slot(row, current));
  const n = rows.length;
  const byCell = new Int32Array(n * n);
  const byNeighbour = new Int32Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) {
      byCell[k * n + l] = binding.slot(rows[k], rows[l]);
      byNeighbour[k * n + l] = binding.slot(rows[k], rows[l] + away);
    }
  }

  const filling = poreFilling(given.behind("liquid"));
  const solid =
    filling === undefined
      ? -1
      : chain.first + end * chain.unknowns + binding.component("liquid", filling.component).offset;
  const molarVolume = filling?.molarVolume ?? 0;
  const bySolid = Int32Array.from(rows, (row) => (solid < 0 ? -1 : binding.slot(row, solid)));
  const byFarSolid = Int32Array.from(rows, (row) => (solid < 0 ? -1 : binding.slot(row, solid + away)));
  // Of the state in hand: preference × concentration of each ion that takes part, and what a mole in the cell next to the
  // electrode, or in its neighbour, adds to a concentration at the surface.
  const parts = new Float64Array(n);
  let ofCell = 1;
  let ofNeighbour = 0;

  /** Sets the parts; returns their sum. A profile that falls to zero before the surface leaves nothing there, not less. */
  function weigh(share: IonShare, state: Float64Array): number {
    const far = share.at === "surface" ? reach : 0;
    ofCell = (1 + far) / (solid < 0 ? 1 : 1 - molarVolume * state[solid]);
    ofNeighbour = far / (solid < 0 ? 1 : 1 - molarVolume * state[solid + away]);
    let sum = 0;
    for (let j = 0; j < share.ions.length; j++) {
      const row = rows[share.ions[j]];
      const c = ofCell * state[row] - ofNeighbour * state[row + away];
      const part = far > 0 && c < 0 ? 0 : share.preferences[j] * c;
      parts[j] = part;
      sum += part;
    }
    return sum;
  }

  function evaluate(_time: number, state: Float64Array, out: Float64Array): void {
    const i = polarity * state[current];
    const share = i > 0 ? stripping : plating;
    const fixed = share.fixed !== undefined;
    const sum = fixed ? 1 : weigh(share, state);
    const scale = sum > 0 ? i / sum : Number.NaN;
    for (let j = 0; j < share.ions.length; j++) {
      const k = share.ions[j];
      out[rows[k]] += (fixed ? share.preferences[j] : parts[j]) * scale * perCharge[k];
    }
  }

  function jacobian(_time: number, state: Float64Array, out: Float64Array): void {
    const i = polarity * state[current];
    const share = i > 0 ? stripping : plating;
    if (share.fixed !== undefined) {
      for (let j = 0; j < share.ions.length; j++) {
        const k = share.ions[j];
        out[byCurrent[k]] += polarity * share.preferences[j] * perCharge[k];
      }
      return;
    }
    const perSum = 1 / weigh(share, state);
    // ∂(1/φ)/∂s = V_m/φ²
    const nearFill = solid < 0 ? 0 : molarVolume / (1 - molarVolume * state[solid]);
    const farFill = solid < 0 ? 0 : molarVolume / (1 - molarVolume * state[solid + away]);
    for (let j = 0; j < share.ions.length; j++) {
      const k = share.ions[j];
      const fraction = parts[j] * perSum;
      out[byCurrent[k]] += polarity * fraction * perCharge[k];
      const scale = i * perCharge[k] * perSum;
      for (let o = 0; o < share.ions.length; o++) {
        if (parts[o] === 0 && ofNeighbour > 0) continue;
        const own = o === j ? share.preferences[j] : 0;
        const slope = scale * (own - fraction * share.preferences[o]);
        const slot = k * n + share.ions[o];
        out[byCell[slot]] += slope * ofCell;
        out[byNeighbour[slot]] -= slope * ofNeighbour;
        if (solid < 0) continue;
        const row = rows[share.ions[o]];
        out[bySolid[k]] += slope * ofCell * nearFill * state[row];
        out[byFarSolid[k]] -= slope * ofNeighbour * farFill * state[row + away];
      }
    }
  }

  // The charge of the ions that cross is that of the current, and with it the amount of the last one in an electroneutral liquid.
  return {
    evaluate,
    jacobian,
    inventories: [
      {
        amount: ions.eliminated.name,
        unit: "mol/m2",
        indices: new Int32Array(0),
        weights: new Float64Array(0),
        perCurrent: -polarity / (ions.eliminated.charge * FARADAY),
      },
    ],
  };
}
