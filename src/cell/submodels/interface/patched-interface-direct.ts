import type { Binding, BoundSubmodel, SubmodelInput } from "../../form/submodel.ts";
import {
  reactingFraction,
  reactingFractionSlope,
  storingFraction,
  storingFractionSlope,
} from "./patched-interface-fractions.ts";
import type { PatchedInterface } from "./patched-interface-patches.ts";
import { PatchRates } from "./patched-interface-rate.ts";

/**
 * Patches without constriction, all at one potential v:
 *
 *     dq/dt = ± i − A Σ φ_j i_F,j(v)                      0 = q − A [(ε/d)(1 − Σ φ_j) v + Σ φ_j C_j (v − E_z)]
 */
export function bindDirect(
  given: SubmodelInput,
  binding: Binding,
  constants: PatchedInterface,
): Pick<BoundSubmodel, "evaluate" | "jacobian"> {
  const { patches, areaRatio, zeroCharge, gap, molarCharge } = constants;
  const { polarity } = given;
  const count = patches.length;
  const perCharge = 1 / molarCharge;
  const rates = new PatchRates(1, constants.law);
  const rate = Float64Array.from(patches, (patch) => patch.rate);
  const capacitances = Float64Array.from(patches, ({ capacitance }) => capacitance);

  const voltage = binding.unknown("voltage");
  const node = binding.unknown("node charge");
  const current = binding.unknown("cell.current");
  const activity = binding.unknown("activity");
  const metals = Int32Array.from(patches, ({ pure }) => binding.unknown(pure ? "depositMetal" : "metal"));
  // −1: an open port is full contact, a deposit of activity 1
  const fractions = Int32Array.from(patches, ({ name }) => (given.connected(name) ? binding.unknown(name) : -1));
  const solid = given.connected("depositActivity") ? binding.unknown("depositActivity") : -1;
  const activities = Int32Array.from(patches, ({ pure }) => (pure ? solid : activity));

  const slot = (row: number, column: number): number => (column < 0 ? -1 : binding.slot(row, column));
  const slots = {
    nodeByCurrent: binding.slot(node, current),
    nodeByVoltage: binding.slot(node, voltage),
    nodeByActivity: activities.map((column) => slot(node, column)),
    nodeByFraction: fractions.map((column) => slot(node, column)),
    voltageByNode: binding.slot(voltage, node),
    voltageByVoltage: binding.slot(voltage, voltage),
    voltageByFraction: fractions.map((column) => slot(voltage, column)),
    metalByVoltage: metals.map((row) => slot(row, voltage)),
    metalByActivity: metals.map((row, j) => slot(row, activities[j] ?? -1)),
    metalByFraction: metals.map((row, j) => slot(row, fractions[j] ?? -1)),
  };

  return {
    evaluate(_time, state, out) {
      const v = state[voltage];
      rates.at(0, v);
      const forward = rates.forward[0];
      const backward = rates.backward[0];
      let sum = 0;
      let capacitance = 0;
      let through = 0;
      for (let j = 0; j < count; j++) {
        const share = fractions[j] < 0 ? 1 : state[fractions[j]];
        const area = reactingFraction(share);
        const a = activities[j] < 0 ? 1 : state[activities[j]];
        const reaction = areaRatio * area * rate[j] * (a * forward - backward);
        out[metals[j]] -= reaction * perCharge;
        sum += share;
        capacitance += storingFraction(share) * capacitances[j];
        through += reaction;
      }
      out[node] += polarity * state[current] - through;
      out[voltage] += state[node] - areaRatio * (gap * (1 - sum) * v + capacitance * (v - zeroCharge));
    },
    jacobian(_time, state, out) {
      const v = state[voltage];
      rates.at(0, v);
      let sum = 0;
      let capacitance = 0;
      for (let j = 0; j < count; j++) {
        const share = fractions[j] < 0 ? 1 : state[fractions[j]];
        const area = reactingFraction(share);
        const a = activities[j] < 0 ? 1 : state[activities[j]];
        const forward = areaRatio * rate[j] * rates.forward[0];
        const backward = areaRatio * rate[j] * rates.backward[0];
        const slope = areaRatio * area * rate[j] * (a * rates.forwardSlope[0] + rates.backwardSlope[0]);
        out[slots.nodeByVoltage] -= slope;
        out[slots.metalByVoltage[j]] -= slope * perCharge;
        if (activities[j] >= 0) {
          out[slots.nodeByActivity[j]] -= area * forward;
          out[slots.metalByActivity[j]] -= area * forward * perCharge;
        }
        sum += share;
        capacitance += storingFraction(share) * capacitances[j];
        if (fractions[j] < 0) continue;
        const byFraction = reactingFractionSlope(share) * (a * forward - backward);
        out[slots.nodeByFraction[j]] -= byFraction;
        out[slots.metalByFraction[j]] -= byFraction * perCharge;
        out[slots.voltageByFraction[j]] +=
          areaRatio * (gap * v - capacitances[j] * storingFractionSlope(share) * (v - zeroCharge));
      }
      out[slots.nodeByCurrent] += polarity;
      out[slots.voltageByNode] += 1;
      out[slots.voltageByVoltage] -= areaRatio * (gap * (1 - sum) + capacitance);
    },
  };
}
