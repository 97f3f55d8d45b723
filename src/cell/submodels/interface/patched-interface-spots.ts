import type { Binding, BoundSubmodel, SubmodelInput } from "../../form/submodel.ts";
import type { ConstrictionClosure } from "./constriction.ts";
import { Crowding } from "./patched-interface-crowding.ts";
import {
  reactingFraction,
  reactingFractionSlope,
  storingFraction,
  storingFractionSlope,
} from "./patched-interface-fractions.ts";
import type { PatchedInterface } from "./patched-interface-patches.ts";
import { PatchRates } from "./patched-interface-rate.ts";

/**
 * Patches, each behind its constriction. With J_j = (v − E_j) g/R_j the rows are, A the ratio of the areas,
 *
 *     dQ_j/dt = A φ_j (J_j − i_F,j)                       0 = Q_j − A φ_j [C_j (E_j − E_z) − τ_e J_j]
 *     dq/dt = ± i − A Σ φ_j J_j                           0 = q − A [(ε/d)(1 − Σ φ_j) v + τ_e Σ φ_j J_j]
 *
 * with the fraction that reacts on the left and the one that stores on the right, which differ where a patch has vanished.
 * The algebraic ones are linear in the potentials, their matrix is symmetric and definite for C_j > 0 and τ_e > 0.
 */
export function bindSpots(
  given: SubmodelInput,
  binding: Binding,
  constants: PatchedInterface,
  closure: ConstrictionClosure,
): Pick<BoundSubmodel, "evaluate" | "jacobian"> {
  const { patches, areaRatio, zeroCharge, gap, relaxation, molarCharge } = constants;
  const { polarity } = given;
  const count = patches.length;
  const perCharge = 1 / molarCharge;
  const rates = new PatchRates(count, constants.law);
  const crowding = new Crowding(closure);
  const perFree = Float64Array.from(patches, ({ freeResistance }) => 1 / freeResistance);
  const rate = Float64Array.from(patches, (patch) => patch.rate);
  const capacitances = Float64Array.from(patches, ({ capacitance }) => capacitance);

  const voltage = binding.unknown("voltage");
  const node = binding.unknown("node charge");
  const current = binding.unknown("cell.current");
  const activity = binding.unknown("activity");
  const potentials = Int32Array.from(patches, ({ name }) => binding.unknown(`${name} potential`));
  const charges = Int32Array.from(patches, ({ name }) => binding.unknown(`${name} charge`));
  const metals = Int32Array.from(patches, ({ pure }) => binding.unknown(pure ? "depositMetal" : "metal"));
  // −1: an open port is full contact, a deposit of activity 1
  const fractions = Int32Array.from(patches, ({ name }) => (given.connected(name) ? binding.unknown(name) : -1));
  const solid = given.connected("depositActivity") ? binding.unknown("depositActivity") : -1;
  const activities = Int32Array.from(patches, ({ pure }) => (pure ? solid : activity));

  const slot = (row: number, column: number): number => (column < 0 ? -1 : binding.slot(row, column));
  const byRow = (rows: Int32Array, columns: Int32Array): Int32Array =>
    rows.map((row, j) => slot(row, columns[j] ?? -1));
  const everyWith = (rows: Int32Array, column: number): Int32Array => rows.map((row) => slot(row, column));
  const rowOf = (row: number, columns: Int32Array): Int32Array => columns.map((column) => slot(row, column));
  /** Row j, column k at j · count + k. */
  const table = (rows: Int32Array): Int32Array =>
    Int32Array.from({ length: count * count }, (_, at) =>
      slot(rows[Math.floor(at / count)] ?? -1, fractions[at % count] ?? -1),
    );
  const slots = {
    chargeByPotential: byRow(charges, potentials),
    chargeByVoltage: everyWith(charges, voltage),
    chargeByActivity: byRow(charges, activities),
    chargeByFraction: table(charges),
    potentialByCharge: byRow(potentials, charges),
    potentialByPotential: byRow(potentials, potentials),
    potentialByVoltage: everyWith(potentials, voltage),
    potentialByFraction: table(potentials),
    nodeByCurrent: binding.slot(node, current),
    nodeByVoltage: binding.slot(node, voltage),
    nodeByPotential: rowOf(node, potentials),
    nodeByFraction: rowOf(node, fractions),
    voltageByNode: binding.slot(voltage, node),
    voltageByVoltage: binding.slot(voltage, voltage),
    voltageByPotential: rowOf(voltage, potentials),
    voltageByFraction: rowOf(voltage, fractions),
    metalByPotential: byRow(metals, potentials),
    metalByActivity: byRow(metals, activities),
    metalByFraction: byRow(metals, fractions),
  };

  const total = (state: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += fractions[j] < 0 ? 1 : state[fractions[j]];
    return sum;
  };

  return {
    evaluate(_time, state, out) {
      const sum = total(state);
      crowding.at(sum);
      const v = state[voltage];
      let through = 0;
      let held = 0;
      for (let j = 0; j < count; j++) {
        const potential = state[potentials[j]];
        rates.at(j, potential);
        const a = activities[j] < 0 ? 1 : state[activities[j]];
        const reaction = rate[j] * (a * rates.forward[j] - rates.backward[j]);
        const fraction = fractions[j] < 0 ? 1 : state[fractions[j]];
        const area = areaRatio * reactingFraction(fraction);
        const store = areaRatio * storingFraction(fraction);
        const constricted = (v - potential) * perFree[j] * crowding.conductance;
        out[charges[j]] += area * (constricted - reaction);
        out[potentials[j]] +=
          state[charges[j]] - store * (capacitances[j] * (potential - zeroCharge) - relaxation * constricted);
        out[metals[j]] -= area * reaction * perCharge;
        through += area * constricted;
        held += store * constricted;
      }
      out[node] += polarity * state[current] - through;
      out[voltage] += state[node] - areaRatio * gap * (1 - sum) * v - relaxation * held;
    },
    jacobian(_time, state, out) {
      const sum = total(state);
      crowding.at(sum);
      const v = state[voltage];
      let throughByVoltage = 0;
      let throughBySum = 0;
      let heldByVoltage = 0;
      let heldBySum = 0;
      for (let j = 0; j < count; j++) {
        const potential = state[potentials[j]];
        rates.at(j, potential);
        const forward = rate[j] * rates.forward[j];
        const a = activities[j] < 0 ? 1 : state[activities[j]];
        const reaction = a * forward - rate[j] * rates.backward[j];
        const slope = rate[j] * (a * rates.forwardSlope[j] + rates.backwardSlope[j]);
        const fraction = fractions[j] < 0 ? 1 : state[fractions[j]];
        const area = areaRatio * reactingFraction(fraction);
        const store = areaRatio * relaxation * storingFraction(fraction);
        const conductance = perFree[j] * crowding.conductance;
        const constricted = (v - potential) * conductance;
        const bySum = (v - potential) * perFree[j] * crowding.slope;
        throughByVoltage += area * conductance;
        throughBySum += area * bySum;
        heldByVoltage += store * conductance;
        heldBySum += store * bySum;

        out[slots.chargeByPotential[j]] -= area * (conductance + slope);
        out[slots.chargeByVoltage[j]] += area * conductance;
        out[slots.potentialByCharge[j]] += 1;
        out[slots.potentialByPotential[j]] -=
          areaRatio * storingFraction(fraction) * capacitances[j] + store * conductance;
        out[slots.potentialByVoltage[j]] += store * conductance;
        out[slots.nodeByPotential[j]] += area * conductance;
        out[slots.voltageByPotential[j]] += store * conductance;
        out[slots.metalByPotential[j]] -= area * slope * perCharge;
        if (activities[j] >= 0) {
          out[slots.chargeByActivity[j]] -= area * forward;
          out[slots.metalByActivity[j]] -= area * forward * perCharge;
        }
        if (fractions[j] < 0) continue;
        const byOwn = areaRatio * reactingFractionSlope(fraction);
        const storeByOwn = areaRatio * storingFractionSlope(fraction);
        const diagonal = j * count + j;
        out[slots.chargeByFraction[diagonal]] += byOwn * (constricted - reaction);
        out[slots.potentialByFraction[diagonal]] -=
          storeByOwn * (capacitances[j] * (potential - zeroCharge) - relaxation * constricted);
        out[slots.nodeByFraction[j]] -= byOwn * constricted;
        out[slots.voltageByFraction[j]] -= storeByOwn * relaxation * constricted;
        out[slots.metalByFraction[j]] -= byOwn * reaction * perCharge;
        for (let k = 0; k < count; k++) {
          out[slots.chargeByFraction[j * count + k]] += area * bySum;
          out[slots.potentialByFraction[j * count + k]] += store * bySum;
        }
      }
      out[slots.nodeByCurrent] += polarity;
      out[slots.nodeByVoltage] -= throughByVoltage;
      out[slots.voltageByNode] += 1;
      out[slots.voltageByVoltage] -= areaRatio * gap * (1 - sum) + heldByVoltage;
      for (let k = 0; k < count; k++) {
        if (fractions[k] < 0) continue;
        out[slots.nodeByFraction[k]] -= throughBySum;
        out[slots.voltageByFraction[k]] += areaRatio * gap * v - heldBySum;
      }
    },
  };
}
